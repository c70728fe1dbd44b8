"""Look and ToolBox and RecentFiles: what was chosen, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from engines.palette import Palette
from sketchart_desktop.preferences.recent_files import LONGEST, RecentFiles
from sketchart_desktop.styling.look import Look, StyleChoice
from sketchart_desktop.tools.toolbox import RECENT_COLOURS, SIZES_PX, ToolBox

BANK = (Palette.of(((1, 2, 3), (4, 5, 6))),)


def style(name: str, index: int = 0, count: int = 1, pack: str = "pack", lines: float = 0.0) -> StyleChoice:
    return StyleChoice(f"{pack}/{name}", {"en": name}, {}, pack, index, count, lines, pack=pack, bank=BANK)


SOFT, FLAT, INK = style("soft", 0, 3), style("flat", 1, 3, lines=0.4), style("ink", 2, 3)
ELSE = style("else", pack="other")


def test_weights_sum_to_one_and_blend_towards_the_second_style() -> None:
    look = Look()
    look.set_entries((SOFT, FLAT, INK, ELSE))
    assert look.weights() == (1.0, 0.0, 0.0)
    look.blend_with("pack/ink")
    look.set_blend(0.25)
    assert look.weights() == (0.75, 0.0, 0.25)
    look.blend_with("other/else")
    assert look.second is INK, "styles of another pack cannot be blended in"
    look.choose("other/else")
    assert look.weights() == (1.0,)
    assert look.second is None


def test_lines_follow_the_style_until_set_by_hand() -> None:
    look = Look()
    look.set_entries((SOFT, FLAT))
    look.choose("pack/flat")
    assert look.values.keep_lines == 0.4
    look.set_keep_lines(0.9)
    look.choose("pack/soft")
    assert look.values.keep_lines == 0.0
    look.choose("pack/flat")
    assert look.values.keep_lines == 0.9


def test_light_follows_the_style_until_set_by_hand_and_only_drawings_are_lit() -> None:
    look = Look()
    painter = replace(INK, key="pack/painter", pack=SimpleNamespace(picture=SimpleNamespace(wants="photo")))
    look.set_entries((SOFT, replace(FLAT, light=0.6), painter))
    look.choose("pack/flat")
    assert look.values.light == 0.6
    look.set_light(1.7)
    assert look.values.light == 1.0
    look.choose("pack/soft")
    assert look.values.light == 0.0
    look.choose("pack/flat")
    assert look.values.light == 1.0
    assert SOFT.is_lit and not painter.is_lit


def test_the_choice_outlives_a_new_list_and_the_preferred_style_comes_first() -> None:
    look = Look()
    look.set_entries((SOFT, FLAT), preferred="pack/flat")
    assert look.chosen is FLAT
    look.set_entries((SOFT, FLAT, INK), preferred="pack/soft")
    assert look.chosen is FLAT
    look.set_entries(())
    assert look.chosen is None
    assert look.weights() == (1.0,)


def test_a_locked_palette_stays_with_another_pack_and_the_dice_still_roll() -> None:
    look = Look()
    look.set_entries((SOFT, ELSE))
    look.set_palette(Palette.of(((9, 9, 9),)))
    look.note_shown_palette(look.values.palette)
    look.set_locked(True)
    look.choose("other/else")
    assert look.values.palette.colours == ((9, 9, 9),)
    look.roll_dice(5)
    assert look.values.palette.colours != ((9, 9, 9),)


def test_editing_a_shown_colour_locks_it() -> None:
    look = Look()
    look.note_shown_palette(Palette.of(((10, 0, 0), (0, 10, 0))))
    look.set_colour(1, (7, 7, 7))
    assert look.values.locked
    assert look.values.palette.colours == ((10, 0, 0), (7, 7, 7))


def test_next_style_goes_round() -> None:
    look = Look()
    look.choose_next()
    look.set_entries((SOFT, FLAT))
    look.choose_next()
    look.choose_next()
    assert look.chosen is SOFT


def test_a_held_tool_gives_way_to_the_chosen_one() -> None:
    box = ToolBox()
    box.choose("colour")
    box.hold("pick")
    assert (box.tool, box.chosen, box.drawing_tool) == ("pick", "colour", "colour")
    box.let_go()
    assert box.tool == "colour"


def test_each_tool_keeps_its_size_and_sizes_end_somewhere() -> None:
    box = ToolBox()
    box.set_size(3)
    box.choose("eraser")
    box.set_size(10_000)
    assert box.brush.size_px == SIZES_PX[-1]
    box.step_size(1)
    assert box.brush.size_px == SIZES_PX[-1]
    box.choose("ink")
    assert box.brush.size_px == 3
    for _ in range(10):
        box.step_size(-1)
    assert box.brush.size_px == SIZES_PX[0]


def test_a_colour_chosen_with_the_eraser_in_hand_brings_the_colour_brush() -> None:
    box = ToolBox()
    box.choose("eraser")
    box.set_colour((1, 2, 3))
    assert (box.tool, box.colour) == ("colour", (1, 2, 3))
    before = box.colour
    box.set_colour((4, 5, 6))
    box.swap_colour()
    assert box.colour == before


def test_recent_colours_are_few_and_different() -> None:
    box = ToolBox()
    for number in range(30):
        box.set_colour((number % 20, 0, 0))
        box.note_used()
    assert len(box.recent_colours) == RECENT_COLOURS
    assert len(set(box.recent_colours)) == RECENT_COLOURS


def test_recent_files_are_kept_pruned_and_forgiven(tmp_path: Path) -> None:
    store = tmp_path / "deep" / "recent.json"
    recent = RecentFiles(store)
    files = [tmp_path / f"{number}.ora" for number in range(LONGEST + 3)]
    for file in files:
        file.touch()
        recent.note(file)
    assert RecentFiles(store).paths() == tuple(reversed(files[3:]))
    files[-1].unlink()
    assert files[-1] not in RecentFiles(store).paths()
    for damage in (b"{", b'{"a": 1}', b'[1, null, "\\u0000"]', b"\xff\xfe", b"[" * 100_000):
        store.write_bytes(damage)
        assert RecentFiles(store).paths() == ()
