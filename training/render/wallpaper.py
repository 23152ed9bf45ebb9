"""Backgrounds of desktops: flat, gradients, waves, blobs, noise."""

import random

import numpy as np
from PIL import Image, ImageDraw


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
    image = Image.fromarray(picture.astype(np.uint8))
    pen = ImageDraw.Draw(image)
    for _ in range(rng.choice([0, 0, 2, 5, 9])):
        x0, y0, radius = (
            rng.randrange(small_w),
            rng.randrange(small_h),
            rng.randint(4, small_w // 3),
        )
        fill = tuple(int(value) for value in _colour(rng))
        pen.ellipse((x0 - radius, y0 - radius, x0 + radius, y0 + radius), fill=fill)
    if rng.random() < 0.35:
        noise = np.random.default_rng(rng.getrandbits(32))
        grain = noise.normal(0, rng.uniform(2, 14), picture.shape)
        image = Image.fromarray(np.clip(np.array(image) + grain, 0, 255).astype(np.uint8))
    return np.array(image.resize((width, height), Image.Resampling.BICUBIC))
