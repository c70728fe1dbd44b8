"""Undo without kept tiles: only what the undone operations touched is painted anew, and it comes out exact."""

from __future__ import annotations

import numpy as np
import pytest

from sketchart_desktop.document.operations import AddStroke, Clear, Fill, ImportImage
from sketchart_desktop.document.stroke import LAYERS, Brush
from sketchart_desktop.raster.image_codec import encode_png
from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.raster.tile_footprint import footprint, operations_in_footprint
from sketchart_desktop.raster.tiles import TILE_PX
from tests.drawings import pixels, random_stroke, stroke


@pytest.mark.parametrize("seed", range(25))
def test_a_stroke_never_leaves_the_tiles_it_is_said_to_reach(seed: int) -> None:
    rng = np.random.default_rng(seed)
    one = random_stroke(rng, 700, 500)
    if one.brush.kind == "eraser":
        one = stroke([tuple(p[:3]) for p in one.points.tolist()], Brush("ink", 30.0))
    painting = Painting(700, 500)
    painting.apply(AddStroke(one))
    touched = footprint([AddStroke(one)], 700, 500)
    assert touched is not None
    for name in LAYERS:
        rows, columns = np.nonzero(painting.layer_pixels(name)[..., 3])
        assert set(zip((columns // TILE_PX).tolist(), (rows // TILE_PX).tolist(), strict=True)) <= touched


@pytest.mark.parametrize("seed", range(3))
def test_undo_without_tiles_is_exact(seed: int) -> None:
    rng = np.random.default_rng(seed)
    operations = [AddStroke(random_stroke(rng, 900, 900)) for _ in range(40)]
    operations.insert(20, ImportImage("ink", encode_png(np.full((30, 30, 4), 77, np.uint8)), 200, 300))
    operations.insert(25, Clear(("colour",)))
    painting = Painting(900, 900, undo_budget_bytes=0)
    painting.go_to(42, operations)
    for position in (41, 37, 21, 20, 3):
        painting.go_to(position, operations)
        fresh = Painting(900, 900)
        fresh.go_to(position, operations)
        assert painting.position == position
        assert pixels(painting) == pixels(fresh)


def test_only_what_reaches_there_is_painted_anew() -> None:
    far = [AddStroke(stroke([(50 + i, 50), (90, 90)])) for i in range(50)]
    near = [AddStroke(stroke([(1500, 1500), (1600, 1550)])), Clear(("mask",))]
    region = footprint([near[0]], 2000, 2000)
    assert region is not None
    assert operations_in_footprint([*far, *near], region, width=2000, height=2000) == near
    fill = Fill("colour", 5, 5, (0, 0, 0))
    assert footprint([fill], 2000, 2000) is None
    assert operations_in_footprint([*far, fill], region, width=2000, height=2000) is None  # it needs all ink
