"""Tokens of the shipped alphabet: round trips, and places as single tokens."""

from __future__ import annotations

import pytest

pytest.importorskip("tokenizers", reason="tokenizers is not installed")

from tokenizers import Tokenizer  # noqa: E402

from training.nano import prompt, tasks, tokenizer  # noqa: E402

LISTED = 120


@pytest.fixture(scope="module")
def built() -> Tokenizer:
    return tokenizer.build(screens=60)


def test_places_are_one_token_each(built: Tokenizer) -> None:
    call = prompt.reply({"action": "left_click", "coordinate": [512, 44]})
    assert built.encode(call).tokens[-5:] == [
        '", "coordinate": [',
        "512",
        ", ",
        "44",
        "]" + prompt.CALL_CLOSE,
    ]
    assert len(set(tokenizer.number_ids(built))) == 1001


def test_longest_added_token_wins(built: Tokenizer) -> None:
    assert built.encode("1024").tokens == ["102", "4"]


def test_prompts_survive_and_split_at_line_breaks(built: Tokenizer) -> None:
    for seed in range(20):
        sample = tasks.make_sample(seed, 4)
        head = prompt.prefix(sample.screen, picture=False, phrases=LISTED)
        for query in sample.queries:
            tail = prompt.question(sample.screen, query.instruction) + prompt.reply(query.arguments)
            ids = built.encode(head + tail).ids
            assert built.decode(ids, skip_special_tokens=False) == head + tail
            assert ids == built.encode(head).ids + built.encode(tail).ids


def test_all_bytes_are_in_the_alphabet(built: Tokenizer) -> None:
    text = "Ünïcödé \u2014 \u4f60\u597d \U0001f999"
    assert built.decode(built.encode(text).ids) == text


def test_vocabulary_fits_the_embedding(built: Tokenizer) -> None:
    assert built.get_vocab_size() <= tokenizer.VOCABULARY_SIZE
