"""Variants of a style with a code: stepped, bent, taken from a picture; and any style takes a picture's colours."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from engines.pictures import drawn_code
from sketchart_desktop.styling.look import Look
from sketchart_desktop.ui.styles.code_box import StyleCodeBox
from tests.gui.conftest import choices


@pytest.fixture
def box(qtbot):
    """A style with a code of four numbers, read from pictures, and one of lines."""
    look = Look()
    inputs = SimpleNamespace(style="code", style_length=4, reference=True, wants="photo")
    coded = replace(choices("coded", pack="munit")[0], pack=SimpleNamespace(picture=inputs))
    look.set_entries((coded, *choices("soft")))
    made = StyleCodeBox(look)
    qtbot.addWidget(made)
    made.show()
    return made, look


def red_picture(folder):
    pixels = np.zeros((40, 900, 3), np.uint8)
    pixels[:, :] = (200, 20, 30)
    Image.fromarray(pixels).save(folder / "red.png")
    return folder / "red.png"


def test_variants_are_stepped_through_and_bent(box) -> None:
    made, look = box
    assert [slider.isVisible() for slider in made.sliders] == [True] * 4 + [False] * 4
    made.forth.click()
    made.forth.click()
    assert "2" in made.variant.text()
    made.back.click()
    assert look.values.dice == 1
    made.sliders[2].slider.setValue(made.sliders[2].position_of(1.5))
    drawn = drawn_code(1, 4)[0]
    assert look.values.style_code == pytest.approx((drawn[0], drawn[1], 1.5, drawn[3]))
    made.dice.click()
    assert look.values.style_code == ()
    assert look.values.dice > 0


def test_a_pictures_style_is_taken_where_it_can_be_read(box, tmp_path) -> None:
    made, look = box
    made.take_picture(red_picture(tmp_path))
    assert look.values.reference.pixels.shape == (23, 512, 3)
    assert "red.png" in made.note.text()
    assert not made.sliders[0].isEnabled()
    made.forth.click()
    assert look.values.reference is None
    made.take_picture(red_picture(tmp_path))
    look.choose("pack/soft")
    assert look.values.reference is None, "another pack's codes are others"


def test_other_styles_take_its_colours(box, tmp_path) -> None:
    made, look = box
    look.choose("pack/soft")
    assert not made.variant.isVisible()
    made.take_picture(red_picture(tmp_path))
    assert np.abs(np.subtract(look.values.palette.colours[0], (200, 20, 30))).max() <= 3


def test_a_damaged_picture_is_refused_in_words(box, tmp_path) -> None:
    made, look = box
    (tmp_path / "torn.png").write_bytes(b"no picture")
    before = look.values
    made.take_picture(tmp_path / "torn.png")
    assert "torn.png" in made.note.text()
    assert look.values == before
