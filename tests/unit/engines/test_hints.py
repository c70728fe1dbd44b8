"""hints.propagate: the rules in small drawings, and equality with a slow, plain spelling of the same rules."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engines.enclosure import outside_mask
from engines.hints import propagate

RED, BLUE = (220, 30, 30, 255), (30, 60, 220, 255)


def boxes(size: int = 96) -> tuple[np.ndarray, np.ndarray]:
    """Two closed boxes side by side, no dabs: ink [H, W], colour [H, W, 4]."""
    ink = np.zeros((size, size), np.uint8)
    for left in (8, 52):
        cv2.rectangle(ink, (left, 20), (left + 36, 76), 255, 3)
    return ink, np.zeros((size, size, 4), np.uint8)


def reference(ink: np.ndarray, colour: np.ndarray) -> np.ndarray:
    """The same rules, spelt out without regard to speed."""
    height, width = ink.shape
    planes = np.zeros((4, height, width), np.float32)
    dabs = colour[:, :, 3] > 127
    if not dabs.any():
        return planes
    outside = outside_mask(ink)
    packed = (colour[:, :, 0].astype(np.int32) >> 3 << 10) | (colour[:, :, 1].astype(np.int32) >> 3 << 5)
    packed |= colour[:, :, 2].astype(np.int32) >> 3
    values, inverse = np.unique(packed[dabs], return_inverse=True)
    markers = np.zeros((height, width), np.int32)
    seeds = outside & ~dabs
    in_the_open = outside & dabs
    if in_the_open.any():
        reach = round(0.16 * max(height, width)) | 1
        seeds &= cv2.dilate(in_the_open.astype(np.uint8), np.ones((reach, reach), np.uint8)) == 0
    markers[seeds] = 1
    markers[dabs] = inverse.reshape(-1).astype(np.int32) + 2
    cv2.watershed(cv2.merge([ink, ink, ink]), markers)
    border = markers < 1
    grown = cv2.dilate(markers.astype(np.float32), np.ones((3, 3), np.uint8))
    markers[border] = grown[border].astype(np.int32)
    colours = np.zeros((len(values) + 2, 3), np.float32)
    for index in range(len(values)):
        for channel in range(3):
            members = colour[:, :, channel][dabs][inverse.reshape(-1) == index].astype(np.float64)
            colours[index + 2, channel] = members.sum() / np.float32(len(members)) / 255
    reached = markers > 1
    _, regions = cv2.connectedComponents((ink < 128).astype(np.uint8), connectivity=4)
    holds = np.isin(regions, np.unique(regions[dabs])) | (regions == 0)
    planes[:3] = colours[np.clip(markers, 0, None)].transpose(2, 0, 1) * reached
    planes[3] = np.where(reached, np.where(holds & ~outside, 1.0, 0.35), 0.0)
    planes[:3, dabs] = colour[dabs][:, :3].T.astype(np.float32) / 255
    planes[3, dabs] = 1.0
    return planes


def test_no_dab_gives_no_hint():
    ink, colour = boxes()
    assert not propagate(ink, colour).any()


def test_a_dab_fills_its_region_and_no_other():
    ink, colour = boxes()
    colour[40:44, 24:28] = RED
    planes = propagate(ink, colour)
    assert np.allclose(planes[:, 60, 16], (220 / 255, 30 / 255, 30 / 255, 1.0))
    assert planes[3, 42, 26] == 1.0
    assert planes[3, 50, 70] == 0 and planes[3, 4, 4] == 0  # the other box; the paper around


def test_two_colours_share_a_region_and_keep_their_dabs():
    ink, colour = boxes()
    colour[30:34, 24:28], colour[66:70, 24:28] = RED, BLUE
    planes = propagate(ink, colour)
    assert planes[0, 26, 26] > planes[2, 26, 26] and planes[2, 72, 26] > planes[0, 72, 26]


def test_a_faint_touch_of_colour_is_no_dab():
    ink, colour = boxes()
    colour[40:44, 24:28] = (*RED[:3], 127)
    assert not propagate(ink, colour).any()


@pytest.mark.parametrize("seed", range(12))
def test_equal_to_the_plain_spelling(seed):
    dice = np.random.default_rng(seed)
    height, width = int(dice.integers(3, 150)), int(dice.integers(3, 150))
    ink, colour = np.zeros((height, width), np.uint8), np.zeros((height, width, 4), np.uint8)
    for _ in range(8):
        centre = (int(dice.integers(width)), int(dice.integers(height)))
        cv2.circle(ink, centre, int(dice.integers(2, 60)), 255, int(dice.integers(1, 4)), cv2.LINE_AA)
    # Seeds from 6 on have more colours than fit one byte, as an imported picture on the colour layer has.
    if seed < 6:
        for _ in range(seed + 1):
            centre = (int(dice.integers(width)), int(dice.integers(height)))
            cv2.circle(colour, centre, int(dice.integers(1, 12)), (*map(int, dice.integers(0, 256, 3)), 255), -1)
    else:
        side = slice(height // 4, height * 3 // 4 + 1), slice(width // 4, width * 3 // 4 + 1)
        colour[side] = dice.integers(0, 256, colour[side].shape)
    assert np.array_equal(propagate(ink, colour), reference(ink, colour))
