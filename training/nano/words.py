"""Words read on a screen, and the phrases that a prompt lists.

All arithmetic is on integers, so that the service reproduces it exactly. Boxes are
(left, top, right, bottom) in pixels, right and bottom one past the last pixel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Sequence

PLACES = 1000  # places run 0..PLACES on both axes, whatever the size of the screen


class Box(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def contains(self, x: float, y: float) -> bool:
        return self.left <= x < self.right and self.top <= y < self.bottom


@dataclass(frozen=True)
class Word:
    text: str
    box: Box


@dataclass(frozen=True)
class Phrase:
    """Neighbouring words of one line, left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


Line = list[Phrase]


def hull(words: Sequence[Word]) -> Box:
    return Box(
        min(w.box.left for w in words),
        min(w.box.top for w in words),
        max(w.box.right for w in words),
        max(w.box.bottom for w in words),
    )


def place(box: Box, size: tuple[int, int]) -> tuple[int, int]:
    """The middle of a box in 0..1000, halves rounded up."""

    def scaled(low: int, high: int, length: int) -> int:
        value = ((low + high) * PLACES + length) // (2 * length)
        return min(max(value, 0), PLACES)

    return scaled(box.left, box.right, size[0]), scaled(box.top, box.bottom, size[1])


def clean(text: str) -> str:
    """One word of untrusted text: no control characters, no blanks, no tag openings."""
    kept = "".join(c for c in text if c.isprintable() and not c.isspace())
    return kept.replace("<", "\u2039")


def group_lines(words: Sequence[Word]) -> list[Line]:
    """Words to lines of phrases, in reading order.

    A word joins the line above it when their middles differ by at most half of the smaller
    height (measured against the line's first word). Inside a line, words stand in one phrase
    when the gap between them is at most three quarters of the greater height.
    """
    ordered = sorted(words, key=lambda w: (w.box.top + w.box.bottom, w.box.left, w.text))
    rows: list[list[Word]] = []
    for word in ordered:
        first = rows[-1][0] if rows else None
        if first is not None:
            apart = word.box.top + word.box.bottom - first.box.top - first.box.bottom
            if apart <= min(word.box.height, first.box.height):
                rows[-1].append(word)
                continue
        rows.append([word])
    return [_phrases(row) for row in rows]


def _phrases(row: list[Word]) -> Line:
    row = sorted(row, key=lambda w: (w.box.left, w.box.top, w.text))
    groups: list[list[Word]] = []
    for word in row:
        if groups:
            last = groups[-1][-1]
            gap = word.box.left - last.box.right
            if 4 * gap <= 3 * max(word.box.height, last.box.height):
                groups[-1].append(word)
                continue
        groups.append([word])
    return [Phrase(tuple(group)) for group in groups]
