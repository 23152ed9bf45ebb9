"""Writes the golden numbers of vision_check, or checks that the reference still gives them.

    python make_golden.py VISION_CHECK            writes tests/vision/golden/tiny.json
    python make_golden.py VISION_CHECK --check    compares with it; exit 1 where they differ

VISION_CHECK is the built program: it makes the checkpoint, so that both sides load the very same
bytes. The pictures come from the formula in check_case.cpp.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
import transformers
from transformers import AutoProcessor, GenerationConfig, Qwen3VLForConditionalGeneration

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from parity_oracle import (Case, Clip, Conversation, Picture, Stages,  # noqa: E402
                           position_embedding)

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "tiny.json"
NEW_TOKENS = 20
SAMPLES = 16
LOGIT_SAMPLES = 256
TOLERANCE = 2e-5  # relative to the stage's largest value: another processor sums in another order


def cases() -> list[Case]:
    first = Picture(256, 256)
    return [
        Case("one_image", "tiny", [("user", [first, "Where is the \"Save\" button?"])]),
        Case("three_images", "tiny", [("user", [first, Picture(320, 256), "and", Picture(256, 288),
                                                "Compare."])]),
        Case("image_and_video", "tiny", [("user", [first, Clip(128, 96, 5, 2.0),
                                                   "What changed?"])]),
        Case("text_only", "tiny", [("user", ["Grüße, Welt! 你好"])]),
    ]


class Formula:
    """The pictures of check_case.cpp, one after the other."""

    def __init__(self) -> None:
        self.seed = 0

    def __call__(self, width: int, height: int) -> np.ndarray:
        self.seed += 1
        y, x = np.mgrid[0:height, 0:width]
        light = ((x >> 4) ^ (y >> 4)) & 1
        levels = [2 * x + y + 40 * self.seed, (x * x + 3 * y * y) // 64 + 70 * self.seed,
                  np.where(light, 220, (x * y) & 127)]
        return (np.stack(levels, -1) & 255).astype(np.uint8)


def describe(name: str, tensor: torch.Tensor) -> dict[str, Any]:
    flat = tensor.double().flatten()
    count = LOGIT_SAMPLES if name == "logits" else SAMPLES
    places = torch.arange(count) * (flat.numel() - 1) // (count - 1)
    return {"name": name, "shape": list(tensor.shape), "largest": short(flat.abs().max()),
            "norm": short(flat.norm()), "samples": [short(v) for v in flat[places]]}


def short(value: torch.Tensor) -> float:
    return float(f"{value.item():.8g}")


@torch.no_grad()
def run_case(case: Case, model: Qwen3VLForConditionalGeneration, processor: Any) -> dict[str, Any]:
    inputs = Conversation(case, Formula()).inputs(processor)
    stages = Stages(model)
    logits = model(**inputs).logits
    stages.close()
    grids = [inputs[k] for k in ("image_grid_thw", "video_grid_thw") if k in inputs]
    for grid in grids:
        stages.keep("pos_embed", position_embedding(model, grid))
    stages.keep("logits", logits)
    greedy = GenerationConfig(do_sample=False, max_new_tokens=NEW_TOKENS, eos_token_id=None,
                              pad_token_id=0)
    made = model.generate(**inputs, generation_config=greedy)[0, inputs["input_ids"].shape[1] :]
    return {"name": case.name, "ids": inputs["input_ids"][0].tolist(), "greedy": made.tolist(),
            "stages": [describe(name, tensor) for name, tensor in stages.tensors.items()]}


def compute(vision_check: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([vision_check, "--write-checkpoint", folder], check=True)
        model = Qwen3VLForConditionalGeneration.from_pretrained(folder, dtype=torch.float32).eval()
        model.generation_config.eos_token_id = None  # twenty tokens, whatever they are
        processor = AutoProcessor.from_pretrained(folder)
        reference = f"transformers {transformers.__version__}, torch {torch.__version__}"
        return {"reference": reference,
                "cases": [run_case(case, model, processor) for case in cases()]}


def differences(expected: dict[str, Any], got: dict[str, Any]) -> list[str]:
    found = []
    for old, new in zip(expected["cases"], got["cases"], strict=True):
        found += [f"{old['name']}: {key}" for key in ("name", "ids", "greedy")
                  if old[key] != new[key]]
        for a, b in zip(old["stages"], new["stages"], strict=True):
            values = [np.array([*s["samples"], s["largest"]]) for s in (a, b)]
            apart = np.abs(values[0] - values[1]).max() / a["largest"]
            apart = max(apart, abs(a["norm"] - b["norm"]) / a["norm"])
            if a["name"] != b["name"] or a["shape"] != b["shape"] or apart > TOLERANCE:
                found.append(f"{old['name']}: {a['name']}: {apart:.1e}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("vision_check", type=Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    got = compute(arguments.vision_check.resolve())
    if arguments.check:
        found = differences(json.loads(GOLDEN.read_text()), got)
        print("\n".join(found) or f"{GOLDEN.name}: as the reference computes it")
        return 1 if found else 0
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in got["cases"])
    GOLDEN.write_text(f'{{"reference": "{got["reference"]}", "cases": [\n{lines}\n]}}\n')
    print(f"{GOLDEN}: {GOLDEN.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
