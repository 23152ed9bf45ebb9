"""Random texts for the tokenizer tests: all planes of Unicode, and what tokenizers trip over."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

ADDED_TOKENS = [
    "<|endoftext|>",
    "<|im_start|>",
    "<|im_end|>",
    "<|object_ref_start|>",
    "<|object_ref_end|>",
    "<|box_start|>",
    "<|box_end|>",
    "<|quad_start|>",
    "<|quad_end|>",
    "<|vision_start|>",
    "<|vision_end|>",
    "<|vision_pad|>",
    "<|image_pad|>",
    "<|video_pad|>",
    "<tool_call>",
    "</tool_call>",
    "<|fim_prefix|>",
    "<|fim_middle|>",
    "<|fim_suffix|>",
    "<|fim_pad|>",
    "<|repo_name|>",
    "<|file_sep|>",
    "<tool_response>",
    "</tool_response>",
    "<think>",
    "</think>",
]
WORDS = (
    "the and of button Save menu don't I'm we'll THEY'RE it's o'clock 'Sfoo Zürich naïve façade "
    "File Edit View Help Hello world 2024 3.14 foo_bar camelCase https://a.example/x?y=1 "
    "Straße Ελλάδα Привет мир 你好 世界 こんにちは 안녕 สวัสดี नमस्ते مرحبا שלום Việt 🦙 👩‍💻 '\u017ft"
).split(" ")
SPACES = (
    "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2003\u200a\u2028\u2029\u202f\u205f\u3000"
    "\x1c\x1f\u200b"
)
PUNCTUATION = "'\"<>|/\\.,;:!?-_=+*&^%$#@~`()[]{}"


def is_scalar(code: int) -> bool:
    return not 0xD800 <= code < 0xE000


SCALARS_WITH_MARKS = [c for c in range(0x110000) if is_scalar(c) and unicodedata.combining(chr(c))]
DECOMPOSING = [c for c in range(0x30000) if is_scalar(c) and unicodedata.decomposition(chr(c))]
STARTERS = "aeiouAEIOUnscdŝớ가ᄀ각᠀कাெ𑄱𑒹क़"
JAMO = [*range(0x1100, 0x1113), *range(0x1161, 0x1176), *range(0x11A7, 0x11C3)]


def any_character(source: random.Random) -> str:
    while True:
        code = source.randrange(0x110000)
        if is_scalar(code):
            return chr(code)


def any_characters(source: random.Random) -> str:
    return "".join(any_character(source) for _ in range(source.randrange(12)))


def neighbours(source: random.Random) -> str:
    """Characters of one block, assigned or not, of the planes that have letters."""
    start = source.randrange(0x323B0)
    codes = [start + source.randrange(64) for _ in range(source.randrange(1, 16))]
    return "".join(chr(code) for code in codes if is_scalar(code))


def prose(source: random.Random) -> str:
    gaps = (" ", " ", " ", "  ", "\n", ", ", ". ", "")
    return "".join(
        source.choice(WORDS) + source.choice(gaps) for _ in range(source.randrange(1, 12))
    )


def white(source: random.Random) -> str:
    letters = SPACES + "  \n\na1."
    return "".join(source.choice(letters) for _ in range(source.randrange(1, 12)))


def marks(source: random.Random) -> str:
    text = ""
    for _ in range(source.randrange(1, 4)):
        text += source.choice(STARTERS)
        text += "".join(
            chr(source.choice(SCALARS_WITH_MARKS)) for _ in range(source.randrange(6))
        )
    return text


def normalising(source: random.Random) -> str:
    pool = source.choice((DECOMPOSING, JAMO))
    text = "".join(chr(source.choice(pool)) for _ in range(source.randrange(1, 8)))
    return source.choice((text, unicodedata.normalize("NFD", text)))


def controls(source: random.Random) -> str:
    return "".join(chr(source.randrange(0xA1)) for _ in range(source.randrange(1, 12)))


def symbols(source: random.Random) -> str:
    return "".join(source.choice(PUNCTUATION + "'' \nsStT1é") for _ in range(source.randrange(12)))


def tokens(source: random.Random) -> str:
    """Added tokens: whole, cut short, one inside the other."""
    token = source.choice(ADDED_TOKENS)
    cut = source.randrange(len(token))
    return source.choice(
        (token, token, token[:cut], token[cut:], token[:cut] + token + token[cut:], "<" + token)
    )


def runs(source: random.Random) -> str:
    unit = source.choice((any_characters(source), source.choice("aA1 \n\t'.<é\u0301你"), "ab"))
    return unit * source.randrange(1, 60)


PIECES: tuple[Callable[[random.Random], str], ...] = (
    any_characters,
    neighbours,
    prose,
    white,
    marks,
    normalising,
    controls,
    symbols,
    tokens,
    runs,
)


def random_text(source: random.Random) -> str:
    return "".join(source.choice(PIECES)(source) for _ in range(source.randrange(1, 5)))
