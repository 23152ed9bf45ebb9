"""A picture under construction: drawing primitives, and a record of what was drawn where."""

import numpy as np
from PIL import Image, ImageDraw

from training.render import fonts
from training.render.procedural.look import Colour, Look, mix
from training.render.sample import Box, Char, Element

_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)


class Canvas:
    """Draws on one RGB picture; `cover` keeps the record true when things are drawn over."""

    def __init__(self, background: np.ndarray, with_chars: bool) -> None:
        self.picture = Image.fromarray(background)
        self.pen = ImageDraw.Draw(self.picture)
        self.width, self.height = self.picture.size
        self.elements: list[Element] = []
        self.ignore: list[Box] = []
        self.chars: list[Char] = []
        self._with_chars = with_chars

    def add(
        self,
        kind: str,
        box: Box,
        name: str,
        text: str = "",
        enabled: bool = True,
        checked: bool | None = None,
        icon: str | None = None,
        clip: Box | None = None,
    ) -> None:
        """Records a control that has been drawn; what is mostly clipped away goes to `ignore`."""
        limit = clip or (0, 0, self.width, self.height)
        shown = (
            max(box[0], limit[0], 0),
            max(box[1], limit[1], 0),
            min(box[2], limit[2], self.width),
            min(box[3], limit[3], self.height),
        )
        if shown[2] - shown[0] < 4 or shown[3] - shown[1] < 4:
            return
        area = (shown[2] - shown[0]) * (shown[3] - shown[1])
        if area < 0.6 * (box[2] - box[0]) * (box[3] - box[1]):
            self.ignore.append(shown)
            return
        role = kind if kind != "none" else "text"
        self.elements.append(Element(role, name, text, shown, enabled, kind, checked, icon))

    def cover(self, box: Box) -> None:
        """Something opaque is about to be drawn over a box."""
        kept = []
        for element in self.elements:
            x0, y0, x1, y1 = element.box
            if box[0] <= (x0 + x1) / 2 < box[2] and box[1] <= (y0 + y1) / 2 < box[3]:
                inside = box[0] <= x0 and box[1] <= y0 and box[2] >= x1 and box[3] >= y1
                if not inside and element.kind != "none":
                    self.ignore.append(element.box)
            else:
                kept.append(element)
        self.elements = kept
        self.ignore = [
            b
            for b in self.ignore
            if not (box[0] <= b[0] and box[1] <= b[1] and box[2] >= b[2] and box[3] >= b[3])
        ]
        self.chars = [
            c
            for c in self.chars
            if not (box[0] < c[3] and c[1] < box[2] and box[1] < c[4] and c[2] < box[3])
        ]

    def text_size(self, text: str, look: Look, bold: bool = False) -> tuple[int, int]:
        font = fonts.load(look.font, look.font_px, bold)
        return int(font.getlength(text) + 0.999), sum(font.getmetrics())

    def text(self, x: int, y: int, text: str, look: Look, ink: Colour, bold: bool = False) -> Box:
        """Draws one line with its top left corner at (x, y); its box."""
        font = fonts.load(look.font, look.font_px, bold)
        self.pen.text((x, y), text, font=font, fill=ink)
        width, height = self.text_size(text, look, bold)
        if self._with_chars:
            edges = [x + font.getlength(text[:index]) for index in range(len(text) + 1)]
            self.chars += [
                (char, round(edges[i]), y, round(edges[i + 1]), y + height)
                for i, char in enumerate(text)
                if not char.isspace()
            ]
        return x, y, x + width, y + height

    def icon(self, x: int, y: int, picture: Image.Image) -> None:
        self.picture.paste(picture, (x, y), picture)

    def vertical_gradient(self, box: Box, top: Colour, bottom: Colour) -> None:
        height = box[3] - box[1]
        for row in range(height):
            self.pen.line(
                (box[0], box[1] + row, box[2] - 1, box[1] + row),
                fill=mix(top, bottom, row / max(1, height - 1)),
            )

    def frame(
        self, box: Box, fill: Colour, look: Look, raised: bool = True, radius: int | None = None
    ) -> None:
        """A control's box in the manner of the look's family."""
        x0, y0, x1, y1 = box[0], box[1], box[2] - 1, box[3] - 1
        if x1 <= x0 or y1 <= y0:
            return
        radius = min(look.radius if radius is None else radius, (x1 - x0) // 2, (y1 - y0) // 2)
        if look.family == "bevel":
            light, shade = mix(fill, _WHITE, 0.7), mix(fill, _BLACK, 0.45)
            self.pen.rectangle((x0, y0, x1, y1), fill=fill)
            first, second = (light, shade) if raised else (shade, light)
            self.pen.line((x0, y1, x0, y0, x1, y0), fill=first)
            self.pen.line((x1, y0, x1, y1, x0, y1), fill=second)
            return
        if look.family == "soft" and raised:
            self.pen.rounded_rectangle(
                (x0 + 1, y0 + 2, x1 + 1, y1 + 2), radius, fill=mix(look.window, _BLACK, 0.18)
            )
        outline = None if look.family == "flat" else look.line
        self.pen.rounded_rectangle((x0, y0, x1, y1), radius, fill=fill, outline=outline)
        inner = (x0 + 1 + radius // 3, y0 + 1, x1 - radius // 3, y1)
        if look.family == "gradient" and raised:
            self.vertical_gradient(inner, mix(fill, _WHITE, 0.25), mix(fill, _BLACK, 0.08))
        elif look.family == "glass" and raised:
            middle = (y0 + y1) // 2
            self.vertical_gradient(
                (inner[0], y0 + 1, inner[2], middle),
                mix(fill, _WHITE, 0.6),
                mix(fill, _WHITE, 0.25),
            )
        elif look.family == "inset":
            self.pen.line((x0 + 1, y0 + 1, x1 - 1, y0 + 1), fill=mix(fill, _BLACK, 0.25))

    def pixels(self) -> np.ndarray:
        return np.array(self.picture)


def faded(colour: Colour, look: Look, enabled: bool) -> Colour:
    """The colour of a thing that may be disabled."""
    return colour if enabled else mix(colour, look.window, 0.6)
