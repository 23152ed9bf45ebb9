"""Groups of controls as they stand in real programs; each function returns HTML."""

from collections.abc import Callable

from training.render.chromium.controls import Controls, esc

_SYMBOLS = (
    ("+", "Plus"),
    ("-", "Minus"),
    ("×", "Multiply"),
    ("÷", "Divide"),
    ("=", "Equals"),
    ("%", "Percent"),
    ("√", "Square root"),
    ("π", "Pi"),
    ("◀", "Left"),
    ("▶", "Right"),
    ("▲", "Up"),
    ("▼", "Down"),
    ("✕", "Close"),
    ("☰", "Menu"),
    ("⋮", "More"),
    ("?", "Help"),
    ("★", "Star"),
    ("⟳", "Refresh"),
    ("⚙", "Settings"),
    ("…", "More"),
)


def form(c: Controls) -> str:
    """Labels and inputs in two columns, or labels above inputs."""
    rng, rows = c.rng, []
    beside = c.chance(0.6)
    label_px = rng.randint(80, 170)
    for _ in range(rng.randint(2, 7)):
        name = c.words.label("field")
        draw = rng.random()
        width = f"{rng.randint(90, 320)}px"
        control = (
            c.dropdown(name, width)
            if draw < 0.2
            else c.slider(name, rng.randint(90, 240))
            if draw < 0.28
            else c.field(name, width)
        )
        if draw > 0.88:
            control += c.button(c.rng.choice(["…", "Browse…", c.words.label("button")]))
        if 0.8 < draw < 0.88:
            control += c.symbol_button("−", "Decrease") + c.symbol_button("+", "Increase")
        align = "right" if c.chance(0.3) else "left"
        label = c.text("span", name + rng.choice(["", ":"]))
        lead = (
            f'<div style="width:{label_px}px;text-align:{align}">{label}</div>'
            if beside
            else f"<div>{label}</div>"
        )
        rows.append(
            f'<div class="row">{lead}{control}</div>'
            if beside
            else f'<div class="col" style="gap:2px;margin:5px 0">{lead}<div>{control}</div></div>'
        )
    return "".join(rows)


def ticks(c: Controls) -> str:
    """Check boxes, or a group of radio buttons."""
    count, radio = c.rng.randint(2, 6), c.chance(0.45)
    chosen = c.rng.randrange(count)
    group = c.words.word()
    marks = [
        c.tick(radio=radio, on=index == chosen if radio else None, group=group)
        for index in range(count)
    ]
    shape = "row" if c.chance(0.3) else "col"
    body = f'<div class="{shape}" style="align-items:flex-start">{"".join(marks)}</div>'
    if c.chance(0.4):
        legend = c.text("span", c.words.label("section"))
        return f"<fieldset><legend>{legend}</legend>{body}</fieldset>"
    return f'<div style="margin:6px 0">{body}</div>'


def settings_rows(c: Controls) -> str:
    """Rows of a settings page: text at the left; a switch, list, slider or value at the right."""
    rows = []
    for _ in range(c.rng.randint(2, 6)):
        name, draw = c.words.label("check"), c.rng.random()
        control = (
            c.switch(name)
            if draw < 0.55
            else c.dropdown(name)
            if draw < 0.75
            else c.slider(name, c.rng.randint(80, 200))
            if draw < 0.87
            else c.button()
        )
        more = (
            f'<br><small class="dim">{esc(c.words.sentence(3, 8))}</small>' if c.chance(0.3) else ""
        )
        rows.append(
            f'<div class="setrow"><div class="grow">{c.text("span", name)}{more}</div>'
            f"{control}</div>"
        )
    return f'<div class="card" style="margin:8px 0">{"".join(rows)}</div>'


def button_row(c: Controls) -> str:
    """Buttons side by side, as at the foot of a dialog."""
    count = c.rng.randint(2, 5)
    first = c.rng.randrange(count)
    icons = c.chance(0.3)
    buttons = [
        c.button(
            css_class="primary" if index == first and c.chance(0.6) else "",
            icon=c.icons.pick() if icons else None,
        )
        for index in range(count)
    ]
    place = c.rng.choice(["flex-end", "flex-end", "center", "flex-start", "space-between"])
    return f'<div class="row" style="justify-content:{place}">{"".join(buttons)}</div>'


