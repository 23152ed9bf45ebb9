"""Chromium itself says what is hit at the middle of every element that a page lists."""

from training.render.chromium.devtools import Browser
from training.render.chromium.pages import build_page
from training.render.chromium.source import ChromiumSource

from .conftest import require

_HIT = """(([x, y]) => {
  const node = document.elementFromPoint(x, y).closest('[data-k]');
  return node && node.dataset.k;
})"""


def test_the_middle_of_every_control_is_hit_and_not_covered():
    require("chromium")
    page = build_page(11, "train")
    with ChromiumSource("train", with_chars=False) as source:
        screen = source.render(11)
    with Browser() as browser:
        browser.show(page.html, page.width, page.height)
        for element in screen.elements:
            x0, y0, x1, y1 = element.box
            hit = browser.evaluate(f"{_HIT}([{(x0 + x1) / 2}, {(y0 + y1) / 2}])")
            assert hit == element.kind, element
