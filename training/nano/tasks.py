"""The mixture: questions about a synthetic screen, each with the tool call that answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

from training.nano import matching, prompt
from training.nano.canvas import Canvas, Element
from training.nano.layouts import Layout
from training.nano.phrasing import Phrasing
from training.nano.pointers import Screen, pointers
from training.nano.reading_errors import Reader, ReadWord
from training.nano.vocabulary import Vocabulary
from training.nano.words import PLACES, Box, Word, hull, place

FIELDS = ("text_field", "dropdown")
KEYS = {
    "Enter": "enter",
    "Escape": "esc",
    "Esc": "esc",
    "Tab": "tab",
    "Space": "space",
    "Backspace": "backspace",
    "Delete": "delete",
    "Home": "home",
    "End": "end",
    "Page Up": "pageup",
    "Page Down": "pagedown",
    "the up arrow": "up",
    "the down arrow": "down",
    "the left arrow": "left",
    "the right arrow": "right",
}
FAILURE = {"action": "terminate", "status": "failure"}


@dataclass(frozen=True)
class Query:
    instruction: str
    arguments: dict[str, Any]
    task: str  # the name of its maker, for figures by task
    box: Box | None = None  # a click inside it is right
    spread: tuple[int, int] | None = None  # of the place, where no listed word gives it exactly


@dataclass(frozen=True)
class Sample:
    screen: Screen
    queries: list[Query]
    canvas: Canvas


class Mixture:
    """Questions about one screen; `ask` returns None where the screen has no fitting target."""

    def __init__(
        self, canvas: Canvas, read: list[ReadWord], screen: Screen, vocabulary: Vocabulary
    ) -> None:
        self.canvas = canvas
        self.rng = canvas.rng
        self.phrasing = Phrasing(self.rng)
        self.vocabulary = vocabulary
        self.screen = screen
        self.read: dict[int, list[Word]] = {}
        for item in read:
            for owner in item.owners:
                self.read.setdefault(owner, []).append(item.word)
        self.by_name: dict[str, list[Element]] = {}
        for element in sorted(canvas.elements, key=lambda e: (e.box.top, e.box.left)):
            self.by_name.setdefault(matching.fold(element.name), []).append(element)
        self.makers: list[tuple[float, Callable[[], Query | None]]] = [
            (8, self._click),
            (5, self._kind_decides),
            (6, self._nth),
            (4, self._in_row),
            (1, self._in_window),
            (6, self._field),
            (2.5, self._absent),
            (0.3, self._key),
            (0.2, self._scroll),
            (0.15, self._wait),
            (0.3, self._type),
            (0.4, self._shown),
        ]

    def ask(self) -> Query | None:
        weights = [weight for weight, _ in self.makers]
        return self.rng.choices([maker for _, maker in self.makers], weights)[0]()

    # Clicks

    def _any(self, fits: Callable[[Element], bool]) -> Element | None:
        fitting = [e for e in self.canvas.elements if e.name and fits(e)]
        return self.rng.choice(fitting) if fitting else None

    def _alone(self, element: Element) -> bool:
        return len(self.by_name[matching.fold(element.name)]) == 1

    def _click(self) -> Query | None:
        element = self._any(lambda e: e.kind not in FIELDS and self._alone(e))
        if element is None:
            return None
        name = self._as_said(element.name)
        text = self.phrasing.click(element.kind, name, self.rng.random() < 0.7)
        return self._query(element, text, "click")

    def _as_said(self, name: str) -> str:
        """The name as a person gives it: now and then cut, or with a slip."""
        roll = self.rng.random()
        words = name.split(" ")
        if roll < 0.05 and len(words) > 2:
            return " ".join(words[:2])
        if roll < 0.08 and len(name) > 5:
            cut = self.rng.randrange(1, len(name) - 1)
            return name[:cut] + name[cut + 1 :]
        if roll < 0.12:
            return name.rstrip(".")
        return name

    def _kind_decides(self) -> Query | None:
        """The same words stand elsewhere too, as a text or as another kind of control."""
        texts = [matching.fold(window.text) for window in self.screen.windows]

        def fits(e: Element) -> bool:
            same = self.by_name[matching.fold(e.name)]
            kinds = [other.kind for other in same]
            return (
                e.kind not in FIELDS
                and kinds.count(e.kind) == 1
                and texts.count(matching.fold(e.name)) > 1
            )

        element = self._any(fits)
        if element is None:
            return None
        return self._query(element, self.phrasing.click(element.kind, element.name, True), "kind")

    def _nth(self) -> Query | None:
        groups = []
        for same in self.by_name.values():
            alike = [e for e in same if e.kind == same[0].kind]
            if 1 < len(alike) <= 5 and len(alike) == len(same):
                if all(e.number in self.read for e in alike):
                    groups.append(alike)
        if not groups:
            return None
        group = self.rng.choice(groups)
        index = self.rng.randrange(len(group))
        element = group[index]
        text = self.phrasing.nth(element.kind, element.name, index, len(group))
        return self._query(element, text, "nth")

    def _in_row(self) -> Query | None:
        heads = {e.number: e for e in self.canvas.elements if e.row == e.number}
        element = self._any(lambda e: e.row in heads and e.row != e.number and e.kind == "button")
        if element is None:
            return None
        head = heads[element.row or 0]
        if not self._alone(head) or head.number not in self.read:
            return None
        text = self.phrasing.in_row(element.kind, element.name, head.name)
        return self._query(element, text, "row")

    def _in_window(self) -> Query | None:
        element = self._any(lambda e: e.kind not in FIELDS and bool(e.title) and self._alone(e))
        if element is None:
            return None
        text = self.phrasing.in_window(element.kind, element.name, element.title)
        return self._query(element, text, "window")

    def _field(self) -> Query | None:
        element = self._any(lambda e: e.kind in FIELDS and self._alone(e))
        if element is None:
            return None
        roll = self.rng.random()
        if roll < 0.35 and element.kind == "text_field":
            text = self.phrasing.type_into(element.name, self.vocabulary.value())
        elif roll < 0.6:
            text = self.phrasing.beside_label(element.kind, element.name)
        else:
            text = self.phrasing.click(element.kind, element.name, True)
        return self._query(element, text, "field")

    def _query(self, element: Element, text: str, task: str) -> Query:
        """The click on an element, at a place that the prompt lists where it can be read."""
        spread = None
        own = self.read.get(-1 if element.value_number is None else element.value_number)
        label = self.read.get(element.number)
        if label and self._holds_label(element, label):
            x, y = self._listed(label, text)
        elif (pointed := self._pointed(element.box, text)) is not None and (own or label):
            x, y = pointed
        elif own:
            x, y = self._listed(own, text)
        elif label:
            (x, y), spread = self._guessed(element)
        else:
            return Query(text, FAILURE, "unread", element.box)
        arguments = {"action": self._click_action(text), "coordinate": [x, y]}
        return Query(text, arguments, task, element.box, spread)

    @staticmethod
    def _holds_label(element: Element, label: list[Word]) -> bool:
        area = hull(label)
        middle = ((area.left + area.right) / 2, (area.top + area.bottom) / 2)
        return element.kind not in FIELDS and element.box.contains(*middle)

    def _pointed(self, box: Box, text: str) -> tuple[int, int] | None:
        """The first listed neighbour of a label that lies in the control's box."""
        size = self.canvas.size
        for tag in (">", ")", "v", "u"):
            for pointer in pointers(self.screen, prompt.normalise(text)):
                if pointer.tag == tag and pointer.at is not None:
                    x, y = (pointer.at[0] * size[0] / PLACES, pointer.at[1] * size[1] / PLACES)
                    if box.left + 2 <= x < box.right - 2 and box.top + 2 <= y < box.bottom - 2:
                        return pointer.at
        return None

    def _guessed(self, element: Element) -> tuple[tuple[int, int], tuple[int, int]]:
        """A place in a control without words, from its left edge, and how far off is still fine."""
        box, size = element.box, self.canvas.size
        inside = min((box.right - box.left) // 2, 60)
        at = Box(box.left + inside, box.top, box.left + inside, box.bottom)
        spread = (max(1, inside * 400 // size[0]), max(1, box.height * 250 // size[1]))
        return place(at, size), spread

    @staticmethod
    def _click_action(text: str) -> str:
        lower = text.lower()
        if lower.startswith("double-click"):
            return "double_click"
        return "right_click" if lower.startswith("right-click") else "left_click"

    def _listed(self, words: list[Word], text: str) -> tuple[int, int]:
        """The pointer that stands on some words, else the place of their phrase, else their own."""
        size = self.canvas.size
        area = hull(words)
        near = Box(area.left - 3, area.top - 3, area.right + 3, area.bottom + 3)
        for pointer in pointers(self.screen, prompt.normalise(text)):
            if pointer.at is not None and pointer.tag[0].isdigit() and pointer.tag[2] > "3":
                x, y = pointer.at[0] * size[0] / PLACES, pointer.at[1] * size[1] / PLACES
                if near.contains(x, y):
                    return pointer.at
        for line in self.screen.lines:
            for phrase in line:
                box = hull(phrase.words)
                x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
                if area.contains(x, y):
                    return place(box, size)
        return place(area, size)

    # Everything else

    def _absent(self) -> Query | None:
        for _ in range(10):
            if self.rng.random() < 0.4 and self.canvas.elements:
                base = self.rng.choice(self.canvas.elements).name
                name = self.rng.choice(
                    [f"{self.vocabulary.verb()} {base}", f"{base} {self.vocabulary.noun()}"]
                )
            else:
                name = self.rng.choice([self.vocabulary.label, self.vocabulary.file_name])()
            folded = matching.fold(name)
            near = [matching.similarity(w.folded, folded) for w in self.screen.windows]
            if folded not in self.by_name and max(near, default=0) < 80:
                kind = self.rng.choice(
                    list(set(e.kind for e in self.canvas.elements) or {"button"})
                )
                return Query(
                    self.phrasing.click(kind, name, self.rng.random() < 0.7), FAILURE, "absent"
                )
        return None

    def _key(self) -> Query:
        rng = self.rng
        if rng.random() < 0.5:
            name = rng.choice(list(KEYS))
            keys, said = [KEYS[name]], name
        else:
            held = rng.choice(["Ctrl", "Alt", "Shift", "Ctrl+Shift"])
            letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
            keys, said = [*held.lower().split("+"), letter], f"{held}+{letter.upper()}"
            said = said if rng.random() < 0.7 else said.lower()
        form = rng.choice(
            [
                "Press {}",
                "Hit {}",
                "Press the {} key",
                "Use the keyboard shortcut {}",
                "Type the key {}",
                "Press the keys {}",
            ]
        )
        return Query(
            form.format(said).replace("the the", "the"), {"action": "key", "keys": keys}, "key"
        )

    def _scroll(self) -> Query:
        rng = self.rng
        down = rng.random() < 0.6
        amount = rng.choice([100, 200, 300, 400, 500, 600])
        said = rng.choice(["", f" by {amount}", f" {amount} pixels"])
        pixels = amount if said else 300
        word = rng.choice(["Scroll", "Scroll the page", "scroll", "Scroll the list"])
        text = f"{word} {'down' if down else 'up'}{said}"
        return Query(text, {"action": "scroll", "pixels": -pixels if down else pixels}, "scroll")

    def _wait(self) -> Query:
        seconds = self.rng.randint(1, 9)
        text, time = self.rng.choice(
            [
                (f"Wait {seconds} seconds", seconds),
                (f"Wait for {seconds} seconds", seconds),
                ("Wait", 1),
                ("Wait a moment", 1),
                (f"Pause for {seconds} s", seconds),
            ]
        )
        return Query(text, {"action": "wait", "time": time}, "wait")

    def _type(self) -> Query:
        value = self.vocabulary.value()
        form = self.rng.choice(["Type {}", "Enter the text {}", "Write {}", "type {}"])
        return Query(
            form.format(self.phrasing.quoted(value)), {"action": "type", "text": value}, "type"
        )

    def _shown(self) -> Query | None:
        """Yes or no: does a text stand on the screen?"""
        form = self.rng.choice(
            [
                "Is {} shown on the screen?",
                "Does the screen show {}?",
                "Is there a text {}?",
                "Can you see {}?",
            ]
        )
        element = self._any(lambda e: e.number in self.read)
        if element is None or self.rng.random() < 0.5:
            name, answer = self.vocabulary.label(), "no"
            near = [matching.similarity(w.folded, matching.fold(name)) for w in self.screen.windows]
            if max(near, default=0) >= 75:
                return None
        else:
            name, answer = element.name, "yes"
        return Query(
            form.format(self.phrasing.quoted(name)), {"action": "answer", "text": answer}, "shown"
        )


def make_sample(seed: int, queries: int, crowd: float = 1.0, held_out: bool = False) -> Sample:
    """One screen as read, with its questions; equal arguments give equal samples."""
    while True:
        layout = Layout(seed, held_out, crowd)
        canvas = layout.build()
        read = Reader.sample(layout.rng).read(canvas.drawn, layout.rng)
        screen = prompt.read_screen([item.word for item in read], canvas.size)
        mixture = Mixture(canvas, read, screen, layout.vocabulary)
        asked = [q for _ in range(queries * 3) if (q := mixture.ask()) is not None][:queries]
        if canvas.elements and len(asked) == queries:
            return Sample(screen, asked, canvas)
        seed += 1_000_003
