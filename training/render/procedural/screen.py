"""Whole procedural screens: a wallpaper, windows with contents, perhaps an open menu."""

import random

from training.render.icons import IconSet
from training.render.procedural.canvas import Canvas
from training.render.procedural.look import draw_look, mix
from training.render.procedural.widgets import Widgets
from training.render.sample import Box, Screen
from training.render.visibility import without_invisible
from training.render.vocabulary import Vocabulary
from training.render.wallpaper import draw_wallpaper

_SIZES = ((640, 480),) * 4 + ((800, 600), (1024, 768), (512, 384))
_KEYS = (
    ("+", "Plus"),
    ("-", "Minus"),
    ("*", "Multiply"),
    ("/", "Divide"),
    ("=", "Equals"),
    ("%", "Percent"),
    ("7", "7"),
    ("8", "8"),
    ("9", "9"),
    ("0", "0"),
    ("C", "C"),
    (".", "."),
)


class ScreenPainter:
    """Paints one screen; `render` is the only door."""

    def __init__(self, seed: int, split: str, with_chars: bool) -> None:
        self._rng = random.Random(f"procedural/{split}/{seed}")
        self._split = split
        self._look = draw_look(self._rng, split)
        size = self._rng.choice(_SIZES)
        self._canvas = Canvas(draw_wallpaper(self._rng, *size), with_chars)
        self._w = Widgets(
            self._canvas,
            self._look,
            self._rng,
            IconSet(self._rng, split),
            Vocabulary(self._rng),
            self._rng.choice([0.0, 0.06, 0.15, 0.3]),
        )

    def render(self) -> Canvas:
        rng, canvas = self._rng, self._canvas
        if rng.random() < 0.35:
            self._desktop_icons()
        for _ in range(rng.choices([1, 2, 3], [5, 3, 1])[0]):
            width = rng.randint(canvas.width * 2 // 5, canvas.width)
            height = rng.randint(canvas.height * 2 // 5, canvas.height)
            x = rng.randint(-20, max(1, canvas.width - width + 20))
            y = rng.randint(0, max(1, canvas.height - height))
            self._window((x, y, x + width, y + height))
        if rng.random() < 0.35:
            self._menu()
        return canvas

    @property
    def theme(self) -> str:
        return self._look.theme

    def _desktop_icons(self) -> None:
        y = 8
        for _ in range(self._rng.randint(2, 6)):
            y += self._w.tile(6, y, 84, self._rng.choice([32, 48]), (255, 255, 255))[1] + 8

    def _window(self, box: Box) -> None:
        canvas, look, rng = self._canvas, self._look, self._rng
        canvas.cover(box)
        x0, y0, x1, y1 = box
        canvas.pen.rectangle(
            (x0, y0, x1 - 1, y1 - 1), fill=look.window, outline=mix(look.line, (0, 0, 0), 0.3)
        )
        self._w.clip = (x0 + 1, y0 + 1, x1 - 1, y1 - 1)
        bottom = self._title(box)
        if rng.random() < 0.5:
            bottom = self._menu_bar(x0 + 2, bottom, x1 - 2)
        if rng.random() < 0.4:
            bottom = self._tool_bar(x0 + 2, bottom, x1 - 2)
        columns = max(1, (x1 - x0) // rng.choice([230, 300, 420]))
        wide = (x1 - x0 - 12) // columns
        for column in range(columns):
            self._column(x0 + 8 + column * wide, bottom + 6, wide - 14, y1 - 6)
        self._w.clip = None

    def _title(self, box: Box) -> int:
        canvas, look, rng = self._canvas, self._look, self._rng
        x0, y0, x1, _ = box
        height = look.title_px
        fill = rng.choice([look.bar, look.accent, (45, 49, 52)])
        ink = (245, 245, 245) if sum(fill) < 420 else (25, 25, 25)
        canvas.pen.rectangle((x0, y0, x1 - 1, y0 + height - 1), fill=fill)
        side = min(height - 4, rng.randint(13, 22))
        left = x1 - 6 - side
        for name in ("Close", "Maximize", "Minimize")[: rng.choice([1, 3, 3])]:
            top = y0 + (height - side) // 2
            self._frame_button(name, (left, top, left + side, top + side), ink)
            left -= side + 4
        title = self._w.words.label("section")
        canvas_look = look
        text_w, text_h = canvas.text_size(title, canvas_look, bold=True)
        place = canvas.text(
            x0 + rng.choice([8, max(8, (x1 - x0 - text_w) // 2)]),
            y0 + (height - text_h) // 2,
            title,
            look,
            ink,
            bold=True,
        )
        canvas.add("none", place, title, title, clip=self._w.clip)
        return y0 + height

    def _frame_button(self, name: str, box: Box, ink: tuple[int, int, int]) -> None:
        pen, inset = self._canvas.pen, (box[2] - box[0]) // 4 + 1
        x0, y0, x1, y1 = box[0] + inset, box[1] + inset, box[2] - inset - 1, box[3] - inset - 1
        if self._look.radius > 3:
            pen.ellipse((box[0], box[1], box[2] - 1, box[3] - 1), outline=ink)
        if name == "Close":
            pen.line((x0, y0, x1, y1), fill=ink, width=2)
            pen.line((x0, y1, x1, y0), fill=ink, width=2)
        elif name == "Maximize":
            pen.rectangle((x0, y0, x1, y1), outline=ink)
        else:
            pen.line((x0, y1, x1, y1), fill=ink, width=2)
        self._canvas.add("button", box, name, clip=self._w.clip)

    def _menu_bar(self, x: int, y: int, right: int) -> int:
        w, look = self._w, self._look
        height = w.line_px + look.pad
        self._canvas.pen.rectangle((x, y, right, y + height), fill=look.bar)
        for _ in range(self._rng.randint(3, 8)):
            label = w.words.label("top_menu")
            width = self._canvas.text_size(label, look)[0] + 14
            if x + width > right:
                break
            self._canvas.text(x + 7, y + look.pad // 2, label, look, look.ink)
            self._canvas.add("menu_item", (x, y, x + width, y + height), label, label, clip=w.clip)
            x += width
        return y + height

    def _tool_bar(self, x: int, y: int, right: int) -> int:
        size, framed, labelled = (
            self._rng.choice([16, 16, 22, 24, 32]),
            self._w.chance(0.25),
            self._w.chance(0.25),
        )
        tallest = 0
        for _ in range(self._rng.randint(3, 14)):
            if x + size + 60 > right:
                break
            width, height = self._w.icon_button(x, y + 2, size, framed, labelled)
            tallest = max(tallest, height)
            x += width + self._rng.choice([0, 1, 4])
        return y + tallest + 4

    def _column(self, x: int, y: int, width: int, bottom: int) -> None:
        groups = (
            self._form,
            self._ticks,
            self._buttons,
            self._list,
            self._text,
            self._links,
            self._switches,
            self._tab_row,
            self._keypad,
            self._tiles,
            self._alike,
        )
        while y < bottom - self._look.font_px * 2:
            y = (
                self._rng.choices(groups, (5, 4, 4, 4, 3, 3, 3, 2, 1, 2, 1))[0](x, y, width, bottom)
                + self._look.gap
            )

    def _fits(self, y: int, bottom: int) -> bool:
        return y + self._w.line_px + 2 * self._look.pad < bottom

    def _form(self, x: int, y: int, width: int, bottom: int) -> int:
        w, rng = self._w, self._rng
        for _ in range(rng.randint(1, 5)):
            if not self._fits(y, bottom):
                break
            name = w.words.label("field")
            label_w, _ = w.text(x, y + self._look.pad, name + rng.choice(["", ":"]))
            left = x + max(label_w + 8, width * 2 // 5)
            room, draw = x + width - left, rng.random()
            if room < 50:
                y += w.line_px + self._look.gap
                left, room = x, width
            if draw < 0.2:
                size = w.dropdown(left, y, min(room, rng.randint(80, 200)), name)
            elif draw < 0.32:
                size = w.slider(left, y, min(room, rng.randint(60, 200)), name)
            else:
                size = w.field(left, y, min(room, rng.randint(60, 280)), name)
            y += size[1] + self._look.gap // 2 + 1
        return y

    def _ticks(self, x: int, y: int, width: int, bottom: int) -> int:
        radio, count = self._w.chance(0.45), self._rng.randint(2, 5)
        chosen = self._rng.randrange(count)
        for index in range(count):
            if not self._fits(y, bottom):
                break
            label = self._w.words.label("option" if radio else "check")
            on = index == chosen if radio else self._w.chance(0.45)
            y += self._w.tick(x, y, label, radio, on)[1] + self._look.gap // 2 + 1
        return y

    def _buttons(self, x: int, y: int, width: int, bottom: int) -> int:
        left, tallest, primary = x, 0, self._rng.randrange(5)
        for index in range(self._rng.randint(1, 4)):
            label = self._w.words.label("button")
            if left + self._canvas.text_size(label, self._look)[0] + 90 > x + width and left > x:
                break
            wide, tall = self._w.button(left, y, label, primary=index == primary)
            left, tallest = left + wide + self._look.gap, max(tallest, tall)
        return y + tallest

    def _list(self, x: int, y: int, width: int, bottom: int) -> int:
        w, look = self._w, self._look
        height = w.line_px + self._rng.randint(1, 10)
        count = min(self._rng.randint(2, 8), max(1, (bottom - y - 4) // height))
        self._canvas.pen.rectangle(
            (x, y, x + width, y + count * height + 1), fill=look.view, outline=look.line
        )
        chosen, pictures = self._rng.randrange(-1, count), w.chance(0.4)
        second = w.chance(0.3)
        for index in range(count):
            w.row(
                x + 1,
                y + 1 + index * height,
                width - 1,
                "list_item",
                w.words.item(),
                height,
                index == chosen,
                w.icons.pick() if pictures else None,
                w.words.value()[:16] if second else "",
            )
        return y + count * height + 2

    def _text(self, x: int, y: int, width: int, bottom: int) -> int:
        for index in range(self._rng.randint(1, 3)):
            if self._fits(y, bottom):
                y += (
                    self._w.text(
                        x,
                        y,
                        self._w.words.sentence(2, 7),
                        bold=index == 0 and self._w.chance(0.4),
                        dim=self._w.chance(0.2),
                    )[1]
                    + 2
                )
        return y

    def _links(self, x: int, y: int, width: int, bottom: int) -> int:
        for _ in range(self._rng.randint(1, 4)):
            if self._fits(y, bottom):
                left = x + (
                    self._w.text(x, y, self._w.words.sentence(1, 2))[0] + 5
                    if self._w.chance(0.3)
                    else 0
                )
                y += self._w.link(left, y)[1] + 4
        return y

    def _switches(self, x: int, y: int, width: int, bottom: int) -> int:
        for _ in range(self._rng.randint(1, 4)):
            if self._fits(y, bottom):
                name = self._w.words.label("check")
                self._w.text(x, y, name)
                y += self._w.switch(x + width - 50, y, name)[1] + self._look.gap // 2 + 1
        return y

    def _tab_row(self, x: int, y: int, width: int, bottom: int) -> int:
        return y + self._w.tabs(x, y, width)[1]

    def _keypad(self, x: int, y: int, width: int, bottom: int) -> int:
        side, tall = self._rng.randint(26, 46), self._rng.randint(22, 38)
        for _ in range(self._rng.randint(2, 4)):
            if y + tall > bottom:
                break
            for column in range(min(4, width // (side + 3))):
                symbol, name = self._rng.choice(_KEYS)
                self._w.symbol_button(x + column * (side + 3), y, symbol, side, tall, name)
            y += tall + 3
        return y

    def _tiles(self, x: int, y: int, width: int, bottom: int) -> int:
        icon_px, wide, tallest = self._rng.choice([32, 48]), self._rng.randint(80, 110), 0
        if y + icon_px + 2 * self._w.line_px > bottom:
            return y + self._w.line_px
        for column in range(width // wide):
            tallest = max(tallest, self._w.tile(x + column * wide, y, wide, icon_px)[1])
        return y + tallest

    def _alike(self, x: int, y: int, width: int, bottom: int) -> int:
        """Rows that end in the same button."""
        caption = self._w.words.label("button")
        wide = self._canvas.text_size(caption, self._look)[0] + 60
        for _ in range(self._rng.randint(2, 4)):
            if self._fits(y, bottom):
                self._w.text(x, y + self._look.pad, self._w.words.item())
                y += self._w.button(x + max(0, width - wide), y, caption)[1] + 3
        return y

    def _menu(self) -> None:
        canvas, look, w = self._canvas, self._look, self._w
        height, count = w.line_px + self._rng.randint(3, 10), self._rng.randint(3, 10)
        width = self._rng.randint(130, 230)
        x, y = (
            self._rng.randint(0, canvas.width - width),
            self._rng.randint(0, max(1, canvas.height - height * count)),
        )
        box = (x, y, x + width, y + height * count + 4)
        canvas.cover(box)
        canvas.pen.rectangle((x, y, box[2] - 1, box[3] - 1), fill=look.view, outline=look.line)
        chosen, pictures = self._rng.randrange(-3, count), w.chance(0.35)
        for index in range(count):
            tail = self._rng.choice(["", "Ctrl+C", "F5", "Alt+F4", "▸"])
            w.row(
                x + 1,
                y + 2 + index * height,
                width - 2,
                "menu_item",
                w.words.label("menu"),
                height,
                index == chosen,
                w.icons.pick() if pictures else None,
                tail,
            )


class ProceduralSource:
    """seed -> Screen; holds nothing between screens."""

    name = "procedural"

    def __init__(self, split: str, with_chars: bool) -> None:
        self._split, self._with_chars = split, with_chars

    def __enter__(self) -> "ProceduralSource":
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def render(self, seed: int) -> Screen:
        painter = ScreenPainter(seed, self._split, self._with_chars)
        canvas = painter.render()
        return without_invisible(
            Screen(
                canvas.pixels(),
                self.name,
                self._split,
                seed,
                painter.theme,
                canvas.elements,
                canvas.ignore,
                canvas.chars,
            )
        )
