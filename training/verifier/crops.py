"""The crop around a click, defined to the pixel so that every implementation cuts the same one.

The click (x, y) is a position in pixels; its pixel is (floor(x), floor(y)), moved to the nearest
pixel of the picture. The crop's pixel (column i, row j), 0 <= i, j < 120, is the picture's pixel
(px - 60 + i, py - 60 + j); a coordinate outside the picture takes the nearest one inside (the edge
is replicated). So the click is the crop's pixel (60, 60). Nothing is scaled.

The network's input is (value / 255 - MEAN) / STD for each channel of RGB.
"""

import math

import numpy as np

SIZE = 120
HALF = SIZE // 2
MEAN = (0.5, 0.5, 0.5)
STD = (0.25, 0.25, 0.25)


def cut(pixels: np.ndarray, x: float, y: float, size: int = SIZE) -> np.ndarray:
    """The crop around a click: [size, size, 3] of the picture's type, a copy; size is even."""
    height, width = pixels.shape[:2]
    px = min(max(math.floor(x), 0), width - 1)
    py = min(max(math.floor(y), 0), height - 1)
    columns = np.clip(np.arange(px - size // 2, px + size // 2), 0, width - 1)
    rows = np.clip(np.arange(py - size // 2, py + size // 2), 0, height - 1)
    return pixels[rows[:, None], columns[None, :]]


def normalise(crops: np.ndarray) -> np.ndarray:
    """uint8 [n, 120, 120, 3] -> float32 [n, 3, 120, 120]."""
    planes = ((crops / 255.0 - MEAN) / STD).transpose(0, 3, 1, 2)
    return np.ascontiguousarray(planes, dtype=np.float32)
