"""What stands in the windows of a screen, drawn at random and independent of the toolkit.

A plan is a tree of nodes. Containers: window, column, row, form (children alternate: label,
control), frame, notebook (children: page), page, toolbar, menubar, menu. Everything else is a
control or static text; its `type` is a name that each toolkit's program maps to a widget.
"""

import random
from dataclasses import dataclass, field
from typing import Any

from training.render.vocabulary import Vocabulary

_TOOL_ICONS = (
    "document-new",
    "document-open",
    "document-save",
    "document-print",
    "edit-copy",
    "edit-cut",
    "edit-paste",
    "edit-undo",
    "edit-redo",
    "edit-find",
    "edit-delete",
    "go-next",
    "go-previous",
    "go-up",
    "go-home",
    "list-add",
    "list-remove",
    "view-refresh",
    "view-fullscreen",
    "zoom-in",
    "zoom-out",
    "media-playback-start",
    "media-playback-pause",
    "format-text-bold",
    "format-text-italic",
    "mail-send",
    "process-stop",
    "help-about",
    "folder-new",
    "bookmark-new",
    "system-run",
    "window-close",
    "document-properties",
    "edit-clear",
    "system-search",
)
_FILE_ICONS = (
    "folder",
    "text-x-generic",
    "image-x-generic",
    "audio-x-generic",
    "user-home",
    "video-x-generic",
    "package-x-generic",
    "x-office-document",
    "text-html",
    "x-office-spreadsheet",
    "user-trash",
    "drive-harddisk",
    "computer",
    "user-desktop",
)
_KEYS = "0123456789+-*/=().%"


@dataclass
class Node:
    """One widget; `name` is what it is called where `text` does not say it."""

    type: str
    text: str = ""
    name: str = ""
    enabled: bool = True
    checked: bool = False
    icon: str = ""
    value: int = 0
    items: list[str] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)


@dataclass
class Plan:
    """Windows from the lowest to the topmost, and perhaps an open menu at a place."""

    windows: list[Node]
    boxes: list[tuple[int, int, int, int]]  # x, y, width, height of each window's inside
    menu: Node | None
    menu_at: tuple[int, int]


