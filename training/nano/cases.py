"""Sets of pictures with known targets, in the format of `steadyhand evaluate`."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Case:
    image: Path
    instruction: str
    kind: str
    box: tuple[float, float, float, float] | None  # a point inside is right
    point: tuple[float, float] | None  # else a point within `RADIUS` px of it

    def hit(self, x: float, y: float) -> bool:
        if self.box is not None:
            return self.box[0] <= x < self.box[2] and self.box[1] <= y < self.box[3]
        assert self.point is not None
        return math.dist((x, y), self.point) <= RADIUS


RADIUS = 25.0


def load_cases(path: Path) -> list[Case]:
    """Those with an instruction; paths are relative to the file."""
    cases = []
    for entry in json.loads(path.read_text()):
        if entry.get("instruction"):
            cases.append(_case(path.parent, entry))
    return cases


def _case(folder: Path, entry: dict[str, Any]) -> Case:
    box = entry.get("hit_box") or entry.get("box")
    point = entry.get("point")
    kinds = entry.get("types") or ["any"]
    return Case(
        folder / entry["image"],
        entry["instruction"],
        kinds[0],
        tuple(box) if box else None,
        tuple(point) if point else None,
    )


def wilson(right: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if n == 0:
        return 0.0, 1.0
    share = right / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return middle - half, middle + half


def described(right: int, n: int) -> str:
    low, high = wilson(right, n)
    return f"{right}/{n} = {100 * right / max(n, 1):.1f} % ({100 * low:.1f}..{100 * high:.1f})"
