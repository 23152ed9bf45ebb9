"""Builds a plan's windows with Qt 5, and remembers what was built."""

import random
from collections.abc import Callable

from PyQt5.QtCore import QSize, Qt
from PyQt5.QtGui import QIcon
from PyQt5.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from training.render.toolkits.plan import Node
from training.render.toolkits.protocol import Box


class Switch(QCheckBox):
    """Qt's widgets have no switch: a check box drawn as one by a style sheet."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__()
        height = rng.randint(14, 22)
        accent = rng.choice(["#3daee9", "#27ae60", "#e67e22", "#8e44ad"])
        shape = f"width:{int(height * 1.9)}px;height:{height}px;border-radius:{height // 2}px"
        knob = (
            "qradialgradient(cx:%.2f,cy:0.5,radius:0.9,fx:%.2f,fy:0.5,"
            "stop:0 #fff,stop:0.27 #fff,stop:0.29 %s)"
        )
        self.setStyleSheet(
            f"QCheckBox::indicator{{{shape};background:{knob % (0.26, 0.26, '#999')}}}"
            f"QCheckBox::indicator:checked{{background:{knob % (0.74, 0.74, accent)}}}"
            f"QCheckBox::indicator:disabled{{background:#bbb}}"
        )


class Builder:
    """Realises one plan; remembers every widget that is a control or static text."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._spacing = rng.randint(2, 10)
        self.placed: list[tuple[QWidget, str, Node]] = []
        self.views: list[tuple[QAbstractItemView, list[Node]]] = []
        self.books: list[tuple[QTabWidget, list[Node]]] = []
        self.bars: list[tuple[QMenuBar | QMenu, list[Node]]] = []

    def build(self, node: Node) -> QWidget:
        make: Callable[[Node], QWidget] = getattr(self, f"_{node.type}")
        return make(node)

    def window(self, node: Node, box: Box) -> QWidget:
        window = QWidget()
        window.setWindowTitle(node.text)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        for child in node.children:
            column.addWidget(
                self.build(child), 0 if child.type in ("menubar", "toolbar", "label") else 1
            )
        window.resize(box[2], box[3])
        window.move(box[0], box[1])
        return window

    def _place(self, widget: QWidget, kind: str, node: Node) -> QWidget:
        widget.setEnabled(node.enabled)
        self.placed.append((widget, kind, node))
        return widget

    def _stack(self, node: Node, layout: QVBoxLayout | QHBoxLayout) -> QWidget:
        holder = QWidget()
        holder.setLayout(layout)
        layout.setSpacing(self._spacing)
        margin = self._rng.randint(0, 8)
        layout.setContentsMargins(margin, margin, margin, margin)
        for child in node.children:
            layout.addWidget(self.build(child))
        layout.addStretch(1)
        return holder

    def _column(self, node: Node) -> QWidget:
        return self._stack(node, QVBoxLayout())

    def _row(self, node: Node) -> QWidget:
        return self._stack(node, QHBoxLayout())

    def _form(self, node: Node) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setSpacing(self._spacing)
        for index in range(0, len(node.children), 2):
            grid.addWidget(self.build(node.children[index]), index, 0)
            grid.addWidget(self.build(node.children[index + 1]), index, 1)
        return holder

    def _frame(self, node: Node) -> QWidget:
        group = QGroupBox(node.text)
        QVBoxLayout(group).addWidget(self.build(node.children[0]))
        return group

    def _notebook(self, node: Node) -> QWidget:
        book = QTabWidget()
        for page in node.children:
            book.addTab(self.build(page.children[0]), page.text.replace("&", ""))
        self.books.append((book, node.children))
        return book

    def _menubar(self, node: Node) -> QWidget:
        bar = QMenuBar()
        for child in node.children:
            bar.addAction(child.text).setEnabled(child.enabled)
        self.bars.append((bar, node.children))
        return bar

    def menu(self, node: Node) -> QMenu:
        menu, shown = QMenu(), []
        for child in node.children:
            if child.type == "separator":
                menu.addSeparator()
                continue
            action = menu.addAction(child.text)
            action.setEnabled(child.enabled)
            if child.type != "menu_item":
                action.setCheckable(True)
                action.setChecked(child.checked)
            if child.name:
                action.setShortcut(child.name)
            elif self._rng.random() < 0.2:
                action.setIcon(
                    QIcon.fromTheme(self._rng.choice(["edit-copy", "document-save", "edit-delete"]))
                )
            shown.append(Node("menu_item", child.text, enabled=child.enabled))
        self.bars.append((menu, shown))
        return menu

    def _toolbar(self, node: Node) -> QWidget:
        bar = QToolBar()
        bar.setIconSize(QSize(node.value, node.value))
        for child in node.children:
            if child.type == "separator":
                bar.addSeparator()
            elif child.type == "tool_button":
                bar.addWidget(self._tool_button(child, node))
            else:
                bar.addWidget(self.build(child))
        return bar

    def _tool_button(self, node: Node, bar: Node) -> QWidget:
        node.name = node.icon.split("-", 1)[-1].replace("-", " ").capitalize()
        button = QToolButton()
        button.setAutoRaise(True)
        button.setIconSize(QSize(bar.value, bar.value))
        icon = QIcon.fromTheme(node.icon)
        button.setIcon(icon)
        if bar.checked or icon.isNull():
            node.text = node.name
            button.setText(node.text)
            button.setToolButtonStyle(
                Qt.ToolButtonTextUnderIcon if bar.value > 16 else Qt.ToolButtonTextBesideIcon
            )
        return self._place(button, "button", node)

    def _image(self, node: Node) -> QWidget:
        label = QLabel()
        label.setPixmap(QIcon.fromTheme(node.icon).pixmap(node.value, node.value))
        return label

    def _label(self, node: Node) -> QWidget:
        label = QLabel(node.text)
        label.setMinimumWidth(10)
        self.placed.append((label, "none", node))
        return label

    def _button(self, node: Node) -> QWidget:
        button = QPushButton(node.text.replace("&", ""))
        if node.icon:
            button.setIcon(QIcon.fromTheme(node.icon))
        button.setDefault(self._rng.random() < 0.1)
        return self._place(button, "button", node)

    def _key(self, node: Node) -> QWidget:
        return self._place(QPushButton(node.text), "button", node)

    def _toggle(self, node: Node) -> QWidget:
        button = QPushButton(node.text)
        button.setCheckable(True)
        button.setChecked(node.checked)
        return self._place(button, "button", node)

    def _check(self, node: Node) -> QWidget:
        box = QCheckBox(node.text)
        box.setChecked(node.checked)
        return self._place(box, "checkbox", node)

    def _radio(self, node: Node) -> QWidget:
        button = QRadioButton(node.text)
        button.setAutoExclusive(False)
        button.setChecked(node.checked)
        return self._place(button, "radio", node)

    def _switch(self, node: Node) -> QWidget:
        switch = Switch(self._rng)
        switch.setChecked(node.checked)
        return self._place(switch, "switch", node)

    def _entry(self, node: Node) -> QWidget:
        entry = QLineEdit(node.text)
        if not node.text and self._rng.random() < 0.3:
            entry.setPlaceholderText(node.name)
        entry.setClearButtonEnabled(self._rng.random() < 0.1)
        return self._place(entry, "text_field", node)

    def _password(self, node: Node) -> QWidget:
        entry = QLineEdit(node.text)
        entry.setEchoMode(QLineEdit.Password)
        return self._place(
            entry, "text_field", Node("password", name=node.name, enabled=node.enabled)
        )

    def _spin(self, node: Node) -> QWidget:
        spin = QSpinBox()
        spin.setValue(node.value)
        node.text = str(node.value)
        return self._place(spin, "text_field", node)

    def _text_view(self, node: Node) -> QWidget:
        return self._place(QPlainTextEdit(node.text), "text_field", node)

    def _combo(self, node: Node) -> QWidget:
        combo = QComboBox()
        combo.addItem(node.text)
        return self._place(combo, "dropdown", node)

    def _combo_entry(self, node: Node) -> QWidget:
        combo = self._combo(node)
        combo.setEditable(True)
        return combo

    def _slider(self, node: Node) -> QWidget:
        slider = QSlider(Qt.Horizontal)
        slider.setMinimumWidth(self._rng.randint(80, 200))
        slider.setValue(node.value)
        if self._rng.random() < 0.25:
            slider.setTickPosition(QSlider.TicksBelow)
        return self._place(slider, "slider", node)

    def _progress(self, node: Node) -> QWidget:
        bar = QProgressBar()
        bar.setValue(node.value)
        return bar

    def _link(self, node: Node) -> QWidget:
        text = node.text.replace("&", "").replace("<", "")
        label = QLabel(f'<a href="https://example.org">{text}</a>')
        return self._place(label, "link", node)

    def _list(self, node: Node) -> QWidget:
        view = QListWidget()
        for item in node.items:
            view.addItem(
                QListWidgetItem(QIcon.fromTheme(node.icon) if node.icon else QIcon(), item)
            )
        return self._view(view, [Node("list_item", item) for item in node.items], node.value)

    def _icons(self, node: Node) -> QWidget:
        view = QListWidget()
        view.setViewMode(QListView.IconMode)
        view.setResizeMode(QListView.Adjust)
        size = self._rng.choice([32, 48])
        view.setIconSize(QSize(size, size))
        view.setGridSize(QSize(size + 56, size + 36))
        view.setWordWrap(True)
        for child in node.children:
            view.addItem(QListWidgetItem(QIcon.fromTheme(child.icon), child.text))
        return self._view(view, node.children, node.value)

    def _table(self, node: Node) -> QWidget:
        view = QTableWidget(len(node.children), len(node.items))
        view.setHorizontalHeaderLabels(node.items)
        view.setSelectionBehavior(QAbstractItemView.SelectRows)
        view.verticalHeader().setVisible(self._rng.random() < 0.3)
        view.setShowGrid(self._rng.random() < 0.5)
        view.setAlternatingRowColors(self._rng.random() < 0.4)
        for index, row in enumerate(node.children):
            for column, text in enumerate(row.items):
                view.setItem(index, column, QTableWidgetItem(text))
        view.verticalHeader().setDefaultSectionSize(self._rng.randint(20, 32))
        return self._view(view, [Node("row", row.items[0]) for row in node.children], node.value)

    def _view(self, view: QAbstractItemView, rows: list[Node], chosen: int) -> QWidget:
        view.setFrameShape(QFrame.StyledPanel)
        view.setMinimumHeight(min(180, 26 * len(rows)))
        if chosen >= 0:
            view.setCurrentIndex(view.model().index(chosen, 0))
        self.views.append((view, rows))
        return view
