"""Backgrounds of desktops: flat, gradients, waves, blobs, noise."""

import random

import cv2
import numpy as np


def _colour(rng: random.Random) -> np.ndarray:
    base = rng.randint(0, 255)
    return np.array([min(255, max(0, base + rng.randint(-70, 70))) for _ in range(3)], np.float32)


def draw_wallpaper(rng: random.Random, width: int, height: int) -> np.ndarray:
    """height x width x 3, uint8, RGB; drawn small and enlarged, as photographs are soft."""
    small_w, small_h = max(2, width // 4), max(2, height // 4)
    y, x = np.mgrid[0:small_h, 0:small_w].astype(np.float32)
    x, y = x / small_w, y / small_h
    first, second = _colour(rng), _colour(rng)
    draw = rng.random()
    if draw < 0.25:
        mix = np.zeros_like(x)
    elif draw < 0.6:
        mix = np.clip(x * rng.uniform(-1, 1) + y * rng.uniform(-1, 1) + rng.uniform(0, 1), 0, 1)
    else:
        mix = 0.5 + 0.5 * np.sin(
            rng.uniform(2, 12) * x
            + rng.uniform(2, 12) * y * y
            + rng.uniform(0, 6) * np.sin(rng.uniform(2, 9) * x)
        )
    picture = first + (second - first) * mix[..., None]
    for _ in range(rng.choice([0, 0, 2, 5, 9])):
        centre = (rng.randrange(small_w), rng.randrange(small_h))
        cv2.circle(
            picture, centre, rng.randint(4, small_w // 3), _colour(rng).tolist(), -1, cv2.LINE_AA
        )
    if rng.random() < 0.35:
        grain = np.random.default_rng(rng.getrandbits(32)).normal(
            0, rng.uniform(2, 14), picture.shape
        )
        picture = picture + grain
    picture = np.clip(picture, 0, 255).astype(np.uint8)
    return cv2.resize(picture, (width, height), interpolation=cv2.INTER_CUBIC)
