"""Figures with intervals: shares, F1, false accepts at a recall."""

import math
from collections.abc import Callable

import numpy as np

_Z = 1.959964  # two-sided 95 %


def wilson(hits: int, n: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927)."""
    if n == 0:
        return 0.0, 1.0
    share, z2 = hits / n, _Z * _Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def macro_f1(truth: np.ndarray, guess: np.ndarray, classes: int) -> float:
    """Mean F1 over the classes that occur."""
    scores = []
    for index in range(classes):
        hits = int(((truth == index) & (guess == index)).sum())
        total = int((truth == index).sum()) + int((guess == index).sum())
        if (truth == index).any():
            scores.append(2 * hits / total)
    return float(np.mean(scores)) if scores else 0.0


def false_accepts(scores: np.ndarray, is_control: np.ndarray, recall: float) -> tuple[float, float]:
    """(share of non-controls accepted, threshold) where `recall` of the controls are accepted."""
    threshold = float(np.quantile(scores[is_control], 1.0 - recall))
    return float((scores[~is_control] >= threshold).mean()), threshold


def clustered_interval(
    groups: np.ndarray, statistic: Callable[[np.ndarray], float], draws: int = 300
) -> tuple[float, float]:
    """95 % bootstrap interval; whole groups (screens) are drawn, as points of one are alike.

    `statistic` takes an index array into the points.
    """
    rng = np.random.default_rng(0)
    order = np.argsort(groups, kind="stable")
    _, starts = np.unique(groups[order], return_index=True)
    members = np.split(order, starts[1:])
    values = []
    for _ in range(draws):
        chosen = rng.integers(len(members), size=len(members))
        values.append(statistic(np.concatenate([members[index] for index in chosen])))
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
