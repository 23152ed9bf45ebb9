"""How people word a task: templates by kind of control and by what distinguishes the target."""

from __future__ import annotations

import random

KIND_WORDS = {
    "button": ["button", "button", "button", "key"],
    "link": ["link", "link", "hyperlink"],
    "tab": ["tab", "tab", "page tab"],
    "menu_item": ["menu item", "menu entry", "item", "menu", "option", "entry"],
    "list_item": ["item", "entry", "row", "list item", "file", "icon", "folder"],
    "checkbox": ["checkbox", "check box", "option", "box", "tick box"],
    "radio": ["radio button", "option", "choice"],
    "switch": ["switch", "toggle", "setting", "option"],
    "text_field": ["field", "text field", "input", "text box", "box", "entry", "input field"],
    "slider": ["slider", "slider", "scale"],
    "dropdown": ["dropdown", "drop-down list", "combo box", "dropdown", "list", "selector"],
}
CLICK = [
    "Click",
    "Click",
    "Click",
    "Click on",
    "Press",
    "Push",
    "Tap",
    "Hit",
    "Choose",
    "Select",
    "Activate",
    "Pick",
    "Go to",
    "Use",
    "click",
    "press",
    "Please click",
]
OWN_VERBS = {
    "checkbox": ["Check", "Tick", "Enable", "Uncheck", "Untick", "Disable", "Toggle", "Turn on"],
    "switch": ["Turn on", "Turn off", "Toggle", "Enable", "Disable", "Switch on", "Switch off"],
    "radio": ["Select", "Choose", "Pick"],
    "tab": ["Open", "Switch to", "Go to", "Select"],
    "menu_item": ["Open", "Choose", "Select", "Pick"],
    "link": ["Follow", "Open", "Go to"],
    "list_item": ["Open", "Select", "Choose", "Double-click", "Highlight", "Mark"],
    "text_field": ["Click", "Click in", "Focus", "Click into", "Select"],
    "slider": ["Click", "Move"],
    "dropdown": ["Open", "Expand", "Click"],
    "button": ["Press", "Click", "Push"],
}
ORDINALS = [
    ["first", "1st"],
    ["second", "2nd"],
    ["third", "3rd"],
    ["fourth", "4th"],
    ["fifth", "5th"],
]
QUOTES = [('"', '"')] * 6 + [("\u201c", "\u201d"), ("'", "'"), ("\u2018", "\u2019"), ("`", "`")]


class Phrasing:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def quoted(self, name: str) -> str:
        left, right = self.rng.choice(QUOTES)
        return f"{left}{name}{right}"

    def named(self, name: str) -> str:
        """Quoted in most instructions; bare, or in another case, in some."""
        roll = self.rng.random()
        if roll < 0.72:
            return self.quoted(name)
        if roll < 0.90:
            return name
        return name.lower()

    def kind(self, kind: str) -> str:
        return self.rng.choice(KIND_WORDS[kind])

    def verb(self, kind: str) -> str:
        return self.rng.choice(OWN_VERBS[kind] if self.rng.random() < 0.4 else CLICK)

    def click(self, kind: str, name: str, with_kind: bool) -> str:
        shown = self.named(name)
        verb = self.verb(kind)
        if with_kind:
            word = self.kind(kind)
            forms = [
                f"{verb} the {shown} {word}",
                f"{verb} the {shown} {word}",
                f"{verb} the {word} {shown}",
                f"{verb} the {word} labeled {shown}",
                f"the {shown} {word}",
                f"{shown} {word}",
                f"{verb} {word} {shown}",
            ]
            if kind == "menu_item":
                forms += [
                    f"{verb} {shown} from the menu",
                    f"{verb} {shown} in the context menu",
                    f"Open the {shown} menu",
                    f"{verb} {shown} from the context menu",
                ]
            if kind == "list_item":
                forms += [
                    f"{verb} {shown} in the list",
                    f"{verb} the file {shown}",
                    f"{verb} {shown} in the sidebar",
                ]
            return self.rng.choice(forms)
        return self.rng.choice([f"{verb} {shown}", f"{verb} {shown}", shown, f"{verb} the {shown}"])

    def nth(self, kind: str, name: str, index: int, count: int) -> str:
        if index == count - 1 and self.rng.random() < 0.4:
            word = self.rng.choice(["last", "bottom", "lowest"])
        elif index == 0 and self.rng.random() < 0.2:
            word = self.rng.choice(["top", "first", "topmost"])
        else:
            word = self.rng.choice(ORDINALS[index])
        verb, shown, control = self.verb(kind), self.named(name), self.kind(kind)
        return self.rng.choice(
            [
                f"{verb} the {word} {shown} {control}",
                f"{verb} the {word} {shown}",
                f"{verb} the {word} {control} {shown}",
                f"the {word} {shown} {control}",
            ]
        )

    def in_row(self, kind: str, name: str, row: str) -> str:
        verb, shown, control = self.verb(kind), self.quoted(name), self.kind(kind)
        where = self.quoted(row)
        return self.rng.choice(
            [
                f"{verb} the {shown} {control} in the row {where}",
                f"{verb} {shown} for {where}",
                f"{verb} the {shown} {control} next to {where}",
                f"{verb} {shown} in the row of {where}",
                f"{verb} the {shown} {control} of {where}",
                f"In the row {where}, {verb.lower()} {shown}",
                f"{verb} the {shown} {control} beside {where}",
                f"{verb} the {shown} {control} below {where}",
            ]
        )

    def in_window(self, kind: str, name: str, title: str) -> str:
        verb, shown, control = self.verb(kind), self.quoted(name), self.kind(kind)
        where = self.quoted(title)
        return self.rng.choice(
            [
                f"{verb} the {shown} {control} in the {where} window",
                f"In {where}, {verb.lower()} {shown}",
                f"{verb} {shown} in the {where} dialog",
                f"{verb} the {shown} {control} on the {where} page",
            ]
        )

    def type_into(self, name: str, text: str) -> str:
        shown, field = self.named(name), self.kind("text_field")
        value = self.quoted(text)
        if shown[0] not in "\"'\u201c\u2018`":
            value = text if self.rng.random() < 0.5 else value
        return self.rng.choice(
            [
                f"Type {value} into the {shown} {field}",
                f"Enter {value} in {shown}",
                f"Fill the {shown} {field} with {value}",
                f"Write {value} in the {shown} {field}",
                f"Set {shown} to {value}",
                f"Put {value} into the {field} {shown}",
            ]
        )

    def beside_label(self, kind: str, name: str) -> str:
        verb, shown, control = self.verb(kind), self.named(name), self.kind(kind)
        return self.rng.choice(
            [
                f"{verb} the {control} next to {shown}",
                f"{verb} the {control} beside {shown}",
                f"{verb} the {control} for {shown}",
                f"{verb} the {control} right of {shown}",
                f"{verb} the {control} after the label {shown}",
            ]
        )
