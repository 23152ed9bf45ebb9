"""What no model needs: the bars that a grounding checkpoint has to beat.

python bench/string_matching/string_matching.py CASES.json [--scale N]

Three ways to answer an instruction with a click, measured on the same cases:
- string matching: the run of words that Tesseract reads (sparse text) whose spelling is nearest
  to what the instruction names (its first quoted text, else its words that name no control or
  action), clicked in its middle. Among equals, the first in reading order;
- random click: uniform over the screen (the expectation, from the areas of the boxes);
- best fixed point: the one point of a 100 x 75 grid that is right most often.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from training.nano import matching  # noqa: E402
from training.nano.cases import Case, described, load_cases  # noqa: E402
from training.nano.reading import read_words  # noqa: E402
from training.nano.words import Word, group_lines  # noqa: E402

GRID = (100, 75)


def best_match(words: list[Word], instruction: str) -> tuple[float, float] | None:
    """The middle of the words most like what the instruction names first."""
    target = matching.fold(matching.targets(matching.straight_quotes(instruction))[0])
    windows = matching.windows(group_lines(words))
    if not windows:
        return None
    best = max(windows, key=lambda w: (matching.similarity(w.folded, target), -w.order))
    return (best.box.left + best.box.right) / 2, (best.box.top + best.box.bottom) / 2


def random_share(cases: list[Case], sizes: list[tuple[int, int]]) -> float:
    shares = []
    for case, size in zip(cases, sizes):
        if case.box is None:
            shares.append(0.0)
            continue
        left, top, right, bottom = case.box
        wide = min(right, size[0]) - max(left, 0)
        tall = min(bottom, size[1]) - max(top, 0)
        shares.append(wide * tall / (size[0] * size[1]))
    return sum(shares) / len(shares)


def best_fixed(cases: list[Case], sizes: list[tuple[int, int]]) -> int:
    hits = []
    for i in range(GRID[0]):
        for j in range(GRID[1]):
            x, y = (i + 0.5) / GRID[0], (j + 0.5) / GRID[1]
            hits.append(sum(c.hit(x * s[0], y * s[1]) for c, s in zip(cases, sizes)))
    return max(hits)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--scale", type=int, default=1, help="enlarge pictures before reading")
    args = parser.parse_args()
    cases = load_cases(args.cases)
    right, sizes = 0, []
    for case in cases:
        words, size = read_words(case.image, args.scale)
        sizes.append(size)
        point = best_match(words, case.instruction)
        right += point is not None and case.hit(*point)
    print(f"string matching   {described(right, len(cases))}")
    print(f"random click      {100 * random_share(cases, sizes):.1f} %")
    print(f"best fixed point  {described(best_fixed(cases, sizes), len(cases))}")


if __name__ == "__main__":
    main()
