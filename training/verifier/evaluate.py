"""python -m training.verifier.evaluate --screens DIR --checkpoint DIR [--typed CASES]

Measures the verifier on held-out renders: kinds, false accepts, enabled; by toolkit. With --typed
(a file like real-screens/openqa.json) also the kinds at the cases' points, for the record only.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from training.render.sample import KINDS, read_pixels, read_records
from training.verifier import crops
from training.verifier.checkpoint import load_checkpoint, load_training_state
from training.verifier.labels import NONE, UNKNOWN, ScreenLabels
from training.verifier.measures import clustered_interval, false_accepts, macro_f1, wilson
from training.verifier.network import VerifierNet
from training.verifier.points import PointSampler

_POINTS_A_SCREEN = (8, 6)
_RECALL = 0.95
_BATCH = 64


@dataclass
class Judged:
    """Points in the order they were judged; one entry of each array a point."""

    truth: NDArray[np.int64]
    enabled: NDArray[np.int64]
    screen: NDArray[np.int64]
    toolkit: NDArray[np.str_]
    chosen_by: NDArray[np.str_]
    kind_probability: NDArray[np.float32]
    enabled_probability: NDArray[np.float32]

    def subset(self, index: NDArray[Any]) -> "Judged":
        return Judged(*(getattr(self, name)[index] for name in self.__dataclass_fields__))


def judge(net: VerifierNet, pictures: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of the kinds [n, 12] and of being enabled [n]."""
    kinds, enabled = [], []
    with torch.no_grad():
        for start in range(0, len(pictures), _BATCH):
            batch = torch.from_numpy(crops.normalise(np.stack(pictures[start : start + _BATCH])))
            kind_logits, enabled_logits = net(batch)
            kinds.append(kind_logits.softmax(1).numpy())
            enabled.append(enabled_logits.sigmoid().numpy())
    return np.concatenate(kinds), np.concatenate(enabled)


def _held_out(root: Path, limit: int) -> Iterator[tuple[str, int, np.ndarray, Any]]:
    """(toolkit, screen number, crop, point) of every held-out set below `root`."""
    number = 0
    even = np.where(np.array(KINDS) == "none", 0.0, 1.0)
    for folder in sorted(root.glob("*-held_out")):
        for record in list(read_records(folder))[:limit]:
            number += 1
            labels, pixels = ScreenLabels(record), read_pixels(folder, record)
            counts = np.bincount(labels.kinds, minlength=len(KINDS))
            weights = even / np.sqrt(np.maximum(counts, 1))
            for point in PointSampler(labels, np.random.default_rng(number), weights).draw(
                *_POINTS_A_SCREEN
            ):
                yield folder.name.split("-")[0], number, crops.cut(pixels, point.x, point.y), point


def judge_held_out(net: VerifierNet, root: Path, limit: int) -> Judged:
    toolkits, screens, pictures, points = zip(*_held_out(root, limit))
    kinds, enabled = judge(net, list(pictures))
    return Judged(
        np.array([p.kind for p in points]),
        np.array([p.enabled for p in points]),
        np.array(screens),
        np.array(toolkits),
        np.array([p.source for p in points]),
        kinds,
        enabled,
    )


def _figures(judged: Judged) -> dict[str, Any]:
    guess = judged.kind_probability.argmax(1)
    right = guess == judged.truth
    control = judged.truth != NONE
    score = 1.0 - judged.kind_probability[:, NONE]
    accepted, threshold = false_accepts(score, control, _RECALL)

    def accepts(index: np.ndarray) -> float:
        return false_accepts(score[index], control[index], _RECALL)[0]

    known = judged.enabled != UNKNOWN
    enabled_right = (judged.enabled_probability[known] >= 0.5) == (judged.enabled[known] == 1)
    disabled = judged.enabled[known] == 0
    return {
        "n": len(right),
        "screens": len(np.unique(judged.screen)),
        "accuracy": float(right.mean()),
        "accuracy95": wilson(int(right.sum()), len(right)),
        "macro_f1": macro_f1(judged.truth, guess, len(KINDS)),
        "macro_f1_95": clustered_interval(
            judged.screen, lambda i: macro_f1(judged.truth[i], guess[i], len(KINDS))
        ),
        "non_controls": int((~control).sum()),
        "false_accepts_at_95_recall": accepted,
        "false_accepts95": clustered_interval(judged.screen, accepts),
        "threshold": threshold,
        "false_accepts_by_origin": {
            str(origin): [
                float((score[judged.chosen_by == origin] >= threshold).mean()),
                int((judged.chosen_by == origin).sum()),
            ]
            for origin in np.unique(judged.chosen_by[~control])
        },
        "enabled_accuracy": float(enabled_right.mean()),
        "enabled_n": int(known.sum()),
        "disabled_recall": float(enabled_right[disabled].mean()),
        "disabled_n": int(disabled.sum()),
    }


def _by_kind(judged: Judged) -> dict[str, dict[str, Any]]:
    guess = judged.kind_probability.argmax(1)
    table = {}
    for index, kind in enumerate(KINDS):
        of_kind, as_kind = judged.truth == index, guess == index
        hits = int((of_kind & as_kind).sum())
        confused = np.bincount(guess[of_kind & ~as_kind], minlength=len(KINDS))
        table[kind] = {
            "n": int(of_kind.sum()),
            "recall": hits / max(1, int(of_kind.sum())),
            "precision": hits / max(1, int(as_kind.sum())),
            "most_taken_for": KINDS[int(confused.argmax())] if confused.any() else "",
        }
    return table


def typed_cases(net: VerifierNet, file: Path) -> dict[str, Any]:
    """Is the likeliest kind among a case's types? For screens that nobody rendered."""
    cases = [case for case in json.loads(file.read_text(encoding="utf-8")) if case.get("types")]
    pictures = []
    for case in cases:
        pictures.append(crops.cut(read_pixels(file.parent, case), *case["point"]))
    kinds, _ = judge(net, pictures)
    right = [
        KINDS[guess] in ["none" if kind == "text" else kind for kind in case["types"]]
        for case, guess in zip(cases, kinds.argmax(1))
    ]
    return {
        "n": len(right),
        "accuracy": float(np.mean(right)),
        "accuracy95": wilson(sum(right), len(right)),
    }


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.verifier.evaluate", description=__doc__
    )
    parser.add_argument("--screens", type=Path, required=True, help="folder of <source>-held_out")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--checkpoint", type=Path, help="folder like models/verifier")
    source.add_argument("--state", type=Path, help="state file of a training")
    parser.add_argument("--typed", type=Path, help="cases with types and points")
    parser.add_argument("--limit", type=int, default=10**9, help="screens of each set")
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    options = _arguments(argv)
    torch.set_num_threads(1)
    net = (
        load_checkpoint(options.checkpoint)
        if options.checkpoint
        else load_training_state(options.state)
    )
    judged = judge_held_out(net, options.screens, options.limit)
    report = {"all": _figures(judged), "by_kind": _by_kind(judged)}
    for toolkit in np.unique(judged.toolkit):
        report[str(toolkit)] = _figures(judged.subset(judged.toolkit == toolkit))
    if options.typed:
        report["typed"] = typed_cases(net, options.typed)
    print(json.dumps(report, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
