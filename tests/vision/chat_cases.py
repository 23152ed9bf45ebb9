"""Random conversations for the chat template's test: tools, calls, pictures, system anywhere."""

from __future__ import annotations

import random
from typing import Any

from random_texts import random_text

Value = Any  # what JSON holds


def text_of(source: random.Random) -> str:
    return random_text(source) or "x"


def json_value(source: random.Random, depth: int = 0) -> Value:
    kind = source.randrange(9 if depth < 3 else 6)
    if kind == 0:
        return source.choice((True, False, None))
    if kind == 1:
        return source.choice((0, -1, 42, 2**53, -(2**63)))
    if kind == 2:
        exponent = source.randrange(-30, 30)
        return source.choice((0.5, 1e16, 1e-5, 123456.789, source.random() * 10.0**exponent))
    if kind in (3, 4, 5):
        return source.choice((text_of(source), 'é<&>"\\/\n', ""))
    if kind == 6:
        return [json_value(source, depth + 1) for _ in range(source.randrange(4))]
    return json_object(source, depth + 1)


def json_object(source: random.Random, depth: int = 0) -> dict[str, Value]:
    names = (f"{source.choice(('x', 'é', 'a b'))}{i}" for i in range(source.randrange(4)))
    return {name: json_value(source, depth) for name in names}


def tool(source: random.Random) -> dict[str, Value]:
    parameters = {"type": "object", "properties": json_object(source)}
    function = {"name": "f", "description": text_of(source), "parameters": parameters}
    return {"type": "function", "function": function}


def parts(source: random.Random, pictures: bool) -> list[dict[str, str]]:
    kinds = ("text", "image", "video") if pictures else ("text",)
    chosen = [source.choice(kinds) for _ in range(source.randrange(1, 5))]
    return [
        {"type": kind, kind: text_of(source) if kind == "text" else "picture"} for kind in chosen
    ]


def calls(source: random.Random) -> list[dict[str, Value]]:
    made = []
    for i in range(source.randrange(1, 4)):
        arguments = source.choice((json_object(source), '{"raw": 1}'))
        made.append({"type": "function", "function": {"name": f"f{i}", "arguments": arguments}})
    return made


def message(source: random.Random) -> dict[str, Value]:
    role = source.choice(("user", "user", "assistant", "assistant", "tool", "tool", "system"))
    content: str | list[dict[str, str]] = source.choice(
        ("", text_of(source), parts(source, role in ("user", "tool")))
    )
    made: dict[str, Value] = {"role": role, "content": content}
    if role == "assistant" and source.random() < 0.6:
        made["tool_calls"] = calls(source)
    return made


def random_conversations(source: random.Random, count: int) -> list[dict[str, Value]]:
    return [
        {
            "messages": [message(source) for _ in range(source.randrange(1, 9))],
            "tools": [tool(source) for _ in range(source.randrange(3))],
            "generation_prompt": source.random() < 0.7,
            "number_pictures": source.random() < 0.5,
        }
        for _ in range(count)
    ]
