"""Rendered screens (training.render) as samples: real layouts, words as Tesseract reads them.

python -m training.nano.rendered FOLDER... [--limit N]   reads the words of the screens ahead
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.nano import matching, prompt, tasks
from training.nano.canvas import Canvas, Element
from training.nano.reading import is_read, read_words
from training.nano.reading_errors import Reader, ReadWord
from training.nano.vocabulary import Vocabulary
from training.nano.words import Box, Word

LABELLED_BESIDE = ("text_field", "dropdown", "switch", "slider")
SCALES = (1, 2, 3)  # a screen's reader: each as likely


@dataclass(frozen=True)
class RenderedScreen:
    image: Path
    record: dict[str, Any]
    scale: int


def listed(folder: Path, limit: int | None = None) -> list[RenderedScreen]:
    lines = (folder / "samples.jsonl").read_text().splitlines()[:limit]
    records = [json.loads(line) for line in lines]
    return [
        RenderedScreen(folder / record["image"], record, SCALES[i % len(SCALES)])
        for i, record in enumerate(records)
    ]


def read_already(folders: list[Path]) -> list[RenderedScreen]:
    return [s for folder in folders for s in listed(folder) if is_read(s.image, s.scale)]


class _Assembly:
    """Turns a record and its words into the canvas that the mixture asks about."""

    def __init__(self, screen: RenderedScreen, rng: random.Random) -> None:
        self.rng = rng
        self.size = tuple(screen.record["size"])
        self.canvas = Canvas(rng, self.size, 13)
        self.parts = [p for p in screen.record["elements"] if p["box"][2] > p["box"][0]]
        self.words = read_words(screen.image, screen.scale)[0]
        self.owners: list[set[int]] = [set() for _ in self.words]
        self.holders = [self._smallest(word) for word in self.words]

    def _smallest(self, word: Word) -> int | None:
        x = (word.box.left + word.box.right) / 2
        y = (word.box.top + word.box.bottom) / 2
        holding = [
            (b[2] - b[0]) * (b[3] - b[1]) * 10_000 + i
            for i, b in enumerate(p["box"] for p in self.parts)
            if Box(*b).contains(x, y)
        ]
        return min(holding) % 10_000 if holding else None

    def build(self) -> tuple[Canvas, list[ReadWord]]:
        for index, part in enumerate(self.parts):
            if part["kind"] != "none" and part["enabled"] and part["name"].strip():
                self._element(index, part)
        self._rows()
        read = [ReadWord(word, frozenset(owners)) for word, owners in zip(self.words, self.owners)]
        return self.canvas, read

    def _element(self, index: int, part: dict[str, Any]) -> None:
        name = " ".join(part["name"].split())
        element = self.canvas.add(part["kind"], name, Box(*part["box"]))
        if part["kind"] in LABELLED_BESIDE:
            element.value_number = self.canvas.number()
            self._own(index, element.value_number)
            label = self._label_of(part)
            if label is not None:
                self._own(label, element.number)
        else:
            self._own(index, element.number)

    def _own(self, part: int, number: int) -> None:
        for owners, holder in zip(self.owners, self.holders):
            if holder == part:
                owners.add(number)

    def _label_of(self, part: dict[str, Any]) -> int | None:
        """The nearest text with the control's name, left of it or above it."""
        folded = matching.fold(part["name"])
        left, top, _, bottom = part["box"]
        near = []
        for i, other in enumerate(self.parts):
            if other["kind"] == "none" and matching.fold(other["name"]) == folded:
                box = other["box"]
                away = abs((box[1] + box[3]) - (top + bottom)) + abs(box[0] - left)
                near.append((away, i))
        return min(near)[1] if near else None

    def _rows(self) -> None:
        """A button repeated down a column belongs to the leftmost named thing in its row."""
        names: dict[str, int] = {}
        for element in self.canvas.elements:
            names[element.name] = names.get(element.name, 0) + 1
        heads = [
            e
            for e in self.canvas.elements
            if names[e.name] == 1 and e.kind in ("list_item", "link")
        ]
        for element in self.canvas.elements:
            if element.kind == "button" and names[element.name] > 1:
                self._give_row(element, heads)

    @staticmethod
    def _give_row(element: Element, heads: list[Element]) -> None:
        middle = (element.box.top + element.box.bottom) / 2
        left = [
            h for h in heads if h.box.top <= middle < h.box.bottom and h.box.left < element.box.left
        ]
        if left:
            head = min(left, key=lambda h: h.box.left)
            head.row = element.row = head.number


def make_sample(screen: RenderedScreen, seed: int, queries: int, vary: bool) -> tasks.Sample | None:
    """Questions about a rendered screen; `vary` moves it about and adds reading errors."""
    rng = random.Random(seed)
    canvas, read = _Assembly(screen, rng).build()
    if vary:
        if rng.random() < 0.5:
            read = Reader.sample(rng).read(read, rng)
        read = _moved(canvas, read, rng)
    shown = prompt.read_screen([item.word for item in read], canvas.size)
    mixture = tasks.Mixture(canvas, read, shown, Vocabulary(rng))
    asked = [q for _ in range(queries * 3) if (q := mixture.ask()) is not None][:queries]
    return tasks.Sample(shown, asked, canvas) if len(asked) == queries else None


def _moved(canvas: Canvas, read: list[ReadWord], rng: random.Random) -> list[ReadWord]:
    """The same screen as a window somewhere on a larger one."""
    wide, tall = canvas.size
    size = (wide + rng.randint(0, wide // 2), tall + rng.randint(0, tall // 2))
    dx, dy = rng.randint(0, size[0] - wide), rng.randint(0, size[1] - tall)

    def move(box: Box) -> Box:
        return Box(box.left + dx, box.top + dy, box.right + dx, box.bottom + dy)

    canvas.size = size
    for element in canvas.elements:
        element.box = move(element.box)
    return [ReadWord(Word(r.word.text, move(r.word.box)), r.owners) for r in read]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    for folder in args.folders:
        for screen in listed(folder, args.limit):
            read_words(screen.image, screen.scale)
        print(f"{folder.name}: {len(read_already([folder]))} screens read", flush=True)


if __name__ == "__main__":
    main()
