"""Open outlines: closed where an eye sees one thing, and left open where it does not; brush and setting overrule."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engines.api import RenderRequest
from engines.palette import roll
from engines.sketch.closing import limit_of
from engines.sketch.figure_prior import SIDE_PX, Prior, bundled_prior, sheet_of
from engines.sketch.input_planes import PlaneMaker
from engines.sketch.joins import joins, line_ends, thinned
from engines.sketch.regions import outside_mask, partition, regions_of

SIDE = 512


def blank() -> np.ndarray:
    return np.zeros((SIDE, SIDE), np.uint8)


def line(ink: np.ndarray, *points: tuple[int, int]) -> np.ndarray:
    cv2.polylines(ink, [np.array(points, np.int32)], False, 255, 6, cv2.LINE_AA)
    return ink


def apple_open_at_the_stem() -> np.ndarray:
    ink = blank()
    cv2.ellipse(ink, (256, 290), (150, 140), 0, -68, 248, 255, 6, cv2.LINE_AA)
    return line(ink, (256, 175), (270, 90))


def castle_without_ground() -> np.ndarray:
    return line(
        blank(), (110, 420), (110, 150), (170, 150), (170, 210), (225, 210), (225, 150), (285, 150), (285, 210),
        (340, 210), (340, 150), (400, 150), (400, 420),
    )  # fmt: skip


def bust_cut_by_the_paper() -> np.ndarray:
    ink = blank()
    cv2.circle(ink, (256, 170), 100, 255, 6, cv2.LINE_AA)
    line(ink, (90, 511), (110, 400), (200, 320), (222, 262))
    return line(ink, (422, 511), (402, 400), (312, 320), (290, 262))


@pytest.mark.parametrize(
    ("ink", "inside"),
    [
        (apple_open_at_the_stem(), (300, 256)),
        (castle_without_ground(), (330, 250)),
        (bust_cut_by_the_paper(), (450, 256)),
    ],
    ids=["open at the stem", "missing side", "cut by the paper's edge"],
)
def test_what_an_eye_sees_as_one_thing_is_filled(ink: np.ndarray, inside: tuple[int, int]):
    found = regions_of(ink)
    assert found.labels[inside] > 0 and not found.outside[inside]
    assert found.outside[5, 5] and found.labels[5, 5] == 0


def test_without_strength_only_closed_outlines_are_filled():
    ink = castle_without_ground()
    found = regions_of(ink, fill_strength=0.0)
    assert np.array_equal(found.outside, outside_mask(ink)) and found.outside[330, 250]
    assert np.array_equal(found.labels, partition(ink, outside_mask(ink)))


def test_more_strength_never_asks_for_more_certainty():
    limits = [limit_of(strength) for strength in np.linspace(0, 1, 11)]
    assert limits == sorted(limits, reverse=True) and limits[0] == 1 and limits[5] == 0.5 and limits[-1] > 0


def test_a_closed_drawing_and_its_bay_stay_as_they_are():
    """A body with an arm away from it: the paper between them is a bay."""
    ink = blank()
    outline = (
        (120, 470),
        (120, 150),
        (220, 150),
        (220, 190),
        (450, 300),
        (430, 345),
        (220, 240),
        (220, 470),
        (120, 470),
    )
    line(ink, *outline)
    found = regions_of(ink)
    assert found.outside[400, 330]
    assert (found.labels > 0).sum() == pytest.approx((partition(ink, outside_mask(ink)) > 0).sum(), rel=0.02)


def test_loose_lines_enclose_nothing():
    ink = blank()
    for x in range(60, 460, 80):
        line(ink, (x, 80), (x - 30, 200))
    line(ink, (40, 440), (470, 430))
    assert regions_of(ink).outside[ink < 10].all()


def test_blank_paper_is_all_outside():
    found = regions_of(blank())
    assert found.outside.all() and not found.labels.any()


def planes(ink: np.ndarray, *, dab: tuple[int, int] | None = None, mask: np.ndarray | None = None, strength=0.5):
    layer, colour = np.zeros((SIDE, SIDE, 4), np.uint8), np.zeros((SIDE, SIDE, 4), np.uint8)
    layer[:, :, 3] = ink
    if dab is not None:
        cv2.circle(colour, dab, 12, (200, 40, 40, 255), -1)
    request = RenderRequest(0, layer, colour, roll(0), (1.0,), mask=mask, fill_strength=strength)
    return PlaneMaker(32).planes(request)[0, 10, :SIDE, :SIDE].astype(np.uint8)


def test_one_dab_fills_what_the_setting_left_open():
    ink = castle_without_ground()
    strength = 0.02
    before = planes(ink, strength=strength)
    after = planes(ink, dab=(250, 330), strength=strength)
    assert (before > 0).mean() < 0.06
    assert (after > 0).sum() > 4 * (before > 0).sum() and after[300, 200] > 0


def test_the_mask_empties_what_was_filled_by_mistake():
    ink = castle_without_ground()
    assert planes(ink)[330, 250] > 0
    mask = blank()
    mask[220:410, 120:390] = 255
    assert planes(ink, mask=mask)[330, 250] == 0


def test_the_prior_reads_any_size_alike():
    small = castle_without_ground()
    large = cv2.resize(small, (1024, 1024), interpolation=cv2.INTER_LINEAR)
    one, other = (bundled_prior().read(ink).inside for ink in (small, large))
    assert one.shape == other.shape == (SIDE_PX, SIDE_PX) and np.abs(one - other).mean() < 0.02
    assert sheet_of(np.zeros((300, 600), np.uint8)).shape == (64, 128)


def test_two_ends_across_a_gap_are_joined_and_parallel_rails_are_not():
    lines = np.zeros((256, 256), np.uint8)
    cv2.line(lines, (30, 100), (110, 100), 1, 2)
    cv2.line(lines, (140, 100), (220, 100), 1, 2)
    ends, ways = line_ends(thinned(lines))
    assert len(ends) == 4 and np.allclose(np.abs(ways[:, 0]), 1, atol=0.1)
    below = np.zeros((128, 128), np.float32)
    below[50:] = 1
    found = joins(lines, Prior(below, np.zeros_like(below)), side=256)
    assert any(abs(a[0] - b[0]) in range(26, 36) for a, b in found)
    nowhere = np.zeros((128, 128), np.float32)
    assert not joins(lines[:, :120].copy(), Prior(nowhere, nowhere), side=256)
