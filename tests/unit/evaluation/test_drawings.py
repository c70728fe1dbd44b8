"""The freehand drawings are whole, the same every time, and put ink on paper; the measures see what they should."""

from __future__ import annotations

import json

import numpy as np
import pytest

from evaluation import freehand_measures as measures
from evaluation.drawings import SUBJECTS, operations
from sketchart_desktop.document.operations import AddStroke
from sketchart_desktop.document.stroke import Stroke
from sketchart_desktop.raster.painting import Painting

SIDE = 128


@pytest.mark.parametrize("name", SUBJECTS)
def test_drawing_is_valid_and_inked(name):
    painting = Painting(SIDE, SIDE)
    strokes = operations(name, SIDE)
    assert {stroke.stroke.layer for stroke in strokes} <= {"ink", "colour"}
    for operation in strokes:
        assert Stroke.from_json(json.loads(json.dumps(operation.stroke.to_json()))) == operation.stroke
        assert (np.diff(operation.stroke.points[:, 3]) >= 0).all()
        painting.apply(operation)
    ink = painting.layer_array("ink")[:, :, 3]
    assert 0.002 < (ink > 127).mean() < 0.3


def test_there_are_enough_and_they_repeat():
    assert len(SUBJECTS) >= 40
    dabbed = [name for name in SUBJECTS if operations(name, SIDE)[-1].stroke.layer == "colour"]
    assert 15 <= len(dabbed) <= len(SUBJECTS) - 15
    assert all(isinstance(op, AddStroke) for op in operations("cat", SIDE))
    assert operations("sketchy cat", SIDE) == operations("sketchy cat", SIDE)


def _ring_and_art(reach: int) -> tuple[np.ndarray, np.ndarray]:
    y, x = np.mgrid[:SIDE, :SIDE] - SIDE // 2
    distance = np.hypot(x, y)
    ink, art = np.zeros((2, SIDE, SIDE, 4), np.uint8)
    ink[abs(distance - 40) < 3] = 255
    art[distance < reach] = 255
    return ink, art


def test_holes_and_spills_are_seen():
    full = measures.coverage("ring", "flat", *_ring_and_art(42))
    assert full.filled == 1.0
    assert full.spilled == 0.0
    hollow = measures.coverage("ring", "flat", *_ring_and_art(20))
    assert hollow.filled == pytest.approx((20 / 37) ** 2, abs=0.05)
    assert (measures.coverage("ring", "flat", *_ring_and_art(60)).spilled or 0) > 0.3


def test_lines_and_second_colours_are_seen():
    ink, art = _ring_and_art(60)
    plain = measures.coverage("ring", "flat", ink, art)
    assert (plain.details, plain.second) == (0.0, 0.0)
    lined = art.copy()
    lined[ink[:, :, 3] > 0, :3] = 0
    found = measures.coverage("ring", "flat", ink, lined)
    assert found.details == pytest.approx(1.0)
    assert 0.05 < (found.second or 0) < 0.3


def test_a_gap_does_not_open_a_shape_for_the_eye():
    ink, art = _ring_and_art(42)
    ink[: SIDE // 2, 63:65] = 0
    assert measures.coverage("ring", "flat", ink, art).filled is None
    assert (measures.coverage("ring", "flat", ink, art).bridged or 0) > 0.99
    assert measures.coverage("ring", "flat", ink, art * np.uint8(0)).bridged == 0.0


def test_flicker_counts_only_what_is_far_from_the_stroke():
    ink, art = _ring_and_art(42)
    more, line = ink[:, :, 3].copy(), ink[:, :, 3]
    more[60:64, 60:64] = 255
    near, far = art.copy(), art.copy()
    near[58:66, 58:66, :3] = 0
    far[26:30, 60:70, :3] = 0
    assert measures.flicker("ink", (line, more), (line, more), arts=(art, near)).painted == 0.0
    found = measures.flicker("ink", (line, more), (line, more), arts=(art, far))
    assert found.painted > found.everywhere > 0.0
