"""Enlarging along the ink: the same picture, parted where the large drawing's lines part it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engines.compositing.guided_upsampling import enlarged

RED, BLUE = (220, 30, 30, 255), (30, 60, 200, 255)


def drawing(height: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    """A box with a wall in its middle: the ink, and its halves in red and blue."""
    ink = np.zeros((height, width), np.uint8)
    top, left, bottom, right, middle = height // 8, width // 8, height * 7 // 8, width * 7 // 8, width // 2
    art = np.zeros((height, width, 4), np.uint8)
    art[top:bottom, left:middle], art[top:bottom, middle:right] = RED, BLUE
    cv2.rectangle(ink, (left, top), (right, bottom), 255, 3)
    cv2.line(ink, (middle, top), (middle, bottom), 255, 3)
    return ink, art


@pytest.mark.parametrize(("height", "width"), [(480, 480), (330, 501)])
def test_edges_are_as_fine_as_the_large_drawing(height: int, width: int) -> None:
    ink, wanted = drawing(height, width)
    small = cv2.resize(wanted, (width // 6, height // 6), interpolation=cv2.INTER_AREA)
    large = enlarged(small, ink)
    assert large.shape == wanted.shape and large.dtype == np.uint8
    difference = np.abs(large.astype(int) - wanted).max(axis=2)
    soft = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    before = np.abs(soft.astype(int) - wanted).max(axis=2)
    # All but a thin seam is exact, where plain enlarging blurs several pixels on both sides.
    assert (difference > 24).mean() < 0.6 * (before > 24).mean()
    inner = cv2.erode((ink == 0).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    assert difference[inner].max() <= 2


def test_colours_do_not_bleed_out_and_blank_paper_stays_blank() -> None:
    ink, wanted = drawing(320, 320)
    large = enlarged(cv2.resize(wanted, (80, 80), interpolation=cv2.INTER_AREA), ink)
    shown = large[large[:, :, 3] > 20]
    nearest = np.minimum(*(np.abs(shown[:, :3].astype(int) - colour[:3]).sum(axis=1) for colour in (RED, BLUE)))
    assert np.percentile(nearest, 97) < 30
    assert not enlarged(np.zeros((40, 40, 4), np.uint8), np.zeros((160, 160), np.uint8)).any()


def test_a_scribble_without_regions_is_only_enlarged() -> None:
    ink = np.zeros((200, 200), np.uint8)
    cv2.line(ink, (20, 20), (180, 160), 255, 3)
    art = np.full((50, 50, 4), (10, 200, 90, 128), np.uint8)
    assert np.abs(enlarged(art, ink).astype(int) - (10, 200, 90, 128)).max() <= 1


def test_a_wide_line_between_two_regions_is_one_line():
    """Enlarged, the colours on both sides pass into each other under it, and keep to their sides beyond."""
    ink = np.zeros((256, 256), np.uint8)
    cv2.rectangle(ink, (16, 16), (240, 240), 255, 8)
    cv2.line(ink, (128, 16), (128, 240), 255, 12)
    image = np.zeros((64, 64, 4), np.uint8)
    image[4:60, 4:32], image[4:60, 32:60] = (200, 40, 40, 255), (40, 40, 200, 255)
    row = enlarged(image, ink, kept_lines=True)[128, :, 0].astype(int)
    steps = np.abs(np.diff(row[100:156]))
    assert steps.max() < 40  # no border in the middle of the line
    assert row[115] > 185 and row[141] < 55
