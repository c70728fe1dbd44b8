"""Strokes and brushes: exact through JSON, and nothing impossible gets in."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.limits import MAX_POINTS_PER_STROKE
from sketchart_desktop.document.stroke import PAPER, Brush, Stroke
from tests.drawings import stroke

coordinates = st.floats(-60_000, 60_000, width=32)
shares = st.floats(0, 1, width=32)


@given(
    places=arrays(np.float32, st.tuples(st.integers(1, 20), st.just(2)), elements=coordinates),
    pressure=shares,
    size=st.floats(0.1, 4096),
    opacity=st.floats(0, 1),
    colour=st.tuples(*[st.integers(0, 255)] * 3),
)
def test_json_gives_the_same_stroke(places, pressure, size, opacity, colour) -> None:
    points = np.zeros((len(places), 4), np.float32)
    points[:, :2] = places
    points[:, 2] = pressure
    points[:, 3] = np.arange(len(places)) / 7
    original = Stroke(points, Brush("ink", size, opacity), colour)
    again = Stroke.from_json(json.loads(json.dumps(original.to_json())))
    assert again == original
    assert again.points.tobytes() == original.points.tobytes()
    assert hash(again) == hash(original)


def test_points_cannot_be_changed_from_outside() -> None:
    points = np.ones((3, 4), np.float32)
    made = Stroke(points, Brush("ink", 4.0))
    points[:] = 0.0
    assert (made.points == 1.0).all()
    with pytest.raises(ValueError, match="read-only"):
        made.points[0, 0] = 5.0


@pytest.mark.parametrize(
    "points",
    [
        [],
        [[1, 2, 3]],
        [[np.nan, 0, 1, 0]],
        [[0, np.inf, 1, 0]],
        [[0, 0, 1.5, 0]],
        [[0, 0, -0.1, 0]],
        [[0, 0, 1, np.inf]],
        [[1e9, 0, 1, 0]],
        [["a", 0, 1, 0]],
        np.zeros((MAX_POINTS_PER_STROKE + 1, 4), np.float32),
    ],
)
def test_impossible_points_are_refused(points) -> None:
    with pytest.raises(DrawingFileError):
        Stroke(points, Brush("ink", 4.0))


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "chisel"},
        {"kind": 3},
        {"size_px": 0},
        {"size_px": float("nan")},
        {"size_px": 1e9},
        {"size_px": "9"},
        {"size_px": True},
        {"opacity": 1.1},
        {"hardness": -0.1},
        {"pressure_size": 1},
        {"surprise": 1},
    ],
)
def test_impossible_brushes_are_refused(change) -> None:
    with pytest.raises(DrawingFileError):
        Brush.from_json({**Brush("ink", 4.0).to_json(), **change})


def test_only_an_eraser_works_on_the_paper() -> None:
    eraser = stroke([(1, 1)], Brush("eraser", 9.0), layer=PAPER)
    assert set(eraser.layers) == {"ink", "colour"}
    assert stroke([(1, 1)], Brush("eraser", 9.0), layer="ink").layers == ("ink",)
    with pytest.raises(DrawingFileError):
        stroke([(1, 1)], Brush("ink", 9.0), layer=PAPER)
    with pytest.raises(DrawingFileError):
        stroke([(1, 1)], layer="attic")
