"""Tidy lines: gaps close, ends meet, wobble goes, specks go; what was well drawn, erased or dotted stays."""

from __future__ import annotations

import numpy as np
import pytest

from evaluation.drawings.rough import ROUGH
from evaluation.tidy import closed_regions, drawn, ink
from sketchart_desktop.document.operations import AddStroke, Clear, Fill, Operation, Redraw, Reshape
from sketchart_desktop.document.spline import evenly
from sketchart_desktop.document.stroke import PAPER, Brush, Stroke
from sketchart_desktop.document.tidying import tidied
from tests.drawings import stroke

SIZE = (1024, 1024)


def wobbly_ring(gap: float, seed: int = 0) -> AddStroke:
    rng = np.random.default_rng(seed)
    t = np.linspace(gap, 2 * np.pi, 150)
    reach = 200 + np.convolve(rng.normal(0, 6, 154), np.ones(5) / 5, mode="valid")
    places = np.stack([500 + reach * np.cos(t), 500 + reach * np.sin(t)], 1)
    return AddStroke(stroke([(float(x), float(y)) for x, y in places]))


def strokes(step: Redraw | None) -> list[Stroke]:
    assert step is not None
    return [one.stroke for one in step.operations if isinstance(one, AddStroke)]


def test_an_almost_closed_ring_is_closed_and_rounder_and_simpler() -> None:
    rough = wobbly_ring(0.15)
    (neat,) = strokes(tidied([rough], SIZE))
    np.testing.assert_allclose(neat.points[0, :2], neat.points[-1, :2], atol=1e-3)
    assert len(neat.points) < len(rough.stroke.points) / 2

    def bumps(one: Stroke) -> float:
        even = evenly(one.points[:, :2].astype(float), 5.0)
        return float(np.abs(np.diff(np.hypot(*(even - 500).T), 2)).mean())

    assert bumps(neat) < 0.6 * bumps(rough.stroke)
    assert np.abs(np.hypot(*(neat.points[:, :2] - 500).T) - 200).max() < 15, "it is still that ring"


def test_a_large_ring_closes_where_its_ends_head_for_each_other() -> None:
    (neat,) = strokes(tidied([wobbly_ring(0.4)], SIZE))  # 80 px apart
    np.testing.assert_allclose(neat.points[0, :2], neat.points[-1, :2], atol=1e-3)
    assert np.abs(np.hypot(*(neat.points[:, :2] - 500).T) - 200).max() < 20
    hook = [(float(x), 300.0) for x in range(200, 800, 10)] + [(800.0, float(y)) for y in range(300, 700, 10)]
    hook += [(float(x), 700.0) for x in range(800, 200, -10)] + [(200.0, 700.0 - y) for y in range(0, 330, 10)]
    hook += [(200.0 - x, 375.0) for x in range(0, 60, 10)]  # turns away before it is there
    (neat,) = strokes(tidied([AddStroke(stroke(hook))], SIZE))
    assert np.linalg.norm(neat.points[0, :2] - neat.points[-1, :2]) > 70


def test_a_wide_opening_stays_open() -> None:
    (neat,) = strokes(tidied([wobbly_ring(1.2)], SIZE))
    assert np.linalg.norm(neat.points[0, :2] - neat.points[-1, :2]) > 150


def test_ends_that_almost_meet_are_joined_and_one_that_stops_short_reaches() -> None:
    roof = [
        AddStroke(stroke([(300, 400), (400, 300), (495, 205)])),
        AddStroke(stroke([(512, 214), (600, 300), (700, 400)])),
    ]
    wall = AddStroke(stroke([(400, 600), (400, 450), (400, 312)]))
    left, right, up = strokes(tidied([*roof, wall], SIZE))
    np.testing.assert_allclose(left.points[-1, :2], right.points[0, :2], atol=1e-3)
    np.testing.assert_allclose(left.points[0, :2], (300, 400), atol=1e-3)
    assert np.linalg.norm(evenly(left.points[:, :2].astype(float), 1.0) - up.points[-1, :2], axis=1).min() < 2.5


def test_corners_stay_sharp() -> None:
    box = [(200, 200), (200, 200), (600, 205), (600, 205), (598, 600), (598, 600), (205, 596), (205, 596), (203, 206)]
    even = evenly(np.array(box, float), 6.0)
    (neat,) = strokes(tidied([AddStroke(stroke([(float(x), float(y)) for x, y in even]))], SIZE))
    for corner in ((600, 205), (598, 600), (205, 596)):
        assert np.linalg.norm(neat.points[:, :2] - corner, axis=1).min() < 6


def test_specks_go_but_dots_erasers_and_other_layers_stay() -> None:
    speck = AddStroke(stroke([(800, 800), (801, 800)], Brush("ink", 2.0)))
    eye = AddStroke(stroke([(450, 450)], Brush("ink", 14.0)))
    rubber = AddStroke(stroke([(300, 300), (320, 320)], Brush("eraser", 20.0), layer=PAPER))
    paint = AddStroke(stroke([(100, 100), (200, 100)], Brush("colour", 30.0), layer="colour"))
    step = tidied([speck, eye, paint, wobbly_ring(0.1), rubber], SIZE)
    kept = strokes(step)
    assert [one.brush.kind for one in kept] == ["ink", "ink", "eraser"]
    assert kept[0] == eye.stroke
    assert kept[2].layer == "ink", "colour was rubbed out already, and is not again"


def test_only_what_is_still_there_is_drawn_anew() -> None:
    old, raw, neat = wobbly_ring(0.1, 1), wobbly_ring(0.1, 2), stroke([(100, 100), (300, 300)])
    log: list[Operation] = [old, Clear(("ink",)), raw, Reshape(neat)]
    (only,) = strokes(tidied(log, SIZE))
    np.testing.assert_allclose(only.points[[0, -1], :2], [(100, 100), (300, 300)])
    assert len(strokes(tidied([*log, Redraw("ink", (old, raw))], SIZE))) == 2


@pytest.mark.parametrize("log", [[], [Clear(("ink",))], [Fill("ink", 5, 5, (0, 0, 0))]])
def test_without_lines_there_is_nothing_to_do(log: list[Operation]) -> None:
    assert tidied(log, SIZE) is None


def test_the_step_is_kept_in_files() -> None:
    step = tidied([wobbly_ring(0.1)], SIZE)
    assert step is not None
    assert Redraw.from_json(step.to_json()) == step


@pytest.mark.parametrize("name", ["apple with gaps", "house with gaps", "shaky mug", "overshooting house"])
def test_rough_drawings_get_more_closed_regions_and_lose_none(name: str) -> None:
    rough = drawn(name, ROUGH[name])
    step = tidied(rough, SIZE)
    assert step is not None
    before, after = closed_regions(ink(list(rough))), closed_regions(ink([*rough, step]))
    assert after > before
