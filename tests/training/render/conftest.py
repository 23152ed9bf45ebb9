"""Real renders, made once a run: two screens of every source that this machine can draw."""

import shutil
import subprocess
from functools import cache

import pytest

from training.render.sample import Screen
from training.render.sources import open_source

SEEDS = (3, 4)
_PROGRAMS = {
    "procedural": ("fc-list", "rsvg-convert"),
    "chromium": ("chromium", "fc-list", "rsvg-convert"),
    "gtk3": ("Xvfb", "openbox", "hsetroot"),
    "qt5": ("Xvfb", "openbox", "hsetroot"),
    "tk": ("Xvfb", "openbox", "hsetroot"),
}
_BINDINGS = {"gtk3": "gi", "qt5": "PyQt5.QtSvg", "tk": "tkinter"}


def require(source: str) -> None:
    """Skips the test where the source's programs are not installed."""
    for program in _PROGRAMS[source]:
        if shutil.which(program) is None:
            pytest.skip(f"{source} screens need {program}: see training/README.md")
    if source in _BINDINGS:
        pytest.importorskip("Xlib", reason="toolkit screens need python-xlib")
        found = subprocess.run(
            ["/usr/bin/python3", "-c", f"import {_BINDINGS[source]}"], capture_output=True
        )
        if found.returncode != 0:
            pytest.skip(f"{source} screens need {_BINDINGS[source]} in Debian's Python")


def render(source: str, split: str, seeds: tuple[int, ...] = SEEDS) -> list[Screen]:
    """Screens of a fresh source."""
    with open_source(source, split, with_chars=True) as opened:
        return [opened.render(seed) for seed in seeds]


@cache
def _rendered(source: str, split: str) -> list[Screen]:
    return render(source, split)


@pytest.fixture(params=["procedural", "chromium", "gtk3", "qt5", "tk"])
def source(request: pytest.FixtureRequest) -> str:
    require(request.param)
    return request.param


@pytest.fixture
def screens(source: str) -> list[Screen]:
    """Screens of the train split."""
    return _rendered(source, "train")


@pytest.fixture
def held_out(source: str) -> list[Screen]:
    return _rendered(source, "held_out")
