"""Changes that leave a crop's label true: size, colour, sharpness, compression."""

import io

import numpy as np
from PIL import Image, ImageFilter


def scale_factor(rng: np.random.Generator) -> float:
    """How much a crop is enlarged; 1 for most."""
    return float(rng.uniform(0.8, 1.3)) if rng.random() < 0.35 else 1.0


def resized(crop: np.ndarray, side: int) -> np.ndarray:
    """A square crop at another size; a smaller one is averaged."""
    shrinks = side < crop.shape[0]
    method = Image.Resampling.BOX if shrinks else Image.Resampling.BILINEAR
    return np.array(Image.fromarray(crop).resize((side, side), method))


def _recoloured(crop: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Brightness and balance of half of the crops; a few grey, inverted or channels swapped."""
    if rng.random() < 0.5:
        gain = rng.uniform(0.75, 1.25) * rng.uniform(0.93, 1.07, size=3)
        shift = rng.uniform(-25, 25)
        table = np.clip(np.arange(256)[:, None] * gain + shift, 0, 255).astype(np.uint8)
        crop = table[crop, np.arange(3)]
    draw = rng.random()
    if draw < 0.06:
        grey = crop.mean(axis=2, keepdims=True).astype(np.uint8)
        return np.repeat(grey, 3, axis=2)
    if draw < 0.16:
        return np.ascontiguousarray(crop[:, :, rng.permutation(3)])
    if draw < 0.19:
        return 255 - crop
    return crop


def _worn(crop: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """JPEG artefacts, blur or noise for a fifth of the crops."""
    draw = rng.random()
    if draw < 0.12:
        data = io.BytesIO()
        Image.fromarray(crop).save(data, "JPEG", quality=int(rng.integers(35, 95)))
        return np.array(Image.open(data))
    if draw < 0.18:
        blur = ImageFilter.GaussianBlur(float(rng.uniform(0.3, 0.9)))
        return np.array(Image.fromarray(crop).filter(blur))
    if draw < 0.22:
        noise = rng.normal(0, rng.uniform(1, 6), crop.shape)
        return np.clip(crop + noise, 0, 255).astype(np.uint8)
    return crop


def change_looks(crop: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Other colours and wear; uint8 in and out."""
    return _worn(_recoloured(crop, rng), rng)
