"""The shipped checkpoint loads in transformers and answers with a tool call."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed")
transformers = pytest.importorskip("transformers", reason="transformers is not installed")

FOLDER = Path(__file__).resolve().parents[3] / "models" / "steady-nano"
needs_checkpoint = pytest.mark.skipif(
    not (FOLDER / "model.safetensors").exists(),
    reason="models/steady-nano is absent: train and export it (training/README.md)",
)


@needs_checkpoint
def test_the_folder_says_which_prompt_it_wants() -> None:
    settings = json.loads((FOLDER / "steadyhand.json").read_text())
    assert settings["profile"] == "compact" and settings["words"] and not settings["plans"]


@needs_checkpoint
def test_it_clicks_what_is_named() -> None:
    from tokenizers import Tokenizer

    from training.nano import prompt
    from training.nano.batches import Encoder
    from training.nano.propose import Proposer
    from training.nano.words import Box, Word

    model = transformers.Qwen3VLForConditionalGeneration.from_pretrained(
        FOLDER, dtype=torch.float32
    )
    assert sum(p.numel() for p in model.parameters()) <= 12_000_000
    words = [Word("Cancel", Box(300, 400, 345, 412)), Word("Save", Box(400, 400, 432, 412))]
    screen = prompt.read_screen(words, (1024, 768))
    encoder = Encoder(Tokenizer.from_file(str(FOLDER / "tokenizer.json")))
    proposal = Proposer(model, encoder, screen).propose('Click the "Save" button')
    assert proposal.arguments == {"action": "left_click", "coordinate": [406, 529]}


@needs_checkpoint
def test_transformers_tokenises_as_the_reference_does() -> None:
    from tokenizers import Tokenizer

    text = 'do: Click the " Save" button\n1a9=.406, 529 Save\n<|im_end|>\n<|im_start|>assistant\n'
    fast = transformers.AutoTokenizer.from_pretrained(FOLDER)
    assert (
        fast(text)["input_ids"]
        == Tokenizer.from_file(str(FOLDER / "tokenizer.json")).encode(text).ids
    )


@needs_checkpoint
def test_a_picture_can_be_given_to_it() -> None:
    processor = transformers.AutoImageProcessor.from_pretrained(FOLDER)
    model = transformers.Qwen3VLForConditionalGeneration.from_pretrained(
        FOLDER, dtype=torch.float32
    )
    from PIL import Image

    pixels = processor(images=Image.new("RGB", (320, 256)), return_tensors="pt")
    features = model.get_image_features(pixels["pixel_values"], pixels["image_grid_thw"])
    assert features is not None
