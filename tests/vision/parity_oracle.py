"""Writes what the reference computes: random Qwen3-VL checkpoints made and saved by transformers,
conversations about random pictures, and every stage's tensor, for parity_test.cpp to compare.

    python parity_oracle.py OUT

OUT/<checkpoint>/           a checkpoint folder as transformers saves it
OUT/<case>/case.json        the conversation, pictures by file name, expected ids and tokens
OUT/<case>/reference.safetensors   the stages, and the raw pixels of the pictures
OUT/resizes.safetensors     pictures before and after the image processor's resize
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from safetensors.torch import save_file
from tiny_reference import build_model, build_processor
from torchvision.transforms.v2 import functional
from transformers import AutoProcessor, GenerationConfig, Qwen3VLForConditionalGeneration
from transformers.vision_utils import get_vision_interpolation_indices_and_weights

NEW_TOKENS = 20
RESIZES = [((1920, 1080), (1920, 1088)), ((1366, 768), (1376, 768)), ((333, 270), (320, 256)),
           ((80, 60), (320, 256)), ((640, 480), (224, 160)), ((257, 31), (64, 96))]


@dataclass
class Picture:
    width: int
    height: int


@dataclass
class Clip:
    width: int
    height: int
    frames: int
    fps: float


@dataclass
class Case:
    name: str
    checkpoint: str
    turns: list[tuple[str, list[Any]]]
    resized: bool = False
    arrays: dict[str, np.ndarray] = field(default_factory=dict)


def cases() -> list[Case]:
    look = "Where is the \"Save\" button?"
    image = Picture(320, 256)
    three = [Picture(320, 256), Picture(256, 288), "and", Picture(512, 256)]
    return [
        Case("one_image", "tied", [("user", [image, look])]),
        Case("three_images", "tied", [("user", [*three, "Compare."])]),
        Case("image_and_video", "tied",
             [("user", [image, Clip(128, 96, 5, 2.0), "What changed?"])]),
        Case("text_only", "tied", [("system", ["Be brief."]), ("user", ["Grüße, Welt! 你好"])]),
        Case("two_turns", "tied", [("user", [image, look]), ("assistant", ["Top left."]),
                                   ("user", [Picture(256, 256), "And now?"])]),
        Case("untied_image", "untied", [("user", [image, look])]),
        Case("untied_images", "untied", [("user", [*three, "Compare."])]),
        Case("resized_image", "tied", [("user", [Picture(333, 270), look])], resized=True),
    ]


def random_pixels(rng: np.random.Generator, width: int, height: int) -> np.ndarray:
    """A smooth gradient, hard-edged boxes and noise: low and high frequencies alike."""
    y, x = np.mgrid[0:height, 0:width]
    base = np.stack([x * 255 / width, y * 255 / height, (x + y) * 255 / (width + height)], -1)
    for _ in range(12):
        x0, y0 = rng.integers(0, width - 8), rng.integers(0, height - 8)
        base[y0 : y0 + rng.integers(4, 60), x0 : x0 + rng.integers(4, 60)] = rng.integers(0, 256, 3)
    return np.clip(base + rng.normal(0, 6, base.shape), 0, 255).astype(np.uint8)


class Conversation:
    """Renders the turns as Qwen3-VL's template does, and gathers pixels on the way."""

    def __init__(self, case: Case, draw: Callable[[int, int], np.ndarray]) -> None:
        self.draw = draw  # width, height -> [height, width, 3]
        self.text = ""
        self.images: list[Image.Image] = []
        self.videos: list[np.ndarray] = []
        self.metadata: list[dict[str, Any]] = []
        self.messages: list[dict[str, Any]] = []
        for role, parts in case.turns:
            self.text += f"<|im_start|>{role}\n"
            described = [self.add(part, case) for part in parts]
            self.messages.append({"role": role, "parts": described})
            self.text += "<|im_end|>\n"
        self.text += "<|im_start|>assistant\n"

    def add(self, part: Any, case: Case) -> dict[str, Any]:
        if isinstance(part, str):
            self.text += part
            return {"text": part}
        name = f"pixels.{len(case.arrays)}"
        if isinstance(part, Picture):
            pixels = self.draw(part.width, part.height)
            case.arrays[name] = pixels
            self.images.append(Image.fromarray(pixels))
            self.text += "<|vision_start|><|image_pad|><|vision_end|>"
            return {"image": name}
        frames = np.stack([self.draw(part.width, part.height) for _ in range(part.frames)])
        case.arrays[name] = frames
        self.videos.append(frames)
        self.metadata.append({"fps": part.fps, "total_num_frames": part.frames,
                              "frames_indices": list(range(part.frames))})
        # The bare pad: each frame's block brings its own vision_start and vision_end. Around the
        # template's block, recent processors leave a second pair that the model was not taught.
        self.text += "<|video_pad|>"
        return {"video": name, "seconds": [i / part.fps for i in range(part.frames)]}

    def inputs(self, processor: Any) -> Any:
        videos = {"videos": self.videos, "video_metadata": self.metadata,
                  "do_sample_frames": False, "cap_pixels_per_frame": False} if self.videos else {}
        images = self.images or None
        return processor(text=[self.text], images=images, return_tensors="pt", **videos)


