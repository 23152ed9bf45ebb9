"""python -m training.render.contact_sheet DIR OUT.png [SKIP [COUNT]]: screens with boxes drawn."""

import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from training.render.sample import KINDS, read_pixels, read_records

_HUES = {kind: int(179 * index / len(KINDS)) for index, kind in enumerate(KINDS)}


def draw_boxes(pixels: np.ndarray, record: dict[str, Any]) -> np.ndarray:
    """A copy with every element's box in its kind's colour; a dot marks the disabled ones."""
    picture = pixels.copy()
    for element in record["elements"]:
        x0, y0, x1, y1 = element["box"]
        hsv = np.uint8([[[_HUES[element["kind"]], 255 if element["kind"] != "none" else 60, 230]]])
        colour = tuple(int(value) for value in cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)[0, 0])
        cv2.rectangle(picture, (x0, y0), (x1 - 1, y1 - 1), colour, 1)
        if element["kind"] != "none":
            cv2.putText(
                picture, element["kind"][:4], (x0, y0 + 7), cv2.FONT_HERSHEY_PLAIN, 0.6, colour
            )
        if not element["enabled"]:
            cv2.circle(picture, (x1 - 3, y0 + 3), 3, colour, -1)
    for x0, y0, x1, y1 in record["ignore"]:
        cv2.line(picture, (x0, y0), (x1 - 1, y1 - 1), (255, 0, 0), 1)
    return picture


def main(argv: list[str]) -> int:
    folder, target = Path(argv[0]), argv[1]
    skip, count = int(argv[2]) if len(argv) > 2 else 0, int(argv[3]) if len(argv) > 3 else 4
    tiles = []
    for record in list(read_records(folder))[skip : skip + count]:
        tile = np.zeros((900, 1400, 3), np.uint8)
        picture = draw_boxes(read_pixels(folder, record), record)[:900, :1400]
        tile[: picture.shape[0], : picture.shape[1]] = picture
        tiles.append(tile)
    rows = [
        np.hstack(tiles[index : index + 2]) for index in range(0, len(tiles) - len(tiles) % 2, 2)
    ]
    cv2.imwrite(target, cv2.cvtColor(np.vstack(rows), cv2.COLOR_RGB2BGR))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
