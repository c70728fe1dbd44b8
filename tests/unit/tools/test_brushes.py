"""Brushes: each keeps its own settings between starts, two take turns, and generators can read what they leave."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sketchart_desktop.document.operations import AddStroke
from sketchart_desktop.document.stroke import Brush
from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.tools.brushes import COLOUR_TOOLS, DRAWING_TOOLS, LINE_TOOLS, START_BRUSHES, BrushStore
from sketchart_desktop.tools.toolbox import ToolBox
from tests.drawings import stroke


def test_brushes_are_remembered_between_starts(tmp_path: Path) -> None:
    store = BrushStore(tmp_path / "deep" / "brushes.json")
    box = ToolBox(brushes=store.read())
    for size, tool in enumerate(DRAWING_TOOLS, 5):
        box.choose(tool)
        box.set_size(size)
        box.set_opacity(0.5)
        box.set_hardness(0.35)
    box.set_brush_pressure(size=False, opacity=True)
    assert store.write(box.own_brushes)
    again = ToolBox(brushes=BrushStore(tmp_path / "deep" / "brushes.json").read())
    assert again.own_brushes == box.own_brushes
    assert [again.brush_of(tool).size_px for tool in DRAWING_TOOLS] == [5, 6, 7, 8, 9, 10]


@pytest.mark.parametrize(
    "damage", [b"{", b"[]", b'{"ink": 3}', b'{"ink": {"size_px": -4}}', b'{"ink": {"opacity": "x"}}', b"\xff\xfe"]
)
def test_damage_gives_the_brushes_of_the_box(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "brushes.json"
    file.write_bytes(damage)
    assert BrushStore(file).read() == START_BRUSHES


def test_two_brushes_take_turns_and_the_eraser_does_not_count() -> None:
    box = ToolBox()
    for tool in ("pencil", "airbrush", "eraser", "fill"):
        box.choose(tool)
    box.choose_last_brush()
    assert box.tool == "airbrush"
    box.choose_previous_brush()
    assert box.tool == "pencil"
    box.choose_previous_brush()
    assert box.tool == "airbrush"


def test_shapes_and_bucket_use_the_last_fitting_brush() -> None:
    box = ToolBox()
    box.choose("pencil")
    box.choose("marker")
    box.choose("ellipse")
    assert (box.brush.kind, box.layer) == ("pencil", "ink")
    box.choose("fill")
    assert box.layer == "colour"


def test_pressure_changes_only_what_brush_and_settings_agree_on() -> None:
    box = ToolBox()
    box.choose("pencil")
    assert box.brush.pressure_size
    assert box.brush.pressure_opacity
    box.set_pressure_opacity(False)
    assert not box.brush.pressure_opacity
    box.set_pressure_opacity(True)
    box.set_brush_pressure(opacity=False)
    assert not box.brush.pressure_opacity
    assert box.brush_of("airbrush").pressure_opacity


def alpha(tool: str, pressure: float, **changes: float) -> np.ndarray:
    brush = replace(START_BRUSHES[tool], **changes)
    layer = "ink" if tool in LINE_TOOLS else "colour"
    painting = Painting(300, 200)
    painting.apply(AddStroke(stroke([(40, 100, pressure), (260, 100, pressure)], brush, layer=layer)))
    return painting.layer_array(layer, (300, 200))[..., 3]


@pytest.mark.parametrize("tool", LINE_TOOLS)
def test_a_line_at_middle_pressure_is_a_line_to_a_generator(tool: str) -> None:
    along = alpha(tool, 0.5)[:, 60:240].max(axis=0)
    blurred = np.convolve(along, np.ones(3) / 3, mode="valid")  # drawings are made smaller for a generator
    assert np.mean(blurred > 127) > 0.9


@pytest.mark.parametrize("tool", COLOUR_TOOLS)
def test_the_core_of_a_mouse_stroke_is_a_dab_to_a_generator(tool: str) -> None:
    assert (alpha(tool, 1.0)[97:103, 60:240] > 127).all()


def test_brushes_look_their_part() -> None:
    pencil, smooth = alpha("pencil", 1.0, size_px=30.0), alpha("pencil", 1.0, size_px=30.0, grain=0.0)
    core = np.s_[95:105, 60:240]
    assert smooth[core].std() < 1 < 12 < pencil[core].std(), "only the pencil shows the paper"
    rim = {tool: (lambda a: np.count_nonzero((a > 12) & (a < 0.85 * a.max())))(alpha(tool, 1.0, size_px=60.0)[:, 150])
           for tool in ("marker", "airbrush")}  # fmt: skip
    assert rim["airbrush"] > 8 * rim["marker"]
    assert alpha("pencil", 0.1).max() < alpha("pencil", 1.0).max()


def test_brushes_of_older_drawings_need_no_new_words() -> None:
    plain = Brush("ink", 8.0)
    assert set(plain.to_json()) == {"kind", "size_px", "opacity", "hardness", "pressure_size", "pressure_opacity"}
    for brush in START_BRUSHES.values():
        assert Brush.from_json(brush.to_json()) == brush