class Stages:
    """Keeps every stage's tensor; a stage met again (the video's tower pass) gets '@2'."""

    def __init__(self, model: Qwen3VLForConditionalGeneration) -> None:
        self.tensors: dict[str, torch.Tensor] = {}
        self.met: Counter[str] = Counter()
        self.handles: list[Any] = []
        visual, text = model.model.visual, model.model.language_model
        self.after(visual.patch_embed, "patch_embed")
        for i, block in enumerate(visual.blocks):
            self.after(block, f"vision_block.{i}")
        for i, merger in enumerate(visual.deepstack_merger_list):
            self.after(merger, f"deepstack.{i}")
        self.after(visual.merger, "merger")
        # A layer's row with DeepStack added is what the next one is given.
        nexts = [*text.layers[1:], text.norm]
        self.before(text.layers[0], "embeddings")
        for i, module in enumerate(nexts):
            self.before(module, f"layer.{i}")

    def keep(self, name: str, value: torch.Tensor) -> None:
        self.met[name] += 1
        suffix = f"@{self.met[name]}" if self.met[name] > 1 else ""
        self.tensors[name + suffix] = value.detach().squeeze(0).contiguous().clone()

    def after(self, module: torch.nn.Module, name: str) -> None:
        def hook(_module: Any, _args: Any, out: Any) -> None:
            self.keep(name, out[0] if isinstance(out, tuple) else out)

        self.handles.append(module.register_forward_hook(hook))

    def before(self, module: torch.nn.Module, name: str) -> None:
        def hook(_module: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
            self.keep(name, args[0] if args else kwargs["hidden_states"])

        self.handles.append(module.register_forward_pre_hook(hook, with_kwargs=True))

    def close(self) -> None:
        for handle in self.handles:
            handle.remove()


def position_embedding(model: Qwen3VLForConditionalGeneration, grids: torch.Tensor) -> torch.Tensor:
    visual = model.model.visual
    indices, weights = get_vision_interpolation_indices_and_weights(
        grids, num_grid_per_side=visual.num_grid_per_side, mode="bilinear", align_corners=True,
        spatial_merge_size=visual.config.spatial_merge_size)
    return (visual.pos_embed(indices) * weights[:, :, None]).sum(1)


@torch.no_grad()
def write_case(case: Case, root: Path, seed: int) -> None:
    model = Qwen3VLForConditionalGeneration.from_pretrained(root / case.checkpoint,
                                                            dtype=torch.float32).eval()
    processor = AutoProcessor.from_pretrained(root / case.checkpoint)
    talk = Conversation(case, partial(random_pixels, np.random.default_rng(seed)))
    inputs = talk.inputs(processor)
    stages = Stages(model)
    stages.keep("logits", model(**inputs).logits)
    stages.close()
    for key in ("image_grid_thw", "video_grid_thw"):
        if key in inputs:
            stages.keep("pos_embed", position_embedding(model, inputs[key]))
    grids = {k: inputs[k] for k in ("image_grid_thw", "video_grid_thw") if k in inputs}
    positions, delta = model.model.get_rope_index(
        inputs["input_ids"], mm_token_type_ids=inputs["mm_token_type_ids"], **grids)
    model.generation_config.eos_token_id = None  # twenty tokens, whatever they are
    greedy = GenerationConfig(do_sample=False, max_new_tokens=NEW_TOKENS, eos_token_id=None,
                              pad_token_id=0)
    made = model.generate(**inputs, generation_config=greedy)[0, inputs["input_ids"].shape[1] :]
    half = Qwen3VLForConditionalGeneration.from_pretrained(root / case.checkpoint,
                                                           dtype=torch.bfloat16).eval()
    stages.keep("logits_bfloat16", half(**inputs).logits.float())

    tensors = dict(stages.tensors)
    for key in ("pixel_values", "pixel_values_videos"):
        if key in inputs:
            tensors[key] = inputs[key]
    for name, array in case.arrays.items():
        tensors[name] = torch.from_numpy(array)
    folder = root / case.name
    folder.mkdir()
    save_file({k: v.contiguous() for k, v in tensors.items()}, folder / "reference.safetensors")
    described = {"checkpoint": case.checkpoint, "messages": talk.messages, "resized": case.resized,
                 "ids": inputs["input_ids"][0].tolist(), "positions": positions[:, 0].tolist(),
                 "delta": int(delta.flatten()[0]), "greedy": made.tolist()}
    (folder / "case.json").write_text(json.dumps(described))


def write_resizes(root: Path) -> None:
    """Pictures at other sizes, as the image processor resizes them."""
    rng = np.random.default_rng(1)
    tensors: dict[str, torch.Tensor] = {}
    for (width, height), (new_width, new_height) in RESIZES:
        pixels = torch.from_numpy(random_pixels(rng, width, height))
        resized = functional.resize(pixels.permute(2, 0, 1), [new_height, new_width],
                                    interpolation=functional.InterpolationMode.BICUBIC,
                                    antialias=True)
        name = f"{width}x{height}.{new_width}x{new_height}"
        tensors[f"{name}.before"] = pixels.contiguous()
        tensors[f"{name}.after"] = resized.permute(1, 2, 0).contiguous()
    save_file(tensors, root / "resizes.safetensors")


def main() -> None:
    root = Path(sys.argv[1])
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    torch.manual_seed(7)
    torch.set_num_threads(2)
    for name in ("tied", "untied"):
        build_model(tied=name == "tied").save_pretrained(root / name)
        build_processor().save_pretrained(root / name)
    write_resizes(root)
    for seed, case in enumerate(cases()):
        write_case(case, root, seed)
        print(f"{case.name}: written", flush=True)


if __name__ == "__main__":
    main()
