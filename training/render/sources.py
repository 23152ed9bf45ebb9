"""The five sources behind one door: open_source(name, split, with_chars).render(seed) -> Screen."""

from typing import Protocol, Self

from training.render.sample import Screen

SOURCES = ("chromium", "gtk3", "qt5", "tk", "procedural")


class Source(Protocol):
    """Renders screens; a context manager, used by one thread."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...

    def render(self, seed: int) -> Screen: ...


def open_source(name: str, split: str, with_chars: bool = False) -> Source:
    """Opens a source; imports are local because each toolkit needs its own packages."""
    if name == "chromium":
        from training.render.chromium.source import ChromiumSource

        return ChromiumSource(split, with_chars)
    if name in ("gtk3", "qt5", "tk"):
        from training.render.toolkits.source import ToolkitSource

        return ToolkitSource(name, split)
    if name == "procedural":
        from training.render.procedural.screen import ProceduralSource

        return ProceduralSource(split, with_chars)
    raise ValueError(f"unknown source {name!r}: one of {', '.join(SOURCES)}")
