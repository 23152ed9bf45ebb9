"""Installed fonts by family, as files that PIL can open."""

import functools
import subprocess
from dataclasses import dataclass

from PIL import ImageFont

from training.render import split as splits


@dataclass(frozen=True)
class Face:
    """The files of one family: regular always, bold where it is installed."""

    family: str
    regular: str
    bold: str


@functools.cache
def installed_faces() -> dict[str, Face]:
    """Family name -> files, as fontconfig knows them."""
    output = subprocess.run(
        ["fc-list", "--format", "%{family[0]}\t%{style[0]}\t%{file}\t%{index}\n"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    styles: dict[str, dict[str, str]] = {}
    for line in sorted(output.splitlines()):
        family, style, file, index = line.split("\t")
        if index == "0" and file.endswith((".ttf", ".otf", ".ttc", ".t1")):
            styles.setdefault(family, {})[style] = file
    faces = {}
    for family, files in styles.items():
        regular = files.get("Regular") or files.get("Book") or files.get("Roman")
        if regular:
            faces[family] = Face(family, regular, files.get("Bold", regular))
    return faces


@functools.cache
def families(split: str) -> tuple[str, ...]:
    """The split's font families that are installed; at least one."""
    found = tuple(name for name in splits.of(splits.FONTS, split) if name in installed_faces())
    if not found:
        raise OSError(f"none of the fonts of split {split} is installed: see training/README.md")
    return found


@functools.lru_cache(maxsize=512)
def load(family: str, size_px: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    """A face at a pixel size, hinted by FreeType."""
    face = installed_faces()[family]
    return ImageFont.truetype(
        face.bold if bold else face.regular, size_px, layout_engine=ImageFont.Layout.BASIC
    )
