"""The look of one procedural screen: colours, font and the way boxes are drawn."""

import random
from dataclasses import dataclass

from training.render import fonts
from training.render import split as splits

Colour = tuple[int, int, int]

_ACCENTS: dict[str, tuple[Colour, ...]] = {
    "train": (
        (53, 132, 228),
        (61, 174, 233),
        (38, 162, 105),
        (198, 70, 0),
        (124, 77, 255),
        (0, 137, 123),
        (115, 186, 37),
        (233, 30, 99),
        (92, 107, 192),
        (109, 76, 65),
    ),
    "held_out": ((0, 122, 255), (214, 51, 132), (253, 126, 20), (45, 164, 78)),
}


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """`share` of the second colour in the first."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second))
    return red, green, blue


@dataclass(frozen=True)
class Look:
    """Everything that the widgets of one window share."""

    family: str
    dark: bool
    font: str
    font_px: int
    window: Colour
    view: Colour
    button: Colour
    bar: Colour
    line: Colour
    ink: Colour
    dim: Colour
    accent: Colour
    radius: int
    pad: int
    gap: int
    check_px: int
    title_px: int

    @property
    def theme(self) -> str:
        return f"{self.family} {'dark' if self.dark else 'light'}, {self.font} {self.font_px}px"


def draw_look(rng: random.Random, split: str) -> Look:
    """A look of the split."""
    family = rng.choice(splits.of(splits.PROCEDURAL_LOOKS, split))
    dark = rng.random() < 0.3
    white, black = (255, 255, 255), (0, 0, 0)
    if dark:
        shade = rng.randint(22, 62)
        window = (shade, shade, min(255, shade + rng.randint(0, 8)))
        view, ink = (
            mix(window, black, rng.uniform(0.1, 0.4)),
            mix(window, white, rng.uniform(0.8, 1)),
        )
    else:
        shade = rng.randint(205, 255)
        window = (shade, max(200, shade - rng.randint(0, 5)), max(200, shade - rng.randint(0, 12)))
        view, ink = (
            mix(window, white, rng.uniform(0.5, 1)),
            mix(window, black, rng.uniform(0.78, 1)),
        )
    far = white if dark else black
    font_px = min(20, max(9, round(rng.gauss(13.5, 2.3))))
    return Look(
        family,
        dark,
        rng.choice(fonts.families(split)),
        font_px,
        window,
        view,
        mix(window, white, rng.uniform(0, 0.12) if dark else rng.uniform(0, 0.8)),
        mix(window, far, rng.uniform(0, 0.1)),
        mix(window, far, rng.uniform(0.15, 0.4)),
        ink,
        mix(ink, window, rng.uniform(0.35, 0.6)),
        rng.choice(_ACCENTS[split]),
        radius=0 if family == "bevel" else rng.choice([0, 2, 3, 5, 8]),
        pad=rng.randint(3, 8),
        gap=rng.randint(4, 12),
        check_px=max(11, font_px + rng.randint(-2, 4)),
        title_px=font_px + rng.randint(8, 18),
    )
