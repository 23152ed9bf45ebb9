"""Where the widgets of a built Qt 5 screen stand, in pixels of the screen."""

from typing import Any

from PyQt5.QtCore import QPoint, QRect
from PyQt5.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QTableWidget,
    QWidget,
)

from training.render.toolkits import protocol
from training.render.toolkits.protocol import Box
from training.render.toolkits.qt5_builder import Builder


def _box(widget: QWidget, rect: QRect | None = None) -> Box:
    rect = rect if rect is not None else widget.rect()
    corner = widget.mapToGlobal(rect.topLeft())
    return corner.x(), corner.y(), corner.x() + rect.width(), corner.y() + rect.height()


def _ink(label: QLabel) -> QRect:
    """Where a label's text stands in it."""
    bounds = label.fontMetrics().boundingRect(QRect(0, 0, 4000, 4000), 0, label.text())
    if "<a" in label.text():
        bounds = QRect(QPoint(0, 0), label.sizeHint())
    top = max(0, (label.height() - bounds.height()) // 2)
    return QRect(0, top, min(bounds.width(), label.width()), min(bounds.height(), label.height()))


def _row_rect(view: QAbstractItemView, row: int) -> QRect:
    rect = view.visualRect(view.model().index(row, 0))
    columns = view.columnCount() if isinstance(view, QTableWidget) else 1
    for column in range(1, columns):
        rect = rect.united(view.visualRect(view.model().index(row, column)))
    return rect


def collect(builder: Builder) -> list[dict[str, Any]]:
    elements = []
    for widget, kind, node in builder.placed:
        if not widget.isVisible() or (kind == "none" and not node.text.strip()):
            continue
        rect = widget.rect()
        if isinstance(widget, QLabel):
            rect = _ink(widget)
        elif kind in ("checkbox", "radio", "switch"):
            rect.setWidth(min(rect.width(), widget.sizeHint().width()))
        elements.append(
            protocol.element(kind, node, _box(widget, rect), int(widget.window().winId()))
        )
    for view, rows in builder.views:
        if view.isVisible():
            clip = _box(view.viewport())
            elements += [
                protocol.element(
                    "list_item",
                    node,
                    _box(view.viewport(), _row_rect(view, row)),
                    int(view.window().winId()),
                    clip,
                )
                for row, node in enumerate(rows)
            ]
    for book, pages in builder.books:
        if book.isVisible():
            elements += [
                protocol.element(
                    "tab",
                    page,
                    _box(book.tabBar(), book.tabBar().tabRect(index)),
                    int(book.window().winId()),
                    _box(book),
                )
                for index, page in enumerate(pages)
            ]
    for bar, nodes in builder.bars:
        if bar.isVisible():
            shown = [action for action in bar.actions() if not action.isSeparator()]
            elements += [
                protocol.element(
                    "menu_item",
                    node,
                    _box(bar, bar.actionGeometry(action)),
                    int(bar.window().winId()),
                    _box(bar),
                )
                for action, node in zip(shown, nodes)
            ]
    return elements
