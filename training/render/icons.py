"""Icons of the installed freedesktop themes, named by purpose ("Delete", "Save").

Vector icons are drawn by rsvg-convert (Debian's librsvg2-bin) once and kept in the cache folder.
Symbolic icons take the colour of the text around them, as toolkits do.
"""

import functools
import json
import random
import subprocess
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from training.common.paths import cache_dir
from training.render import split as splits

_ICON_ROOT = Path("/usr/share/icons")


@functools.cache
def purposes() -> dict[str, str]:
    """freedesktop icon name -> what a person would call it."""
    return json.loads((Path(__file__).parent / "icon_purposes.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class IconFile:
    """One icon: its purpose in words, and its file."""

    purpose: str
    path: Path
    symbolic: bool


@functools.cache
def theme_icons(theme: str) -> dict[str, tuple[IconFile, ...]]:
    """freedesktop name -> files of one theme, plain before symbolic; empty when not installed."""
    found: dict[str, list[IconFile]] = {}
    for path in sorted((_ICON_ROOT / theme).rglob("*")):
        if path.suffix not in (".svg", ".png") or "/cursors/" in str(path):
            continue
        symbolic = "-symbolic" in path.name
        name = path.name.removesuffix(path.suffix).removesuffix(".symbolic")
        name = name.removesuffix("-symbolic")
        if name in purposes():
            found.setdefault(name, []).append(IconFile(purposes()[name], path, symbolic))
    return {name: tuple(files) for name, files in found.items()}


@functools.cache
def themes(split: str) -> tuple[str, ...]:
    """The split's icon themes that are installed."""
    return tuple(name for name in splits.of(splits.ICON_THEMES, split) if theme_icons(name))


def _drawn_size(path: Path) -> int:
    """The size a file was drawn for, from its folder ("22x22/actions", "actions/22"); 0: any."""
    for part in path.parts:
        digits = part.split("x")[0].split("@")[0]
        if digits.isdigit():
            return int(digits)
    return 0


def choose_file(theme: str, name: str, size_px: int, symbolic: bool) -> IconFile | None:
    """The file that suits the size best; None when the theme has no such icon."""
    files = theme_icons(theme).get(name, ())
    files = tuple(file for file in files if file.symbolic == symbolic) or files
    if not files:
        return None
    return min(
        files,
        key=lambda file: (
            abs((_drawn_size(file.path) or size_px) - size_px),
            file.path.suffix != ".png",
            str(file.path),
        ),
    )


@functools.lru_cache(maxsize=4096)
def _rasterised(path: Path, size_px: int) -> Image.Image | None:
    """RGBA, size x size; None for a file that cannot be drawn."""
    if path.suffix == ".png":
        with Image.open(path) as picture:
            return picture.convert("RGBA").resize((size_px, size_px), Image.Resampling.LANCZOS)
    kept = (
        cache_dir("icons", path.parts[4])
        / f"{size_px}-{'-'.join(path.parts[5:-1])}-{path.stem}.png"
    )
    if not kept.exists():
        result = subprocess.run(
            ["rsvg-convert", "-w", str(size_px), "-h", str(size_px), str(path)], capture_output=True
        )
        if result.returncode != 0:
            return None
        partial = kept.with_suffix(".part")
        partial.write_bytes(result.stdout)
        partial.rename(kept)
    with Image.open(kept) as picture:
        return picture.convert("RGBA")


def draw(file: IconFile, size_px: int, ink: tuple[int, int, int]) -> Image.Image | None:
    """The icon as RGBA; a symbolic one is painted in `ink`."""
    picture = _rasterised(file.path, size_px)
    if picture is None or not file.symbolic:
        return picture
    painted = Image.new("RGBA", picture.size, (*ink, 0))
    painted.putalpha(picture.getchannel("A"))
    return painted


class IconSet:
    """The icons of one screen: one theme, plain or symbolic."""

    def __init__(self, rng: random.Random, split: str) -> None:
        self._rng = rng
        self.theme = rng.choice(themes(split)) if themes(split) else ""
        self.symbolic = rng.random() < 0.5
        self.names = tuple(theme_icons(self.theme)) if self.theme else ()

    def pick(self, prefix: str = "") -> str | None:
        """A random freedesktop name, of one group where a prefix ("edit-") is given."""
        names = [name for name in self.names if name.startswith(prefix)]
        return self._rng.choice(names) if names else None

    def image(self, name: str, size_px: int, ink: tuple[int, int, int]) -> Image.Image | None:
        file = choose_file(self.theme, name, size_px, self.symbolic)
        return draw(file, size_px, ink) if file else None
