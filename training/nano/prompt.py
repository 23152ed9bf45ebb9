"""The compact prompt profile: reference implementation of docs/prompt-profile.md.

A prompt is `prefix(...)`, which depends on the screen alone (the service keeps its keys and
values while the screen stays the same), followed by `question(...)`, which depends on the
instruction too. The model's reply begins with `REPLY` and is one computer_use tool call.
"""

from __future__ import annotations

import json
import re
from typing import Any, Sequence

from training.nano import matching
from training.nano.pointers import MAX_PHRASE_CHARS, Screen, pointers
from training.nano.words import Line, Phrase, Word, clean, group_lines, hull, place

MAX_INSTRUCTION_CHARS = 400

TURN = "<|im_start|>user\n"
PICTURE = "<|vision_start|><|image_pad|><|vision_end|>"
REPLY = "<|im_end|>\n<|im_start|>assistant\n"
END = "<|im_end|>"

CALL_OPEN = '<tool_call>\n{"name": "computer_use", "arguments": {"action": "'
CALL_CLOSE = "}}\n</tool_call>"


def read_screen(words: Sequence[Word], size: tuple[int, int]) -> Screen:
    cleaned = [Word(clean(word.text), word.box) for word in words]
    lines = group_lines([word for word in cleaned if word.text and word.box.height > 0])
    return Screen(size, lines, matching.windows(lines))


def prefix(screen: Screen, picture: bool, phrases: int) -> str:
    """The part of the prompt that does not depend on the instruction.

    At most `phrases` phrases of the screen are listed (0: none, the pointers alone).
    """
    listed = []
    kept = _kept(screen.lines, phrases)
    for line in screen.lines:
        items = [_item(phrase, screen.size) for phrase in line if id(phrase) in kept]
        if items:
            listed.append(";".join(items))
    return TURN + (PICTURE if picture else "") + "".join(text + "\n" for text in listed)


def _item(phrase: Phrase, size: tuple[int, int]) -> str:
    x, y = place(hull(phrase.words), size)
    return f"{x}, {y} {phrase.text[:MAX_PHRASE_CHARS].rstrip()}"


def _kept(lines: Sequence[Line], most: int) -> set[int]:
    """Above the limit those with the fewest letters and digits go first, then later ones."""
    phrases = [phrase for line in lines for phrase in line]
    worth = [min(sum(c.isalnum() for c in phrase.text), 3) for phrase in phrases]
    order = sorted(range(len(phrases)), key=lambda i: (-worth[i], i))
    return {id(phrases[i]) for i in order[:most]}


def question(screen: Screen, instruction: str) -> str:
    """Instruction, pointers, and the opening of the assistant's turn."""
    text = normalise(instruction)
    lines = "".join(pointer.line() for pointer in pointers(screen, text))
    return f"do: {spaced(text)}\n{lines}{REPLY}"


def normalise(instruction: str) -> str:
    """Straight quotes, single blanks, no tag openings, at most MAX_INSTRUCTION_CHARS."""
    text = matching.straight_quotes(instruction.replace("<", "\u2039"))
    return text[:MAX_INSTRUCTION_CHARS].rstrip()


def spaced(text: str) -> str:
    """A blank after every opening quote, so that a quoted word has the tokens of a listed one."""
    return re.sub(r'"([^"]+)"', r'" \1"', text)


def reply(arguments: dict[str, Any]) -> str:
    """A tool call as the model writes it; `arguments` begin with the action."""
    action = arguments["action"]
    rest = {key: value for key, value in arguments.items() if key != "action"}
    tail = "".join(
        f', "{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in rest.items()
    )
    return f'{CALL_OPEN}{action}"{tail}{CALL_CLOSE}'
