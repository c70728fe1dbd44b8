"""Growing and shrinking by discs: the same as OpenCV's, at a cost that does not grow with the radius."""

from __future__ import annotations

import time

import cv2
import numpy as np
import pytest

from engines.compositing.ink_overlay import solid_ink
from engines.sketch.morphology import closed, dilated, eroded, opened

OPENCV = {dilated: cv2.MORPH_DILATE, eroded: cv2.MORPH_ERODE, opened: cv2.MORPH_OPEN, closed: cv2.MORPH_CLOSE}


def blobs(side_px: int = 300) -> np.ndarray:
    noise = np.random.default_rng(5).random((side_px, side_px), dtype=np.float32)
    return (cv2.GaussianBlur(noise, (0, 0), side_px / 30) > 0.5).view(np.uint8)


@pytest.mark.parametrize("act", OPENCV, ids=lambda act: act.__name__)
@pytest.mark.parametrize("radius_px", [1, 6, 10, 25])
def test_agrees_with_opencv(act, radius_px):
    mask = blobs()
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius_px + 1,) * 2)
    assert (act(mask, radius_px) != cv2.morphologyEx(mask, OPENCV[act], disc)).mean() < 0.02


@pytest.mark.parametrize("act", OPENCV, ids=lambda act: act.__name__)
@pytest.mark.parametrize("radius_px", [3, 40])
def test_nothing_stays_nothing_and_all_stays_all(act, radius_px):
    empty = np.zeros((30, 50), np.uint8)
    assert not act(empty, radius_px).any()
    assert act(1 - empty, radius_px).all()


def test_a_night_sky_costs_little_more_than_a_line():
    """Areas of ink are told from lines by discs as wide as half the picture, where half of it is black."""
    line = np.zeros((1400, 800), np.uint8)
    cv2.line(line, (50, 50), (750, 1300), 255, 40)
    sky = np.full((1400, 800), 255, np.uint8)
    sky[:300] = 0
    cv2.circle(sky, (300, 700), 60, 0, -1)

    def seconds(ink: np.ndarray) -> float:
        times = []
        for _ in range(3):
            start = time.perf_counter()
            solid_ink(ink)
            times.append(time.perf_counter() - start)
        return min(times)

    assert seconds(sky) < 30 * seconds(line)  # by discs of their own size it was several thousand
