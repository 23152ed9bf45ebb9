"""models/verifier: config.json beside model.safetensors, and how they are written and read.

Convolutions are int8 with one scale for each output channel: a tensor NAME of type I8 has a partner
NAME.scale of type F16 [outputs], and weight[o] = NAME[o] * NAME.scale[o]. Everything else (batch
normalisation's weight, bias, running_mean and running_var, the two heads) is F32 under its own
name. num_batches_tracked is left out: it has no use after training.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from training.render.sample import KINDS
from training.verifier import crops
from training.verifier.network import VerifierNet

_SCALE = ".scale"


def quantise(weight: Tensor) -> tuple[Tensor, Tensor]:
    """float [outputs, ...] -> (int8 of the same shape, float16 [outputs])."""
    largest = weight.flatten(1).abs().amax(dim=1).clamp_min(1e-8)
    scale = (largest / 127.0).half()
    spread = scale.float().view(-1, *[1] * (weight.ndim - 1))
    return (weight / spread).round().clamp(-127, 127).to(torch.int8), scale


def pack(net: VerifierNet) -> dict[str, Tensor]:
    """The tensors of model.safetensors."""
    packed: dict[str, Tensor] = {}
    for name, tensor in net.state_dict().items():
        if name.endswith("num_batches_tracked"):
            continue
        if tensor.ndim == 4:
            packed[name], packed[name + _SCALE] = quantise(tensor.float().cpu())
        else:
            packed[name] = tensor.float().cpu()
        packed[name] = packed[name].contiguous()
    return packed


def unpack(packed: dict[str, Tensor]) -> dict[str, Tensor]:
    """The state of a network, float32; the inverse of `pack` but for rounding."""
    state = {}
    for name, tensor in packed.items():
        if name.endswith(_SCALE):
            continue
        if tensor.dtype == torch.int8:
            scale = packed[name + _SCALE].float().view(-1, *[1] * (tensor.ndim - 1))
            tensor = tensor.float() * scale
        state[name] = tensor
    return state


def probe_crop() -> np.ndarray:
    """The crop of config.json's self test, a pattern that any program can make."""
    rows, columns, channels = np.indices((crops.SIZE, crops.SIZE, 3))
    return ((7 * columns + 13 * rows + 29 * channels) % 256).astype(np.uint8)


def _config(net: VerifierNet) -> dict[str, Any]:
    with torch.no_grad():
        kinds, enabled = net(torch.from_numpy(crops.normalise(probe_crop()[None])))
    return {
        "architecture": "resnet18",
        "kinds": list(KINDS),
        "crop": crops.SIZE,
        "click_pixel": [crops.HALF, crops.HALF],
        "border": "replicate",
        "channels": "RGB",
        "mean": list(crops.MEAN),
        "std": list(crops.STD),
        "features": "layer4[:, :, 2, 2] then mean of layer4 over its 4x4 places: 1024",
        "heads": {"fc": "softmax over kinds", "enabled": "sigmoid"},
        "weights": {
            "file": "model.safetensors",
            "convolutions": "int8 * scale (f16, per output)",
            "others": "f32",
        },
        "self_test": {
            "crop": "value(row j, column i, channel c) = (7i + 13j + 29c) mod 256",
            "kind_logits": [round(value, 4) for value in kinds[0].tolist()],
            "enabled_logit": round(float(enabled[0]), 4),
            "tolerance": 0.02,
        },
    }


def save_checkpoint(net: VerifierNet, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    packed = pack(net)
    save_file(packed, folder / "model.safetensors", metadata={"format": "pt"})
    rounded = VerifierNet().eval()
    rounded.load_state_dict(unpack(packed), strict=False)
    config = json.dumps(_config(rounded), indent=2, ensure_ascii=False)
    (folder / "config.json").write_text(config + "\n", encoding="utf-8")


def load_checkpoint(folder: Path) -> VerifierNet:
    """The shipped network, float32, ready to judge."""
    net = VerifierNet()
    missing, unexpected = net.load_state_dict(
        unpack(load_file(folder / "model.safetensors")), strict=False
    )
    missing = [name for name in missing if not name.endswith("num_batches_tracked")]
    if missing or unexpected:
        raise ValueError(f"{folder}: missing {missing}, unexpected {unexpected}")
    return net.eval()


def load_training_state(state: Path) -> VerifierNet:
    """The network of a training that is under way."""
    net = VerifierNet()
    net.load_state_dict(torch.load(state, map_location="cpu", weights_only=True)["net"])
    return net.eval()
