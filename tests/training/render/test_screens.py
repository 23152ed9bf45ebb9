"""What every source promises about its screens."""

import json

import numpy as np

from training.render import split as splits
from training.render.sample import KINDS, DatasetWriter, Screen, read_pixels, read_records

from .conftest import SEEDS, render


def controls(screen: Screen) -> list:
    return [element for element in screen.elements if element.kind != "none"]


def test_boxes_lie_inside_the_picture(screens):
    for screen in screens:
        height, width = screen.pixels.shape[:2]
        for element in screen.elements:
            x0, y0, x1, y1 = element.box
            assert 0 <= x0 < x1 <= width and 0 <= y0 < y1 <= height, element


def test_screens_hold_controls_of_known_kinds(screens):
    for screen in screens:
        assert controls(screen)
        assert {element.kind for element in screen.elements} <= set(KINDS)


def test_every_control_but_marks_and_bare_fields_has_a_name(screens):
    for screen in screens:
        named = [element for element in controls(screen) if element.name]
        assert len(named) >= 0.9 * len(controls(screen))


def test_something_is_drawn_where_a_control_is_said_to_be(screens):
    for screen in screens:
        blank = 0
        for element in controls(screen):
            x0, y0, x1, y1 = element.box
            area = screen.pixels[max(0, y0 - 3) : y1 + 3, max(0, x0 - 3) : x1 + 3]
            blank += int(np.ptp(area.reshape(-1, 3), axis=0).max() < 8)
        assert blank == 0


def test_no_text_is_said_to_be_hidden_under_a_control(screens):
    """A static text at whose middle another control starts would be a wrong negative."""
    for screen in screens:
        texts = [element for element in screen.elements if element.kind == "none"]
        for text in texts:
            x, y = (text.box[0] + text.box[2]) / 2, (text.box[1] + text.box[3]) / 2
            over = [
                c
                for c in controls(screen)
                if c.box[0] < x < c.box[2] and c.box[1] < y < c.box[3] and c.kind == "button"
            ]
            assert not over, (text, over)


def test_a_seed_gives_the_same_screen_again(source, screens):
    again = render(source, "train", SEEDS[:1])[0]
    assert np.array_equal(again.pixels, screens[0].pixels)
    assert again.to_json("a.png") == screens[0].to_json("a.png")


def test_held_out_screens_use_no_font_or_look_of_train(source, held_out):
    tables = {
        "procedural": splits.PROCEDURAL_LOOKS,
        "chromium": splits.PAGE_STYLES,
        "gtk3": splits.GTK3_THEMES,
        "qt5": splits.QT5_STYLES,
        "tk": splits.TK_THEMES,
    }
    for screen in held_out:
        look = screen.theme.split(",")[0].split(" ")[0]
        assert look in tables[source]["held_out"] and look not in tables[source]["train"]
        font = screen.theme.split(", ")[1].rsplit(" ", 1)[0]
        assert font in splits.FONTS["held_out"] and font not in splits.FONTS["train"]


def test_a_data_set_is_read_back_as_it_was_written(screens, tmp_path):
    writer = DatasetWriter(tmp_path)
    for screen in screens:
        writer.write(screen)
    writer.close()
    for screen, record in zip(screens, read_records(tmp_path), strict=True):
        assert np.array_equal(read_pixels(tmp_path, record), screen.pixels)
        assert record == json.loads(json.dumps(screen.to_json(record["image"])))


def test_an_unfinished_last_line_is_left_out(tmp_path):
    (tmp_path / "samples.jsonl").write_text('{"image": "a.png"}\n{"image": "b', encoding="utf-8")
    assert [record["image"] for record in read_records(tmp_path)] == ["a.png"]
