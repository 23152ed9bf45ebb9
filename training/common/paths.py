"""Where generated data lives: never in the source tree."""

import os
from pathlib import Path


def cache_dir(*parts: str) -> Path:
    """A folder under ${XDG_CACHE_HOME:-~/.cache}/steadyhand, created when it is missing."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base.joinpath("steadyhand", *parts)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
