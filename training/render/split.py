"""What train may look like and what is kept for held_out: no theme, font or page style is in both.

Themes, styles and fonts that are not installed are passed over, so a set can be rendered on a
machine with fewer packages; training/README.md lists the packages of the published figures.
"""

from typing import Any

FONTS: dict[str, tuple[str, ...]] = {
    "train": (
        "DejaVu Sans",
        "Liberation Sans",
        "Noto Sans",
        "Cantarell",
        "Roboto",
        "Inter",
        "FreeSans",
        "Nimbus Sans",
        "Carlito",
        "Noto Serif",
        "DejaVu Sans Mono",
        "Hack",
        "Liberation Mono",
        "DejaVu Serif",
        "Noto Sans Display",
        "Roboto Condensed",
        "Quicksand",
        "P052",
        "Linux Biolinum O",
        "Liberation Sans Narrow",
    ),
    "held_out": ("Open Sans", "Lato", "Cabin", "Liberation Serif", "Fira Code", "URW Gothic"),
}

ICON_THEMES: dict[str, tuple[str, ...]] = {
    "train": ("Adwaita", "Papirus", "breeze", "gnome", "Tango", "elementary-xfce"),
    "held_out": ("mate", "oxygen"),
}

GTK3_THEMES: dict[str, tuple[str, ...]] = {
    "train": (
        "Adwaita",
        "Adwaita",
        "Adwaita-dark",
        "Breeze",
        "Breeze-Dark",
        "Arc",
        "Arc-Dark",
        "Arc-Darker",
        "Materia",
        "Materia-dark",
        "Materia-light-compact",
        "HighContrast",
    ),
    "held_out": ("Greybird", "Greybird-dark", "Numix"),
}

OPENBOX_THEMES: dict[str, tuple[str, ...]] = {
    "train": (
        "Clearlooks",
        "Clearlooks-3.4",
        "Clearlooks-Olive",
        "Onyx",
        "Onyx-Citrus",
        "Breeze-ob",
        "Artwiz-boxed",
        "Bear2",
        "Mikachu",
        "Natura",
        "Orang",
        "Nightmare-02",
    ),
    "held_out": ("Greybird", "Greybird-dark", "Numix", "Syscrash"),
}

QT5_STYLES: dict[str, tuple[str, ...]] = {
    "train": ("Fusion", "Fusion", "Breeze", "Breeze", "Windows", "Adwaita", "Adwaita-Dark"),
    "held_out": ("Plastique", "Cleanlooks"),
}

TK_THEMES: dict[str, tuple[str, ...]] = {
    "train": ("clam", "alt", "default"),
    "held_out": ("classic",),
}

PAGE_STYLES: dict[str, tuple[str, ...]] = {
    "train": (
        "plain",
        "bootstrap",
        "material",
        "adwaita",
        "adwaita",
        "fluent",
        "admin",
        "installer",
        "classic",
        "flat",
        "breeze",
    ),
    "held_out": ("aqua", "primer", "carbon"),
}

PROCEDURAL_LOOKS: dict[str, tuple[str, ...]] = {
    "train": ("flat", "outline", "gradient", "bevel", "soft"),
    "held_out": ("glass", "inset"),
}


def of(table: dict[str, tuple[Any, ...]], split: str) -> tuple[Any, ...]:
    """The entries of one split; an unknown split is a programmer's error."""
    assert split in table, split
    return table[split]
