"""Synthetic samples: reproducible, and their answers are on the screen."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidfuzz", reason="rapidfuzz is not installed")

from training.nano import prompt, tasks  # noqa: E402
from training.nano.vocabulary import NOUNS, VERBS, is_held_out  # noqa: E402
from training.nano.words import PLACES  # noqa: E402

SEEDS = range(40)
LISTED = 120


def as_text(sample: tasks.Sample) -> str:
    return prompt.prefix(sample.screen, picture=False, phrases=LISTED) + "".join(
        prompt.question(sample.screen, query.instruction) + prompt.reply(query.arguments)
        for query in sample.queries
    )


def test_equal_seeds_give_equal_samples() -> None:
    assert as_text(tasks.make_sample(5, 8)) == as_text(tasks.make_sample(5, 8))
    assert as_text(tasks.make_sample(5, 8)) != as_text(tasks.make_sample(6, 8))


def test_right_clicks_lie_in_the_target() -> None:
    clicks = misses = 0
    for seed in SEEDS:
        sample = tasks.make_sample(seed, 12)
        for query in sample.queries:
            if query.box is not None and "coordinate" in query.arguments:
                x, y = (
                    v * side / PLACES
                    for v, side in zip(query.arguments["coordinate"], sample.screen.size)
                )
                clicks += 1
                misses += not query.box.contains(x, y)
    assert clicks > 200
    assert misses <= clicks // 50  # words joined by the reader span two controls


def test_exact_answers_can_be_copied_from_the_prompt() -> None:
    copied = exact = 0
    for seed in SEEDS:
        sample = tasks.make_sample(seed, 12)
        for query in sample.queries:
            if query.spread is None and "coordinate" in query.arguments:
                x, y = query.arguments["coordinate"]
                text = prompt.prefix(
                    sample.screen, picture=False, phrases=LISTED
                ) + prompt.question(sample.screen, query.instruction)
                exact += 1
                copied += f"{x}, {y}" in text
    assert exact > 200
    assert copied >= exact * 49 // 50


def test_absent_targets_are_not_on_the_screen() -> None:
    for seed in SEEDS:
        sample = tasks.make_sample(seed, 12)
        for query in sample.queries:
            if query.task == "absent":
                assert "1a9" not in prompt.question(sample.screen, query.instruction)


def test_every_task_occurs() -> None:
    seen = {query.task for seed in SEEDS for query in tasks.make_sample(seed, 16).queries}
    assert seen >= {"click", "kind", "nth", "row", "field", "absent", "key", "scroll", "unread"}


def test_words_held_out_are_never_composed_in_training() -> None:
    assert any(is_held_out(word) for word in VERBS) and any(is_held_out(word) for word in NOUNS)
    for seed in SEEDS:
        for element in tasks.make_sample(seed, 2).canvas.elements:
            if element.name in VERBS or element.name in NOUNS:
                assert not is_held_out(element.name) or element.kind == "menu_item"
