"""Builds a plan's windows with GTK 3, and remembers what was built."""

import random
from collections.abc import Callable

from training.render.toolkits.gtk3_bindings import GLib, Gtk
from training.render.toolkits.plan import Node
from training.render.toolkits.protocol import Box


class Builder:
    """Realises one plan; remembers every widget that is a control or static text."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._spacing = rng.randint(2, 10)
        self._icon_px = rng.choice([16, 16, 24])
        self.placed: list[tuple[Gtk.Widget, str, Node]] = []
        self.rows: list[tuple[Gtk.Widget, Node]] = []

    def build(self, node: Node) -> Gtk.Widget:
        make: Callable[[Node], Gtk.Widget] = getattr(self, f"_{node.type}")
        return make(node)

    def window(self, node: Node, box: Box) -> Gtk.Window:
        window = Gtk.Window(title=node.text)
        window.set_default_size(box[2], box[3])
        if self._rng.random() < 0.3:
            window.set_titlebar(self._header_bar(node))
        column = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
        for child in node.children:
            fill = child.type not in ("menubar", "toolbar", "label")
            column.pack_start(self.build(child), fill, fill, 0)
        window.add(column)
        window.resize(box[2], box[3])
        window.move(box[0], box[1])
        return window

    def _header_bar(self, node: Node) -> Gtk.HeaderBar:
        bar = Gtk.HeaderBar(title=node.text, show_close_button=True)
        for _ in range(self._rng.randint(0, 3)):
            icon = self._rng.choice(
                [
                    "open-menu-symbolic",
                    "edit-find-symbolic",
                    "list-add-symbolic",
                    "go-previous-symbolic",
                    "view-list-symbolic",
                ]
            )
            button = Gtk.Button.new_from_icon_name(icon, Gtk.IconSize.BUTTON)
            name = icon.removesuffix("-symbolic").replace("-", " ")
            self._place(button, "button", Node("button", name=name, icon=icon))
            (bar.pack_start if self._rng.random() < 0.5 else bar.pack_end)(button)
        return bar

    def _place(self, widget: Gtk.Widget, kind: str, node: Node) -> Gtk.Widget:
        widget.set_sensitive(node.enabled)
        self.placed.append((widget, kind, node))
        return widget

    def _stack(self, node: Node, orientation: Gtk.Orientation) -> Gtk.Box:
        box = Gtk.Box(
            orientation=orientation, spacing=self._spacing, margin=self._rng.randint(0, 8)
        )
        for child in node.children:
            wide = child.type in ("column", "notebook", "row", "list", "table", "icons")
            box.pack_start(
                self.build(child), wide and orientation == Gtk.Orientation.HORIZONTAL, True, 0
            )
        return box

    def _column(self, node: Node) -> Gtk.Widget:
        return self._stack(node, Gtk.Orientation.VERTICAL)

    def _row(self, node: Node) -> Gtk.Widget:
        return self._stack(node, Gtk.Orientation.HORIZONTAL)

    def _form(self, node: Node) -> Gtk.Widget:
        grid = Gtk.Grid(column_spacing=self._spacing + 4, row_spacing=self._spacing)
        for index in range(0, len(node.children), 2):
            label, control = (self.build(child) for child in node.children[index : index + 2])
            control.set_hexpand(node.children[index + 1].type not in ("switch", "spin"))
            control.set_halign(Gtk.Align.START if not control.get_hexpand() else Gtk.Align.FILL)
            grid.attach(label, 0, index, 1, 1)
            grid.attach(control, 1, index, 1, 1)
        return grid

    def _frame(self, node: Node) -> Gtk.Widget:
        frame = Gtk.Frame(label=node.text, margin=4)
        frame.add(self.build(node.children[0]))
        return frame

    def _notebook(self, node: Node) -> Gtk.Widget:
        book = Gtk.Notebook(scrollable=True)
        for page in node.children:
            label = Gtk.Label(label=page.text)
            self.placed.append((label, "tab", page))
            book.append_page(self.build(page.children[0]), label)
        return book

    def _menubar(self, node: Node) -> Gtk.Widget:
        bar = Gtk.MenuBar()
        for child in node.children:
            bar.append(self._place(Gtk.MenuItem(label=child.text), "menu_item", child))
        return bar

    def menu(self, node: Node) -> Gtk.Menu:
        menu = Gtk.Menu()
        for child in node.children:
            if child.type == "separator":
                menu.append(Gtk.SeparatorMenuItem())
                continue
            if child.type == "menu_item":
                item = Gtk.MenuItem(label=child.text)
            else:
                item = Gtk.CheckMenuItem(
                    label=child.text, active=child.checked, draw_as_radio=child.type == "menu_radio"
                )
            if child.name:
                key, modifiers = Gtk.accelerator_parse(child.name.replace("Ctrl+", "<Control>"))
                item.get_child().set_accel(key, modifiers)
            menu.append(
                self._place(item, "menu_item", Node("menu_item", child.text, enabled=child.enabled))
            )
        menu.show_all()
        return menu

    def _toolbar(self, node: Node) -> Gtk.Widget:
        bar = Gtk.Box(spacing=self._rng.randint(0, 4), margin=2)
        for child in node.children:
            if child.type == "separator":
                bar.pack_start(Gtk.Separator(orientation=Gtk.Orientation.VERTICAL), False, False, 2)
            elif child.type == "tool_button":
                bar.pack_start(self._tool_button(child, node.value, node.checked), False, False, 0)
            else:
                bar.pack_start(self.build(child), False, False, 0)
        return bar

    def _tool_button(self, node: Node, size_px: int, labelled: bool) -> Gtk.Widget:
        node.name = node.icon.split("-", 1)[-1].replace("-", " ").capitalize()
        button = Gtk.Button(relief=Gtk.ReliefStyle.NONE)
        column = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
        column.add(self._picture(node.icon, size_px))
        if labelled:
            node.text = node.name
            column.add(Gtk.Label(label=node.text))
        button.add(column)
        return self._place(button, "button", node)

    @staticmethod
    def _picture(icon: str, size_px: int) -> Gtk.Image:
        picture = Gtk.Image.new_from_icon_name(icon, Gtk.IconSize.BUTTON)
        picture.set_pixel_size(size_px)
        return picture

    def _image(self, node: Node) -> Gtk.Widget:
        return self._picture(node.icon, node.value)

    def _label(self, node: Node) -> Gtk.Widget:
        label = Gtk.Label(label=node.text, xalign=0.0)
        self.placed.append((label, "none", node))
        return label

    def _button(self, node: Node) -> Gtk.Widget:
        button = Gtk.Button(label=node.text)
        if node.icon:
            button.set_image(self._picture(node.icon, self._icon_px))
            button.set_always_show_image(True)
        if self._rng.random() < 0.12:
            button.get_style_context().add_class(
                self._rng.choice(["suggested-action", "destructive-action"])
            )
        return self._place(button, "button", node)

    def _key(self, node: Node) -> Gtk.Widget:
        return self._place(Gtk.Button(label=node.text, hexpand=True), "button", node)

    def _toggle(self, node: Node) -> Gtk.Widget:
        return self._place(Gtk.ToggleButton(label=node.text, active=node.checked), "button", node)

    def _check(self, node: Node) -> Gtk.Widget:
        widget = Gtk.CheckButton(label=node.text, active=node.checked, halign=Gtk.Align.START)
        return self._place(widget, "checkbox", node)

    def _radio(self, node: Node) -> Gtk.Widget:
        # A group of two, the other one unseen, so that each can be off.
        other = Gtk.RadioButton()
        widget = Gtk.RadioButton(label=node.text, group=other, halign=Gtk.Align.START)
        (widget if node.checked else other).set_active(True)
        return self._place(widget, "radio", node)

    def _switch(self, node: Node) -> Gtk.Widget:
        widget = Gtk.Switch(active=node.checked, halign=Gtk.Align.START, valign=Gtk.Align.CENTER)
        return self._place(widget, "switch", node)

    def _entry(self, node: Node) -> Gtk.Widget:
        entry = Gtk.Entry(text=node.text, width_chars=self._rng.randint(8, 26))
        if not node.text and self._rng.random() < 0.3:
            entry.set_placeholder_text(node.name)
        if self._rng.random() < 0.15:
            entry.set_icon_from_icon_name(Gtk.EntryIconPosition.PRIMARY, "edit-find-symbolic")
        return self._place(entry, "text_field", node)

    def _password(self, node: Node) -> Gtk.Widget:
        entry = Gtk.Entry(text=node.text, visibility=False)
        return self._place(
            entry, "text_field", Node("password", name=node.name, enabled=node.enabled)
        )

    def _spin(self, node: Node) -> Gtk.Widget:
        spin = Gtk.SpinButton.new_with_range(0, 999, 1)
        spin.set_value(node.value)
        node.text = str(node.value)
        return self._place(spin, "text_field", node)

    def _text_view(self, node: Node) -> Gtk.Widget:
        view = Gtk.TextView()
        view.get_buffer().set_text(node.text)
        scroller = Gtk.ScrolledWindow(shadow_type=Gtk.ShadowType.IN)
        scroller.add(view)
        self._place(scroller, "text_field", node)
        return scroller

    def _combo(self, node: Node) -> Gtk.Widget:
        combo = Gtk.ComboBoxText()
        combo.append_text(node.text)
        combo.set_active(0)
        return self._place(combo, "dropdown", node)

    def _combo_entry(self, node: Node) -> Gtk.Widget:
        combo = Gtk.ComboBoxText.new_with_entry()
        combo.get_child().set_text(node.text)
        return self._place(combo, "dropdown", node)

    def _slider(self, node: Node) -> Gtk.Widget:
        scale = Gtk.Scale.new_with_range(Gtk.Orientation.HORIZONTAL, 0, 100, 1)
        scale.set_value(node.value)
        scale.set_draw_value(self._rng.random() < 0.3)
        scale.set_size_request(self._rng.randint(90, 220), -1)
        return self._place(scale, "slider", node)

    def _progress(self, node: Node) -> Gtk.Widget:
        return Gtk.ProgressBar(fraction=node.value / 100, valign=Gtk.Align.CENTER)

    def _link(self, node: Node) -> Gtk.Widget:
        if self._rng.random() < 0.5:
            link = Gtk.LinkButton.new_with_label("https://example.org", node.text)
            link.set_halign(Gtk.Align.START)
        else:
            link = Gtk.Label(xalign=0.0, halign=Gtk.Align.START)
            link.set_markup(
                f'<a href="https://example.org">{GLib.markup_escape_text(node.text)}</a>'
            )
        return self._place(link, "link", node)

    def _list(self, node: Node) -> Gtk.Widget:
        if self._rng.random() < 0.5:
            return self._list_box(node)
        table = Node(
            "table",
            items=[""],
            value=node.value,
            icon=node.icon,
            children=[Node("row", items=[item]) for item in node.items],
        )
        return self._table(table)

    def _list_box(self, node: Node) -> Gtk.Widget:
        box = Gtk.ListBox(activate_on_single_click=False)
        for item in node.items:
            row = Gtk.ListBoxRow()
            line = Gtk.Box(spacing=6, margin=self._rng.choice([2, 2, 4]))
            if node.icon:
                line.add(self._picture(node.icon, 16))
            line.add(Gtk.Label(label=item))
            row.add(line)
            self.placed.append((row, "list_item", Node("list_item", item)))
            box.add(row)
        if node.value >= 0:
            box.select_row(box.get_row_at_index(node.value))
        frame = Gtk.Frame()
        frame.add(box)
        return frame

    def _table(self, node: Node) -> Gtk.Widget:
        store = Gtk.ListStore(*[str] * len(node.items))
        for row in node.children:
            store.append(row.items)
        view = Gtk.TreeView(model=store, headers_visible=node.items[0] != "")
        for index, title in enumerate(node.items):
            column = Gtk.TreeViewColumn(title)
            if index == 0 and node.icon:
                picture = Gtk.CellRendererPixbuf(icon_name=node.icon)
                column.pack_start(picture, False)
            text = Gtk.CellRendererText()
            column.pack_start(text, True)
            column.add_attribute(text, "text", index)
            view.append_column(column)
        if node.value >= 0:
            view.get_selection().select_path(Gtk.TreePath.new_from_indices([node.value]))
        self.rows.append((view, node))
        frame = Gtk.Frame()
        frame.add(view)
        return frame

    def _icons(self, node: Node) -> Gtk.Widget:
        flow = Gtk.FlowBox(max_children_per_line=8, homogeneous=True)
        for child in node.children:
            tile = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, margin=4)
            tile.add(self._picture(child.icon, self._rng.choice([32, 48])))
            tile.add(Gtk.Label(label=child.text, max_width_chars=12, ellipsize=3))
            item = Gtk.FlowBoxChild()
            item.add(tile)
            self.placed.append((item, "list_item", child))
            flow.add(item)
        if node.value >= 0:
            flow.select_child(flow.get_child_at_index(node.value))
        return flow
