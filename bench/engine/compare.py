"""The engine beside transformers: same checkpoint, same tokens, same precision, one run.

    python bench/engine/compare.py ENGINE_BENCH [--models tiny 2B] [--out bench/results]

Both answer the same picture and question greedily, in turns (A, B, A, B, ...), so that whatever
else the machine does falls on both. transformers runs as it comes: from_pretrained, attention
"sdpa", generate() with a dynamic cache; its times are read where its tower ends and where its
streamer gets each token. Writes OUT/engine-cpu.json and OUT/engine-cpu.md.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
import transformers
from PIL import Image
from transformers import AutoProcessor, GenerationConfig, Qwen3VLForConditionalGeneration

WIDTH, HEIGHT, TEXT_TOKENS = 640, 360, 60
ROWS = {"preprocess": "preprocess", "vision": "vision tower", "prefill": "prefill",
        "token": "decode, a token"}
REPEATS = {"tiny": 30, "2B": 5}
NEW_TOKENS = {"tiny": 32, "2B": 16}

Times = dict[str, float]  # milliseconds by stage


def make_picture() -> Image.Image:
    """The picture of bench/engine/picture.cpp."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    levels = [2 * x + y, (x * x + 3 * y * y) // 64, x * y + 5 * x]
    return Image.fromarray((np.stack(levels, -1) & 255).astype(np.uint8))


def make_text() -> str:
    question = ("Click the Save button. " * TEXT_TOKENS)[:TEXT_TOKENS]
    return ("<|im_start|>user\n<|vision_start|><|image_pad|><|vision_end|>" + question
            + "<|im_end|>\n<|im_start|>assistant\n")


class Engine:
    """engine_bench --serve: a line in, a generation out."""

    def __init__(self, program: Path, folder: Path, new_tokens: int) -> None:
        command = [program, "--serve", "--model", folder, "--picture", f"{WIDTH}x{HEIGHT}",
                   "--text-tokens", str(TEXT_TOKENS), "--new-tokens", str(new_tokens),
                   "--threads", str(torch.get_num_threads())]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)

    def run(self) -> tuple[Times, list[int], list[int]]:
        assert self.process.stdin and self.process.stdout
        print("run", file=self.process.stdin, flush=True)
        made = json.loads(self.process.stdout.readline())
        times = {"preprocess": made["preprocess_ms"], "vision": made["vision_ms"],
                 "prefill": made["prefill_ms"],
                 "token": made["decode_ms"] / max(len(made["ids"]) - 1, 1)}
        return times, made["prompt_ids"], made["ids"]

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


class Clock(transformers.generation.streamers.BaseStreamer):
    """When each token came."""

    def __init__(self) -> None:
        self.tokens: list[float] = []

    def put(self, value: torch.Tensor) -> None:
        self.tokens.append(time.perf_counter())

    def end(self) -> None:
        pass


class Reference:
    """transformers on the same folder."""

    def __init__(self, folder: Path, new_tokens: int) -> None:
        self.model = Qwen3VLForConditionalGeneration.from_pretrained(
            folder, dtype=torch.bfloat16, attn_implementation="sdpa").eval()
        self.model.generation_config.eos_token_id = None
        self.processor = AutoProcessor.from_pretrained(folder)
        self.config = GenerationConfig(do_sample=False, max_new_tokens=new_tokens,
                                       eos_token_id=None, pad_token_id=0)
        self.picture, self.text = make_picture(), make_text()
        self.tower_started = self.tower_ms = 0.0
        self.model.model.visual.register_forward_pre_hook(self.before_tower)
        self.model.model.visual.register_forward_hook(self.after_tower)

    def before_tower(self, *_: Any) -> None:
        self.tower_started = time.perf_counter()

    def after_tower(self, *_: Any) -> None:
        self.tower_ms = (time.perf_counter() - self.tower_started) * 1e3

    @torch.inference_mode()
    def run(self) -> tuple[Times, list[int], list[int]]:
        start = time.perf_counter()
        inputs = self.processor(text=[self.text], images=[self.picture], return_tensors="pt")
        preprocessed = time.perf_counter()
        clock = Clock()
        made = self.model.generate(**inputs, generation_config=self.config, streamer=clock)
        # The streamer is given the prompt first, then each token.
        first, last, count = clock.tokens[1], clock.tokens[-1], len(clock.tokens) - 1
        times = {"preprocess": (preprocessed - start) * 1e3, "vision": self.tower_ms,
                 "prefill": (first - preprocessed) * 1e3 - self.tower_ms,
                 "token": (last - first) * 1e3 / (count - 1)}
        prompt = inputs["input_ids"][0].tolist()
        return times, prompt, made[0, len(prompt):].tolist()


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[max(int(np.ceil(share * len(values))), 1) - 1]


