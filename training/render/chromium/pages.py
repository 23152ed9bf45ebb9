"""Whole screens: a desktop with windows, a program that fills it, a web page, an installer."""

import random
from dataclasses import dataclass

from training.render.chromium import blocks
from training.render.chromium.controls import Controls, esc
from training.render.chromium.style import PageStyle, draw_style

_SIZES = ((1024, 768),) * 6 + ((800, 600), (1280, 720), (1280, 800), (1366, 768), (1152, 864))
_FILL = "position:absolute;inset:0;display:flex;flex-direction:column"
_GLYPHS = {"Close": ("×", "✕"), "Maximize": ("□", "▢", "▴"), "Minimize": ("–", "_", "▾")}


@dataclass(frozen=True)
class Page:
    """HTML and the size of the screen it is made for."""

    html: str
    width: int
    height: int
    style: PageStyle


def _wallpaper(rng: random.Random) -> str:
    """CSS of a desktop's background: flat, gradients, or blobs of colour."""

    def colour() -> str:
        return f"hsl({rng.randint(0, 359)} {rng.randint(10, 70)}% {rng.randint(10, 85)}%)"

    draw = rng.random()
    if draw < 0.25:
        return colour()
    if draw < 0.55:
        return f"linear-gradient({rng.randint(0, 359)}deg,{colour()},{colour()})"
    blobs = ",".join(
        f"radial-gradient(circle at {rng.randint(0, 100)}% {rng.randint(0, 100)}%,"
        f"{colour()} 0 {rng.randint(3, 20)}%,"
        f"transparent {rng.randint(21, 60)}%)"
        for _ in range(rng.randint(2, 7))
    )
    return f"{blobs},{colour()}"


def _title_bar(c: Controls, title: str) -> str:
    """The frame's bar: a title and two or three buttons, at the right or at the left."""
    names = ["Minimize", "Maximize", "Close"] if c.chance(0.75) else ["Close"]
    traffic_lights = c.chance(0.1)
    buttons = []
    for name in names:
        fill = {"Minimize": "#febc2e", "Maximize": "#28c840", "Close": "#ff5f57"}[name]
        style = f' style="background:{fill}"' if traffic_lights else ""
        glyph = "" if traffic_lights else c.rng.choice(_GLYPHS[name])
        buttons.append(f'<span class="wb" data-k="button" data-name="{name}"{style}>{glyph}</span>')
    heading = f'<div class="t" data-k="none" data-role="title">{esc(title)}</div>'
    left = c.chance(0.15)
    if left:
        buttons.reverse()
    extra = ""
    if c.style.family == "adwaita" and c.chance(0.6):
        extra = c.icon_button(16) + (c.button() if c.chance(0.4) else "")
    bar = "".join(buttons) + extra + heading if left else extra + heading + "".join(buttons)
    return f'<div class="tb">{bar}</div>'


def _status(c: Controls) -> str:
    return (
        f'<div class="status">{c.text("span", c.words.sentence(2, 6))}</div>'
        if c.chance(0.35)
        else ""
    )


def _sidebar(c: Controls) -> str:
    icon_px = c.rng.choice([0, 16, 16, 24])
    return (
        f'<div class="side" style="width:{c.rng.randint(110, 220)}px;flex:none;padding:4px">'
        f"{c.list_rows(c.rng.randint(4, 12), icon_px)}</div>"
    )


