"""Which control stands at a pixel of a rendered screen, as far as its boxes can tell."""

from typing import Any

import numpy as np

from training.render.sample import KINDS

NONE = KINDS.index("none")
UNKNOWN = -1
_EDGE_PX = 2  # this close to an edge a point is neither in nor out


class ScreenLabels:
    """The boxes of one record, asked point by point."""

    def __init__(self, record: dict[str, Any]) -> None:
        controls = [e for e in record["elements"] if e["kind"] != "none"]
        self.texts = [e["box"] for e in record["elements"] if e["kind"] == "none"]
        self.width, self.height = record["size"]
        self.boxes = np.array([e["box"] for e in controls], np.int32).reshape(-1, 4)
        self.kinds = np.array([KINDS.index(e["kind"]) for e in controls], np.int64)
        self.enabled = np.array([e["enabled"] for e in controls], np.int64)
        self._ignore = np.array(record["ignore"], np.int32).reshape(-1, 4)

    def at(self, x: float, y: float) -> tuple[int, int]:
        """(kind, enabled) of a point; UNKNOWN where boxes cannot tell, or nothing is to enable."""
        if not (0 <= x < self.width and 0 <= y < self.height):
            return UNKNOWN, UNKNOWN
        holders = np.flatnonzero(self._inside(self.boxes, x, y, 0))
        if len(holders) == 0:
            near = self._inside(self.boxes, x, y, _EDGE_PX + 1).any()
            hidden = self._inside(self._ignore, x, y, 0).any()
            return (UNKNOWN if near or hidden else NONE), UNKNOWN
        boxes = self.boxes[holders]
        areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
        inner = holders[np.argmin(areas)]
        x0, y0, x1, y1 = self.boxes[inner]
        nested = ((boxes[:, :2] <= (x0, y0)) & (boxes[:, 2:] >= (x1, y1))).all()
        at_edge = min(x - x0, y - y0, x1 - 1 - x, y1 - 1 - y) < min(
            _EDGE_PX, (min(x1 - x0, y1 - y0)) // 4
        )
        if not nested or at_edge:
            return UNKNOWN, UNKNOWN
        return int(self.kinds[inner]), int(self.enabled[inner])

    @staticmethod
    def _inside(boxes: np.ndarray, x: float, y: float, margin: int) -> np.ndarray:
        return (
            (boxes[:, 0] - margin <= x)
            & (x < boxes[:, 2] + margin)
            & (boxes[:, 1] - margin <= y)
            & (y < boxes[:, 3] + margin)
        )
