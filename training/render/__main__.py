"""python -m training.render --source chromium --count 500 --seed 7 --split train --out DIR"""

import argparse
import signal
import sys
import time
from pathlib import Path

from training.render.sample import SPLITS, DatasetWriter
from training.render.sources import SOURCES, open_source


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.render", description=__doc__)
    parser.add_argument("--source", choices=SOURCES, required=True)
    parser.add_argument("--count", type=int, required=True, help="number of screens")
    parser.add_argument("--seed", type=int, default=0, help="first seed; screen i has seed + i")
    parser.add_argument("--split", choices=SPLITS, default="train")
    parser.add_argument("--out", type=Path, required=True, help="folder; screens are appended")
    parser.add_argument("--chars", action="store_true", help="also write per-character boxes")
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    options = _arguments(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the sources' processes end too
    writer = DatasetWriter(options.out)
    started, written = time.monotonic(), 0
    with open_source(options.source, options.split, options.chars) as source:
        for seed in range(options.seed, options.seed + options.count):
            writer.write(source.render(seed))
            written += 1
            if written % 100 == 0 or written == options.count:
                rate = written / (time.monotonic() - started)
                print(f"{written} of {options.count} screens, {rate:.1f} a second", flush=True)
    writer.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
