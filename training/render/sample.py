"""A rendered screen, and the data-set folder it is kept in.

A folder holds PNG files and `samples.jsonl`, one JSON object a line:

    image     path of the PNG, relative to the folder
    size      [width, height] in pixels
    source    chromium | gtk3 | qt5 | tk | procedural
    split     train | held_out
    seed      of this one picture; the same seed, source and split give the same screen
    theme     what it looks like, in words
    elements  [{role, name, text, box, enabled, kind}, ...], topmost ones and visible at their
              centre; static text is listed too, with kind "none"; optional: "checked", "icon"
    ignore    [box, ...] parts of controls that show but cannot be hit at their centre: a crop
              there is neither a control nor the absence of one
    chars     optional: [character, x0, y0, x1, y1] of every visible character

A box is [x0, y0, x1, y1] in integer pixels, x1 and y1 excluded.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np
from PIL import Image

KINDS = (
    "button",
    "link",
    "text_field",
    "checkbox",
    "radio",
    "switch",
    "dropdown",
    "tab",
    "menu_item",
    "list_item",
    "slider",
    "none",
)
SPLITS = ("train", "held_out")

Box = tuple[int, int, int, int]
Char = tuple[str, int, int, int, int]


@dataclass
class Element:
    """One control, or one piece of static text (kind "none")."""

    role: str
    name: str
    text: str
    box: Box
    enabled: bool
    kind: str
    checked: bool | None = None
    icon: str | None = None

    def to_json(self) -> dict[str, Any]:
        record = asdict(self)
        record["box"] = list(self.box)
        return {key: value for key, value in record.items() if value is not None}


@dataclass
class Screen:
    """A picture (height x width x 3, uint8, RGB) and what stands on it."""

    pixels: np.ndarray
    source: str
    split: str
    seed: int
    theme: str
    elements: list[Element]
    ignore: list[Box] = field(default_factory=list)
    chars: list[Char] = field(default_factory=list)

    def to_json(self, image: str) -> dict[str, Any]:
        height, width = self.pixels.shape[:2]
        record: dict[str, Any] = {
            "image": image,
            "size": [width, height],
            "source": self.source,
            "split": self.split,
            "seed": self.seed,
            "theme": self.theme,
            "elements": [element.to_json() for element in self.elements],
            "ignore": [list(box) for box in self.ignore],
        }
        if self.chars:
            record["chars"] = [list(char) for char in self.chars]
        return record


class DatasetWriter:
    """Appends screens to a folder; a screen is listed only once its PNG is whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._lines: IO[str] = open(folder / "samples.jsonl", "a", encoding="utf-8")

    def write(self, screen: Screen) -> None:
        image = f"{screen.source}-{screen.split}-{screen.seed}.png"
        Image.fromarray(screen.pixels).save(self._folder / image, compress_level=3)
        self._lines.write(json.dumps(screen.to_json(image), ensure_ascii=False) + "\n")
        self._lines.flush()

    def close(self) -> None:
        self._lines.close()


def read_records(folder: Path) -> Iterator[dict[str, Any]]:
    """The lines of a data set; an unfinished last line is left out."""
    with open(folder / "samples.jsonl", encoding="utf-8") as lines:
        for line in lines:
            if line.endswith("\n"):
                yield json.loads(line)


def read_pixels(folder: Path, record: dict[str, Any]) -> np.ndarray:
    """The picture of a record, height x width x 3, uint8, RGB."""
    with Image.open(folder / record["image"]) as picture:
        return np.array(picture.convert("RGB"))
