"""Builds a plan's windows with Tk, and remembers what was built."""

import random
import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from tkinter.font import nametofont
from typing import Any

from training.render.toolkits.plan import Node
from training.render.toolkits.protocol import Box


class Builder:
    """Realises one plan with ttk's widgets, or with Tk's old ones."""

    def __init__(self, root: tk.Tk, rng: random.Random, themed: bool) -> None:
        self._root, self._rng, self._themed = root, rng, themed
        self._gap = rng.randint(1, 6)
        self._kept: list[Any] = []  # variables that widgets do not keep alive
        self.placed: list[tuple[tk.Misc, str, Node]] = []
        self.trees: list[tuple[ttk.Treeview, dict[str, Node]]] = []
        self.books: list[tuple[ttk.Notebook, list[Node]]] = []
        self.lists: list[tuple[tk.Listbox, list[Node]]] = []
        self.menus: list[tuple[tk.Menu, list[Node | None]]] = []

    def build(self, node: Node, parent: tk.Misc) -> tk.Widget:
        make: Callable[[Node, tk.Misc], tk.Widget] = getattr(self, f"_{node.type}")
        return make(node, parent)

    def window(self, node: Node, box: Box) -> tk.Toplevel:
        window = tk.Toplevel(self._root)
        window.title(node.text)
        if not self._themed:
            window.configure(background=tk.Button(window).cget("background"))
        for child in node.children:
            widget = self.build(child, window)
            wide = child.type not in ("menubar", "toolbar", "label")
            widget.pack(fill="both" if wide else "x", expand=wide)
        window.geometry(f"{box[2]}x{box[3]}+{box[0]}+{box[1]}")
        return window

    def _make(
        self, themed: type, plain: type, node: Node, parent: tk.Misc, kind: str, **options: Any
    ) -> tk.Widget:
        widget = (themed if self._themed else plain)(parent, **options)
        if not node.enabled:
            widget.configure(state="disabled")
        self.placed.append((widget, kind, node))
        return widget

    def _frame_widget(self, parent: tk.Misc) -> tk.Widget:
        return ttk.Frame(parent) if self._themed else tk.Frame(parent)

    def _column(self, node: Node, parent: tk.Misc) -> tk.Widget:
        frame = self._frame_widget(parent)
        for child in node.children:
            self.build(child, frame).pack(
                anchor="w",
                padx=self._gap,
                pady=self._gap,
                fill="x" if child.type in ("form", "list", "table") else "none",
            )
        return frame

    def _row(self, node: Node, parent: tk.Misc) -> tk.Widget:
        frame = self._frame_widget(parent)
        for child in node.children:
            self.build(child, frame).pack(side="left", anchor="n", padx=self._gap, pady=1)
        return frame

    def _form(self, node: Node, parent: tk.Misc) -> tk.Widget:
        frame = self._frame_widget(parent)
        for index, child in enumerate(node.children):
            self.build(child, frame).grid(
                row=index // 2, column=index % 2, sticky="w", padx=self._gap, pady=self._gap
            )
        return frame

    def _frame(self, node: Node, parent: tk.Misc) -> tk.Widget:
        frame = (ttk.LabelFrame if self._themed else tk.LabelFrame)(parent, text=node.text)
        self.build(node.children[0], frame).pack(anchor="w")
        return frame

    def _notebook(self, node: Node, parent: tk.Misc) -> tk.Widget:
        book = ttk.Notebook(parent)
        for page in node.children:
            book.add(self.build(page.children[0], book), text=page.text)
        self.books.append((book, node.children))
        return book

    def _menubar(self, node: Node, parent: tk.Misc) -> tk.Widget:
        bar = self._frame_widget(parent)
        for child in node.children:
            self._make(tk.Menubutton, tk.Menubutton, child, bar, "menu_item", text=child.text).pack(
                side="left"
            )
        return bar

    def menu(self, node: Node, at: tuple[int, int]) -> tk.Menu:
        menu = tk.Menu(self._root, tearoff=False)
        entries: list[Node | None] = []
        for child in node.children:
            if child.type == "separator":
                menu.add_separator()
                entries.append(None)
                continue
            add = {
                "menu_item": menu.add_command,
                "menu_check": menu.add_checkbutton,
                "menu_radio": menu.add_radiobutton,
            }[child.type]
            add(
                label=child.text,
                accelerator=child.name,
                state="normal" if child.enabled else "disabled",
            )
            entries.append(Node("menu_item", child.text, enabled=child.enabled))
        self.menus.append((menu, entries))
        menu.post(*at)
        return menu

    def _toolbar(self, node: Node, parent: tk.Misc) -> tk.Widget:
        bar = self._frame_widget(parent)
        for child in node.children:
            if child.type == "tool_button":
                child.text = child.icon.split("-", 1)[-1].replace("-", " ").capitalize()
                child.icon = ""
                self._button(child, bar).pack(side="left", padx=1)
            elif child.type != "separator":
                self.build(child, bar).pack(side="left", padx=2)
        return bar

    def _image(self, node: Node, parent: tk.Misc) -> tk.Widget:
        picture = {
            "dialog-warning": "warning",
            "dialog-error": "error",
            "dialog-question": "question",
        }.get(node.icon, "information")
        return ttk.Label(parent, image=f"::tk::icons::{picture}")

    def _label(self, node: Node, parent: tk.Misc) -> tk.Widget:
        label = (ttk.Label if self._themed else tk.Label)(parent, text=node.text, justify="left")
        self.placed.append((label, "none", node))
        return label

    def _button(self, node: Node, parent: tk.Misc) -> tk.Widget:
        return self._make(ttk.Button, tk.Button, node, parent, "button", text=node.text)

    def _key(self, node: Node, parent: tk.Misc) -> tk.Widget:
        return self._make(ttk.Button, tk.Button, node, parent, "button", text=node.text, width=4)

    _toggle = _button

    def _check(self, node: Node, parent: tk.Misc) -> tk.Widget:
        variable = tk.IntVar(value=int(node.checked))
        self._kept.append(variable)
        return self._make(
            ttk.Checkbutton,
            tk.Checkbutton,
            node,
            parent,
            "checkbox",
            text=node.text,
            variable=variable,
        )

    def _radio(self, node: Node, parent: tk.Misc) -> tk.Widget:
        variable = tk.IntVar(value=int(node.checked))
        self._kept.append(variable)
        return self._make(
            ttk.Radiobutton,
            tk.Radiobutton,
            node,
            parent,
            "radio",
            text=node.text,
            variable=variable,
            value=1,
        )

    def _switch(self, node: Node, parent: tk.Misc) -> tk.Widget:
        # Tk has no switch: a check box without a label, as its programs have.
        node.text = ""
        return self._check(node, parent)

    def _entry(self, node: Node, parent: tk.Misc, shown_as: str = "") -> tk.Widget:
        # The text is the variable's: a disabled entry takes no insertion.
        variable = tk.StringVar(value=node.text)
        self._kept.append(variable)
        width = self._rng.randint(10, 30)
        return self._make(
            ttk.Entry,
            tk.Entry,
            node,
            parent,
            "text_field",
            textvariable=variable,
            show=shown_as,
            width=width,
        )

    def _password(self, node: Node, parent: tk.Misc) -> tk.Widget:
        entry = self._entry(node, parent, shown_as="*")
        node.text = ""
        return entry

    def _spin(self, node: Node, parent: tk.Misc) -> tk.Widget:
        node.text = str(node.value)
        variable = tk.StringVar(value=node.text)
        self._kept.append(variable)
        return self._make(
            ttk.Spinbox,
            tk.Spinbox,
            node,
            parent,
            "text_field",
            textvariable=variable,
            width=8,
            from_=0,
            to=999,
        )

    def _text_view(self, node: Node, parent: tk.Misc) -> tk.Widget:
        view = tk.Text(parent, width=20, height=5)
        view.insert("1.0", node.text)
        self.placed.append((view, "text_field", Node("text", node.text, node.name)))
        return view

    def _combo(self, node: Node, parent: tk.Misc) -> tk.Widget:
        if not self._themed:
            variable = tk.StringVar(value=node.text)
            self._kept.append(variable)
            menu = tk.OptionMenu(parent, variable, node.text)
            menu.configure(state="normal" if node.enabled else "disabled")
            self.placed.append((menu, "dropdown", node))
            return menu
        combo = ttk.Combobox(parent, values=[node.text], width=self._rng.randint(8, 22))
        combo.set(node.text)
        combo.configure(state="readonly" if node.enabled else "disabled")
        self.placed.append((combo, "dropdown", node))
        return combo

    _combo_entry = _combo

    def _slider(self, node: Node, parent: tk.Misc) -> tk.Widget:
        length = self._rng.randint(90, 220)
        if self._themed:
            scale: tk.Widget = ttk.Scale(parent, from_=0, to=100, length=length, value=node.value)
            node.enabled = True
        else:
            scale = tk.Scale(
                parent,
                from_=0,
                to=100,
                orient="horizontal",
                length=length,
                showvalue=self._rng.random() < 0.5,
            )
            scale.set(node.value)
            scale.configure(state="normal" if node.enabled else "disabled")
        self.placed.append((scale, "slider", node))
        return scale

    def _progress(self, node: Node, parent: tk.Misc) -> tk.Widget:
        return ttk.Progressbar(parent, value=node.value, length=140)

    def _link(self, node: Node, parent: tk.Misc) -> tk.Widget:
        font = nametofont("TkDefaultFont").copy()
        font.configure(underline=True)
        self._kept.append(font)
        label = ttk.Label(parent, text=node.text, foreground="#1a5fb4", font=font)
        self.placed.append((label, "link", Node("link", node.text)))
        return label

    def _list(self, node: Node, parent: tk.Misc) -> tk.Widget:
        box = tk.Listbox(parent, height=len(node.items), width=self._rng.randint(16, 40))
        for item in node.items:
            box.insert("end", item)
        if node.value >= 0:
            box.selection_set(node.value)
        self.lists.append((box, [Node("list_item", item) for item in node.items]))
        return box

    def _icons(self, node: Node, parent: tk.Misc) -> tk.Widget:
        return self._list(
            Node("list", items=[child.text for child in node.children], value=node.value), parent
        )

    def _table(self, node: Node, parent: tk.Misc) -> tk.Widget:
        tree = ttk.Treeview(
            parent,
            columns=[str(i) for i in range(len(node.items))],
            show="headings",
            height=len(node.children),
        )
        rows = {}
        for index, title in enumerate(node.items):
            tree.heading(str(index), text=title)
            tree.column(str(index), width=self._rng.randint(80, 150))
        for row in node.children:
            rows[tree.insert("", "end", values=row.items)] = Node("row", row.items[0])
        if node.value >= 0:
            tree.selection_set(list(rows)[node.value])
        self.trees.append((tree, rows))
        return tree
