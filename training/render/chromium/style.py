"""Page styles: one style sheet a screen, drawn from a family with random colours and measures.

Every family styles the same class names (button.b, input.f, .ck, .sw, .dd, .tabs, .menu, .list,
...); page builders never look at the family, only at `PageStyle`.
"""

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from training.render import fonts
from training.render import split as splits

_ACCENTS = {
    "train": (
        "#3584e4",
        "#3daee9",
        "#0078d4",
        "#1a73e8",
        "#7c4dff",
        "#26a269",
        "#c64600",
        "#e91e63",
        "#00897b",
        "#5c6bc0",
        "#0d6efd",
        "#73ba25",
        "#9141ac",
        "#6d4c41",
    ),
    "held_out": ("#007aff", "#2da44e", "#0f62fe", "#d63384", "#fd7e14"),
}
_DARK_SHARE = 0.3


@dataclass(frozen=True)
class PageStyle:
    """The style sheet and the few facts that page builders need."""

    family: str
    css: str
    dark: bool
    ink: tuple[int, int, int]
    font: str
    font_px: int
    native_controls: bool

    @property
    def theme(self) -> str:
        return f"{self.family} {'dark' if self.dark else 'light'}, {self.font} {self.font_px}px"


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _shade(colour: str, amount: float) -> str:
    """Towards white (amount > 0) or black (amount < 0)."""
    end = 255 if amount > 0 else 0
    mixed = [round(c + (end - c) * abs(amount)) for c in _rgb(colour)]
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def _palette(rng: random.Random, dark: bool, split: str) -> dict[str, str]:
    accent = rng.choice(_ACCENTS[split])
    if dark:
        bg = rng.choice(["#242424", "#1e1e1e", "#2b2b2b", "#31363b", "#202124", "#282c34"])
        return {
            "bg": bg,
            "surface": _shade(bg, rng.choice([0.05, 0.09])),
            "view": _shade(bg, -0.2),
            "ink": rng.choice(["#eeeeee", "#ffffff", "#d0d0d0"]),
            "dim": "#8f8f8f",
            "line": _shade(bg, rng.choice([0.14, 0.22])),
            "accent": accent,
            "onaccent": "#ffffff",
            "btn": _shade(bg, rng.choice([0.08, 0.13])),
            "bar": _shade(bg, rng.choice([-0.25, 0.07])),
        }
    bg = rng.choice(["#fafafa", "#f6f5f4", "#eff0f1", "#f0f0f0", "#ffffff", "#ececec", "#e8e8e7"])
    return {
        "bg": bg,
        "surface": rng.choice(["#ffffff", bg]),
        "view": "#ffffff",
        "ink": rng.choice(["#111111", "#2e3436", "#333333", "#000000"]),
        "dim": rng.choice(["#777777", "#6c757d", "#9a9996"]),
        "line": _shade(bg, rng.choice([-0.12, -0.2, -0.3])),
        "accent": accent,
        "onaccent": "#ffffff",
        "btn": _shade(bg, rng.choice([-0.03, -0.07, 0.6])),
        "bar": _shade(bg, rng.choice([-0.04, -0.1, 0.5])),
    }


_STYLES = Path(__file__).parent / "styles"


@cache
def _sheet(name: str) -> str:
    """A style sheet of the folder styles/."""
    return (_STYLES / f"{name}.css").read_text(encoding="utf-8")


_RADII = {
    "adwaita": (6, 10),
    "classic": (0, 0),
    "carbon": (0, 0),
    "material": (4, 4),
    "primer": (6, 6),
    "fluent": (4, 4),
    "installer": (2, 4),
}


