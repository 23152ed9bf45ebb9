"""A virtual X display with a window manager, a wallpaper and one toolkit's program on it.

The display's memory is mapped from the file that Xvfb keeps (-fbdir), so a screenshot is a copy.
"""

import json
import os
import random
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from Xlib import display as xdisplay

from training.render import split as splits
from training.render.wallpaper import draw_wallpaper

_ROOT = Path(__file__).parents[3]
_DEADLINE_S = 20.0


class ProgramError(RuntimeError):
    """The program or its display ended, or did not answer in time."""


def _openbox_config(theme: str, font: str, font_px: int) -> str:
    places = "".join(
        f'<font place="{place}"><name>{font}</name><size>{max(7, font_px - 4)}</size></font>'
        for place in ("ActiveWindow", "InactiveWindow")
    )
    return (
        f'<?xml version="1.0"?><openbox_config xmlns="http://openbox.org/3.4/rc"><theme>'
        f"<name>{theme}</name><titleLayout>NLIMC</titleLayout>{places}</theme>"
        "<placement><policy>Smart</policy></placement></openbox_config>"
    )


class Session:
    """One display and one program; a context manager."""

    def __init__(
        self,
        module: str,
        split: str,
        seed: int,
        width: int,
        height: int,
        font: tuple[str, int],
        environment: dict[str, str],
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="steadyhand-x-")
        self._processes: list[subprocess.Popen[Any]] = []
        self.width, self.height = width, height
        rng = random.Random(f"session/{module}/{split}/{seed}")
        try:
            self._start_display()
            self._set_wallpaper(rng)
            self._start_window_manager(rng.choice(splits.of(splits.OPENBOX_THEMES, split)), font)
            self.program = self._start_program(module, environment)
            self.x = xdisplay.Display(self.name)
            self.x.screen().root.warp_pointer(width - 1, height - 1)
            self.x.sync()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        for process in reversed(self._processes):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._folder.cleanup()

    def _spawn(self, command: list[str], **options: Any) -> subprocess.Popen[Any]:
        process = subprocess.Popen(command, start_new_session=True, **options)
        self._processes.append(process)
        return process

    def _start_display(self) -> None:
        reader, writer = os.pipe()
        self._spawn(
            [
                "Xvfb",
                "-displayfd",
                str(writer),
                "-screen",
                "0",
                f"{self.width}x{self.height}x24",
                "-fbdir",
                self._folder.name,
                "-nolisten",
                "tcp",
            ],
            pass_fds=(writer,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writer)
        with os.fdopen(reader) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise ProgramError("Xvfb did not start")
        self.name = f":{number}"
        self._memory = np.memmap(Path(self._folder.name) / "Xvfb_screen0", np.uint8, "r")

    def _environment(self) -> dict[str, str]:
        return os.environ | {"DISPLAY": self.name, "XDG_CONFIG_HOME": self._folder.name}

    def _set_wallpaper(self, rng: random.Random) -> None:
        path = Path(self._folder.name) / "wallpaper.png"
        picture = draw_wallpaper(rng, self.width, self.height)
        Image.fromarray(picture).save(path)
        subprocess.run(
            ["hsetroot", "-extend", str(path)],
            env=self._environment(),
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _start_window_manager(self, theme: str, font: tuple[str, int]) -> None:
        config = Path(self._folder.name) / "rc.xml"
        config.write_text(_openbox_config(theme, *font), encoding="utf-8")
        self._spawn(
            ["openbox", "--config-file", str(config)],
            env=self._environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(0.4)

    def _start_program(self, module: str, environment: dict[str, str]) -> subprocess.Popen[Any]:
        # Debian's Python has the toolkits' bindings; the renderer's own need not.
        return self._spawn(
            ["/usr/bin/python3", "-m", module],
            cwd=_ROOT,
            text=True,
            env=self._environment() | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """One request and the program's answer."""
        self._tell(json.dumps(request))
        assert self.program.stdout
        line = self.program.stdout.readline()
        if not line:
            raise ProgramError(f"the program ended with {self.program.wait()}")
        return json.loads(line)

    def taken(self) -> None:
        """Tells the program that its screen may go."""
        self._tell("taken")

    def _tell(self, line: str) -> None:
        assert self.program.stdin
        self.program.stdin.write(line + "\n")
        self.program.stdin.flush()

    def pixels(self) -> np.ndarray:
        """The display as it is now: height x width x 3, RGB."""
        header = int.from_bytes(self._memory[:4].tobytes(), "big")
        colours = int.from_bytes(self._memory[76:80].tobytes(), "big")
        start = header + 12 * colours
        raw = self._memory[start : start + self.width * self.height * 4]
        return np.ascontiguousarray(raw.reshape(self.height, self.width, 4)[:, :, 2::-1])

    def settle(self, quiet_s: float = 0.12) -> np.ndarray:
        """Waits until nothing has changed for a while; the last picture."""
        last, since, started = self.pixels(), time.monotonic(), time.monotonic()
        while time.monotonic() - since < quiet_s and time.monotonic() - started < _DEADLINE_S:
            time.sleep(0.03)
            now = self.pixels()
            if not np.array_equal(now, last):
                last, since = now, time.monotonic()
        return last
