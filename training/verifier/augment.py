"""Changes that leave a crop's label true: size, colour, sharpness, compression."""

import cv2
import numpy as np


def scale_factor(rng: np.random.Generator) -> float:
    """How much a crop is enlarged; 1 for most."""
    return float(rng.uniform(0.8, 1.3)) if rng.random() < 0.35 else 1.0


def change_looks(crop: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Colours, blur, noise and JPEG artefacts, each for a share of crops; uint8 in and out."""
    if rng.random() < 0.5:
        gain = rng.uniform(0.75, 1.25) * rng.uniform(0.93, 1.07, size=3)
        shift = rng.uniform(-25, 25)
        table = np.clip(np.arange(256)[:, None] * gain + shift, 0, 255).astype(np.uint8)
        crop = cv2.LUT(crop, table[None])
    draw = rng.random()
    if draw < 0.06:
        crop = cv2.cvtColor(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    elif draw < 0.16:
        crop = np.ascontiguousarray(crop[:, :, rng.permutation(3)])
    elif draw < 0.19:
        crop = 255 - crop
    draw = rng.random()
    if draw < 0.12:
        quality = int(rng.integers(35, 95))
        crop = cv2.imdecode(cv2.imencode(".jpg", crop, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], 1)
    elif draw < 0.18:
        crop = cv2.GaussianBlur(crop, (3, 3), float(rng.uniform(0.3, 0.9)))
    elif draw < 0.22:
        noise = rng.normal(0, rng.uniform(1, 6), crop.shape)
        crop = np.clip(crop + noise, 0, 255).astype(np.uint8)
    return crop