def _measures(rng: random.Random, family: str, font_px: int) -> dict[str, str]:
    """Random sizes as CSS variables."""
    low, high = _RADII.get(family, (0, 8))
    check = max(11, font_px + rng.randint(-1, 4))
    round_buttons = rng.random() < 0.4
    return {
        "fs": f"{font_px}px",
        "gap": f"{rng.randint(3, 10)}px",
        "pady": f"{rng.randint(2, 8)}px",
        "padx": f"{rng.randint(8, 22)}px",
        "r": f"{rng.randint(low, high)}px",
        "offop": f"{rng.uniform(0.35, 0.55):.2f}",
        "ck": f"{check}px",
        "ckb": f"{rng.choice([1, 1, 2])}px",
        "ckr": f"{rng.choice([0, 2, 3, 4])}px",
        "sw": f"{rng.randint(14, 24)}px",
        "swr": rng.choice(["99px", "99px", "99px", "4px"]),
        "swi": f"{rng.randint(1, 3)}px",
        "tabgap": f"{rng.choice([0, 0, 2, 6])}px",
        "mpady": f"{rng.randint(2, 7)}px",
        "mpad": f"{rng.choice([0, 2, 4])}px 0",
        "mr": f"{rng.choice([0, 3, 6])}px",
        "lr": f"{rng.choice([0, 0, 4])}px",
        "lpad": f"{rng.randint(1, 8)}px",
        "wb": f"{rng.choice([1, 1, 2, 4])}px",
        "wr": f"{rng.choice([0, 4, 8, 12])}px",
        "tbpad": f"{rng.randint(2, 9)}px",
        "talign": rng.choice(["center", "left"]),
        "tw": rng.choice(["400", "600", "700"]),
        "wbs": f"{rng.randint(15, 26)}px",
        "wbr": "50%" if round_buttons else "3px",
        "wbbg": rng.choice(["#8884", "none", "#8882"]),
        "tgap": f"{rng.randint(0, 5)}px",
        "cpad": f"{rng.randint(4, 16)}px",
    }


def draw_style(rng: random.Random, split: str) -> PageStyle:
    """A style of the split: family, palette, font and measures."""
    family = rng.choice(splits.of(splits.PAGE_STYLES, split))
    dark = rng.random() < _DARK_SHARE
    palette = _palette(rng, dark, split)
    font = rng.choice(fonts.families(split))
    font_px = min(20, max(9, round(rng.gauss(13.5, 2.2))))
    variables = _measures(rng, family, font_px) | palette
    variables["ff"] = f"'{font}'"
    variables["link"] = _shade(palette["accent"], 0.3 if dark else -0.2)
    variables["ckline"] = palette["dim"] if rng.random() < 0.7 else palette["line"]
    variables["swoff"] = rng.choice([palette["line"], palette["dim"], "#999999"])
    variables["wline"] = rng.choice([palette["line"], "#00000055", palette["accent"]])
    dark_title = rng.random() < 0.35
    variables["tbg"] = "#2d3134" if dark_title else palette["bar"]
    variables["tink"] = "#f2f2f2" if dark_title else palette["ink"]
    sheets = [_sheet("base"), _sheet(family)]
    if rng.random() < 0.5:
        thumb, track = rng.randint(12, 20), rng.randint(3, 7)
        variables["thumb"], variables["track"] = f"{thumb}px", f"{track}px"
        variables["lift"] = f"{(track - thumb) // 2}px"
        variables["thumbw"] = f"{rng.choice([thumb, thumb, 9])}px"
        variables["thumbr"] = rng.choice(["50%", "50%", "3px"])
        variables["thumbfill"] = rng.choice(["var(--accent)", "var(--view)", "#ffffff"])
        sheets.append(_sheet("slider"))
    if family == "classic" and dark:
        sheets.append("button.b, .tab, .menu { border-color: #555 }")
    root = ":root{" + ";".join(f"--{key}:{value}" for key, value in variables.items()) + "}"
    css = "\n".join([root, *sheets])
    return PageStyle(
        family, css, dark, _rgb(palette["ink"]), font, font_px, native_controls=rng.random() < 0.35
    )
