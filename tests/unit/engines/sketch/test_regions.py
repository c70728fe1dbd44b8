"""What the line art encloses: outside and inside, regions, gaps, the canvas' edge, and what each pixel is told."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engines.sketch.regions import enclosed, outside_mask, partition

SIDE = 256


def drawn(*boxes: tuple[int, int, int, int], side: int = SIDE) -> np.ndarray:
    ink = np.zeros((side, side), np.uint8)
    for left, top, right, bottom in boxes:
        cv2.rectangle(ink, (left, top), (right, bottom), 255, 3)
    return ink


def regions(ink: np.ndarray) -> np.ndarray:
    return partition(ink, outside_mask(ink))


def test_blank_paper_encloses_nothing():
    ink = np.zeros((40, 60), np.uint8)
    assert outside_mask(ink).all() and not regions(ink).any()
    assert not enclosed(ink, regions(ink)).any()


def test_every_closed_outline_is_a_region_of_its_own():
    labels = regions(drawn((20, 20, 100, 100), (140, 20, 220, 100), (40, 40, 80, 80)))
    inner, ring, other = labels[60, 60], labels[30, 30], labels[60, 180]
    assert len({0, int(inner), int(ring), int(other)}) == 4
    assert labels[200, 200] == 0 and labels[60, 120] == 0


def test_neighbours_meet_in_the_middle_of_their_line():
    ink = drawn((20, 20, 220, 220))
    cv2.line(ink, (120, 20), (120, 220), 255, 9)
    labels = regions(ink)
    row = labels[120, 20:221]
    assert labels[120, 118] == labels[120, 60] and labels[120, 122] == labels[120, 180]
    assert (row[4:-4] > 0).all()  # no pixel of the line belongs to nobody


def test_a_small_gap_in_an_outline_counts_as_closed_and_a_wide_one_does_not():
    ink = drawn((60, 60, 200, 200))
    ink[125:129, 55:70] = 0
    assert regions(ink)[130, 130] > 0
    ink[100:160, 55:70] = 0
    assert regions(ink)[130, 130] == 0


def test_a_wider_gap_in_the_outline_of_a_roomy_shape_counts_as_closed():
    ink = drawn((60, 60, 200, 200))
    for top in (80, 150):
        ink[top : top + 11, 55:70] = 0
    labels = regions(ink)
    assert labels[130, 130] > 0 and (labels[66:196, 66:196] == labels[130, 130]).all()
    assert not labels[:, :56].any() and not labels[:50].any()
    narrow = drawn((60, 60, 80, 200))  # as wide as its opening: it may be two lines
    narrow[195:205, 62:79] = 0
    assert regions(narrow)[130, 70] == 0


def test_the_space_between_two_shapes_that_nearly_touch_is_no_shape():
    ink = drawn((20, 150, 236, 230), (20, 40, 60, 150), (196, 40, 236, 150), (60, 40, 120, 70), (131, 40, 196, 70))
    labels = regions(ink)
    assert labels[110, 128] == 0 and labels[190, 128] > 0 and labels[100, 40] > 0
    alone = np.zeros_like(ink)  # the same space, between lines with nothing on their other side
    cv2.polylines(alone, [np.array([(120, 70), (60, 70), (60, 150), (196, 150), (196, 70), (131, 70)])], False, 255, 3)
    assert regions(alone)[110, 128] > 0


def test_the_corner_between_two_lines_is_outside():
    ink = np.zeros((512, 512), np.uint8)
    for end in (120, 256, 392):
        cv2.line(ink, (256, 100), (end, 400), 255, 4)
    wedge = (ink == 0) & ~outside_mask(ink)
    assert wedge.sum() > 50 and not regions(ink).any()


def test_a_small_opening_between_two_regions_parts_them():
    ink = drawn((20, 60, 236, 200))
    cv2.line(ink, (128, 60), (128, 200), 255, 3)
    ink[129:131, 120:136] = 0
    labels = regions(ink)
    assert 0 < labels[150, 60] != labels[150, 200] > 0


def test_an_outline_completed_by_the_canvas_edge_is_a_region():
    ink = np.zeros((SIDE, SIDE), np.uint8)
    cv2.ellipse(ink, (128, 256), (70, 90), 0, 180, 360, 255, 3)  # shoulders
    assert regions(ink)[240, 128] > 0 and regions(ink)[100, 20] == 0


def test_a_corner_behind_a_line_that_only_comes_near_the_edge_is_outside():
    ink = np.zeros((SIDE, SIDE), np.uint8)
    cv2.ellipse(ink, (128, 220), (123, 31), 0, 0, 360, 255, 2)
    labels = regions(ink)
    assert labels[220, 128] > 0 and labels[253, 3] == 0 and labels[253, 252] == 0 and labels[3, 3] == 0


def test_a_line_across_the_canvas_encloses_nothing():
    ink = np.zeros((SIDE, SIDE), np.uint8)
    cv2.line(ink, (0, 120), (255, 130), 255, 3)
    assert not regions(ink).any()


def test_what_a_pixel_is_told_of_its_region():
    ink = drawn((40, 20, 140, 220))
    planes = enclosed(ink, regions(ink))
    size, depth, roundness, x, y = planes[:, 120, 90]
    assert 0.4 < size < 1 and depth == 1 and roundness > 0.95
    assert x == pytest.approx(0.5, abs=0.03) and y == pytest.approx(0.5, abs=0.03)
    assert planes[3, 120, 50] < 0.15 and planes[3, 120, 132] > 0.85 and planes[4, 30, 90] < 0.1
    assert planes[2, 120, 46] < 0.2
    assert not planes[:, 10, 10].any() and planes.min() >= 0 and planes.max() <= 1


def test_more_regions_than_fit_keep_the_largest():
    ink = np.zeros((700, 700), np.uint8)
    for at in range(0, 700, 30):
        ink[at : at + 3], ink[:, at : at + 3] = 255, 255
    ink[303:480, 303:480] = 0
    labels = regions(ink)
    assert labels.max() == 255 and labels[400, 400] > 0


@pytest.mark.parametrize("seed", range(8))
def test_regions_follow_a_mirrored_drawing(seed: int):
    dice = np.random.default_rng(seed)
    ink = np.zeros((SIDE, SIDE), np.uint8)
    for _ in range(7):
        centre = dice.integers(0, SIDE, 2).tolist()
        cv2.circle(ink, centre, int(dice.integers(10, 70)), 255, 3, cv2.LINE_AA)
    labels, mirrored = regions(ink), regions(np.ascontiguousarray(ink[:, ::-1]))[:, ::-1]
    pairs = np.unique(np.stack([labels.ravel(), mirrored.ravel()]), axis=1, return_counts=True)[1]
    assert np.sort(pairs)[-int(labels.max()) - 1 :].sum() > 0.99 * labels.size


def test_regions_stay_the_same_wherever_the_drawing_lies():
    """Only the part with the drawing is looked at; in a corner that is another part than in the middle."""
    ink = drawn((60, 60, 150, 140), (70, 80, 110, 120), side=320)
    cv2.line(ink, (150, 100), (190, 100), 255, 3)
    for down, across in ((0, 100), (-52, -52), (120, 60)):
        moved = np.roll(ink, (down, across), (0, 1))
        assert np.array_equal(np.roll(outside_mask(ink), (down, across), (0, 1)), outside_mask(moved))
        assert np.array_equal(np.roll(regions(ink), (down, across), (0, 1)), regions(moved))
        planes, again = enclosed(ink, regions(ink)), enclosed(moved, regions(moved))
        assert np.allclose(np.roll(planes, (down, across), (1, 2)), again, atol=1e-5)


def test_what_stood_in_the_answers_place_is_gone():
    ink = drawn((60, 60, 150, 140))
    taken = np.full((5, *ink.shape), 7, np.float32)
    assert np.array_equal(enclosed(ink, regions(ink), out=taken), enclosed(ink, regions(ink)))
    assert not enclosed(np.zeros_like(ink), np.zeros_like(ink), out=taken).any()
