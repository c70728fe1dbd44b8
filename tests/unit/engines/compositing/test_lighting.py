"""Light and shadow: from above on the left, only where a shape is, and no stronger than asked."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engines.api import RenderRequest
from engines.compositing.lighting import light_on, lit
from engines.palette import Palette
from engines.sketch.input_planes import request_planes

SIDE = 256


def planes_of(*discs: tuple[int, int, int], height: int = SIDE, width: int = SIDE) -> np.ndarray:
    """The planes of a drawing of circles: x, y, radius."""
    ink = np.zeros((height, width, 4), np.uint8)
    alpha = np.zeros((height, width), np.uint8)
    for x, y, radius in discs:
        cv2.circle(alpha, (x, y), radius, 255, 3)
    ink[:, :, 3] = alpha
    request = RenderRequest(1, ink, np.zeros_like(ink), Palette(((200, 120, 60),), (1.0,)), (1.0,))
    return request_planes(request, 32)


def orange(height: int = SIDE, width: int = SIDE) -> np.ndarray:
    return np.full((height, width, 4), (200, 120, 60, 255), np.uint8)


def test_no_light_changes_nothing():
    image = orange()
    assert light_on(planes_of((128, 128, 80)), SIDE, SIDE, 0.0) is None
    assert lit(image, None) is image


def test_light_comes_from_above_on_the_left():
    light = light_on(planes_of((128, 128, 80)), SIDE, SIDE, 1.0)
    image = lit(orange(), light).astype(int).sum(axis=2)
    upper_left, centre, lower_right, paper = image[80, 80], image[128, 128], image[176, 176], image[10, 10]
    assert upper_left > centre > lower_right
    assert abs(centre - paper) <= 30 and paper == orange()[0, 0].sum()


def test_opacity_stays_and_the_artwork_is_not_changed():
    image = orange()
    image[:, :100, 3] = 90
    before = image.copy()
    shown = lit(image, light_on(planes_of((128, 128, 80)), SIDE, SIDE, 1.0))
    assert np.array_equal(shown[:, :, 3], before[:, :, 3]) and np.array_equal(image, before)
    assert shown.dtype == np.uint8 and shown.flags.c_contiguous


def test_more_light_differs_more():
    planes = planes_of((128, 128, 80))
    changes = [
        np.abs(lit(orange(), light_on(planes, SIDE, SIDE, s)).astype(int) - orange()).mean() for s in (0.2, 0.5, 1)
    ]
    assert 0 < changes[0] < changes[1] < changes[2]


def test_the_median_colour_of_a_roomy_shape_is_the_colour_asked_for():
    shown = lit(orange(), light_on(planes_of((128, 128, 110)), SIDE, SIDE, 0.5))
    inside = np.zeros((SIDE, SIDE), np.uint8)
    cv2.circle(inside, (128, 128), 106, 1, -1)
    median = np.median(shown[inside > 0][:, :3], axis=0)
    assert np.abs(median - (200, 120, 60)).max() <= 8


def test_a_small_shape_is_lit_less_than_a_large_one():
    large, small = (light_on(planes_of((128, 128, r)), SIDE, SIDE, 1.0) for r in (90, 9))
    assert 0 < small.shadow.max() < large.shadow.max()


def test_another_shape_far_away_changes_no_light():
    alone = light_on(planes_of((60, 60, 40)), SIDE, SIDE, 1.0)
    both = light_on(planes_of((60, 60, 40), (200, 200, 30)), SIDE, SIDE, 1.0)
    here = (slice(0, 110), slice(0, 110))
    assert np.array_equal(alone.shadow[here], both.shadow[here]) and np.array_equal(
        alone.bright[here], both.bright[here]
    )


@pytest.mark.parametrize(("height", "width"), [(1, 1), (2, 3), (31, 130), (130, 31)])
def test_any_size_is_lit(height, width):
    light = light_on(planes_of((15, 15, 10), height=height, width=width), height, width, 0.7)
    assert lit(orange(height, width), light).shape == (height, width, 4)


def test_a_canvas_that_is_all_shape_has_no_edge_to_fall_off():
    planes = planes_of((0, 0, 1))
    planes[0, 10], planes[0, 1], planes[0, 2], planes[0, 0] = 1, 1, 1, 0
    light = light_on(planes, SIDE, SIDE, 1.0)
    assert light.shadow.max() == 0 and light.bright.max() == 0
