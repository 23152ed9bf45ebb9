"""Synthetic screens: desktops, windows, dialogs and pages, as boxes and words without pixels."""

from __future__ import annotations

import random
from typing import Callable

from training.nano.canvas import Canvas
from training.nano.parts import Parts
from training.nano.vocabulary import Vocabulary
from training.nano.words import Box

SIZES = ((1024, 768),) * 4 + (
    (800, 600),
    (1280, 720),
    (1280, 800),
    (1366, 768),
    (1920, 1080),
    (640, 480),
)


class Layout:
    def __init__(self, seed: int, held_out: bool = False, crowd: float = 1.0) -> None:
        self.rng = random.Random(seed)
        self.vocabulary = Vocabulary(self.rng, held_out)
        size = self.rng.choice(SIZES)
        font = self.rng.randint(11, 16) if size[0] > 700 else self.rng.randint(9, 13)
        self.canvas = Canvas(self.rng, size, font)
        self.parts = Parts(self.canvas, self.vocabulary, crowd)
        self.crowd = crowd

    def build(self) -> Canvas:
        rng, canvas = self.rng, self.canvas
        width, height = canvas.size
        if rng.random() < 0.5 * self.crowd:
            self._panel(Box(0, 0, width, canvas.font * 2))
        if rng.random() < 0.3 * self.crowd:
            self.parts.icons(Box(10, canvas.font * 3, width // 3, height - 40))
        if rng.random() < 0.25:
            self._page(Box(0, canvas.font * 2, width, height))
        else:
            for _ in range(rng.choice((1, 1, 1, 2)) if self.crowd > 0.5 else 1):
                self._window()
        roll = rng.random()
        if roll < 0.3:
            self._dialog()
        elif roll < 0.5:
            self.parts.popup_menu(rng.randint(10, width * 2 // 3), rng.randint(30, height // 2))
        return canvas

    # Whole surfaces

    def _window(self) -> None:
        rng, canvas = self.rng, self.canvas
        width, height = canvas.size
        wide = rng.randint(width * 45 // 100, width)
        tall = rng.randint(height * 45 // 100, height - canvas.font * 2)
        left = rng.randint(0, width - wide)
        top = rng.randint(canvas.font * 2, height - tall)
        box = Box(left, top, left + wide, top + tall)
        canvas.cover(box)
        y = self._title_bar(box, rng.choice((self.vocabulary.label, self.vocabulary.file_name))())
        if rng.random() < 0.6:
            y = self.parts.menu_bar(Box(left, y, box.right, y + canvas.font * 2))
        if rng.random() < 0.5:
            y = self.parts.toolbar(Box(left, y, box.right, y + canvas.font * 3))
        if rng.random() < 0.3:
            y = self.parts.tabs(Box(left, y, box.right, y + canvas.font * 2 + 6))
        body = Box(left, y + 4, box.right, box.bottom - canvas.font * 2)
        if rng.random() < 0.35 and wide > 500:
            split = left + wide // rng.choice((3, 4, 5))
            self.parts.side_bar(body._replace(right=split))
            body = body._replace(left=split + 8)
        self._fill(body)
        if rng.random() < 0.4:
            self.parts.status_bar(box._replace(top=box.bottom - canvas.font * 2))

    def _fill(self, body: Box) -> None:
        rng = self.rng
        parts: list[Callable[[Box], int]] = [
            self.parts.form,
            self.parts.form,
            self.parts.table,
            self.parts.list,
            self.parts.icons,
            self.parts.keys,
            self.parts.settings,
            self.parts.paragraphs,
            self.parts.boxes,
            self.parts.cards,
        ]
        if body.bottom - body.top > 380 and rng.random() < 0.5 * self.crowd:
            middle = (body.top + body.bottom) // 2
            rng.choice(parts)(body._replace(bottom=middle - 4))
            rng.choice(parts)(body._replace(top=middle + 4))
        else:
            rng.choice(parts)(body)

    def _title_bar(self, box: Box, title: str) -> int:
        canvas, rng = self.canvas, self.rng
        tall = canvas.font * 2
        bar = Box(box.left, box.top, box.right, box.top + tall)
        canvas.title = title
        if rng.random() < 0.6:
            canvas.centred(bar, title)
        else:
            canvas.text(
                box.left + canvas.font * 2, bar.top + tall * 2 // 3, title, right=box.right - 70
            )
        for i in range(3):
            canvas.glyph(box.right - (i + 1) * canvas.font * 2, bar.top + tall // 2, 0.3)
        return bar.bottom

    def _dialog(self) -> None:
        rng, canvas, vocabulary = self.rng, self.canvas, self.vocabulary
        width, height = canvas.size
        wide = rng.randint(min(300, width // 2), width * 6 // 10)
        tall = rng.randint(canvas.font * 10, height * 6 // 10)
        left, top = (width - wide) // 2, (height - tall) // 2
        box = Box(left, top, left + wide, top + tall)
        canvas.cover(box)
        buttons = [
            vocabulary.label() if rng.random() < 0.4 else vocabulary.verb()
            for _ in range(rng.randint(1, 3))
        ]
        title = rng.choice((vocabulary.label(), buttons[0], vocabulary.sentence(3)))
        y = self._title_bar(box, title)
        foot = box.bottom - canvas.font * 3
        if rng.random() < 0.5:
            text = vocabulary.sentence(rng.randint(4, 14))
            if rng.random() < 0.3:
                text += f" {rng.choice(buttons)} {vocabulary.sentence(3)}"
            self.parts.wrapped(Box(left + 20, y + 10, box.right - 10, foot), text)
        else:
            self._fill(Box(left + 10, y + 4, box.right - 10, foot))
        self.parts.button_row(Box(left, foot, box.right, box.bottom), buttons)

    def _page(self, box: Box) -> None:
        rng, canvas, vocabulary = self.rng, self.canvas, self.vocabulary
        canvas.cover(box)
        canvas.title = vocabulary.label()
        x, y = box.left + 20, box.top + canvas.font * 2
        for _ in range(self.parts.some(2, 7)):
            x = self.parts.label_control(
                "link", x, y, vocabulary.label()
            ) + canvas.font * rng.choice((2, 3))
            if x > box.right - 120:
                break
        y += canvas.font * 3
        canvas.text(box.left + 30, y, vocabulary.label(), font=canvas.font * 2)
        body = Box(box.left + 30, y + canvas.font * 2, box.right - 30, box.bottom - canvas.font * 2)
        if rng.random() < 0.5:
            body = body._replace(
                top=self.parts.paragraphs(body._replace(bottom=body.top + 120)) + 10
            )
        if body.bottom - body.top > 120:
            self._fill(body)
        x = box.left + 30
        for _ in range(self.parts.some(0, 5)):
            x = self.parts.label_control("link", x, box.bottom - 8, vocabulary.label()) + 25
            if x > box.right - 120:
                break

    def _panel(self, box: Box) -> None:
        canvas, vocabulary = self.canvas, self.vocabulary
        x = box.left + 8
        y = box.bottom - canvas.font // 2
        for _ in range(self.parts.some(1, 4)):
            x = self.parts.label_control("button", x, y, vocabulary.noun()) + canvas.font * 2
        clock = f"{self.rng.randint(0, 23)}:{self.rng.randint(0, 59):02}"
        canvas.text(box.right - canvas.width(clock) - 12, y, clock)
