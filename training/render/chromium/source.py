"""The Chromium source: seed -> Screen."""

import io
from pathlib import Path

import numpy as np
from PIL import Image

from training.render.chromium.devtools import Browser
from training.render.chromium.pages import build_page
from training.render.sample import Element, Screen
from training.render.visibility import without_invisible

_COLLECT = (Path(__file__).parent / "collect.js").read_text(encoding="utf-8")
_PAGES_PER_BROWSER = 400  # a browser that lives too long grows


class ChromiumSource:
    """Renders pages one after the other; used as a context manager."""

    name = "chromium"

    def __init__(self, split: str, with_chars: bool) -> None:
        self._split = split
        self._with_chars = with_chars
        self._browser = Browser()
        self._rendered = 0

    def __enter__(self) -> "ChromiumSource":
        return self

    def __exit__(self, *error: object) -> None:
        self._browser.__exit__(None, None, None)

    def render(self, seed: int) -> Screen:
        if self._rendered >= _PAGES_PER_BROWSER:
            self._browser.__exit__(None, None, None)
            self._browser, self._rendered = Browser(), 0
        self._rendered += 1
        page = build_page(seed, self._split)
        self._browser.show(page.html, page.width, page.height)
        self._browser.evaluate(
            "Promise.all([document.fonts.ready, ...[...document.images].map("
            "i => i.decode().catch(() => 0))]).then(() => 1)"
        )
        found = self._browser.evaluate(f"({_COLLECT})({'true' if self._with_chars else 'false'})")
        with Image.open(io.BytesIO(self._browser.screenshot_png())) as picture:
            pixels = np.array(picture.convert("RGB"))
        elements = [
            Element(
                role=item["k"] if item["k"] != "none" else "text",
                name=item["name"],
                text=item["text"],
                box=tuple(item["box"]),
                enabled=item["enabled"],
                kind=item["k"],
                checked=item["checked"],
                icon=item["icon"],
            )
            for item in found["elements"]
        ]
        return without_invisible(
            Screen(
                pixels,
                self.name,
                self._split,
                seed,
                page.style.theme,
                elements,
                [tuple(box) for box in found["ignore"]],
                [tuple(char) for char in found["chars"]],
            )
        )