def toolbar(c: Controls) -> str:
    """Icon buttons, with captions or not, some groups, at times a search field or a list."""
    size = c.rng.choice([16, 16, 20, 22, 24, 32])
    labelled, parts = c.chance(0.3), []
    for _ in range(c.rng.randint(3, 8 if labelled else 14)):
        draw = c.rng.random()
        if draw < 0.06:
            parts.append(c.dropdown(c.words.label("field")))
        elif draw < 0.1:
            parts.append(c.field(c.words.label("field"), f"{c.rng.randint(90, 220)}px"))
        elif draw < 0.18:
            parts.append('<span style="border-left:1px solid var(--line);height:20px"></span>')
        elif draw < 0.28:
            parts.append(c.symbol_button(*c.rng.choice(_SYMBOLS), css_class="ib flat"))
        else:
            parts.append(c.icon_button(size, "flat" if c.chance(0.8) else "", labelled=labelled))
    return f'<div class="toolbar">{"".join(parts)}</div>'


def item_list(c: Controls) -> str:
    icon_px = c.rng.choice([0, 0, 16, 16, 24, 32])
    shape = c.rng.choice(["", "lines", "zebra"])
    width = c.rng.choice(["auto", f"{c.rng.randint(130, 420)}px"])
    return (
        f'<div class="list {shape}" style="width:{width};margin:6px 0">'
        f"{c.list_rows(c.rng.randint(3, 10), icon_px)}</div>"
    )


def tile_view(c: Controls) -> str:
    icon_px = c.rng.choice([32, 48, 48, 64])
    tiles = c.tiles(c.rng.randint(3, 16), icon_px)
    return f'<div style="background:var(--view);padding:8px">{tiles}</div>'


def table(c: Controls) -> str:
    """Rows that can be chosen, with links, check boxes and buttons in cells."""
    rng, columns = c.rng, c.rng.randint(2, 5)
    kinds = [
        rng.choice(["text", "text", "text", "link", "tick", "button", "icon"])
        for _ in range(columns)
    ]
    head = "".join(
        f'<th data-k="ignore" style="border-bottom:1px solid var(--line)">'
        f"{esc(c.words.label('field'))}</th>"
        for _ in range(columns)
    )
    rows = []
    rules = "border-bottom:1px solid var(--line)" if c.chance(0.6) else ""
    for _ in range(rng.randint(2, 8)):
        cells = []
        for kind in kinds:
            cell = {
                "text": lambda: c.text("span", c.words.value()[:24]),
                "link": c.link,
                "tick": lambda: c.tick(label=""),
                "button": lambda: c.button(css_class=rng.choice(["", "flat"])),
                "icon": lambda: c.icon_button(16),
            }[kind]()
            cells.append(f'<td style="{rules}">{cell}</td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f'<table style="background:var(--view);margin:6px 0"><tr>{head}</tr>{"".join(rows)}</table>'
    )


def prose(c: Controls) -> str:
    """A heading and sentences, some words of which are links."""
    parts = (
        [c.text(c.rng.choice(["h1", "h2", "h3"]), c.words.label("section"))]
        if c.chance(0.7)
        else []
    )
    for _ in range(c.rng.randint(1, 3)):
        if c.chance(0.35):
            parts.append(
                f'<p><span data-k="none">{esc(c.words.sentence())}</span> {c.link()} '
                f'<span data-k="none">{esc(c.words.sentence(2, 6))}</span></p>'
            )
        else:
            parts.append(
                c.text(
                    "p",
                    " ".join(c.words.sentence() for _ in range(c.rng.randint(1, 3))),
                    c.rng.choice(["", "dim"]),
                )
            )
    return "".join(parts)


def links(c: Controls) -> str:
    """A column or a line of links, as in a navigation or a result list."""
    entries = [c.link() for _ in range(c.rng.randint(3, 9))]
    if c.chance(0.5):
        return "<ul>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ul>"
    joint = c.rng.choice([" | ", " · ", " &nbsp; ", " › "])
    return f"<p>{joint.join(entries)}</p>"


