"""Where the widgets of a built Tk screen stand, in pixels of the screen."""

import tkinter as tk
from tkinter import ttk
from typing import Any

from training.render.toolkits import protocol
from training.render.toolkits.plan import Node
from training.render.toolkits.protocol import Box
from training.render.toolkits.tk_builder import Builder


def _box(widget: tk.Misc) -> Box:
    x, y = widget.winfo_rootx(), widget.winfo_rooty()
    return x, y, x + widget.winfo_width(), y + widget.winfo_height()


def _clip(widget: tk.Misc) -> Box:
    """What the widgets around one leave to be seen."""
    box, parent = _box(widget.winfo_toplevel()), widget
    while parent is not widget.winfo_toplevel():
        parent = parent.nametowidget(parent.winfo_parent())
        outer = _box(parent)
        box = (
            max(box[0], outer[0]),
            max(box[1], outer[1]),
            min(box[2], outer[2]),
            min(box[3], outer[3]),
        )
    return box


def _top(widget: tk.Misc) -> int:
    return int(widget.winfo_toplevel().wm_frame(), 16)


def _inside(widget: tk.Misc, rect: tuple[int, int, int, int]) -> Box:
    """x, y, width, height within a widget -> a box on the screen."""
    left, top = widget.winfo_rootx() + rect[0], widget.winfo_rooty() + rect[1]
    return left, top, left + rect[2], top + rect[3]


def _tab_boxes(book: ttk.Notebook, count: int) -> dict[int, Box]:
    """Tk does not tell where tabs are, only which one is at a point."""
    found: dict[int, list[int]] = {}
    for y in range(0, 48, 2):
        for x in range(0, book.winfo_width(), 2):
            if book.identify(x, y):
                try:
                    index = book.index(f"@{x},{y}")
                except tk.TclError:
                    continue
                box = found.setdefault(index, [x, y, x, y])
                box[:] = min(box[0], x), min(box[1], y), max(box[2], x), max(box[3], y)
    return {
        index: _inside(book, (b[0], b[1], b[2] - b[0] + 2, b[3] - b[1] + 2))
        for index, b in found.items()
        if index < count
    }


def _menu_elements(menu: tk.Menu, entries: list[Node | None]) -> list[dict[str, Any]]:
    elements, left, top = [], menu.winfo_rootx(), menu.winfo_rooty()
    bottoms = [menu.yposition(index) for index in range(1, len(entries))] + [
        menu.winfo_height() - 2
    ]
    for index, node in enumerate(entries):
        if node is not None:
            box = (
                left,
                top + menu.yposition(index),
                left + menu.winfo_width(),
                top + bottoms[index],
            )
            elements.append(protocol.element("menu_item", node, box, menu.winfo_id()))
    return elements


def collect(builder: Builder) -> list[dict[str, Any]]:
    elements = []
    for widget, kind, node in builder.placed:
        if widget.winfo_viewable() and (kind != "none" or node.text.strip()):
            elements.append(protocol.element(kind, node, _box(widget), _top(widget), _clip(widget)))
    for tree, rows in builder.trees:
        for row, node in rows.items():
            rect = tree.bbox(row)
            if rect and tree.winfo_viewable():
                whole = (0, rect[1], tree.winfo_width(), rect[3])
                elements.append(
                    protocol.element(
                        "list_item", node, _inside(tree, whole), _top(tree), _box(tree)
                    )
                )
    for box, nodes in builder.lists:
        for index, node in enumerate(nodes):
            line = box.bbox(index)
            if line and box.winfo_viewable():
                whole = (0, line[1], box.winfo_width(), line[3])
                elements.append(
                    protocol.element("list_item", node, _inside(box, whole), _top(box), _clip(box))
                )
    for book, pages in builder.books:
        if book.winfo_viewable():
            for index, tab in _tab_boxes(book, len(pages)).items():
                elements.append(protocol.element("tab", pages[index], tab, _top(book), _clip(book)))
    for menu, entries in builder.menus:
        elements += _menu_elements(menu, entries)
    return elements