def summary(values: list[float]) -> dict[str, float]:
    return {"n": len(values), "best_ms": min(values), "p50_ms": statistics.median(values),
            "p95_ms": percentile(values, 0.95)}


def compare(program: Path, folder: Path, model: str) -> dict[str, Any]:
    engine = Engine(program, folder, NEW_TOKENS[model])
    reference = Reference(folder, NEW_TOKENS[model])
    times: dict[str, dict[str, list[float]]] = {"engine": defaultdict(list),
                                                "transformers": defaultdict(list)}
    for repeat in range(-1, REPEATS[model]):  # the first pair warms up
        ours, prompt, answer = engine.run()
        theirs, same_prompt, same_answer = reference.run()
        if prompt != same_prompt:
            raise SystemExit(f"{model}: the prompts' tokens differ")
        print(f"{model}: {repeat + 1}/{REPEATS[model]}", file=sys.stderr, flush=True)
        if repeat < 0:
            continue
        for stage in ROWS:
            times["engine"][stage].append(ours[stage])
            times["transformers"][stage].append(theirs[stage])
    engine.close()
    equal = next((i for i, (a, b) in enumerate(zip(answer, same_answer)) if a != b), len(answer))
    stages = {stage: {side: summary(times[side][stage]) for side in times} for stage in ROWS}
    return {"prompt_tokens": len(prompt), "new_tokens": len(answer), "equal_tokens": equal,
            "load_average": os.getloadavg()[0], "stages": stages}


def table(results: dict[str, Any]) -> str:
    lines = ["| model | stage | engine P50 ms | P95 | transformers P50 ms | P95 | ratio | n |",
             "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for model, result in results["models"].items():
        for stage, name in ROWS.items():
            ours, theirs = (result["stages"][stage][side] for side in ("engine", "transformers"))
            lines.append(f"| {model} | {name} | {ours['p50_ms']:.2f} | {ours['p95_ms']:.2f} | "
                         f"{theirs['p50_ms']:.2f} | {theirs['p95_ms']:.2f} | "
                         f"{theirs['p50_ms'] / ours['p50_ms']:.2f} | {ours['n']} |")
    return "\n".join(lines)


def checkpoint(program: Path, model: str) -> Path:
    """The folder that engine_bench itself uses for that shape; it makes it where it is missing."""
    subprocess.run([program, "--serve", "--model", model, "--picture", "64x64"], check=True,
                   stdin=subprocess.DEVNULL)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "steadyhand" / "checkpoints" / model


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("engine_bench", type=Path)
    parser.add_argument("--models", nargs="+", default=["tiny", "2B"], choices=list(REPEATS))
    parser.add_argument("--out", type=Path, default=Path("bench/results"))
    arguments = parser.parse_args()
    program = arguments.engine_bench.resolve()
    results: dict[str, Any] = {
        "reference": f"transformers {transformers.__version__}, torch {torch.__version__}",
        "precision": "bfloat16", "picture": f"{WIDTH}x{HEIGHT}",
        "threads": torch.get_num_threads(), "models": {}}
    for model in arguments.models:
        results["models"][model] = compare(program, checkpoint(program, model), model)
    text = table(results)
    print(text)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "engine-cpu.json").write_text(json.dumps(results, indent=2) + "\n")
    (arguments.out / "engine-cpu.md").write_text(
        f"Engine beside {results['reference']}, bfloat16, {results['picture']}, "
        f"{results['threads']} threads; ratio above 1: the engine is faster.\n\n{text}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