def keypad(c: Controls) -> str:
    """A grid of keys with digits, letters or symbols."""
    columns, size = c.rng.randint(3, 6), c.rng.randint(30, 58)
    keys = (
        [str(digit) for digit in range(10)]
        + [symbol for symbol, _ in _SYMBOLS[:8]]
        + ["C", "(", ")", ".", "AC", "sin", "log", "M+"]
    )
    c.rng.shuffle(keys)
    names = dict(_SYMBOLS)
    buttons = [
        c.symbol_button(key, names.get(key, key), "ib").replace(
            "<button ", f'<button style="width:{size}px;height:{int(size * 0.8)}px" '
        )
        for key in keys[: columns * c.rng.randint(2, 4)]
    ]
    grid = f"display:grid;gap:3px;grid-template-columns:repeat({columns},{size}px)"
    return f'<div style="{grid}">{"".join(buttons)}</div>'


def calendar(c: Controls) -> str:
    days = [c.button(str(day), "flat" if c.chance(0.9) else "primary") for day in range(1, 29)]
    head = (
        c.symbol_button("‹", "Previous month")
        + c.text("span", c.words.phrase(1, 2))
        + c.symbol_button("›", "Next month")
    )
    return f'<div><div class="row">{head}</div><div class="cal">{"".join(days)}</div></div>'


def progress(c: Controls) -> str:
    return (
        f"{c.text('p', c.words.sentence(2, 5))}"
        f'<div class="bar" data-k="none" data-solid=1 data-name="progress">'
        f'<i style="width:{c.rng.randint(3, 100)}%"></i></div>'
    )


def tab_group(c: Controls) -> str:
    tabs = c.tabs(c.rng.randint(2, 5))
    return f'<div style="margin:6px 0">{tabs}<div class="pane">{one(c)}</div></div>'


def sliders(c: Controls) -> str:
    return "".join(
        f'<div class="row">{c.text("span", c.words.label("field"))}'
        f"{c.slider(c.words.word(), c.rng.randint(80, 300))}</div>"
        for _ in range(c.rng.randint(1, 3))
    )


def switches(c: Controls) -> str:
    rows = [
        (c.switch(name), c.text("span", name))
        for name in (c.words.label("check") for _ in range(c.rng.randint(2, 5)))
    ]
    first = c.chance(0.5)
    return "".join(
        f'<div class="row">{a if first else b}{b if first else a}</div>' for a, b in rows
    )


def look_alikes(c: Controls) -> str:
    """Rows that each end in the same buttons."""
    captions = [c.words.label("button") for _ in range(c.rng.randint(1, 2))]
    size = c.rng.choice([16, 20])
    icon = c.icons.pick("edit") if c.chance(0.5) else None
    rows = []
    for _ in range(c.rng.randint(2, 6)):
        buttons = "".join(c.button(caption) for caption in captions)
        buttons += c.icon_button(size, name=icon) if icon else ""
        rows.append(
            f'<div class="setrow"><div class="grow">{c.text("span", c.words.item())}</div>'
            f"{buttons}</div>"
        )
    return f'<div class="card">{"".join(rows)}</div>'


_BLOCKS: tuple[tuple[Callable[[Controls], str], int], ...] = (
    (form, 5),
    (ticks, 4),
    (settings_rows, 3),
    (button_row, 4),
    (item_list, 4),
    (tile_view, 2),
    (table, 2),
    (prose, 4),
    (links, 3),
    (keypad, 1),
    (calendar, 1),
    (progress, 1),
    (tab_group, 1),
    (sliders, 1),
    (switches, 2),
    (look_alikes, 1),
    (toolbar, 1),
)


def one(c: Controls) -> str:
    """A random group."""
    makers, weights = zip(*_BLOCKS)
    return c.rng.choices(makers, weights)[0](c)


def some(c: Controls, count: int, columns: int = 1) -> str:
    """Groups below one another, in one or several columns."""
    stacks = ["".join(one(c) for _ in range(count)) for _ in range(columns)]
    if columns == 1:
        return stacks[0]
    cells = "".join(f'<div class="grow">{stack}</div>' for stack in stacks)
    return f'<div style="display:flex;gap:18px">{cells}</div>'
