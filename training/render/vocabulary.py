"""What stands on controls: labels in several languages, names of files, people and places.

A share of all labels is made of random words, so that a model reads a label instead of knowing it.
"""

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_SYLLABLES = (
    "ba be bi bo ca ce da de di do fa fe ga go ha he in ja ka ki la le li lo ma me mi mo "
    "na ne ni no on or pa pe po qua ra re ri ro sa se si so ta te ti to un va ve vi "
    "xe ya za zo ster tion ment ning"
).split()
_RANDOM_SHARE = 0.18


@cache
def _labels() -> dict[str, dict[str, list[str]]]:
    return json.loads((_HERE / "labels.json").read_text(encoding="utf-8"))


@cache
def _words() -> dict[str, Any]:
    tables = json.loads((_HERE / "words.json").read_text(encoding="utf-8"))
    return {
        key: value.split() if isinstance(value, str) else value for key, value in tables.items()
    }


def languages() -> tuple[str, ...]:
    return tuple(_labels())


class Vocabulary:
    """Draws the texts of one screen, in one language; few labels stand twice on a screen."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.language = "en" if rng.random() < 0.62 else rng.choice(languages())
        self._used: set[str] = set()

    def label(self, topic: str) -> str:
        """A label of a topic: button, menu, top_menu, field, check, option, tab or section."""
        if self._rng.random() < 0.04 and self._used:
            return self._rng.choice(sorted(self._used))
        for _ in range(6):
            label = self._draw(topic)
            if label not in self._used:
                break
        self._used.add(label)
        return label

    def _draw(self, topic: str) -> str:
        rng = self._rng
        if rng.random() < _RANDOM_SHARE:
            return self.phrase(1, 3 if topic in ("check", "menu", "section") else 2)
        language = self.language if rng.random() < 0.95 else "en"
        return rng.choice(_labels()[language][topic])

    def phrase(self, least: int, most: int) -> str:
        """Some words, the first with a capital."""
        words = [self.word() for _ in range(self._rng.randint(least, most))]
        words[0] = words[0].capitalize()
        if self._rng.random() < 0.25:
            words = [word.capitalize() for word in words]
        return " ".join(words)

    def word(self) -> str:
        rng = self._rng
        if rng.random() < 0.25:
            return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4)))
        return rng.choice(_words()["words"])

    def sentence(self, least: int = 5, most: int = 14) -> str:
        ending = self._rng.choice([".", ".", ".", "?", "!", ":"])
        return self.phrase(least, most) + ending

    def person(self) -> str:
        return f"{self._rng.choice(_words()['given'])} {self._rng.choice(_words()['family'])}"

    def file_name(self) -> str:
        rng = self._rng
        joint = rng.choice(["_", "-", "", " "])
        stem = joint.join(self.word() for _ in range(rng.randint(1, 2)))
        number = str(rng.randint(1, 2030)) if rng.random() < 0.3 else ""
        return f"{stem}{number}.{rng.choice(_words()['extensions'])}"

    def application(self) -> str:
        if self._rng.random() < 0.2:
            return self.word().capitalize()
        return self._rng.choice(_words()["applications"])

    def item(self) -> str:
        """An entry of a list: a file, a person, a place, a package, a phrase."""
        rng = self._rng
        draw = rng.random()
        if draw < 0.3:
            return self.file_name()
        if draw < 0.45:
            return self.person()
        if draw < 0.55:
            return rng.choice(_words()["cities"])
        if draw < 0.65:
            return f"{self.word()}-{self.word()} {rng.randint(0, 9)}.{rng.randint(0, 40)}"
        if draw < 0.75:
            return self.label("option")
        return self.phrase(1, 3)

    def value(self) -> str:
        """What somebody typed into a field."""
        rng = self._rng
        draw = rng.random()
        if draw < 0.2:
            return self.person()
        if draw < 0.35:
            return f"{self.word()}@{self.word()}.{rng.choice(['org', 'com', 'net', 'example'])}"
        if draw < 0.5:
            return str(rng.randint(0, 99999))
        if draw < 0.6:
            return ".".join(str(rng.randint(0, 255)) for _ in range(4))
        if draw < 0.7:
            return f"/{self.word()}/{self.word()}/{self.file_name()}"
        if draw < 0.78:
            return f"{rng.randint(1, 28)}.{rng.randint(1, 12)}.{rng.randint(1990, 2029)}"
        return self.phrase(1, 4)
