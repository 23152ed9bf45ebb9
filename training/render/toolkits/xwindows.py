"""Top-level windows of a display as the X server stacks them, and the window manager's buttons."""

from dataclasses import dataclass

from Xlib import X
from Xlib.display import Display
from Xlib.error import XError

from training.render.sample import Box


@dataclass
class TopLevel:
    """A child of the root window: a frame with its client inside, or a menu without a frame."""

    id: int
    box: Box
    inside: set[int]


@dataclass
class FrameButton:
    """A button that the window manager drew."""

    name: str
    box: Box
    window: int


def _children(window) -> list:  # type: ignore[no-untyped-def]
    try:
        return window.query_tree().children
    except XError:
        return []


def top_levels(x: Display) -> list[TopLevel]:
    """Visible ones, the lowest first."""
    found = []
    for window in _children(x.screen().root):
        try:
            if window.get_attributes().map_state != X.IsViewable:
                continue
            shape = window.get_geometry()
        except XError:
            continue
        inside, queue = {window.id}, [window]
        while queue:
            below = _children(queue.pop())
            inside.update(child.id for child in below)
            queue += below
        border = shape.border_width * 2
        found.append(
            TopLevel(
                window.id,
                (shape.x, shape.y, shape.x + shape.width + border, shape.y + shape.height + border),
                inside,
            )
        )
    return found


def frame_buttons(x: Display, frame: TopLevel) -> list[FrameButton]:
    """Minimise, maximise and close of an openbox frame: the small squares of its title bar."""
    squares = []
    for child in _children(x.create_resource_object("window", frame.id)):
        for part in _children(child):
            try:
                shape = part.get_geometry()
                place = part.translate_coords(x.screen().root, 0, 0)
                shown = part.get_attributes().map_state == X.IsViewable
            except XError:
                continue
            left, top = -place.x, -place.y
            near_top = top - frame.box[1] < 16
            if (
                shown
                and near_top
                and 7 <= shape.width <= 34
                and abs(shape.width - shape.height) <= 6
            ):
                squares.append((left, top, left + shape.width, top + shape.height))
    right = sorted(box for box in squares if box[0] > (frame.box[0] + frame.box[2]) / 2)
    names = ("Minimize", "Maximize", "Close")[-len(right) :] if right else ()
    if len(right) > len(names):
        return []
    return [FrameButton(name, box, frame.id) for name, box in zip(names, right)]
