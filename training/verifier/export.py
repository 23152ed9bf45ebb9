"""python -m training.verifier.export --state FILE --out models/verifier"""

import argparse
import sys
from pathlib import Path

from training.verifier.checkpoint import load_training_state, save_checkpoint


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.verifier.export", description=__doc__)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(argv)
    save_checkpoint(load_training_state(options.state), options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