def _groups(c: Controls, width: int, height: int) -> str:
    """As many groups and columns as fill an area, more or less."""
    columns = max(1, width // c.rng.choice([340, 420, 600, 1000]))
    return blocks.some(c, max(1, height // c.rng.choice([110, 140, 220])), columns)


def _body(c: Controls, width: int, height: int) -> str:
    side = _sidebar(c) if c.chance(0.3) else ""
    content = f'<div class="content">{_groups(c, width, height)}</div>'
    return f'<div style="display:flex;flex:1;min-height:0">{side}{content}</div>'


def _program(c: Controls, width: int, height: int) -> str:
    """Menu bar, tool bar, tabs, content, status bar: each or not."""
    parts = [
        c.menubar() if c.chance(0.5) else "",
        blocks.toolbar(c) if c.chance(0.45) else "",
        c.tabs(c.rng.randint(2, 6)) if c.chance(0.25) else "",
        _body(c, width, height),
        _status(c),
    ]
    return "".join(parts)


def _editor(c: Controls) -> str:
    """A text area that fills its window."""
    text = "\n".join(
        c.words.sentence(2, 12) if c.chance(0.85) else "" for _ in range(c.rng.randint(0, 24))
    )
    area = (
        f'<textarea class="f" data-k="text_field" data-name="{esc(c.words.file_name())}" '
        f'style="flex:1;border:0;'
        f'border-radius:0;resize:none">{esc(text)}</textarea>'
    )
    return c.menubar() + (blocks.toolbar(c) if c.chance(0.6) else "") + area + _status(c)


def _dialog(c: Controls) -> str:
    body = c.rng.choice([blocks.prose, blocks.form, blocks.ticks, blocks.item_list])(c)
    icon = c.image(
        c.rng.choice(["dialog-warning", "dialog-information", "dialog-question", "dialog-error"]),
        48,
    )
    return (
        f'<div class="content">'
        f'<div class="row" style="flex-wrap:nowrap;align-items:flex-start">{icon}'
        f'<div class="grow">{body}</div></div>{blocks.button_row(c)}</div>'
    )


def _window(c: Controls, box: tuple[int, int, int, int], content: str) -> str:
    x, y, width, height = box
    title = (
        c.words.label("section")
        if c.chance(0.5)
        else f"{c.words.file_name()} - {c.words.application()}"
    )
    return (
        f'<div class="win" style="left:{x}px;top:{y}px;width:{width}px;height:{height}px">'
        f"{_title_bar(c, title)}{content}</div>"
    )


def _open_menu(c: Controls, width: int, height: int) -> str:
    """A context menu, an opened menu or the list of a combo box, above everything."""
    count = c.rng.randint(3, 16)
    x, y = c.rng.randint(0, width - 220), c.rng.randint(20, max(30, height - 26 * count - 20))
    if c.chance(0.15):
        return (
            f'<div class="menu" style="left:{x}px;top:{y}px;min-width:{c.rng.randint(100, 260)}px">'
            f"{c.list_rows(min(count, 8))}</div>"
        )
    return (
        f'<div class="menu" style="left:{x}px;top:{y}px;min-width:{c.rng.randint(110, 260)}px">'
        f"{c.menu_items(count)}</div>"
    )


def _panel(c: Controls) -> str:
    """A desktop's bar: a menu button, open windows, indicators, a clock."""
    dark = c.chance(0.7)
    ink = (240, 240, 240) if dark else (30, 30, 30)
    colours = "background:#1b1b1bee;color:#eee" if dark else "background:#e9e9e9ee;color:#222"
    edge = c.rng.choice(["top:0", "bottom:0"])
    names = ["Activities", "Applications", "Menu", "Start", c.words.word().capitalize()]
    parts = [f'<span class="mi" data-k="button">{esc(c.rng.choice(names))}</span>']
    for _ in range(c.rng.randint(0, 6)):
        name = c.icons.pick()
        if name:
            parts.append(
                f'<span class="mi" data-k="button" data-icon="{name}" '
                f'data-name="{esc(c.words.application())}">'
                f"{c.image(name, 22, ink)}</span>"
            )
    parts.append('<span class="grow"></span>')
    clock = f"{c.rng.randint(0, 23):02d}:{c.rng.randint(0, 59):02d}"
    parts.append(f'<span class="mi" data-k="button" data-name="Clock">{clock}</span>')
    style = f"{edge};height:{c.rng.randint(24, 44)}px;{colours}"
    return f'<div class="panel" style="{style}">{"".join(parts)}</div>'


def _desktop(c: Controls, width: int, height: int) -> str:
    parts = []
    if c.chance(0.5):
        shadow = "color:#fff;text-shadow:0 1px 3px #000"
        parts.append(
            f'<div style="position:absolute;left:6px;top:40px;'
            f'width:{c.rng.choice([92, 190])}px;{shadow}">'
            f"{c.tiles(c.rng.randint(2, 9), 48)}</div>"
        )
    if c.chance(0.7):
        parts.append(_panel(c))
    for _ in range(c.rng.choices([0, 1, 2, 3], [1, 4, 4, 2])[0]):
        w, h = c.rng.randint(320, int(width * 0.95)), c.rng.randint(220, int(height * 0.9))
        box = (
            c.rng.randint(-40, max(1, width - w + 40)),
            c.rng.randint(0, max(1, height - h)),
            w,
            h,
        )
        content = _editor(c) if c.chance(0.12) else _program(c, w, h)
        parts.append(_window(c, box, content))
    if c.chance(0.35):
        w, h = c.rng.randint(300, 520), c.rng.randint(160, 340)
        parts.append(_window(c, ((width - w) // 2, (height - h) // 2, w, h), _dialog(c)))
    style = f"position:absolute;inset:0;background:{_wallpaper(c.rng)}"
    return f'<div style="{style}">{"".join(parts)}</div>'


def _full_screen(c: Controls, width: int, height: int) -> str:
    content = _editor(c) if c.chance(0.1) else _program(c, width, height)
    bar = _title_bar(c, c.words.label("section")) if c.chance(0.6) else ""
    return f'<div style="{_FILL}">{bar}{content}</div>'


def _web_page(c: Controls, width: int, height: int) -> str:
    """Navigation, a search field, columns of content, a footer."""
    nav = " ".join(c.link() for _ in range(c.rng.randint(3, 8)))
    search = (
        c.field("Search", f"{c.rng.randint(100, 240)}px") + c.button("Search")
        if c.chance(0.6)
        else ""
    )
    head = (
        f'<div class="toolbar" style="gap:14px;padding:8px 14px">'
        f"{c.text('b', c.words.phrase(1, 2))}{nav}"
        f'<span class="grow"></span>{search}</div>'
    )
    inner = min(width - 40, c.rng.choice([700, 900, 1300]))
    column = f"width:{inner}px;margin:0 auto;padding:10px 0"
    foot = "position:absolute;bottom:0;left:0;right:0;background:var(--bar);padding:4px 20px"
    footer = f'<div style="{foot}">{blocks.links(c)}</div>'
    body = f'<div style="{column}">{_groups(c, inner, height)}</div>'
    return f"{head}{body}{footer if c.chance(0.4) else ''}"


def _installer(c: Controls, width: int, height: int) -> str:
    """A full-screen assistant: steps at the left, content, Back and Next at the foot."""
    steps = "".join(c.text("p", c.words.label("section")) for _ in range(c.rng.randint(4, 10)))
    side = (
        f'<div class="side" style="width:{c.rng.randint(150, 230)}px;padding:12px">{steps}</div>'
        if c.chance(0.5)
        else ""
    )
    foot = (
        f'<div class="row" style="padding:8px 14px">{c.button()}{c.button()}'
        f'<span class="grow"></span>'
        f"{c.button()}{c.button()}{c.button(css_class='primary')}</div>"
    )
    return (
        f'<div style="{_FILL}">{_title_bar(c, c.words.label("section"))}'
        f'<div style="display:flex;flex:1;min-height:0">{side}'
        f'<div class="content">{c.text("h1", c.words.label("section"))}'
        f"{_groups(c, width - 200, height - 200)}</div></div>{foot}</div>"
    )


def build_page(seed: int, split: str) -> Page:
    """The page of a seed; equal seeds give equal pages."""
    rng = random.Random(f"chromium/{split}/{seed}")
    style = draw_style(rng, split)
    c = Controls(rng, style, split)
    width, height = rng.choice(_SIZES)
    layout = rng.choices([_desktop, _full_screen, _web_page, _installer], [6, 3, 4, 1])[0]
    body = layout(c, width, height)
    if c.chance(0.3):
        body += _open_menu(c, width, height)
    html = f"<!doctype html><html><head><style>{style.css}</style></head><body>{body}</body></html>"
    return Page(html, width, height, style)
