"""Leaves out controls that cannot be seen, such as a black icon on a black bar."""

import numpy as np

from training.render.sample import Box, Element, Screen

_AROUND_PX = 3
_LEAST_CONTRAST = 8  # of 255, in the strongest channel


def _contrast(pixels: np.ndarray, box: Box) -> int:
    """Largest difference of a channel in a box and just around it."""
    x0, y0, x1, y1 = box
    top, left = max(0, y0 - _AROUND_PX), max(0, x0 - _AROUND_PX)
    area = pixels[top : y1 + _AROUND_PX, left : x1 + _AROUND_PX].reshape(-1, 3)
    return int(np.ptp(area, axis=0).max())


def without_invisible(screen: Screen) -> Screen:
    """The screen with its invisible controls moved to `ignore`."""
    kept: list[Element] = []
    for element in screen.elements:
        if element.kind != "none" and _contrast(screen.pixels, element.box) < _LEAST_CONTRAST:
            screen.ignore.append(element.box)
        else:
            kept.append(element)
    screen.elements = kept
    return screen
