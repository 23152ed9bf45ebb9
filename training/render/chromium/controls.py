"""The HTML of single controls, each marked with its kind for collect.js (data-k)."""

import base64
import html
import io
import random

from training.render.chromium.style import PageStyle
from training.render.icons import IconSet, purposes
from training.render.vocabulary import Vocabulary

_PLACEHOLDERS = {"en": ["Search…", "Type here", "Enter a name", "Optional", "name@example.org"]}


def esc(text: str) -> str:
    return html.escape(text, quote=True)


class Controls:
    """Draws controls of one screen: one style, one language, one icon theme."""

    def __init__(self, rng: random.Random, style: PageStyle, split: str) -> None:
        self.rng = rng
        self.style = style
        self.words = Vocabulary(rng)
        self.icons = IconSet(rng, split)
        self.disabled_share = rng.choice([0.0, 0.05, 0.15, 0.3])

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def _off(self) -> bool:
        return self.chance(self.disabled_share)

    def text(self, tag: str, content: str, css_class: str = "") -> str:
        """Static text: no control."""
        return f'<{tag} class="{css_class}" data-k="none">{esc(content)}</{tag}>'

    def image(self, name: str, size_px: int, ink: tuple[int, int, int] | None = None) -> str:
        """An icon as an <img>; empty when the theme lacks it."""
        picture = self.icons.image(name, size_px, ink or self.style.ink)
        if picture is None:
            return ""
        data = io.BytesIO()
        picture.save(data, "PNG")
        encoded = base64.b64encode(data.getvalue()).decode()
        source = f"data:image/png;base64,{encoded}"
        return f'<img class="icon" width={size_px} height={size_px} src="{source}">'

    def button(self, label: str | None = None, css_class: str = "", icon: str | None = None) -> str:
        label = label if label is not None else self.words.label("button")
        picture = self.image(icon, self.style.font_px + 3) if icon else ""
        off = " disabled" if self._off() else ""
        return f'<button class="b {css_class}" data-k="button"{off}>{picture}{esc(label)}</button>'

    def icon_button(
        self, size_px: int, css_class: str = "flat", name: str | None = None, labelled: bool = False
    ) -> str:
        """A button that shows an icon; its name is the icon's purpose."""
        name = name or self.icons.pick()
        picture = self.image(name, size_px) if name else ""
        if not picture or name is None:
            return self.button(css_class=css_class)
        purpose = purposes()[name]
        off = " disabled" if self._off() else ""
        caption = f"<span>{esc(purpose)}</span>" if labelled else ""
        shape = "vert" if labelled and self.chance(0.6) else "" if labelled else "ib"
        return (
            f'<button class="b {css_class} {shape}" data-k="button" data-name="{esc(purpose)}" '
            f'data-icon="{name}"{off}>{picture}{caption}</button>'
        )

    def symbol_button(self, symbol: str, name: str, css_class: str = "ib") -> str:
        off = " disabled" if self._off() else ""
        return (
            f'<button class="b {css_class}" data-k="button" data-name="{esc(name)}"{off}>'
            f"{esc(symbol)}</button>"
        )

    def link(self, label: str | None = None) -> str:
        label = label or (
            self.words.label("button") if self.chance(0.3) else self.words.phrase(1, 4)
        )
        plain = "" if self.chance(0.6) else ' style="text-decoration:none"'
        return f'<a href="#" data-k="link"{plain}>{esc(label)}</a>'

    def field(self, name: str, width: str = "", multiline: bool = False) -> str:
        """A text field: empty, with a placeholder, filled, or a password."""
        style = f' style="width:{width}"' if width else ""
        off = " disabled" if self._off() else ""
        mark = f'class="f" data-k="text_field" data-name="{esc(name)}"{style}{off}'
        draw = self.rng.random()
        value = self.words.value() if draw < 0.45 else ""
        hint = self.rng.choice(_PLACEHOLDERS["en"] + [name]) if 0.45 < draw < 0.65 else ""
        if multiline:
            lines = " ".join(self.words.sentence() for _ in range(self.rng.randint(0, 4)))
            return f"<textarea {mark} rows={self.rng.randint(2, 7)}>{esc(lines)}</textarea>"
        kind = "password" if draw > 0.9 else "text"
        if kind == "password":
            value = "x" * self.rng.randint(4, 12)
        return f'<input type={kind} {mark} value="{esc(value)}" placeholder="{esc(hint)}">'

    def tick(
        self,
        label: str | None = None,
        radio: bool = False,
        on: bool | None = None,
        group: str = "g",
    ) -> str:
        """A check box or a radio button with its label."""
        label = label if label is not None else self.words.label("option" if radio else "check")
        on = self.chance(0.45) if on is None else on
        kind, off = ("radio" if radio else "checkbox"), self._off()
        if self.style.native_controls:
            flags = ("checked " if on else "") + ("disabled" if off else "")
            return (
                f'<label class="ck {"off" if off else ""}" data-k="{kind}">'
                f'<input type={kind} name="{group}" '
                f'{flags} style="width:var(--ck);height:var(--ck)">{esc(label)}</label>'
            )
        mark = ("" if radio else "✓" if self.chance(0.9) else "✕") if on else ""
        disabled = " aria-disabled=true" if off else ""
        classes = f"ck {'rd' if radio else ''} {'on' if on else ''} {'off' if off else ''}"
        return (
            f'<label class="{classes}" data-k="{kind}" data-checked={int(on)}{disabled}>'
            f'<span class="m">{mark}</span>{esc(label)}</label>'
        )

    def switch(self, name: str) -> str:
        on, off = self.chance(0.5), self._off()
        disabled = " aria-disabled=true" if off else ""
        return (
            f'<span class="sw {"on" if on else ""} {"off" if off else ""}" data-k="switch" '
            f'data-checked={int(on)} data-name="{esc(name)}"{disabled}></span>'
        )

    def dropdown(self, name: str, width: str = "") -> str:
        style = f' style="width:{width}"' if width else ""
        off, value = self._off(), self.words.label("option")
        if self.style.native_controls:
            flag = " disabled" if off else ""
            return (
                f'<select class="f" data-k="dropdown" data-name="{esc(name)}"{style}{flag}>'
                f"<option>{esc(value)}</option></select>"
            )
        arrow = self.rng.choice(["▾", "▼", "⌄", "▿", "⏷", "⇅"])
        disabled = " aria-disabled=true" if off else ""
        return (
            f'<span class="dd {"off" if off else ""}" data-k="dropdown" '
            f'data-name="{esc(name)}"{style}{disabled}>'
            f'<span class="v">{esc(value)}</span><span class="a">{arrow}</span></span>'
        )

    def slider(self, name: str, width_px: int) -> str:
        off = " disabled" if self._off() else ""
        return (
            f'<input type=range data-k="slider" data-name="{esc(name)}" style="width:{width_px}px" '
            f"value={self.rng.randint(0, 100)}{off}>"
        )

    def tabs(self, count: int) -> str:
        chosen = self.rng.randrange(count)
        close = self.chance(0.2)
        parts = []
        for index in range(count):
            label = self.words.label("tab")
            cross = (
                (
                    f' <span data-k="button" data-name="Close {esc(label)}" '
                    'style="padding:0 4px;margin-left:6px">×</span>'
                )
                if close
                else ""
            )
            parts.append(
                f'<div class="tab {"on" if index == chosen else ""}" data-k="tab" '
                f'data-name="{esc(label)}">{esc(label)}{cross}</div>'
            )
        return f'<div class="tabs">{"".join(parts)}</div>'

    def menubar(self) -> str:
        count = self.rng.randint(3, 9)
        items = "".join(
            f'<div class="mi" data-k="menu_item">{esc(self.words.label("top_menu"))}</div>'
            for _ in range(count)
        )
        return f'<div class="menubar">{items}</div>'

    def menu_items(self, count: int) -> str:
        """The entries of an open menu: keys, check marks, submenus, separators, icons."""
        rng, parts = self.rng, []
        checks, pictures = self.chance(0.35), self.chance(0.4)
        hot = rng.randrange(count) if self.chance(0.5) else -1
        for index in range(count):
            label, off = self.words.label("menu"), self._off()
            lead = f'<span class="chk">{rng.choice(["✓", "", "", "•"])}</span>' if checks else ""
            name = self.icons.pick() if pictures and self.chance(0.8) else None
            lead += (
                self.image(name, 16) if name else '<span class="chk"></span>' if pictures else ""
            )
            tail = '<span class="key">▸</span>' if self.chance(0.12) else ""
            if self.chance(0.35) and not tail:
                keys = rng.choice(["Ctrl+", "Alt+", "F", "Shift+Ctrl+"])
                keys += rng.choice("ABCDFGHNOPQSTVWXZ123")
                tail = f'<span class="key">{keys}</span>'
            parts.append(
                f'<div class="mi {"on" if index == hot else ""} {"off" if off else ""}" '
                f'data-k="menu_item" data-name="{esc(label)}"'
                f"{' aria-disabled=true' if off else ''}>"
                f"{lead}<span>{esc(label)}</span>{tail}</div>"
            )
            if self.chance(0.18) and index + 1 < count:
                parts.append("<hr>")
        return "".join(parts)

    def list_rows(self, count: int, icon_px: int = 0) -> str:
        """Rows of a list: chosen ones, icons, a second column."""
        rng, parts = self.rng, []
        second, chosen = self.chance(0.3), rng.randrange(count) if self.chance(0.7) else -1
        two_lines = self.chance(0.15)
        for index in range(count):
            label = self.words.item()
            name = self.icons.pick() if icon_px else None
            picture = self.image(name, icon_px) if name else ""
            body = f"<span>{esc(label)}</span>"
            if two_lines:
                more = f'<small class="dim">{esc(self.words.phrase(2, 5))}</small>'
                body = f"<div>{esc(label)}<br>{more}</div>"
            tail = (
                f'<span class="dim" style="margin-left:auto">{esc(self.words.value()[:18])}</span>'
                if second
                else ""
            )
            parts.append(
                f'<div class="li {"on" if index == chosen else ""}" data-k="list_item" '
                f'data-name="{esc(label)}">{picture}{body}{tail}</div>'
            )
        return "".join(parts)

    def tiles(self, count: int, icon_px: int) -> str:
        """Files or programs as large icons with a caption."""
        parts, chosen = [], self.rng.randrange(count) if self.chance(0.5) else -1
        for index in range(count):
            name = self.icons.pick(self.rng.choice(["folder", "", "application", "x-office"]))
            label = self.words.file_name() if self.chance(0.6) else self.words.application()
            picture = self.image(name, icon_px) if name else ""
            parts.append(
                f'<div class="tile {"on" if index == chosen else ""}" data-k="list_item" '
                f'data-name="{esc(label)}">{picture}<span>{esc(label)}</span></div>'
            )
        return "".join(parts)
