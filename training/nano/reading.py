"""The words of a picture, by Tesseract's sparse text mode (the `tesseract` program)."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from training.common.paths import cache_dir
from training.nano.words import Box, Word

MIN_CONFIDENCE = 0.0


def read_words(image: Path, scale: int = 1) -> tuple[list[Word], tuple[int, int]]:
    """Words with boxes in pixels of the picture, and its size. Kept in the cache."""
    kept = _kept(image, scale)
    if not kept.exists():
        kept.write_text(json.dumps(_read(image, scale)))
    found = json.loads(kept.read_text())
    words = [Word(text, Box(*box)) for text, box, sure in found["words"] if sure >= MIN_CONFIDENCE]
    return words, tuple(found["size"])


def is_read(image: Path, scale: int) -> bool:
    return _kept(image, scale).exists()


def _kept(image: Path, scale: int) -> Path:
    """Where the words of a picture are kept: by folder, name and size, which is quick to tell."""
    name = f"{image.parent.name}-{image.stem}-{image.stat().st_size}-{scale}.json"
    return cache_dir("nano", "words") / name


def _read(image: Path, scale: int) -> dict[str, object]:
    picture = Image.open(image).convert("RGB")
    with tempfile.TemporaryDirectory() as folder:
        enlarged = Path(folder) / "screen.png"
        size = (picture.width * scale, picture.height * scale)
        picture.resize(size, Image.Resampling.BICUBIC).save(enlarged)
        done = subprocess.run(
            ["tesseract", str(enlarged), "-", "--psm", "11", "--dpi", str(96 * scale), "tsv"],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    words = []
    for row in csv.DictReader(done.stdout.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row["text"] or "").strip()
        if row["level"] == "5" and text:
            left, top, wide, tall = (int(row[k]) for k in ("left", "top", "width", "height"))
            box = [
                left // scale,
                top // scale,
                -(-(left + wide) // scale),
                -(-(top + tall) // scale),
            ]
            words.append([text, box, float(row["conf"])])
    return {"size": list(picture.size), "words": words}
