"""Where synthetic screens are put down: words with boxes, and the elements they belong to."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from training.nano.reading_errors import ReadWord
from training.nano.vocabulary import GLYPHS
from training.nano.words import Box, Word

NARROW = set("iljtfIr.,:;'|!()[]-1 ")
WIDE = set("mwMW@%")
DESCENDERS = set("gjpqy,;Q()[]{}|/")
LOW = set("acemnorsuvwxz.,:;-_")


@dataclass
class Element:
    """A control. `label` is empty where it carries none; `value` numbers its content, if any."""

    kind: str
    name: str
    box: Box
    number: int
    label: Box | None = None
    row: int | None = None
    title: str = ""  # of the window or dialog it stands in
    value: str = ""
    value_number: int | None = None


@dataclass
class Canvas:
    rng: random.Random
    size: tuple[int, int]
    font: int
    drawn: list[ReadWord] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    next_number: int = 0
    title: str = ""

    def number(self) -> int:
        self.next_number += 1
        return self.next_number - 1

    def width(self, text: str, font: int | None = None) -> int:
        px = font or self.font
        units = 0.0
        for char in text:
            if char in NARROW:
                units += 0.30
            elif char in WIDE:
                units += 0.82
            elif char.isupper():
                units += 0.66
            else:
                units += 0.54
        return max(2, round(units * px))

    def text(
        self,
        x: int,
        y: int,
        text: str,
        owner: int | None = None,
        font: int | None = None,
        right: int | None = None,
    ) -> Box:
        """Puts words down from (x, baseline y); those past `right` are cut off. Their hull."""
        px = font or self.font
        owners = frozenset() if owner is None else frozenset((owner,))
        cursor = x
        limit = min(right or self.size[0], self.size[0])
        for piece in text.split(" "):
            wide = self.width(piece, px)
            if cursor + wide > limit:
                break
            flat = set(piece) <= LOW
            top = y - round(px * (0.54 if flat else 0.74))
            bottom = y + (round(px * 0.21) if set(piece) & DESCENDERS else 0)
            if y < self.size[1]:
                box = Box(cursor, top, cursor + wide, max(bottom, top + 2))
                self.drawn.append(ReadWord(Word(piece, box), owners))
            cursor += wide + max(2, round(px * 0.27))
        return Box(x, y - round(px * 0.75), max(cursor, x + 2), y + round(px * 0.2))

    def centred(
        self, box: Box, text: str, owner: int | None = None, font: int | None = None
    ) -> Box:
        px = font or self.font
        wide = self.width(text, px)
        x = max(box.left + 1, (box.left + box.right - wide) // 2)
        return self.text(
            x, (box.top + box.bottom) // 2 + round(px * 0.36), text, owner, px, box.right
        )

    def glyph(self, x: int, y: int, chance: float = 0.4) -> None:
        """A picture of about the font's size, that a reader may take for a sign."""
        if self.rng.random() < chance:
            sign = self.rng.choice(GLYPHS)
            side = self.rng.randint(self.font - 3, self.font + 6)
            box = Box(x, y - side // 2, x + self.rng.randint(side // 2, side + 2), y + side // 2)
            self.drawn.append(ReadWord(Word(sign, box), frozenset()))

    def add(
        self,
        kind: str,
        name: str,
        box: Box,
        label: Box | None = None,
        number: int | None = None,
        row: int | None = None,
    ) -> Element:
        element = Element(kind, name, box, self.number() if number is None else number, label, row)
        element.title = self.title
        self.elements.append(element)
        return element

    def cover(self, box: Box) -> None:
        """Something opaque is put over everything so far."""

        def under(b: Box) -> bool:
            return (
                b.left < box.right
                and box.left < b.right
                and b.top < box.bottom
                and box.top < b.bottom
            )

        self.drawn = [d for d in self.drawn if not under(d.word.box)]
        self.elements = [e for e in self.elements if not under(e.box)]
