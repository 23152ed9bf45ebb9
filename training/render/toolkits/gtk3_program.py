"""The GTK 3 program: shows plans and reports their elements. Runs under Debian's Python."""

import random
import sys
import time
from collections.abc import Callable
from typing import Any

from training.render.toolkits import protocol
from training.render.toolkits.gtk3_bindings import Gdk, GLib, Gtk
from training.render.toolkits.gtk3_boxes import collect
from training.render.toolkits.gtk3_builder import Builder
from training.render.toolkits.plan import Plan, Planner


def _wait(seconds: float, until: Callable[[], bool] = lambda: False) -> None:
    """Runs the main loop for a while, or until something is so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not until():
        while Gtk.events_pending():
            Gtk.main_iteration_do(False)
        time.sleep(0.005)


def apply_look(request: dict[str, Any]) -> None:
    settings = Gtk.Settings.get_default()
    settings.set_property("gtk-theme-name", request["theme"])
    settings.set_property("gtk-application-prefer-dark-theme", request["theme"].endswith("-dark"))
    settings.set_property("gtk-icon-theme-name", request["icons"])
    settings.set_property("gtk-font-name", f"{request['font']} {request['font_px'] * 0.75:.1f}")
    settings.set_property("gtk-cursor-blink", False)
    settings.set_property("gtk-enable-animations", False)
    settings.set_property("gtk-decoration-layout", request["buttons"])


def show(plan: Plan, builder: Builder) -> list[Gtk.Window]:
    windows = []
    for node, box in zip(plan.windows, plan.boxes):
        window = builder.window(node, box)
        window.show_all()
        window.present()
        _wait(protocol.FOCUS_DEADLINE_S, window.is_active)
        _wait(0.05)
        windows.append(window)
    return windows


def _run_until_told() -> None:
    """Keeps drawing until the renderer says (with any line) that it has its picture."""
    told: list[bool] = []

    def read(channel: Any, condition: Any) -> bool:
        sys.stdin.readline()
        told.append(True)
        return False

    GLib.io_add_watch(sys.stdin.fileno(), GLib.PRIORITY_DEFAULT, GLib.IOCondition.IN, read)
    while not told:
        Gtk.main_iteration_do(True)


def main() -> None:
    for request in protocol.requests():
        apply_look(request)
        builder = Builder(random.Random(request["seed"]))
        plan = Planner(request["seed"], request["width"], request["height"]).draw()
        windows = show(plan, builder)
        menu = builder.menu(plan.menu) if plan.menu else None
        if menu:
            place = Gdk.Rectangle()
            place.x, place.y, place.width, place.height = *plan.menu_at, 1, 1
            root = Gdk.Screen.get_default().get_root_window()
            menu.popup_at_rect(root, place, Gdk.Gravity.NORTH_WEST, Gdk.Gravity.NORTH_WEST, None)
        _wait(0.2)
        protocol.answer({"elements": collect(builder, windows)})
        _run_until_told()
        if menu:
            menu.popdown()
            menu.destroy()
        for window in windows:
            window.destroy()
        _wait(0.03)


if __name__ == "__main__":
    main()
