"""Parts of synthetic screens: bars, lists, tables, forms, keys, menus, as boxes and words."""

from __future__ import annotations


from training.nano.canvas import Canvas
from training.nano.vocabulary import SYMBOLS, Vocabulary
from training.nano.words import Box


class Parts:
    """Puts parts on a canvas; each method returns the y under what it put down."""

    def __init__(self, canvas: Canvas, vocabulary: Vocabulary, crowd: float) -> None:
        self.rng = canvas.rng
        self.canvas = canvas
        self.vocabulary = vocabulary
        self.crowd = crowd  # 0..1: how much stands on the screen

    def some(self, low: int, high: int) -> int:
        top = max(low, round(low + (high - low) * self.crowd))
        return self.rng.randint(low, top)

    def label_control(self, kind: str, x: int, y: int, name: str, pad: int = 4) -> int:
        number = self.canvas.number()
        label = self.canvas.text(x, y, name, number)
        box = Box(label.left - pad, label.top - pad, label.right + pad, label.bottom + pad)
        self.canvas.add(kind, name, box, label, number)
        return label.right

    def menu_bar(self, box: Box) -> int:
        x = box.left + 10
        common = ["File", "Edit", "View", "Tools", "Help", "Window", "Format", "Go"]
        names = (
            self.rng.sample(common, self.some(2, 6))
            if self.rng.random() < 0.6
            else [self.vocabulary.noun() for _ in range(self.some(2, 7))]
        )
        for name in names:
            if x > box.right - 60:
                break
            x = self.label_control("menu_item", x, box.bottom - self.canvas.font // 2, name)
            x += round(self.canvas.font * 1.2)
        return box.bottom

    def toolbar(self, box: Box) -> int:
        rng, canvas = self.rng, self.canvas
        x = box.left + 8
        y = (box.top + box.bottom) // 2 + canvas.font // 3
        for _ in range(self.some(3, 9)):
            if x > box.right - 100:
                break
            canvas.glyph(x, y - canvas.font // 3, 0.3)
            x += canvas.font * 2
            if rng.random() < 0.4:
                x = self.label_control("button", x, y, self.vocabulary.verb()) + canvas.font
        return box.bottom

    def tabs(self, box: Box) -> int:
        x = box.left + 14
        y = box.bottom - self.canvas.font // 2 - 3
        for _ in range(self.some(2, 6)):
            if x > box.right - 90:
                break
            x = self.label_control("tab", x, y, self.vocabulary.label(), 7)
            x += self.canvas.font * 2
        return box.bottom

    def status_bar(self, box: Box) -> int:
        self.canvas.text(
            box.left + 8,
            box.bottom - self.canvas.font // 2,
            self.vocabulary.sentence(self.rng.randint(1, 6)),
            right=box.right,
        )
        return box.bottom

    def button_row(self, box: Box, names: list[str]) -> int:
        rng, canvas = self.rng, self.canvas
        tall = min(canvas.font * 2 + 4, box.bottom - box.top - 4)
        top = (box.top + box.bottom - tall) // 2
        widths = [canvas.width(name) + canvas.font * rng.choice((2, 3)) for name in names]
        gap = canvas.font
        x = box.right - sum(widths) - gap * len(names)
        if rng.random() < 0.3:
            x = box.left + 20
        for name, wide in zip(names, widths):
            if x > 0 and x + wide < box.right + 4:
                self.button(Box(x, top, x + wide, top + tall), name)
            x += wide + gap
        return box.bottom

    def button(self, box: Box, name: str, row: int | None = None) -> None:
        number = self.canvas.number()
        label = self.canvas.centred(box, name, number)
        self.canvas.add("button", name, box, label, number, row)

    def side_bar(self, box: Box) -> int:
        y = box.top + self.canvas.font * 2
        if self.rng.random() < 0.5:
            self.canvas.text(box.left + 8, y, self.vocabulary.noun())
            y += self.canvas.font * 2
        step = round(self.canvas.font * self.rng.choice((1.6, 2.0, 2.4)))
        for _ in range(self.some(3, 12)):
            if y > box.bottom:
                break
            self.canvas.glyph(box.left + 6, y - self.canvas.font // 3, 0.2)
            number = self.canvas.number()
            name = self.vocabulary.label()
            label = self.canvas.text(box.left + 28, y, name, number, right=box.right)
            row = Box(box.left, y - step * 2 // 3, box.right, y + step // 3)
            self.canvas.add("list_item", name, row, label, number)
            y += step
        return y

    def list(self, box: Box) -> int:
        rng, canvas, vocabulary = self.rng, self.canvas, self.vocabulary
        y = box.top + canvas.font * 2
        step = round(canvas.font * rng.choice((1.7, 2.0, 2.6)))
        make = rng.choice((vocabulary.file_name, vocabulary.person, vocabulary.label))
        action = vocabulary.verb() if rng.random() < 0.35 else ""
        for row in range(self.some(3, 14)):
            if y > box.bottom:
                break
            number = canvas.number()
            name = make()
            label = canvas.text(box.left + 24, y, name, number, right=box.right - 130)
            area = Box(box.left, y - step * 2 // 3, box.right, y + step // 3)
            if action:
                area = area._replace(right=box.right - 120)
                wide = canvas.width(action) + canvas.font * 2
                self.button(
                    Box(box.right - 110, area.top, box.right - 110 + wide, area.bottom),
                    action,
                    number,
                )
            elif rng.random() < 0.5:
                canvas.text(box.right - 110, y, vocabulary.value(), right=box.right)
            canvas.add("list_item", name, area, label, number, number)
            y += step
        return y

    def table(self, box: Box) -> int:
        rng, canvas, vocabulary = self.rng, self.canvas, self.vocabulary
        columns = max(2, min(5, (box.right - box.left) // 150))
        wide = (box.right - box.left) // columns
        step = round(canvas.font * rng.choice((1.7, 2.1, 2.6)))
        y = box.top + canvas.font * 2
        for column in range(columns):
            number = canvas.number()
            name = vocabulary.noun()
            x = box.left + column * wide
            label = canvas.text(x + 6, y, name, number, right=x + wide)
            canvas.add(
                "button", name, Box(x, y - step // 2, x + wide, y + step // 2), label, number
            )
        actions = [vocabulary.verb() for _ in range(rng.choice((0, 1, 1, 2)))]
        makers = [
            rng.choice((vocabulary.person, vocabulary.value, vocabulary.label))
            for _ in range(columns)
        ]
        for _ in range(self.some(2, 9)):
            y += step
            if y > box.bottom:
                break
            row = canvas.number()
            area = Box(box.left, y - step * 2 // 3, box.left + wide, y + step // 3)
            name = makers[0]()
            label = canvas.text(box.left + 6, y, name, row, right=box.left + wide)
            canvas.add("list_item", name, area, label, row, row)
            for column in range(1, columns):
                x = box.left + column * wide
                if column == columns - 1 and actions:
                    for action in actions:
                        right = x + canvas.width(action) + canvas.font
                        self.button(Box(x, area.top, right, area.bottom), action, row)
                        x = right + canvas.font // 2
                else:
                    canvas.text(x + 6, y, makers[column](), right=x + wide)
        return y

    def icons(self, box: Box) -> int:
        rng, canvas, vocabulary = self.rng, self.canvas, self.vocabulary
        cell_wide, cell_tall = rng.randint(90, 140), rng.randint(80, 120)
        make = rng.choice((vocabulary.file_name, vocabulary.label, vocabulary.noun))
        left_to_place = self.some(2, 18)
        y = box.top
        while y + cell_tall <= box.bottom and left_to_place > 0:
            x = box.left
            while x + cell_wide <= box.right and left_to_place > 0:
                cell = Box(x + 4, y + 4, x + cell_wide - 4, y + cell_tall - 4)
                canvas.glyph(x + cell_wide // 2, y + cell_tall // 3, 0.15)
                number = canvas.number()
                name = make()
                foot = cell._replace(top=cell.bottom - canvas.font * 2)
                label = canvas.centred(foot, name, number)
                canvas.add(
                    rng.choice(("list_item", "list_item", "button")), name, cell, label, number
                )
                x += cell_wide
                left_to_place -= 1
            y += cell_tall
        return y

    def keys(self, box: Box) -> int:
        rng, canvas = self.rng, self.canvas
        columns, rows = rng.randint(3, 6), rng.randint(3, 5)
        wide = min((box.right - box.left) // columns, 90)
        tall = min((box.bottom - box.top) // (rows + 1), 60)
        if tall < canvas.font + 4:
            return box.top
        signs = [str(d) for d in range(10)] + rng.sample(SYMBOLS, 20)
        rng.shuffle(signs)
        for row in range(rows):
            for column in range(columns):
                name = signs[(row * columns + column) % len(signs)]
                left = box.left + column * wide
                top = box.top + tall + row * tall
                self.button(Box(left + 2, top + 2, left + wide - 2, top + tall - 2), name)
        return box.top + tall * (rows + 1)

    def form(self, box: Box) -> int:
        rng, canvas, vocabulary = self.rng, self.canvas, self.vocabulary
        above = rng.random() < 0.35
        colon = ":" if rng.random() < 0.5 else ""
        names = [vocabulary.label() for _ in range(self.some(2, 8))]
        column = max(canvas.width(name + ":") for name in names) + canvas.font + rng.randint(0, 40)
        align_right = rng.random() < 0.4
        wide = rng.randint(150, 400)
        tall = canvas.font * 2
        y = box.top + 8
        for name in names:
            if y + tall * 2 > box.bottom:
                break
            number = canvas.number()
            if above:
                label = canvas.text(box.left + 8, y + canvas.font, name + colon, number)
                area = Box(
                    box.left + 8, label.bottom + 4, box.left + 8 + wide, label.bottom + 4 + tall
                )
            else:
                x = box.left + 8
                if align_right:
                    x += column - canvas.font - canvas.width(name + colon)
                label = canvas.text(x, y + tall * 2 // 3, name + colon, number)
                area = Box(box.left + 8 + column, y, box.left + 8 + column + wide, y + tall)
            area = area._replace(right=max(area.left + 60, min(area.right, box.right - 6)))
            self._field(area, name, label, number)
            y = area.bottom + rng.choice((6, 10, 14))
        if y + tall < box.bottom:
            self.button_row(
                Box(box.left, y, box.right, y + tall + 8),
                [vocabulary.label() for _ in range(rng.randint(1, 3))],
            )
        return y

    def _field(self, area: Box, name: str, label: Box, number: int) -> None:
        rng, canvas = self.rng, self.canvas
        kind = rng.choice(("text_field", "text_field", "text_field", "dropdown"))
        element = canvas.add(kind, name, area, label, number)
        if kind == "dropdown" or rng.random() < 0.45:
            element.value = self.vocabulary.value()
            element.value_number = canvas.number()
            canvas.text(
                area.left + 6,
                (area.top + area.bottom) // 2 + round(canvas.font * 0.36),
                element.value,
                element.value_number,
                right=area.right - 16,
            )
            if kind == "dropdown":
                canvas.glyph(area.right - 16, (area.top + area.bottom) // 2, 0.4)

    def boxes(self, box: Box) -> int:
        rng, canvas, vocabulary = self.rng, self.canvas, self.vocabulary
        y = box.top + canvas.font
        step = round(canvas.font * rng.choice((1.8, 2.2, 2.6)))
        kind = rng.choice(("checkbox", "radio"))
        for _ in range(self.some(3, 10)):
            if y > box.bottom - step:
                break
            if rng.random() < 0.15:
                canvas.text(box.left + 8, y, vocabulary.label() + ":")
                kind = rng.choice(("checkbox", "radio"))
                y += step
            canvas.glyph(box.left + 10, y - canvas.font // 3, 0.3)
            number = canvas.number()
            name = (
                vocabulary.label() if rng.random() < 0.7 else vocabulary.sentence(5).rstrip(".?:")
            )
            label = canvas.text(box.left + 30, y, name, number, right=box.right)
            area = Box(box.left + 8, label.top - 3, label.right, label.bottom + 3)
            canvas.add(kind, name, area, label, number)
            y += step
        return y

    def settings(self, box: Box) -> int:
        rng, canvas, vocabulary = self.rng, self.canvas, self.vocabulary
        step = round(canvas.font * rng.choice((2.4, 3.0, 3.6)))
        y = box.top + step
        for _ in range(self.some(2, 9)):
            if y > box.bottom - step:
                break
            number = canvas.number()
            name = vocabulary.label()
            label = canvas.text(box.left + 12, y, name, number)
            area = Box(box.left, y - step * 2 // 3, box.right, y + step // 3)
            if rng.random() < 0.3:
                canvas.text(box.right - 90, y, rng.choice(("ON", "OFF", "I", "O")), number)
            canvas.add("switch", name, area, label, number)
            y += step
        return y

    def wrapped(self, box: Box, text: str) -> int:
        canvas = self.canvas
        x, y = box.left, box.top + canvas.font
        for word in text.split(" "):
            wide = canvas.width(word)
            if x + wide > box.right:
                x, y = box.left, y + round(canvas.font * 1.4)
            if y > box.bottom:
                break
            canvas.text(x, y, word)
            x += wide + max(2, round(canvas.font * 0.27))
        return y + canvas.font

    def paragraphs(self, box: Box) -> int:
        rng, canvas, vocabulary = self.rng, self.canvas, self.vocabulary
        y = box.top
        for _ in range(self.some(1, 4)):
            if y > box.bottom - canvas.font * 3:
                break
            if rng.random() < 0.4:
                canvas.text(
                    box.left, y + canvas.font * 2, vocabulary.label(), font=round(canvas.font * 1.4)
                )
                y += canvas.font * 2 + 8
            end = min(box.bottom, y + rng.randint(30, 110))
            y = self.wrapped(
                Box(box.left, y, box.right, end), vocabulary.sentence(self.some(5, 40))
            )
            if rng.random() < 0.6 and y + canvas.font < box.bottom:
                self.label_control("link", box.left, y + canvas.font, vocabulary.label(), 2)
                y += canvas.font * 2
        return y

    def cards(self, box: Box) -> int:
        """Like parts side by side, each with the same button: which one, only its title tells."""
        rng, canvas, vocabulary = self.rng, self.canvas, self.vocabulary
        wide, tall = rng.randint(150, 260), canvas.font * rng.randint(7, 10)
        button = vocabulary.label()
        y = box.top
        placed = self.some(2, 8)
        while y + tall < box.bottom and placed > 0:
            x = box.left
            while x + wide < box.right and placed > 0:
                row = canvas.number()
                name = rng.choice((vocabulary.label, vocabulary.person))()
                label = canvas.text(x + 10, y + canvas.font * 2, name, row, right=x + wide)
                area = Box(x + 4, y + 4, x + wide - 4, y + canvas.font * 3)
                canvas.add("list_item", name, area, label, row, row)
                canvas.text(x + 10, y + canvas.font * 4, vocabulary.value(), right=x + wide)
                top = y + tall - canvas.font * 3
                right = x + 10 + canvas.width(button) + canvas.font * 2
                self.button(
                    Box(x + 10, top, min(right, x + wide), top + canvas.font * 2), button, row
                )
                x += wide
                placed -= 1
            y += tall
        return y

    def popup_menu(self, x: int, y: int) -> None:
        rng, canvas, vocabulary = self.rng, self.canvas, self.vocabulary
        names = [vocabulary.label() + rng.choice(("", "", "...")) for _ in range(self.some(3, 11))]
        step = round(canvas.font * rng.choice((1.7, 2.0, 2.2)))
        wide = max(canvas.width(name) for name in names) + rng.randint(50, 130)
        area = Box(
            x, y, min(x + wide, canvas.size[0]), min(y + step * len(names) + 6, canvas.size[1])
        )
        canvas.cover(area)
        for i, name in enumerate(names):
            base = y + step * i + step * 2 // 3
            if base > area.bottom - 4:
                break
            number = canvas.number()
            label = canvas.text(x + 24, base, name, number, right=area.right)
            row = Box(x, base - step * 2 // 3, area.right, base + step // 3)
            canvas.add("menu_item", name, row, label, number)
            if rng.random() < 0.3:
                keys = f"Ctrl+{rng.choice('ABCDEFGHKLNOPQSTUVWXYZ')}"
                canvas.text(area.right - canvas.width(keys) - 8, base, keys, right=area.right)
