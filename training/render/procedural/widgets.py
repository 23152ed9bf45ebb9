"""The twelve kinds: each method draws one control at (x, y), records it and returns its size."""

import random

from training.render.icons import IconSet, purposes
from training.render.procedural.canvas import Canvas, faded
from training.render.procedural.look import Colour, Look, mix
from training.render.sample import Box
from training.render.vocabulary import Vocabulary

Size = tuple[int, int]


class Widgets:
    """Draws controls of one look on one canvas; everything outside `clip` is left to the caller."""

    def __init__(
        self,
        canvas: Canvas,
        look: Look,
        rng: random.Random,
        icons: IconSet,
        words: Vocabulary,
        disabled_share: float,
    ) -> None:
        self.canvas, self.look, self.rng, self.icons, self.words = canvas, look, rng, icons, words
        self._disabled_share = disabled_share
        self.clip: Box | None = None
        self.line_px = canvas.text_size("Ag", look)[1]

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def _enabled(self) -> bool:
        return not self.chance(self._disabled_share)

    def _picture(
        self, x: int, y: int, name: str | None, size_px: int, ink: Colour | None = None
    ) -> bool:
        picture = self.icons.image(name, size_px, ink or self.look.ink) if name else None
        if picture is None:
            return False
        self.canvas.icon(x, y, picture)
        return True

    def text(self, x: int, y: int, text: str, bold: bool = False, dim: bool = False) -> Size:
        """Static text."""
        ink = self.look.dim if dim else self.look.ink
        box = self.canvas.text(x, y, text, self.look, ink, bold)
        self.canvas.add("none", box, text, text, clip=self.clip)
        return box[2] - x, box[3] - y

    def button(self, x: int, y: int, label: str | None = None, primary: bool = False) -> Size:
        label = label if label is not None else self.words.label("button")
        look, enabled = self.look, self._enabled()
        text_w, text_h = self.canvas.text_size(label, look)
        icon_px = 16 if self.chance(0.15) else 0
        inner = text_w + (icon_px + 5 if icon_px else 0)
        width = max(
            inner + 2 * look.pad + self.rng.choice([6, 10, 16]), self.rng.choice([0, 0, 70, 84])
        )
        height = text_h + look.pad * 2
        fill = look.accent if primary else look.button
        ink = (255, 255, 255) if primary else look.ink
        box = (x, y, x + width, y + height)
        self.canvas.frame(box, faded(fill, look, enabled or not primary), look)
        left = x + (width - inner) // 2
        if icon_px:
            self._picture(left, y + (height - icon_px) // 2, self.icons.pick(), icon_px)
            left += icon_px + 5
        self.canvas.text(left, y + look.pad, label, look, faded(ink, look, enabled))
        self.canvas.add("button", box, label, label, enabled, clip=self.clip)
        return width, height

    def icon_button(
        self, x: int, y: int, size_px: int, framed: bool, labelled: bool, name: str | None = None
    ) -> Size:
        name = name or self.icons.pick()
        if name is None:
            return self.button(x, y)
        look, purpose, enabled = self.look, purposes()[name], self._enabled()
        caption_w, caption_h = self.canvas.text_size(purpose, look) if labelled else (0, 0)
        width = max(size_px, caption_w) + 2 * look.pad
        box = (x, y, x + width, y + size_px + caption_h + 2 * look.pad)
        if framed:
            self.canvas.frame(box, look.button, look)
        drawn = self._picture(
            x + (width - size_px) // 2, y + look.pad, name, size_px, faded(look.ink, look, enabled)
        )
        if labelled:
            self.canvas.text(
                x + (width - caption_w) // 2,
                y + look.pad + size_px,
                purpose,
                look,
                faded(look.ink, look, enabled),
            )
        # A plain coloured icon does not fade, so it cannot be told from an enabled one.
        if drawn:
            shown = enabled or not (self.icons.symbolic or labelled)
            self.canvas.add(
                "button",
                box,
                purpose,
                purpose if labelled else "",
                shown,
                icon=name,
                clip=self.clip,
            )
        return width, box[3] - y

    def symbol_button(
        self, x: int, y: int, symbol: str, width: int, height: int, name: str
    ) -> Size:
        look, enabled = self.look, self._enabled()
        box = (x, y, x + width, y + height)
        self.canvas.frame(box, look.button, look)
        text_w, text_h = self.canvas.text_size(symbol, look)
        self.canvas.text(
            x + (width - text_w) // 2,
            y + (height - text_h) // 2,
            symbol,
            look,
            faded(look.ink, look, enabled),
        )
        self.canvas.add("button", box, name, symbol, enabled, clip=self.clip)
        return width, height

    def link(self, x: int, y: int, label: str | None = None) -> Size:
        label, look = label or self.words.phrase(1, 3), self.look
        ink = mix(look.accent, look.ink, 0.15)
        box = self.canvas.text(x, y, label, look, ink)
        if self.chance(0.7):
            self.canvas.pen.line((x, box[3] - 2, box[2], box[3] - 2), fill=ink)
        self.canvas.add("link", box, label, label, clip=self.clip)
        return box[2] - x, box[3] - y

    def field(self, x: int, y: int, width: int, name: str, lines: int = 1) -> Size:
        look, enabled = self.look, self._enabled()
        height = self.line_px * lines + 2 * look.pad
        box = (x, y, x + width, y + height)
        self.canvas.frame(box, look.view if enabled else look.window, look, raised=False)
        draw, shown = self.rng.random(), ""
        if draw < 0.55:
            shown = self.words.value()
        elif draw < 0.65:
            shown = "•" * self.rng.randint(4, 12)
        elif draw < 0.8:
            shown = name
        while shown and self.canvas.text_size(shown, look)[0] > width - 2 * look.pad - 4:
            shown = shown[:-1]
        hint = shown == name
        self.canvas.text(
            x + look.pad + 2,
            y + look.pad,
            shown,
            look,
            look.dim if hint else faded(look.ink, look, enabled),
        )
        text = "" if shown.startswith("•") else shown
        self.canvas.add("text_field", box, name, text, enabled, clip=self.clip)
        return width, height

    def tick(self, x: int, y: int, label: str, radio: bool, on: bool) -> Size:
        """A check box or a radio button with its label."""
        look, enabled, side = self.look, self._enabled(), self.look.check_px
        height = max(side, self.line_px)
        top = y + (height - side) // 2
        mark = (x, top, x + side - 1, top + side - 1)
        fill = faded(
            look.accent if on and not (look.family == "bevel") else look.view, look, enabled
        )
        line = faded(look.dim, look, enabled)
        ink = faded((255, 255, 255) if fill != look.view else look.ink, look, enabled)
        if radio:
            self.canvas.pen.ellipse(mark, fill=fill, outline=line)
            if on:
                inset = side // 3
                self.canvas.pen.ellipse(
                    (x + inset, top + inset, x + side - 1 - inset, top + side - 1 - inset), fill=ink
                )
        else:
            self.canvas.pen.rounded_rectangle(mark, min(3, look.radius), fill=fill, outline=line)
            if on:
                self.canvas.pen.line(
                    (
                        x + side * 0.22,
                        top + side * 0.5,
                        x + side * 0.42,
                        top + side * 0.72,
                        x + side * 0.8,
                        top + side * 0.25,
                    ),
                    fill=ink,
                    width=max(1, side // 7),
                )
        text_w, _ = self.canvas.text_size(label, look)
        self.canvas.text(
            x + side + 6,
            y + (height - self.line_px) // 2,
            label,
            look,
            faded(look.ink, look, enabled),
        )
        box = (x, y, x + side + (6 + text_w if label else 0), y + height)
        self.canvas.add(
            "radio" if radio else "checkbox", box, label, label, enabled, on, clip=self.clip
        )
        return box[2] - x, height

    def switch(self, x: int, y: int, name: str) -> Size:
        look, enabled, on = self.look, self._enabled(), self.chance(0.5)
        height = look.check_px + 4
        width = int(height * 1.9)
        track = faded(look.accent if on else look.line, look, enabled)
        self.canvas.pen.rounded_rectangle(
            (x, y, x + width - 1, y + height - 1), height // 2, fill=track
        )
        left = x + width - height if on else x
        self.canvas.pen.ellipse(
            (left + 2, y + 2, left + height - 3, y + height - 3),
            fill=faded((250, 250, 250), look, enabled),
        )
        self.canvas.add(
            "switch", (x, y, x + width, y + height), name, "", enabled, on, clip=self.clip
        )
        return width, height

    def dropdown(self, x: int, y: int, width: int, name: str) -> Size:
        look, enabled, value = self.look, self._enabled(), self.words.label("option")
        width = max(width, self.canvas.text_size(value, look)[0] + 2 * look.pad + 26)
        box = (x, y, x + width, y + self.line_px + 2 * look.pad)
        self.canvas.frame(box, look.button, look)
        ink = faded(look.ink, look, enabled)
        self.canvas.text(x + look.pad + 2, y + look.pad, value, look, ink)
        middle, right = (y + box[3]) // 2, box[2] - 8
        arrow = [(right - 8, middle - 2), (right, middle - 2), (right - 4, middle + 3)]
        if self.chance(0.5):
            self.canvas.pen.polygon(arrow, fill=ink)
        else:
            self.canvas.pen.line([arrow[0], arrow[2], arrow[1]], fill=ink, width=1)
        self.canvas.add("dropdown", box, name, value, enabled, clip=self.clip)
        return width, box[3] - y

    def slider(self, x: int, y: int, width: int, name: str) -> Size:
        look, enabled, height = self.look, self._enabled(), self.look.check_px + 4
        middle, at = y + height // 2, x + int(width * self.rng.uniform(0.05, 0.9))
        self.canvas.pen.rounded_rectangle(
            (x, middle - 2, x + width - 1, middle + 2), 2, fill=look.line
        )
        self.canvas.pen.rounded_rectangle(
            (x, middle - 2, at, middle + 2), 2, fill=faded(look.accent, look, enabled)
        )
        knob = (
            (at, y, at + height - 1, y + height - 1)
            if look.radius
            else (at, y, at + 8, y + height - 1)
        )
        shape = self.canvas.pen.ellipse if look.radius else self.canvas.pen.rectangle
        shape(knob, fill=faded(look.button, look, enabled), outline=look.dim)
        self.canvas.add("slider", (x, y, x + width, y + height), name, "", enabled, clip=self.clip)
        return width, height

    def tabs(self, x: int, y: int, width: int) -> Size:
        look, left = self.look, x
        count, height = self.rng.randint(2, 6), self.line_px + 2 * look.pad
        chosen = self.rng.randrange(count)
        self.canvas.pen.line((x, y + height, x + width, y + height), fill=look.line)
        for index in range(count):
            label = self.words.label("tab")
            wide = self.canvas.text_size(label, look)[0] + 2 * look.pad + 10
            if left + wide > x + width:
                break
            box = (left, y, left + wide, y + height)
            if index == chosen:
                self.canvas.pen.rectangle((box[0], y, box[2] - 1, box[3]), fill=look.view)
                self.canvas.pen.line((box[0], y, box[2] - 1, y), fill=look.accent, width=2)
            elif look.family in ("outline", "gradient", "bevel"):
                self.canvas.pen.rectangle(
                    (box[0], y + 2, box[2] - 1, box[3]), fill=look.bar, outline=look.line
                )
            self.canvas.text(left + look.pad + 5, y + look.pad, label, look, look.ink)
            self.canvas.add("tab", box, label, label, clip=self.clip)
            left += wide + self.rng.choice([0, 0, 3])
        return width, height + 2

    def row(
        self,
        x: int,
        y: int,
        width: int,
        kind: str,
        label: str,
        height: int,
        chosen: bool,
        icon: str | None = None,
        tail: str = "",
    ) -> Size:
        """A list item or a menu item as wide as its list."""
        look, enabled = self.look, kind == "list_item" or self._enabled()
        if chosen:
            self.canvas.pen.rectangle((x, y, x + width - 1, y + height - 1), fill=look.accent)
        ink = (255, 255, 255) if chosen else faded(look.ink, look, enabled)
        left, top = x + look.pad + 2, y + (height - self.line_px) // 2
        if icon:
            self._picture(left, y + (height - 16) // 2, icon, 16, ink)
            left += 22
        self.canvas.text(left, top, label, look, ink)
        tail_w = self.canvas.text_size(tail, look)[0]
        if tail and left + self.canvas.text_size(label, look)[0] + 16 + tail_w < x + width:
            self.canvas.text(
                x + width - tail_w - 8, top, tail, look, look.dim if not chosen else ink
            )
        self.canvas.add(kind, (x, y, x + width, y + height), label, label, enabled, clip=self.clip)
        return width, height

    def tile(self, x: int, y: int, width: int, icon_px: int, ink: Colour | None = None) -> Size:
        """A file or a program: an icon over its name."""
        label = self.words.file_name() if self.chance(0.6) else self.words.application()
        while self.canvas.text_size(label, self.look)[0] > width - 4:
            label = label[:-1]
        self._picture(x + (width - icon_px) // 2, y + 2, self.icons.pick(), icon_px)
        text_w, text_h = self.canvas.text_size(label, self.look)
        self.canvas.text(
            x + (width - text_w) // 2, y + icon_px + 4, label, self.look, ink or self.look.ink
        )
        box = (x, y, x + width, y + icon_px + text_h + 8)
        self.canvas.add("list_item", box, label, label, clip=self.clip)
        return width, box[3] - y
