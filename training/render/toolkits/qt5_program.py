"""The Qt 5 program: shows plans and reports their elements. Runs under Debian's Python."""

import random
import sys
import time
from collections.abc import Callable
from typing import Any

from PyQt5.QtCore import QPoint, Qt
from PyQt5.QtGui import QColor, QFont, QIcon, QPalette
from PyQt5.QtWidgets import (
    QApplication,
    QStyleFactory,
    QWidget,
)

from training.render.toolkits import protocol
from training.render.toolkits.plan import Plan, Planner
from training.render.toolkits.qt5_boxes import collect
from training.render.toolkits.qt5_builder import Builder


def _dark_palette(rng: random.Random) -> QPalette:
    base = rng.randint(28, 60)
    palette = QPalette()
    for role, shade in (
        (QPalette.Window, base),
        (QPalette.Base, base - 12),
        (QPalette.Button, base + 8),
        (QPalette.AlternateBase, base + 4),
        (QPalette.ToolTipBase, base),
    ):
        palette.setColor(role, QColor(shade, shade, shade + rng.randint(0, 6)))
    for role in (QPalette.WindowText, QPalette.Text, QPalette.ButtonText, QPalette.HighlightedText):
        palette.setColor(role, QColor(235, 235, 235))
        palette.setColor(QPalette.Disabled, role, QColor(120, 120, 120))
    palette.setColor(
        QPalette.Highlight, QColor(rng.choice(["#3daee9", "#2a82da", "#8e44ad", "#e67e22"]))
    )
    palette.setColor(QPalette.Link, QColor("#5dade2"))
    return palette


def apply_look(app: QApplication, request: dict[str, Any]) -> None:
    rng = random.Random(str(request["theme"]) + request["font"])
    app.setStyle(QStyleFactory.create(request["theme"]))
    palette = app.style().standardPalette()
    if request["theme"] == "Fusion" and rng.random() < 0.4:
        palette = _dark_palette(rng)
    elif request["theme"] in ("Fusion", "Windows") and rng.random() < 0.5:
        palette.setColor(
            QPalette.Window, QColor(rng.choice(["#eff0f1", "#f6f5f4", "#dcdad5", "#e8e8e7"]))
        )
        palette.setColor(QPalette.Highlight, QColor(rng.choice(["#3daee9", "#308cc6", "#5a8f3c"])))
    app.setPalette(palette)
    font = QFont(request["font"])
    font.setPixelSize(request["font_px"])
    app.setFont(font)
    app.setCursorFlashTime(0)
    QIcon.setThemeName(request["icons"])


def _wait(app: QApplication, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
    """Handles events for a while, or until something is so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not until():
        app.processEvents()
        time.sleep(0.005)


def show(app: QApplication, plan: Plan, builder: Builder) -> list[QWidget]:
    windows = []
    for node, box in zip(plan.windows, plan.boxes):
        window = builder.window(node, box)
        window.show()
        window.raise_()
        window.activateWindow()
        _wait(app, protocol.FOCUS_DEADLINE_S, window.isActiveWindow)
        _wait(app, 0.05)
        windows.append(window)
    return windows


def main() -> None:
    app = QApplication(sys.argv)
    app.setQuitOnLastWindowClosed(False)
    app.setAttribute(Qt.AA_DontShowIconsInMenus, False)
    for request in protocol.requests():
        apply_look(app, request)
        builder = Builder(random.Random(request["seed"]))
        plan = Planner(request["seed"], request["width"], request["height"]).draw()
        windows = show(app, plan, builder)
        menu = builder.menu(plan.menu) if plan.menu else None
        if menu:
            menu.popup(QPoint(*plan.menu_at))
        _wait(app, 0.25)
        protocol.answer({"elements": collect(builder)})
        sys.stdin.readline()
        if menu:
            menu.close()
        for window in windows:
            window.close()
            window.deleteLater()
        _wait(app, 0.03)


if __name__ == "__main__":
    main()
