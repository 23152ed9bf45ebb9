"""Where the widgets of a built GTK 3 screen stand, in pixels of the screen."""

from typing import Any

from training.render.toolkits import protocol
from training.render.toolkits.gtk3_bindings import Gtk
from training.render.toolkits.gtk3_builder import Builder
from training.render.toolkits.plan import Node
from training.render.toolkits.protocol import Box

_TAB_PADDING_PX = (9, 4)  # a tab's allocation is its label's


def _root_box(widget: Gtk.Widget) -> tuple[Box, int] | None:
    """A widget's place on the screen and its top-level X window; None when it does not show."""
    top = widget.get_toplevel()
    if not widget.get_mapped() or not widget.get_child_visible() or top.get_window() is None:
        return None
    moved = widget.translate_coordinates(top, 0, 0)
    if moved is None:
        return None
    _, x, y = top.get_window().get_origin()
    x, y = x + moved[0], y + moved[1]
    width, height = widget.get_allocated_width(), widget.get_allocated_height()
    return (x, y, x + width, y + height), top.get_window().get_xid()


def _pad_tab(label: Gtk.Widget, box: Box) -> Box:
    x, y = _TAB_PADDING_PX
    return box[0] - x, box[1] - y, box[2] + x, box[3] + y


def _text_box(label: Gtk.Label, box: Box) -> Box:
    """The ink of a label, which may be much smaller than its allocation."""
    x, y = label.get_layout_offsets()
    _, ink = label.get_layout().get_pixel_extents()
    own = label.get_allocation()
    left, top = box[0] + x - own.x, box[1] + y - own.y
    return left, top, left + ink.width, top + ink.height


def _row_elements(view: Gtk.TreeView, node: Node) -> list[dict[str, Any]]:
    found = _root_box(view)
    if found is None:
        return []
    elements = []
    for index, row in enumerate(node.children):
        area = view.get_background_area(Gtk.TreePath.new_from_indices([index]), None)
        x, y = view.convert_bin_window_to_widget_coords(0, area.y)
        left, top = found[0][0] + x, found[0][1] + y
        box = (left, top, left + view.get_allocated_width(), top + area.height)
        elements.append(protocol.element("list_item", Node("row", row.items[0]), box, found[1]))
    return elements


def _header_buttons(window: Gtk.Window, known: set[Gtk.Widget]) -> list[tuple[Gtk.Widget, Node]]:
    """Close, maximise and minimise of a header bar, which GTK adds by itself."""
    found: list[tuple[Gtk.Widget, Node]] = []

    def visit(widget: Gtk.Widget) -> None:
        if isinstance(widget, Gtk.Button) and widget not in known:
            style = widget.get_style_context()
            for css, name in (
                ("close", "Close"),
                ("maximize", "Maximize"),
                ("minimize", "Minimize"),
            ):
                if style.has_class(css):
                    found.append((widget, Node("button", name=name)))
        if isinstance(widget, Gtk.Container):
            widget.forall(visit)

    if window.get_titlebar():
        visit(window.get_titlebar())
    return found


def collect(builder: Builder, windows: list[Gtk.Window]) -> list[dict[str, Any]]:
    elements = []
    placed = list(builder.placed)
    known = {widget for widget, _, _ in placed}
    for window in windows:
        placed += [(widget, "button", node) for widget, node in _header_buttons(window, known)]
    for widget, kind, node in placed:
        found = _root_box(widget)
        if found is None or (kind == "none" and not node.text.strip()):
            continue
        box, window = found
        if isinstance(widget, Gtk.Label):
            box = _pad_tab(widget, box) if kind == "tab" else _text_box(widget, box)
        elements.append(protocol.element(kind, node, box, window))
    for view, node in builder.rows:
        elements += _row_elements(view, node)
    return elements
