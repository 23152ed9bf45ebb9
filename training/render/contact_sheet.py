"""python -m training.render.contact_sheet DIR OUT.png [SKIP [COUNT]]: screens with boxes drawn."""

import colorsys
import sys
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from training.render.sample import KINDS, read_pixels, read_records

_TILE = (1400, 900)
_HUES = {kind: index / len(KINDS) for index, kind in enumerate(KINDS)}


def _colour(kind: str) -> tuple[int, int, int]:
    red, green, blue = colorsys.hsv_to_rgb(_HUES[kind], 0.25 if kind == "none" else 1.0, 0.9)
    return int(red * 255), int(green * 255), int(blue * 255)


def draw_boxes(pixels: np.ndarray, record: dict[str, Any]) -> Image.Image:
    """The picture with every element's box in its kind's colour; a dot marks the disabled ones."""
    picture = Image.fromarray(pixels)
    pen = ImageDraw.Draw(picture)
    for element in record["elements"]:
        x0, y0, x1, y1 = element["box"]
        colour = _colour(element["kind"])
        pen.rectangle((x0, y0, x1 - 1, y1 - 1), outline=colour)
        if element["kind"] != "none":
            pen.text((x0, y0 - 2), element["kind"][:4], fill=colour)
        if not element["enabled"]:
            pen.ellipse((x1 - 6, y0, x1, y0 + 6), fill=colour)
    for x0, y0, x1, y1 in record["ignore"]:
        pen.line((x0, y0, x1 - 1, y1 - 1), fill=(255, 0, 0))
    return picture


def main(argv: list[str]) -> int:
    folder, target = Path(argv[0]), argv[1]
    skip = int(argv[2]) if len(argv) > 2 else 0
    count = int(argv[3]) if len(argv) > 3 else 4
    records = list(read_records(folder))[skip : skip + count]
    sheet = Image.new("RGB", (2 * _TILE[0], (len(records) + 1) // 2 * _TILE[1]))
    for index, record in enumerate(records):
        picture = draw_boxes(read_pixels(folder, record), record).crop((0, 0, *_TILE))
        sheet.paste(picture, (index % 2 * _TILE[0], index // 2 * _TILE[1]))
    sheet.save(target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
