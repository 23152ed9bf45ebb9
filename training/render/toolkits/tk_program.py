"""The Tk program: shows plans and reports their elements. Runs under Debian's Python."""

import random
import sys
import time
import tkinter as tk
from tkinter import ttk
from tkinter.font import nametofont
from typing import Any

from training.render.toolkits import protocol
from training.render.toolkits.plan import Plan, Planner
from training.render.toolkits.tk_boxes import collect
from training.render.toolkits.tk_builder import Builder


def apply_look(root: tk.Tk, request: dict[str, Any]) -> bool:
    """Sets theme and fonts; true where ttk's widgets are to be used."""
    theme = request["theme"]
    ttk.Style(root).theme_use(theme)
    for name in ("TkDefaultFont", "TkTextFont", "TkMenuFont", "TkHeadingFont", "TkFixedFont"):
        nametofont(name).configure(family=request["font"], size=-request["font_px"])
    row = nametofont("TkDefaultFont").metrics("linespace") + 4
    ttk.Style(root).configure("Treeview", rowheight=row)
    return theme != "classic" and random.Random(request["seed"]).random() < 0.75


def _wait(root: tk.Tk, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        root.update()
        time.sleep(0.005)


def show(root: tk.Tk, plan: Plan, builder: Builder) -> list[tk.Toplevel]:
    windows = []
    for node, box in zip(plan.windows, plan.boxes):
        window = builder.window(node, box)
        window.lift()
        window.wait_visibility()
        _wait(root, 0.12)
        windows.append(window)
    return windows


def main() -> None:
    root = tk.Tk()
    root.withdraw()
    for request in protocol.requests():
        themed = apply_look(root, request)
        builder = Builder(root, random.Random(request["seed"]), themed)
        plan = Planner(request["seed"], request["width"], request["height"]).draw()
        windows = show(root, plan, builder)
        menu = builder.menu(plan.menu, plan.menu_at) if plan.menu else None
        _wait(root, 0.25)
        protocol.answer({"elements": collect(builder)})
        sys.stdin.readline()
        if menu:
            menu.unpost()
            menu.destroy()
        for window in windows:
            window.destroy()
        _wait(root, 0.03)


if __name__ == "__main__":
    main()