class Planner:
    """Draws plans for a screen of width x height pixels."""

    def __init__(self, seed: str, width: int, height: int) -> None:
        self._rng = random.Random(seed)
        self._words = Vocabulary(self._rng)
        self._width, self._height = width, height
        self._disabled_share = self._rng.choice([0.0, 0.06, 0.15, 0.3])

    def draw(self) -> Plan:
        rng, windows, boxes = self._rng, [], []
        for _ in range(rng.choices([1, 2, 3], [5, 4, 2])[0]):
            width = rng.randint(260, self._width - 40)
            height = rng.randint(180, self._height - 60)
            if rng.random() < 0.15:
                width, height = self._width - 8, self._height - 40
            x = rng.randint(2, max(3, self._width - width - 6))
            y = rng.randint(24, max(25, self._height - height - 6))
            windows.append(self._window(width, height))
            boxes.append((x, y, width, height))
        if rng.random() < 0.3:
            windows.append(self._dialog())
            boxes.append(
                (
                    rng.randint(60, self._width // 2),
                    rng.randint(60, self._height // 2),
                    rng.randint(240, 440),
                    rng.randint(110, 240),
                )
            )
        menu = self._menu(rng.randint(3, 13)) if rng.random() < 0.4 else None
        at = (rng.randint(5, self._width - 250), rng.randint(30, self._height - 200))
        return Plan(windows, boxes, menu, at)

    def _chance(self, share: float) -> bool:
        return self._rng.random() < share

    def _node(self, type_: str, text: str = "", **more: Any) -> Node:
        """A control, which may be disabled."""
        return Node(type_, text, enabled=not self._chance(self._disabled_share), **more)

    def _window(self, width: int, height: int) -> Node:
        title = f"{self._words.file_name()} - {self._words.application()}"
        window = Node("window", self._words.label("section") if self._chance(0.5) else title)
        if self._chance(0.5):
            names = [self._words.label("top_menu") for _ in range(self._rng.randint(3, 8))]
            window.children.append(
                Node("menubar", children=[self._node("menu_item", n) for n in names])
            )
        if self._chance(0.45):
            window.children.append(self._toolbar(width))
        if self._chance(0.1):
            window.children.append(
                self._node("text_view", self._prose(), name=self._words.file_name())
            )
        else:
            window.children.append(self._body(width, height))
        if self._chance(0.3):
            window.children.append(Node("label", self._words.sentence(2, 6)))
        return window

    def _dialog(self) -> Node:
        picture = Node(
            "image",
            icon=self._rng.choice(
                ["dialog-warning", "dialog-information", "dialog-question", "dialog-error"]
            ),
            value=48,
        )
        text = Node(
            "column",
            children=[
                Node("label", self._words.sentence(3, 8)),
                self._rng.choice([self._form, self._ticks, self._label])(),
            ],
        )
        row = Node("row", children=[picture, text])
        return Node(
            "window",
            self._words.label("section"),
            children=[Node("column", children=[row, self._buttons()])],
        )

    def _body(self, width: int, height: int) -> Node:
        columns = max(1, width // self._rng.choice([280, 330, 420]))
        rows = max(1, height // self._rng.choice([80, 110, 150]))
        stacks = [
            Node("column", children=[self._group() for _ in range(rows)]) for _ in range(columns)
        ]
        body = stacks[0] if columns == 1 else Node("row", children=stacks)
        if self._chance(0.3):
            return self._notebook(body)
        return body

    def _notebook(self, first: Node) -> Node:
        pages = [
            Node(
                "page",
                self._words.label("tab"),
                children=[first if index == 0 else Node("label", "")],
            )
            for index in range(self._rng.randint(2, 6))
        ]
        return Node("notebook", children=pages)

    def _group(self) -> Node:
        makers = (
            self._form,
            self._ticks,
            self._buttons,
            self._list,
            self._table,
            self._icons,
            self._switches,
            self._label,
            self._links,
            self._sliders,
            self._tabs,
            self._keypad,
            self._frame,
            self._combos,
        )
        return self._rng.choices(makers, (5, 5, 4, 4, 2, 3, 3, 3, 3, 3, 2, 1, 2, 2))[0]()

    def _toolbar(self, width: int) -> Node:
        nodes: list[Node] = []
        labelled = self._chance(0.3)
        for _ in range(self._rng.randint(3, max(4, width // (90 if labelled else 50)))):
            if self._chance(0.15):
                nodes.append(Node("separator"))
            elif self._chance(0.08):
                nodes.append(self._entry())
            else:
                nodes.append(self._node("tool_button", icon=self._rng.choice(_TOOL_ICONS)))
        return Node(
            "toolbar", value=self._rng.choice([16, 16, 24, 32]), checked=labelled, children=nodes
        )

    def _entry(self) -> Node:
        draw, name = self._rng.random(), self._words.label("field")
        if draw < 0.12:
            return self._node("password", "x" * self._rng.randint(3, 12), name=name)
        if draw < 0.24:
            return self._node("spin", name=name, value=self._rng.randint(0, 99))
        return self._node("entry", self._words.value() if draw < 0.7 else "", name=name)

    def _combo(self, name: str) -> Node:
        kind = "combo_entry" if self._chance(0.12) else "combo"
        return self._node(kind, self._words.label("option"), name=name)

    def _form(self) -> Node:
        nodes = []
        for _ in range(self._rng.randint(2, 6)):
            name, draw = self._words.label("field"), self._rng.random()
            control = (
                self._combo(name)
                if draw < 0.25
                else self._node("slider", name=name, value=self._rng.randint(0, 100))
                if draw < 0.33
                else self._entry()
            )
            control.name = name
            nodes += [Node("label", name + self._rng.choice(["", ":"])), control]
        return Node("form", children=nodes)

    def _ticks(self) -> Node:
        count, radio = self._rng.randint(2, 6), self._chance(0.45)
        chosen = self._rng.randrange(count)
        nodes = [
            self._node(
                "radio" if radio else "check",
                self._words.label("option" if radio else "check"),
                checked=index == chosen if radio else self._chance(0.45),
            )
            for index in range(count)
        ]
        return Node("row" if self._chance(0.25) else "column", children=nodes)

    def _frame(self) -> Node:
        inside = self._rng.choice([self._form, self._ticks, self._switches, self._buttons])()
        return Node("frame", self._words.label("section"), children=[inside])

    def _buttons(self) -> Node:
        icons = self._chance(0.3)
        nodes = []
        for _ in range(self._rng.randint(2, 4)):
            kind = "toggle" if self._chance(0.08) else "button"
            nodes.append(
                self._node(
                    kind,
                    self._words.label("button"),
                    checked=self._chance(0.3),
                    icon=self._rng.choice(_TOOL_ICONS) if icons else "",
                )
            )
        return Node("row", children=nodes)

    def _combos(self) -> Node:
        return Node("row", children=[self._combo(self._words.label("field")) for _ in range(2)])

    def _list(self) -> Node:
        items = [self._words.item() for _ in range(self._rng.randint(3, 9))]
        return Node(
            "list",
            items=items,
            value=self._rng.randrange(-1, len(items)),
            icon=self._rng.choice(_FILE_ICONS) if self._chance(0.4) else "",
        )

    def _table(self) -> Node:
        columns = self._rng.randint(2, 4)
        nodes = [
            Node(
                "row",
                items=[
                    self._words.item() if column == 0 else self._words.value()[:22]
                    for column in range(columns)
                ],
            )
            for _ in range(self._rng.randint(3, 8))
        ]
        heads = [self._words.label("field") for _ in range(columns)]
        return Node("table", items=heads, children=nodes, value=self._rng.randrange(-1, len(nodes)))

    def _icons(self) -> Node:
        nodes = [
            Node(
                "tile",
                self._words.file_name() if self._chance(0.7) else self._words.application(),
                icon=self._rng.choice(_FILE_ICONS),
            )
            for _ in range(self._rng.randint(3, 10))
        ]
        return Node("icons", children=nodes, value=self._rng.randrange(-1, len(nodes)))

    def _switches(self) -> Node:
        nodes = []
        for _ in range(self._rng.randint(2, 4)):
            name = self._words.label("check")
            nodes += [
                Node("label", name),
                self._node("switch", name=name, checked=self._chance(0.5)),
            ]
        return Node("form", children=nodes)

    def _label(self) -> Node:
        return Node(
            "label", "\n".join(self._words.sentence(3, 9) for _ in range(self._rng.randint(1, 4)))
        )

    def _links(self) -> Node:
        nodes = [
            self._node("link", self._words.phrase(1, 3)) for _ in range(self._rng.randint(2, 5))
        ]
        return Node("column", children=nodes)

    def _sliders(self) -> Node:
        nodes = []
        for _ in range(self._rng.randint(1, 3)):
            name = self._words.label("field")
            nodes += [
                Node("label", name),
                self._node("slider", name=name, value=self._rng.randint(0, 100)),
            ]
        nodes += [
            Node("label", self._words.label("section")),
            Node("progress", value=self._rng.randint(3, 98)),
        ]
        return Node("form", children=nodes)

    def _tabs(self) -> Node:
        return self._notebook(self._rng.choice([self._form, self._ticks, self._label])())

    def _keypad(self) -> Node:
        rows = [
            Node("row", children=[self._node("key", self._rng.choice(_KEYS)) for _ in range(4)])
            for _ in range(self._rng.randint(2, 4))
        ]
        return Node("column", children=rows)

    def _prose(self) -> str:
        return "\n".join(self._words.sentence(3, 12) for _ in range(self._rng.randint(0, 14)))

    def _menu(self, count: int) -> Node:
        nodes = []
        for _ in range(count):
            draw, label = self._rng.random(), self._words.label("menu")
            kind = "menu_check" if draw < 0.15 else "menu_radio" if draw < 0.22 else "menu_item"
            key = self._rng.choice(["", "", "Ctrl+" + self._rng.choice("ABCDFGNOPSVXZ")])
            nodes.append(self._node(kind, label, name=key, checked=self._chance(0.5)))
            if self._chance(0.18):
                nodes.append(Node("separator"))
        return Node("menu", children=nodes)
