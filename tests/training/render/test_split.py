"""Nothing that train looks like is in held_out."""

import pytest

from training.render import icons, vocabulary
from training.render import split as splits

TABLES = [
    name for name in dir(splits) if isinstance(getattr(splits, name), dict) and name.isupper()
]


@pytest.mark.parametrize("name", TABLES)
def test_train_and_held_out_share_nothing(name):
    table = getattr(splits, name)
    assert set(table) == {"train", "held_out"}
    assert not set(table["train"]) & set(table["held_out"])


def test_all_eight_tables_are_checked():
    assert len(TABLES) == 8


def test_every_language_has_labels_for_every_topic():
    labels = vocabulary._labels()
    for language in vocabulary.languages():
        assert set(labels[language]) == set(labels["en"])
        assert all(labels[language].values())


def test_icons_are_named_by_purpose():
    assert icons.purposes()["edit-delete"] == "Delete"
    assert all(purpose.strip() for purpose in icons.purposes().values())
