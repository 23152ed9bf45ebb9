"""How a toolkit's program speaks with the renderer: JSON lines on its standard input and output.

The program reads {"seed", "width", "height", "theme", ...}, builds the screen and answers
{"elements": [...]} once it is drawn; each element carries the X window it stands in ("window"), so
that the renderer can tell what covers it. A line "taken" then ends the screen.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

FOCUS_DEADLINE_S = 3.0  # how long a program waits for its new window to be the active one
Box = tuple[int, int, int, int]


def requests() -> Iterator[dict[str, Any]]:
    """The requests, one at a time, until the renderer closes the pipe."""
    while line := sys.stdin.readline():
        yield json.loads(line)


def answer(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def element(
    kind: str,
    node: Any,
    box: Box,
    window: int,
    clip: Box | None = None,
) -> dict[str, Any]:
    """One control of a plan's node, its box cut to what its scroller shows."""
    whole = (box[2] - box[0]) * (box[3] - box[1])
    if clip is not None:
        box = (
            max(box[0], clip[0]),
            max(box[1], clip[1]),
            min(box[2], clip[2]),
            min(box[3], clip[3]),
        )
    shown = max(0, box[2] - box[0]) * max(0, box[3] - box[1])
    record = {
        "kind": kind,
        "name": node.name or node.text,
        "text": node.text,
        "box": list(box),
        "enabled": node.enabled,
        "window": window,
        "whole": shown >= 0.6 * whole,
    }
    if kind in ("checkbox", "radio", "switch"):
        record["checked"] = node.checked
    if node.icon:
        record["icon"] = node.icon
    return record
