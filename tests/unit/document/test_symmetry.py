"""Symmetry: the copies lie where mirrors and turns put them, and it is kept in files."""

from __future__ import annotations

import numpy as np
import pytest

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.operations import AddStroke
from sketchart_desktop.document.stroke import Brush, Stroke
from sketchart_desktop.document.symmetry import MOST_TURNS, Symmetry, mapped
from sketchart_desktop.raster.painting import Painting
from tests.drawings import stroke

DOT = stroke([(60.5, 40.5)], Brush("ink", 13.0, hardness=1.0))


def ink(symmetry: Symmetry) -> np.ndarray:
    painting = Painting(201, 201)
    painting.apply(AddStroke(Stroke(DOT.points, DOT.brush, DOT.colour, DOT.layer, symmetry)))
    return painting.layer_array("ink", (201, 201))[..., 3]


@pytest.mark.parametrize(
    ("kind", "flips"),
    [
        ("vertical", [np.s_[:, ::-1]]),
        ("horizontal", [np.s_[::-1]]),
        ("both", [np.s_[:, ::-1], np.s_[::-1]]),
    ],
)
def test_mirrors_mirror_to_the_bit(kind: str, flips: list) -> None:
    drawn = ink(Symmetry(kind, 100.5, 100.5))
    assert drawn[40, 60] == 255
    for flip in flips:
        np.testing.assert_array_equal(drawn, drawn[flip])


@pytest.mark.parametrize("turns", [3, 4, 7, 12])
def test_turns_draw_as_many_copies(turns: int) -> None:
    drawn = ink(Symmetry("radial", 100.5, 100.5, turns))
    one = DOT.points[0, :2]
    for map_ in Symmetry("radial", 100.5, 100.5, turns).maps():
        x, y = mapped(map_, float(one[0]), float(one[1]))
        assert drawn[int(y), int(x)] == 255
        assert np.hypot(x - 100.5, y - 100.5) == pytest.approx(np.hypot(*(one - 100.5)))
    assert np.count_nonzero(drawn > 127) == pytest.approx(turns * np.pi * 6.5**2, rel=0.04)


def test_half_transparent_copies_that_cross_do_not_pile_up() -> None:
    line = stroke([(20, 100), (180, 100)], Brush("ink", 20.0, opacity=0.5))
    painting = Painting(200, 200)
    painting.apply(AddStroke(Stroke(line.points, line.brush, symmetry=Symmetry("radial", 100, 100, 4))))
    assert painting.layer_array("ink", (200, 200))[..., 3].max() == 128


def test_symmetry_is_kept_and_damage_refused() -> None:
    whole = Stroke(DOT.points, DOT.brush, symmetry=Symmetry("radial", 3.25, -8.0, 5))
    assert Stroke.from_json(whole.to_json()) == whole
    assert whole != DOT
    assert "symmetry" not in DOT.to_json()
    for damage in (None, 4, {}, {"kind": "odd", "x": 0, "y": 0, "turns": 4},
                   {"kind": ["vertical"], "x": 0, "y": 0, "turns": 4},
                   {"kind": "radial", "x": float("nan"), "y": 0, "turns": 4},
                   {"kind": "radial", "x": 0, "y": 0, "turns": MOST_TURNS + 1}):  # fmt: skip
        with pytest.raises(DrawingFileError):
            Stroke.from_json({**whole.to_json(), "symmetry": damage})
