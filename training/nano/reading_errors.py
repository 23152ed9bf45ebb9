"""What a text reader makes of the words on a screen: confusions, splits, joins, losses, glyphs."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from training.nano.words import Box, Word

CONFUSIONS = {
    "l": "I1|i",
    "I": "l1|",
    "1": "lI|",
    "i": "1l!",
    "o": "0c",
    "O": "0Q",
    "0": "OQo",
    "e": "c",
    "c": "e",
    "a": "o",
    "s": "S5",
    "S": "5s",
    "5": "S",
    "B": "8",
    "8": "B",
    "g": "9q",
    "q": "g",
    "u": "v",
    "v": "u",
    "n": "r",
    "h": "b",
    "b": "h6",
    "t": "f",
    "f": "t",
    "Z": "2",
    "2": "Z",
    "G": "6C",
    "6": "G",
    "C": "G",
    "D": "O",
    "E": "F",
    "F": "P",
    "P": "F",
    ".": ",",
    ",": ".",
    ":": ".",
    "_": "-",
    "ö": "o",
    "ü": "u",
    "é": "e",
    "ä": "a",
    "ß": "B",
    "ç": "c",
    "ł": "l",
}
PAIRS = {"rn": "m", "m": "rn", "cl": "d", "vv": "w", "w": "vv", "ll": "Il", "fi": "f", "tt": "t"}


@dataclass(frozen=True)
class ReadWord:
    """A word as drawn or as read; `owners` are the labels (element numbers) it is part of."""

    word: Word
    owners: frozenset[int]


@dataclass(frozen=True)
class Reader:
    """How bad a reader is; `Reader.sample` gives anything from perfect to poor."""

    confuse: float
    lose: float
    lose_symbol: float
    split: float
    join: float

    @staticmethod
    def sample(rng: random.Random) -> "Reader":
        quality = rng.random() ** 2
        return Reader(
            confuse=0.05 * quality,
            lose=0.10 * quality,
            lose_symbol=0.2 + 0.6 * rng.random(),
            split=0.02 * quality,
            join=0.15 * quality,
        )

    def read(self, drawn: list[ReadWord], rng: random.Random) -> list[ReadWord]:
        seen: list[ReadWord] = []
        for item in drawn:
            text = item.word.text
            symbol = len(text) < 2 or not any(c.isalnum() for c in text)
            if rng.random() < (self.lose_symbol if symbol else self.lose):
                continue
            joined = self._joined(seen, item, rng)
            if joined is not None:
                seen[-1] = joined
                continue
            seen.extend(self._split(self._misread(item, rng), rng))
        return seen

    def _misread(self, item: ReadWord, rng: random.Random) -> ReadWord:
        text = item.word.text
        for pair, other in PAIRS.items():
            if pair in text and rng.random() < self.confuse:
                text = text.replace(pair, other, 1)
        letters = []
        for char in text:
            roll = rng.random()
            if roll < self.confuse:
                letters.append(rng.choice(CONFUSIONS.get(char, char)))
            elif roll >= 1 - self.confuse / 4:
                continue
            else:
                letters.append(char)
        box = item.word.box
        if rng.random() < 0.5:
            shift = [rng.randint(-1, 1) for _ in range(4)]
            left, top = box.left + shift[0], box.top + shift[1]
            box = Box(
                left, top, max(left + 1, box.right + shift[2]), max(top + 2, box.bottom + shift[3])
            )
        return replace(item, word=Word("".join(letters) or text, box))

    def _joined(self, seen: list[ReadWord], item: ReadWord, rng: random.Random) -> ReadWord | None:
        if not seen:
            return None
        a, b = seen[-1].word.box, item.word.box
        near = 0 <= b.left - a.right <= a.height // 2 and abs(a.top - b.top) <= a.height // 2
        if not near or rng.random() >= self.join:
            return None
        box = Box(a.left, min(a.top, b.top), b.right, max(a.bottom, b.bottom))
        text = seen[-1].word.text + item.word.text
        return ReadWord(Word(text, box), seen[-1].owners | item.owners)

    def _split(self, item: ReadWord, rng: random.Random) -> list[ReadWord]:
        text, box = item.word.text, item.word.box
        if len(text) < 5 or rng.random() >= self.split:
            return [item]
        cut = rng.randint(2, len(text) - 2)
        middle = box.left + (box.right - box.left) * cut // len(text)
        return [
            replace(item, word=Word(text[:cut], box._replace(right=middle - 1))),
            replace(item, word=Word(text[cut:], box._replace(left=middle + 1))),
        ]
