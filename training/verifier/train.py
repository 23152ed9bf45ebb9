"""python -m training.verifier.train --screens DIR --state FILE --minutes 90

Trains the verifier on one CPU thread (or the GPU). The learning rate follows one cycle over the
minutes of processor time that the training has had, so a run that shares its machine with others
learns as much as one that does not. The state is saved every minute and at the end; the same
command goes on where it stopped, and --minutes may differ: it says how long the whole cycle is.
"""

import argparse
import math
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from training.verifier import crops
from training.verifier.labels import NONE, UNKNOWN
from training.verifier.network import CLICK_PLACE, VerifierNet
from training.verifier.stream import Batch, batches

_PEAK_RATE = 2e-3
_WARM_SHARE = 0.06
_WEIGHT_DECAY = 0.02
_LABEL_SMOOTHING = 0.03
_AROUND_WEIGHT = 0.6  # the eight places around the click, together
_AROUND_NONE_WEIGHT = 0.35  # most of them show no control
_ENABLED_WEIGHT = 0.3
_DISABLED_WEIGHT = 2.5  # one control in ten is disabled
_SAVE_EVERY_S = 60.0


def learning_rate(progress: float) -> float:
    """Up within the first share, then down along a cosine to a thousandth."""
    if progress < _WARM_SHARE:
        return _PEAK_RATE * (0.05 + 0.95 * progress / _WARM_SHARE)
    rest = min(1.0, (progress - _WARM_SHARE) / (1.0 - _WARM_SHARE))
    return _PEAK_RATE * (0.001 + 0.999 * 0.5 * (1.0 + math.cos(math.pi * rest)))


def to_input(pictures: Any, device: torch.device) -> Tensor:
    """uint8 [n, 120, 120, 3] -> normalised [n, 3, 120, 120], channels last."""
    x = torch.from_numpy(pictures).to(device).permute(0, 3, 1, 2).float().div_(255.0)
    mean = torch.tensor(crops.MEAN, device=device).view(1, 3, 1, 1)
    std = torch.tensor(crops.STD, device=device).view(1, 3, 1, 1)
    return ((x - mean) / std).contiguous(memory_format=torch.channels_last)


def losses(net: VerifierNet, batch: Batch, device: torch.device) -> dict[str, Tensor]:
    """The parts of the loss: kind at the click, kinds around it, enabled everywhere."""
    kinds = torch.from_numpy(batch.kinds).to(device)
    enabled = torch.from_numpy(batch.enabled).to(device)
    with torch.autocast(device.type, torch.bfloat16):
        kind_logits, enabled_logits = net.forward_places(to_input(batch.crops, device))
    kind_logits, enabled_logits = kind_logits.float(), enabled_logits.float()
    click = functional.cross_entropy(
        kind_logits[:, CLICK_PLACE, CLICK_PLACE],
        kinds[:, CLICK_PLACE, CLICK_PLACE],
        ignore_index=UNKNOWN,
        label_smoothing=_LABEL_SMOOTHING,
    )
    weights = torch.ones(kind_logits.shape[-1], device=device)
    weights[NONE] = _AROUND_NONE_WEIGHT
    around_kinds = kinds.clone()
    around_kinds[:, CLICK_PLACE, CLICK_PLACE] = UNKNOWN
    around = functional.cross_entropy(
        kind_logits.flatten(0, 2), around_kinds.flatten(), weights, ignore_index=UNKNOWN
    )
    known = enabled != UNKNOWN
    usable = enabled[known].float()
    use = functional.binary_cross_entropy_with_logits(
        enabled_logits[known], usable, weight=usable + _DISABLED_WEIGHT * (1.0 - usable)
    )
    return {"click": click, "around": around, "enabled": use}


class Training:
    """Network, optimiser and progress, as they are kept in the state file."""

    def __init__(self, state: Path, minutes: float, device: torch.device) -> None:
        self._file, self._total_s, self.device = state, minutes * 60.0, device
        self.net = VerifierNet().to(device)
        self.net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        decayed = [p for p in self.net.parameters() if p.ndim > 1]
        plain = [p for p in self.net.parameters() if p.ndim <= 1]
        self.optimiser = torch.optim.AdamW(
            [
                {"params": decayed, "weight_decay": _WEIGHT_DECAY},
                {"params": plain, "weight_decay": 0.0},
            ],
            lr=_PEAK_RATE,
            betas=(0.9, 0.98),
            fused=True,
        )
        self.step, self.seconds = 0, 0.0
        if state.exists():
            self._load()

    def _load(self) -> None:
        kept = torch.load(self._file, map_location=self.device, weights_only=True)
        self.net.load_state_dict(kept["net"])
        self.optimiser.load_state_dict(kept["optimiser"])
        self.step, self.seconds = kept["step"], kept["seconds"]

    def save(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        partial = self._file.with_suffix(".part")
        torch.save(
            {
                "net": self.net.state_dict(),
                "optimiser": self.optimiser.state_dict(),
                "step": self.step,
                "seconds": self.seconds,
            },
            partial,
        )
        partial.rename(self._file)

    @property
    def progress(self) -> float:
        return self.seconds / self._total_s

    def take_step(self, batch: Batch) -> dict[str, float]:
        for group in self.optimiser.param_groups:
            group["lr"] = learning_rate(self.progress)
        parts = losses(self.net, batch, self.device)
        total = (
            parts["click"] + _AROUND_WEIGHT * parts["around"] + _ENABLED_WEIGHT * parts["enabled"]
        )
        self.optimiser.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 2.0)
        self.optimiser.step()
        self.step += 1
        return {name: float(part.detach()) for name, part in parts.items()}


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.verifier.train", description=__doc__)
    parser.add_argument("--screens", type=Path, required=True, help="folder of <source>-train*")
    parser.add_argument("--state", type=Path, required=True, help="state file, kept and resumed")
    parser.add_argument("--minutes", type=float, required=True, help="processor time of the cycle")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--workers", type=int, default=0, help="processes that cut crops")
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    options = _arguments(argv)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the state is saved on the way out
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    training = Training(options.state, options.minutes, device)
    training.net.train()
    seed = options.seed + training.step
    try:
        _run(training, batches(options.screens, seed, options.batch, options.workers))
    finally:
        training.save()
    return 0


def _run(training: Training, stream: Iterator[Batch]) -> None:
    """Steps until the cycle is over; prints running means."""
    mean: dict[str, float] = {}
    # On a GPU the processor mostly waits, so there the wall's minutes count.
    clock = time.monotonic if training.device.type == "cuda" else time.process_time
    last, saved = clock(), time.monotonic()
    while training.progress < 1.0:
        parts = training.take_step(next(stream))
        now = clock()
        training.seconds, last = training.seconds + now - last, now
        for name, value in parts.items():
            mean[name] = 0.98 * mean.get(name, value) + 0.02 * value
        if training.step % 50 == 0:
            figures = " ".join(f"{name} {value:.3f}" for name, value in mean.items())
            print(f"step {training.step} minute {training.seconds / 60:.1f} {figures}", flush=True)
        if time.monotonic() - saved > _SAVE_EVERY_S:
            training.save()
            saved = time.monotonic()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
