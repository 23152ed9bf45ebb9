"""Where to click on a rendered screen: controls, and everything that is easily taken for one."""

from dataclasses import dataclass

import numpy as np

from training.verifier.labels import NONE, UNKNOWN, ScreenLabels

_NEAR_MISS_PX = (8, 60)

# Shares of the negatives; what a screen does not offer is made up by background.
_NEGATIVES = {"near_miss": 0.5, "text": 0.25, "border": 0.05, "background": 0.2}


@dataclass(frozen=True)
class Point:
    """A click, and what stands there; `source` says how the point was chosen."""

    x: int
    y: int
    kind: int
    enabled: int
    source: str


class PointSampler:
    """Draws points of one screen; `kind_weights` [12] favours rare kinds."""

    def __init__(
        self, labels: ScreenLabels, rng: np.random.Generator, kind_weights: np.ndarray
    ) -> None:
        self._labels = labels
        self._rng = rng
        weights = kind_weights[labels.kinds]
        self._chances = weights / weights.sum() if len(weights) else weights

    def draw(self, controls: int, negatives: int) -> list[Point]:
        """Up to so many points on controls and beside them."""
        points = [self._on_control() for _ in range(controls)] if len(self._chances) else []
        shares = list(_NEGATIVES.values())
        for source in self._rng.choice(list(_NEGATIVES), size=negatives, p=shares):
            points.append(self._beside(str(source)))
        return [point for point in points if point is not None]

    def _on_control(self) -> Point | None:
        """The middle of a control half of the time, else anywhere well inside."""
        index = self._rng.choice(len(self._chances), p=self._chances)
        x0, y0, x1, y1 = self._labels.boxes[index]
        if self._rng.random() < 0.5:
            x = (x0 + x1) // 2 + self._rng.integers(-2, 3)
            y = (y0 + y1) // 2 + self._rng.integers(-2, 3)
        else:
            inset_x, inset_y = min(4, (x1 - x0) // 4), min(4, (y1 - y0) // 4)
            x = self._rng.integers(x0 + inset_x, max(x0 + inset_x + 1, x1 - inset_x))
            y = self._rng.integers(y0 + inset_y, max(y0 + inset_y + 1, y1 - inset_y))
        kind, enabled = self._labels.at(x, y)
        return None if kind in (UNKNOWN, NONE) else Point(int(x), int(y), kind, enabled, "control")

    def _beside(self, source: str) -> Point | None:
        """A point on no control; None when ten tries found none."""
        for _ in range(10):
            x, y = getattr(self, f"_{source}")()
            if self._labels.at(x, y)[0] == NONE:
                return Point(int(x), int(y), NONE, UNKNOWN, source)
        return None

    def _near_miss(self) -> tuple[int, int]:
        """8 to 60 pixels off one edge or corner of a control."""
        if not len(self._labels.boxes):
            return self._background()
        x0, y0, x1, y1 = self._labels.boxes[self._rng.integers(len(self._labels.boxes))]
        off = self._rng.integers(_NEAR_MISS_PX[0], _NEAR_MISS_PX[1] + 1)
        side = self._rng.integers(5)
        x = self._rng.integers(x0, x1) if side < 2 else x0 - off if side == 2 else x1 - 1 + off
        y = (
            self._rng.integers(y0, y1)
            if side in (2, 3)
            else y0 - off
            if side == 0
            else y1 - 1 + off
        )
        return x, y

    def _text(self) -> tuple[int, int]:
        if not self._labels.texts:
            return self._background()
        x0, y0, x1, y1 = self._labels.texts[self._rng.integers(len(self._labels.texts))]
        return self._rng.integers(x0, x1), self._rng.integers(y0, y1)

    def _border(self) -> tuple[int, int]:
        """Within 60 pixels of the screen's edge."""
        x, y = self._background()
        off = int(self._rng.integers(60))
        side = self._rng.integers(4)
        return (
            (off, y),
            (self._labels.width - 1 - off, y),
            (x, off),
            (x, self._labels.height - 1 - off),
        )[side]

    def _background(self) -> tuple[int, int]:
        x, y = self._rng.integers((self._labels.width, self._labels.height))
        return int(x), int(y)
