"""python -m training.verifier.pack --screens DIR --out DIR --mib 48

Copies as many screens as fit a size, as lossless WebP, to take along to a machine with a GPU. The
result is a folder of data sets like the one it was made from. Screens that compress badly (grainy
wallpapers) are passed over.
"""

import argparse
import io
import json
import sys
from pathlib import Path

from PIL import Image

from training.render.sample import read_pixels, read_records
from training.verifier.stream import SOURCE_SHARES

_LARGEST_BYTES = 130_000


def pack_set(folder: Path, target: Path, budget: int) -> int:
    """Copies screens of one data set until the budget is spent; how many."""
    target.mkdir(parents=True)
    count = 0
    with open(target / "samples.jsonl", "w", encoding="utf-8") as lines:
        for record in read_records(folder):
            data = io.BytesIO()
            pixels = read_pixels(folder, record)
            Image.fromarray(pixels).save(data, "WEBP", lossless=True, quality=60, method=3)
            record.pop("chars", None)
            record["image"] = Path(record["image"]).with_suffix(".webp").name
            line = json.dumps(record, ensure_ascii=False) + "\n"
            if data.tell() > _LARGEST_BYTES:
                continue
            budget -= data.tell() + len(line.encode())
            if budget < 0:
                break
            (target / record["image"]).write_bytes(data.getvalue())
            lines.write(line)
            count += 1
    return count


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.verifier.pack", description=__doc__)
    parser.add_argument("--screens", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="a folder that does not exist yet")
    parser.add_argument("--mib", type=float, default=48.0)
    options = parser.parse_args(argv)
    for folder in sorted(options.screens.glob("*-train")):
        share = SOURCE_SHARES[folder.name.split("-")[0]]
        count = pack_set(folder, options.out / folder.name, int(share * options.mib * 2**20))
        print(f"{folder.name}: {count} screens", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
