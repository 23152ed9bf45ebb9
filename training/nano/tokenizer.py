"""The checkpoint's tokenizer: a small byte-level BPE with Qwen's pre-tokenisation.

Every number 10..1000 is one added token, so that a place is two tokens in the prompt as in the
reply and is copied whole; so is the comma and blank between them. The fixed stretches of a tool
call are one added token each.
Added tokens are matched before anything else: at each position, the longest of them.

Build: python -m training.nano.tokenizer OUT_DIR
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Iterator

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
from tokenizers import trainers

from training.nano import prompt, tasks

BASE_SIZE = 2036  # 256 bytes and the merges
VOCABULARY_SIZE = 3072  # rows of the embedding; those past the last token stay unused
SPLIT = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
SPECIAL = [
    "<|endoftext|>",
    "<|im_start|>",
    "<|im_end|>",
    "<|object_ref_start|>",
    "<|object_ref_end|>",
    "<|box_start|>",
    "<|box_end|>",
    "<|quad_start|>",
    "<|quad_end|>",
    "<|vision_start|>",
    "<|vision_end|>",
    "<|vision_pad|>",
    "<|image_pad|>",
    "<|video_pad|>",
]
MARKS = [
    "<tool_call>",
    "</tool_call>",
    "<|fim_prefix|>",
    "<|fim_middle|>",
    "<|fim_suffix|>",
    "<|fim_pad|>",
    "<|repo_name|>",
    "<|file_sep|>",
    "<tool_response>",
    "</tool_response>",
    "<think>",
    "</think>",
]
NUMBERS = [str(n) for n in range(10, 1001)]
CALLS = [
    ", ",
    prompt.CALL_OPEN,
    '", "coordinate": [',
    "]" + prompt.CALL_CLOSE,
    '", "status": "failure"' + prompt.CALL_CLOSE,
    '", "text": "',
    '"' + prompt.CALL_CLOSE,
    '", "keys": ["',
    '"]' + prompt.CALL_CLOSE,
    '", "pixels": ',
    '", "time": ',
    prompt.CALL_CLOSE,
]


def corpus(screens: int = 3000) -> Iterator[str]:
    """What stands in prompts, without the places and the fixed stretches."""
    for seed in range(screens):
        sample = tasks.make_sample(10_000_000 + seed, 8)
        for line in sample.screen.lines:
            yield from (" " + phrase.text for phrase in line)
        for query in sample.queries:
            yield "do: " + prompt.spaced(prompt.normalise(query.instruction))
            yield str(query.arguments["action"])
            yield str(query.arguments.get("text", ""))
            yield "user assistant"


def build(screens: int = 3000) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(SPLIT), behavior="isolated", invert=False),
            pre_tokenizers.ByteLevel(add_prefix_space=False, trim_offsets=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=BASE_SIZE,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(corpus(screens), trainer)
    tokenizer.add_special_tokens([_added(text, special=True) for text in SPECIAL])
    tokenizer.add_tokens([_added(text, special=False) for text in MARKS + NUMBERS + CALLS])
    return tokenizer


def _added(text: str, special: bool) -> AddedToken:
    return AddedToken(
        text, special=special, normalized=False, lstrip=False, rstrip=False, single_word=False
    )


def number_ids(tokenizer: Tokenizer) -> list[int]:
    """The token of each place 0..1000."""
    return [tokenizer.token_to_id(str(n)) for n in range(1001)]


def save(tokenizer: Tokenizer, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    settings = {
        "tokenizer_class": "Qwen2Tokenizer",
        "model_max_length": 8192,
        "add_prefix_space": False,
        "bos_token": None,
        "eos_token": "<|im_end|>",
        "pad_token": "<|endoftext|>",
        "unk_token": None,
        "clean_up_tokenization_spaces": False,
        "errors": "replace",
        "split_special_tokens": False,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=2) + "\n")


if __name__ == "__main__":
    save(build(), Path(sys.argv[1]))
