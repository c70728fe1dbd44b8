"""The user's palettes: kept across starts, ordered, brought in and out, and remembered for each style."""

from __future__ import annotations

import json

import pytest

from engines.palette import Palette
from sketchart_desktop.document.gpl import read_gpl
from sketchart_desktop.styling.look import Look
from sketchart_desktop.styling.palettes import BASICS, STYLE, PaletteLibrary
from tests.gui.conftest import BLUE, RED, choices

GREEN = (10, 200, 10)


@pytest.fixture
def look(qapp) -> Look:
    look = Look()
    look.set_entries((*choices("soft", "flat"), *choices("oil", pack="other")))
    return look


def test_own_palettes_are_kept_and_ordered(look, tmp_path) -> None:
    palettes = PaletteLibrary(tmp_path, look)
    mine = palettes.create("Cats", (RED, BLUE))
    assert palettes.chosen == mine
    assert palettes.add_colour(mine, GREEN)
    assert not palettes.add_colour(mine, GREEN)
    assert palettes.move_colour(mine, 2, 0)
    assert not palettes.move_colour(mine, 0, 3)
    assert palettes.remove_colour(mine, 1)
    assert palettes.rename(mine, "Cats\nand dogs")
    assert not palettes.rename(mine, "   ")
    again = PaletteLibrary(tmp_path, look)
    assert again.name(mine) == "Cats and dogs"
    assert again.colours(mine) == (GREEN, BLUE)
    assert again.remove(mine)
    assert again.chosen == BASICS
    assert list(tmp_path.glob("*.gpl")) == []


def test_two_palettes_of_one_name_are_two_files(look, tmp_path) -> None:
    palettes = PaletteLibrary(tmp_path, look)
    assert len({palettes.create("나의 색"), palettes.create("나의 색"), palettes.create("../../etc")}) == 3
    assert len(list(tmp_path.glob("*.gpl"))) == 3


def test_each_style_remembers_its_palettes(look, tmp_path) -> None:
    palettes = PaletteLibrary(tmp_path, look)
    cats = palettes.create("Cats", (RED,))
    look.set_palette(Palette.of((GREEN,)))
    look.choose("pack/flat")
    assert palettes.chosen == cats  # nothing else is known of this style
    palettes.choose(STYLE)
    look.set_palette(Palette.of((BLUE,)))
    look.choose("pack/soft")
    assert palettes.chosen == cats
    assert look.values.palette.colours == (GREEN,)
    look.choose("pack/flat")
    assert palettes.chosen == STYLE
    assert look.values.palette.colours == (BLUE,)
    # and in the next run
    fresh = Look()
    later = PaletteLibrary(tmp_path, fresh)
    fresh.set_entries(choices("soft", "flat"), preferred="pack/flat")
    assert later.chosen == STYLE
    assert fresh.values.palette.colours == (BLUE,)
    fresh.choose("pack/soft")
    assert (later.chosen, fresh.values.palette.colours) == (cats, (GREEN,))


def test_locked_colours_stay_with_another_style(look, tmp_path) -> None:
    look.set_palette(Palette.of((GREEN,)))
    look.choose("pack/flat")
    look.set_palette(Palette.of((BLUE,)))
    look.note_shown_palette(look.values.palette)
    look.set_locked(True)
    look.choose("pack/soft")
    assert look.values.palette.colours == (BLUE,)


def test_the_styles_own_colours_are_offered(look, tmp_path) -> None:
    palettes = PaletteLibrary(tmp_path, look)
    look.note_shown_palette(Palette.of((GREEN,)))
    assert palettes.colours(STYLE) == (GREEN, RED, BLUE)


def test_in_and_out_as_gimp_palette(look, tmp_path) -> None:
    palettes = PaletteLibrary(tmp_path / "mine", look)
    out = tmp_path / "out.gpl"
    assert palettes.export_gpl(BASICS, out, name="Basic colours")
    assert read_gpl(out).colours == palettes.colours(BASICS)
    back = palettes.import_gpl(out)
    assert palettes.is_own(back)
    assert palettes.name(back) == "Basic colours"


def test_trouble_is_told_and_changes_nothing(look, tmp_path) -> None:
    palettes = PaletteLibrary(tmp_path / "mine", look)
    told: list[str] = []
    palettes.message.connect(told.append)
    bad = tmp_path / "bad.gpl"
    bad.write_text("no palette")
    assert palettes.import_gpl(bad) == ""
    assert palettes.import_gpl(tmp_path / "none.gpl") == ""
    assert not palettes.export_gpl(BASICS, tmp_path / "no" / "x.gpl", name="x")
    blocked = PaletteLibrary(bad / "inside", look)
    blocked.message.connect(told.append)
    assert blocked.create("Cats") == ""
    assert len(told) == 4
    assert palettes.ids() == (BASICS, STYLE)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[1]",
        '{"a": 1}',
        '{"pack/soft": {"artwork": [[1]], "drawing": 3}}',
        "[" * 9999,
        '{"pack/soft": {"artwork": [[1, 2, 999, 1.0]]}}',
        '{"pack/soft": {"artwork": [[1,2,3,NaN]]}}',
    ],
)
def test_a_damaged_memory_is_forgotten(look, tmp_path, content) -> None:
    (tmp_path / "of-styles.json").write_text(content)
    (tmp_path / "broken.gpl").write_text("junk")
    palettes = PaletteLibrary(tmp_path, look)
    assert palettes.ids() == (BASICS, STYLE)
    assert look.remembered_palettes == {}
    assert palettes.create("Cats")
    assert isinstance(json.loads((tmp_path / "of-styles.json").read_text()), dict)
    assert (tmp_path / "broken.gpl").read_text() == "junk"
