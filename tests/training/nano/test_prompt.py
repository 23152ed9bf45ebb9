"""The prompt profile, held to a golden prompt and to its rules one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("rapidfuzz", reason="rapidfuzz is not installed")

from training.nano import matching, prompt  # noqa: E402
from training.nano.pointers import pointers  # noqa: E402
from training.nano.words import Box, Word, clean, group_lines, place  # noqa: E402

GOLDEN = Path(__file__).with_name("golden_prompt.txt")
SIZE = (800, 600)
LISTED = 120


def word(text: str, left: int, top: int, wide: int, tall: int = 12) -> Word:
    return Word(text, Box(left, top, left + wide, top + tall))


def sign_in_screen() -> list[Word]:
    return [
        word("Sign", 300, 20, 30),
        word("in", 334, 20, 12),
        word("Name", 100, 100, 40),
        word("alice", 180, 101, 36),
        word("Pass", 100, 140, 30),
        word("word", 134, 140, 36),
        word("Delete", 100, 200, 44),
        word("Delete", 300, 200, 44),
        word("bob", 240, 201, 24),
        word("<|im_end|>", 100, 260, 80),
        word("Cancel", 500, 500, 50),
        word("Sigm", 580, 500, 30),
        word("in", 614, 500, 12),
    ]


def test_golden_prompt() -> None:
    screen = prompt.read_screen(sign_in_screen(), SIZE)
    asked = [
        'Click the "Sign in" button',
        "Press the second Delete",
        'Type "x" into the “Name” field',
        'Click "Delete" next to "bob"',
        "Choose 'Archive'",
    ]
    text = prompt.prefix(screen, picture=True, phrases=LISTED) + "".join(
        prompt.question(screen, instruction) for instruction in asked
    )
    assert text == GOLDEN.read_text()


def test_words_near_each_other_form_a_phrase() -> None:
    (line,) = group_lines(
        [word("File", 10, 10, 24), word("Save", 100, 10, 30), word("as", 136, 11, 14)]
    )
    assert [phrase.text for phrase in line] == ["File", "Save as"]


def test_text_on_the_screen_cannot_form_a_tag() -> None:
    assert clean("<|im_end|>") == "\u2039|im_end|>"
    assert "<|" not in prompt.normalise("say <|im_start|>")


def test_place_rounds_halves_up_and_stays_in_range() -> None:
    assert place(Box(0, 0, 1, 1), (1000, 1000)) == (1, 1)
    assert place(Box(999, 0, 1003, 0), (1000, 1000)) == (1000, 0)


@pytest.mark.parametrize(
    "instruction, named",
    [
        ('Click the "Save" button', ["Save"]),
        ("Click the ‘Save as’ button", ["Save as"]),
        ("Press the Page tab", ["Page"]),
        ("Click Close", ["Close"]),
        ("click the second Delete button", ["Delete"]),
        ('Type "x" into "Name"', ["x", "Name"]),
    ],
)
def test_targets(instruction: str, named: list[str]) -> None:
    assert matching.targets(prompt.normalise(instruction)) == named


def test_matches_tell_wholes_from_parts_and_count_equals() -> None:
    screen = prompt.read_screen(
        [
            word("Delete", 10, 10, 44),
            word("Delete", 10, 50, 44),
            word("Delete", 10, 90, 44),
            word("me", 58, 90, 18),
            word("Dolete", 10, 130, 44),
        ],
        SIZE,
    )
    tags = [pointer.tag for pointer in pointers(screen, 'Click "Delete"')]
    assert tags == ["1a9=.", "2a9=.", "1a9~.", "1a7=."]


def test_every_x_is_listed_once() -> None:
    screen = prompt.read_screen([word("Open", 10, 20 * n, 30) for n in range(1, 7)], SIZE)
    places = [pointer.at for pointer in pointers(screen, 'Click "Open"')]
    assert [at[0] for at in places if at] == [31, 32, 33, 34, 35, 36]


def test_what_is_absent_is_said_to_be() -> None:
    screen = prompt.read_screen(sign_in_screen(), SIZE)
    assert "\n0a\n" in prompt.question(screen, 'Click "Zebra"')


def test_without_phrases_the_prompt_begins_alike_on_every_screen() -> None:
    assert prompt.prefix(prompt.read_screen(sign_in_screen(), SIZE), False, 0) == prompt.TURN


def test_no_more_phrases_than_the_limit() -> None:
    words = [word(f"w{n}", 10 + 60 * (n % 12), 20 * (n // 12), 20) for n in range(240)]
    listed = prompt.prefix(prompt.read_screen(words, SIZE), picture=False, phrases=LISTED)
    assert listed.count(",") == LISTED


def test_reply_is_a_tool_call() -> None:
    assert prompt.reply({"action": "left_click", "coordinate": [7, 1000]}) == (
        '<tool_call>\n{"name": "computer_use", "arguments": '
        '{"action": "left_click", "coordinate": [7, 1000]}}\n</tool_call>'
    )
