"""Writes the averaged weights of a training state as a checkpoint folder of the hub's layout.

python -m training.nano.export OUT_DIR [--state DIR]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from training.nano import tokenizer as tokenizers_of_nano
from training.nano.evaluate import load
from training.nano.train import default_state

CHAT_TEMPLATE = """\
{%- for message in messages %}
{{- '<|im_start|>' + message.role + '\\n' }}
{%- if message.content is string %}
{{- message.content }}
{%- else %}
{%- for part in message.content %}
{%- if part.type == 'image' or 'image' in part or 'image_url' in part %}
{{- '<|vision_start|><|image_pad|><|vision_end|>' }}
{%- elif 'text' in part %}
{{- part.text }}
{%- endif %}
{%- endfor %}
{%- endif %}
{{- '<|im_end|>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
{{- '<|im_start|>assistant\\n' }}
{%- endif %}
"""
SERVICE = {"profile": "compact", "plans": False, "words": True, "picture": False, "phrases": 0}
PREPROCESSOR = {
    "size": {"shortest_edge": 65536, "longest_edge": 786432},
    "patch_size": 16,
    "temporal_patch_size": 2,
    "merge_size": 2,
    "image_mean": [0.5, 0.5, 0.5],
    "image_std": [0.5, 0.5, 0.5],
    "processor_class": "Qwen3VLProcessor",
    "image_processor_type": "Qwen2VLImageProcessorFast",
}


def write_json(path: Path, value: dict[str, object]) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n")


def export(folder: Path, state: Path) -> None:
    model, encoder = load(None, state)
    tokenizers_of_nano.save(encoder.tokenizer, folder)
    model.config.dtype = "bfloat16"
    model.to(torch.bfloat16).save_pretrained(folder, max_shard_size="15MB")
    for weights in folder.glob("*.safetensors"):
        weights.chmod(0o644)
    ids = model.config.text_config
    write_json(
        folder / "generation_config.json",
        {
            "do_sample": False,
            "eos_token_id": [ids.eos_token_id, ids.pad_token_id],
            "pad_token_id": ids.pad_token_id,
            "max_new_tokens": 128,
        },
    )
    write_json(folder / "preprocessor_config.json", PREPROCESSOR)
    write_json(folder / "steadyhand.json", SERVICE)
    (folder / "chat_template.jinja").write_text(CHAT_TEMPLATE)
    write_json(folder / "chat_template.json", {"chat_template": CHAT_TEMPLATE})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--state", type=Path, default=default_state())
    args = parser.parse_args()
    export(args.folder, args.state)


if __name__ == "__main__":
    main()
