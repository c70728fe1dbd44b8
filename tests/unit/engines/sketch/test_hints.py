"""hints.propagate: a region takes the colour of its dabs, and what happens at slips, gaps and in the open."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engines.sketch.hints import OPEN_CONFIDENCE, dabs_of, propagate, with_open_dabs
from engines.sketch.regions import outside_mask, partition

RED, BLUE = (220, 30, 30, 255), (30, 60, 220, 255)


def boxes(size: int = 96) -> tuple[np.ndarray, np.ndarray]:
    """Two closed boxes side by side, no dabs: ink [H, W], colour [H, W, 4]."""
    ink = np.zeros((size, size), np.uint8)
    for left in (8, 52):
        cv2.rectangle(ink, (left, 20), (left + 36, 76), 255, 3)
    return ink, np.zeros((size, size, 4), np.uint8)


def spread(ink: np.ndarray, colour: np.ndarray) -> np.ndarray:
    outside = outside_mask(ink)
    return propagate(colour, partition(ink, outside), outside)


def test_no_dab_gives_no_hint():
    assert not spread(*boxes()).any()


def test_a_dab_fills_its_region_and_no_other():
    ink, colour = boxes()
    colour[40:44, 24:28] = RED
    planes = spread(ink, colour)
    assert np.allclose(planes[:, 60, 16], (220 / 255, 30 / 255, 30 / 255, 1.0))
    assert planes[3, 42, 26] == 1.0
    assert planes[3, 50, 70] == 0 and planes[3, 4, 4] == 0  # the other box; the paper around


def test_two_colours_share_a_region_and_blend_between_their_dabs():
    ink, colour = boxes()
    colour[30:34, 24:28], colour[66:70, 24:28] = RED, BLUE
    planes = spread(ink, colour)
    assert planes[0, 26, 26] > planes[2, 26, 26] and planes[2, 72, 26] > planes[0, 72, 26]
    assert np.allclose(planes[:3, 31, 25], np.array(RED[:3]) / 255)
    reds = planes[0, 36:64, 26]
    assert (np.diff(reds) <= 1e-6).all() and 0.2 < reds[len(reds) // 2] < 0.8


def test_a_stroke_that_slips_over_the_line_does_not_colour_the_neighbour():
    ink = np.zeros((96, 96), np.uint8)
    cv2.rectangle(ink, (8, 20), (88, 76), 255, 3)
    cv2.line(ink, (48, 20), (48, 76), 255, 3)
    colour = np.zeros((96, 96, 4), np.uint8)
    colour[40:46, 16:53] = RED  # three pixels of the right half, beyond the line
    planes = spread(ink, colour)
    assert planes[3, 60, 30] == 1.0 and not planes[3, :, 52:].any()


def test_a_small_opening_between_two_regions_does_not_let_the_colour_through():
    ink = np.zeros((256, 256), np.uint8)
    cv2.rectangle(ink, (20, 60), (236, 200), 255, 3)
    cv2.line(ink, (128, 60), (128, 128), 255, 3)
    cv2.line(ink, (128, 131), (128, 200), 255, 3)
    colour = np.zeros((256, 256, 4), np.uint8)
    colour[100:110, 60:70] = RED
    planes = spread(ink, colour)
    assert planes[3, 150, 40] == 1.0 and planes[3, 150, 200] == 0


def test_a_dab_in_the_open_keeps_its_place_and_spreads_faintly():
    ink, colour = boxes(256)
    colour[200:204, 120:124] = BLUE
    planes = spread(ink, colour)
    assert planes[3, 202, 122] == 1.0
    assert planes[3, 202, 132] == np.float32(OPEN_CONFIDENCE) and np.allclose(
        planes[:3, 202, 132], planes[:3, 202, 122]
    )
    assert planes[3, 120, 240] == 0


def test_a_faint_touch_of_colour_is_no_dab():
    ink, colour = boxes()
    colour[40:44, 24:28] = (*RED[:3], 127)
    assert not spread(ink, colour).any()


@pytest.mark.parametrize("seed", range(12))
def test_any_drawing_gives_colours_and_sure_dabs(seed: int):
    dice = np.random.default_rng(seed)
    height, width = int(dice.integers(3, 150)), int(dice.integers(3, 150))
    ink, colour = np.zeros((height, width), np.uint8), np.zeros((height, width, 4), np.uint8)
    for _ in range(8):
        centre = (int(dice.integers(width)), int(dice.integers(height)))
        cv2.circle(ink, centre, int(dice.integers(2, 60)), 255, int(dice.integers(1, 4)), cv2.LINE_AA)
    if seed < 6:
        for _ in range(seed + 1):
            centre = (int(dice.integers(width)), int(dice.integers(height)))
            cv2.circle(colour, centre, int(dice.integers(1, 12)), (*map(int, dice.integers(0, 256, 3)), 255), -1)
    else:  # an imported picture on the colour layer
        side = slice(height // 4, height * 3 // 4 + 1), slice(width // 4, width * 3 // 4 + 1)
        colour[side] = dice.integers(0, 256, colour[side].shape)
    outside = outside_mask(ink)
    labels = partition(ink, outside)
    planes = propagate(colour, labels, outside)
    assert planes.min() >= 0 and planes.max() <= 1
    for region in np.unique(labels[labels > 0]):
        sure = planes[3][labels == region]
        assert sure.min() == sure.max() and sure[0] in (0, 1)  # a region is told a colour, or it is not
    dabbed = (colour[:, :, 3] > 127) & (ink <= 90) & outside
    assert (planes[3][dabbed] == 1).all()


def test_a_dab_keeps_its_own_colour_whatever_the_size_of_the_answers_place():
    """A network's planes may be wider than the drawing."""
    ink, colour = boxes()
    colour[30:34, 24:28], colour[66:70, 24:28] = RED, BLUE
    outside = outside_mask(ink)
    wide = np.ones((4, 112, 112), np.float32)
    propagate(colour, partition(ink, outside), outside, out=wide[:, :96, :96])
    assert np.allclose(wide[:3, 31, 25], np.array(RED[:3]) / 255)
    assert np.array_equal(wide[:, :96, :96], spread(ink, colour))


def test_what_stood_in_the_answers_place_is_gone():
    ink, colour = boxes()
    taken = np.ones((4, *ink.shape), np.float32)
    outside = outside_mask(ink)
    assert not propagate(colour, partition(ink, outside), outside, out=taken).any()


def test_a_dab_on_open_paper_is_a_region_and_one_that_slips_out_is_not():
    ink, colour = boxes()
    labels = partition(ink, outside_mask(ink))
    colour[84:90, 20:70] = RED  # grass
    colour[40:46, 30:48] = BLUE  # most of it in the left box
    dabs = dabs_of(colour)
    assert dabs is not None
    found = with_open_dabs(labels, dabs)
    assert found[86, 40] not in (0, *np.unique(labels)) and len(np.unique(found)) == len(np.unique(labels)) + 1
    assert found[43, 47] == 0 and (found[labels > 0] == labels[labels > 0]).all()
    colour[84:90] = 0
    inside = dabs_of(colour)
    assert inside is not None and with_open_dabs(labels, inside) is labels


def test_open_dabs_beyond_the_last_number_are_left_out():
    labels = np.zeros((96, 96), np.uint8)
    labels[:8, :8] = 254
    colour = np.zeros((96, 96, 4), np.uint8)
    colour[20:30, 20:30] = colour[60:70, 60:70] = RED
    dabs = dabs_of(colour)
    assert dabs is not None
    found = with_open_dabs(labels, dabs)
    assert found.max() == 255 and (found == 255).sum() == 100
