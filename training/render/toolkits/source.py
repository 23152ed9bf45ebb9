"""The toolkit sources (gtk3, qt5, tk): seed -> Screen."""

import random
from typing import Any

from training.render import fonts, icons
from training.render import split as splits
from training.render.sample import Box, Element, Screen
from training.render.toolkits import xwindows
from training.render.toolkits.session import Session
from training.render.visibility import without_invisible

_SCREENS_A_SESSION = 8  # seeds that share a display: its size, wallpaper, frames
_SIZES = ((1024, 768),) * 5 + ((800, 600), (1280, 720), (1280, 800))
_DECORATIONS = (
    ":minimize,maximize,close",
    "menu:minimize,maximize,close",
    ":close",
    "close,minimize,maximize:",
)

_PROGRAMS: dict[str, tuple[dict[str, tuple[str, ...]], dict[str, str]]] = {
    "gtk3": (splits.GTK3_THEMES, {"NO_AT_BRIDGE": "1", "GDK_BACKEND": "x11"}),
    "qt5": (splits.QT5_STYLES, {"QT_QPA_PLATFORM": "xcb", "QT_QPA_PLATFORMTHEME": "none"}),
    "tk": (splits.TK_THEMES, {}),
}


def _shows(
    stack: list[xwindows.TopLevel], window: int, box: Box, across: float, down: float
) -> bool:
    """Is the window the topmost one at a place of the box (0..1 across and down)?"""
    x = box[0] + across * (box[2] - box[0])
    y = box[1] + down * (box[3] - box[1])
    for top in reversed(stack):
        if top.box[0] <= x < top.box[2] and top.box[1] <= y < top.box[3]:
            return window in top.inside
    return False


class ToolkitSource:
    """Renders screens of one toolkit; used as a context manager."""

    def __init__(self, name: str, split: str) -> None:
        self.name = name
        self._split = split
        self._themes, self._environment = _PROGRAMS[name]
        self._session: Session | None = None
        self._group = -1

    def __enter__(self) -> "ToolkitSource":
        return self

    def __exit__(self, *error: object) -> None:
        if self._session:
            self._session.close()

    def _open_session(self, group: int) -> Session:
        """A new display for a group of seeds; look and size depend on the group alone."""
        if self._session and self._group == group:
            return self._session
        self.__exit__()
        rng = random.Random(f"{self.name}/{self._split}/group/{group}")
        font = rng.choice(fonts.families(self._split))
        self._look = {
            "theme": rng.choice(splits.of(self._themes, self._split)),
            "font": font,
            "font_px": min(20, max(9, round(rng.gauss(13.5, 2.0)))),
            "icons": rng.choice(icons.themes(self._split)),
            "buttons": rng.choice(_DECORATIONS),
        }
        width, height = rng.choice(_SIZES)
        self._session = Session(
            f"training.render.toolkits.{self.name}_program",
            self._split,
            group,
            width,
            height,
            (font, self._look["font_px"]),
            self._environment,
        )
        self._group = group
        return self._session

    def render(self, seed: int) -> Screen:
        session = self._open_session(seed // _SCREENS_A_SESSION)
        request = {
            "seed": f"{self.name}/{self._split}/{seed}",
            "split": self._split,
            "width": session.width,
            "height": session.height,
        }
        answer = session.ask(request | self._look)
        pixels = session.settle()
        elements, ignore = self._visible(session, answer["elements"])
        session.taken()
        theme = f"{self._look['theme']}, {self._look['font']} {self._look['font_px']}px"
        return without_invisible(
            Screen(pixels, self.name, self._split, seed, theme, elements, ignore)
        )

    @staticmethod
    def _visible(session: Session, found: list[dict[str, Any]]) -> tuple[list[Element], list[Box]]:
        """Elements that show at their middle; the boxes of controls that show in part."""
        stack = xwindows.top_levels(session.x)
        for frame in stack:
            found = found + [
                {
                    "kind": "button",
                    "name": button.name,
                    "text": "",
                    "box": list(button.box),
                    "enabled": True,
                    "window": button.window,
                    "whole": True,
                }
                for button in xwindows.frame_buttons(session.x, frame)
            ]
        elements: list[Element] = []
        ignore: list[Box] = []
        for item in found:
            box = tuple(item["box"])
            clipped = (
                max(0, box[0]),
                max(0, box[1]),
                min(session.width, box[2]),
                min(session.height, box[3]),
            )
            if clipped[2] - clipped[0] < 4 or clipped[3] - clipped[1] < 4:
                continue
            if not item["whole"] or not _shows(stack, item["window"], clipped, 0.5, 0.5):
                if item["kind"] != "none" and any(
                    _shows(stack, item["window"], clipped, across, down)
                    for across in (0.02, 0.25, 0.5, 0.75, 0.98)
                    for down in (0.05, 0.5, 0.95)
                ):
                    ignore.append(clipped)
                continue
            elements.append(
                Element(
                    role=item["kind"] if item["kind"] != "none" else "text",
                    name=item["name"],
                    text=item["text"],
                    box=clipped,
                    enabled=item["enabled"],
                    kind=item["kind"],
                    checked=item.get("checked"),
                    icon=item.get("icon"),
                )
            )
        return elements, ignore
