"""Small copies of layers: kept up to date in parts, they are those made at once."""

from __future__ import annotations

import numpy as np
import pytest

from sketchart_desktop.state.blending import straight
from sketchart_desktop.state.proxies import Proxy

SIZES = [(128, 96), (96, 72), (64, 48), (256, 192), (100, 75), (83, 61), (1, 1)]


def dabs(seed: int, array: np.ndarray, count: int):
    """Changes `array` in rectangles, and tells where."""
    rng = np.random.default_rng(seed)
    height, width = array.shape
    for _ in range(count):
        y, x = int(rng.integers(0, height)), int(rng.integers(0, width))
        bottom, right = min(y + int(rng.integers(1, 40)), height), min(x + int(rng.integers(1, 40)), width)
        alpha = rng.integers(0, 256, (bottom - y, right - x)).astype(np.uint32)
        array[y:bottom, x:right] = alpha << 24 | alpha // 2 << 16 | alpha // 3
        yield x, y, right, bottom


@pytest.mark.parametrize("size", SIZES)
def test_a_copy_kept_up_to_date_is_the_one_made_at_once(size: tuple[int, int]) -> None:
    array = np.zeros((192, 256), np.uint32)
    kept = Proxy((256, 192), size)
    for index, rect in enumerate(dabs(1, array, 40)):
        kept.mark(rect)
        if index % 3 == 0:
            fresh = Proxy((256, 192), size)
            fresh.mark((0, 0, 256, 192))
            np.testing.assert_array_equal(kept.update(array), fresh.update(array))


@pytest.mark.parametrize("size", SIZES[:5])
def test_pixels_are_averages_of_what_they_cover(size: tuple[int, int]) -> None:
    array = np.zeros((192, 256), np.uint32)
    proxy = Proxy((256, 192), size)
    for rect in dabs(2, array, 60):
        proxy.mark(rect)
    alpha = (array >> 24).astype(float)
    width, height = size
    fine = np.repeat(np.repeat(alpha, height, axis=0), width, axis=1)  # every pixel of both is whole pixels of this
    expected = fine.reshape(height, 192, width, 256).mean(axis=(1, 3))
    assert np.abs(proxy.update(array)[..., 3] - expected).max() <= 1.0


def test_only_what_changed_is_read_again() -> None:
    array = np.zeros((192, 256), np.uint32)
    proxy = Proxy((256, 192), (128, 96))
    array[:, :] = 0xFF102030
    assert not proxy.update(array).any(), "nobody told of a change"
    proxy.mark((64, 32, 96, 64))
    small = proxy.update(array)
    assert (small[16:32, 32:48] == straight(array[:1, :1])[0, 0]).all()
    small[16:32, 32:48] = 0
    assert not small.any()


def test_blank_layers_are_blank_and_cost_no_look() -> None:
    proxy = Proxy((256, 192), (128, 96))
    proxy.mark((0, 0, 256, 192))
    assert not proxy.update(None).any()
    assert proxy.update(np.full((192, 256), 0xFF000000, np.uint32))[..., 3].min() == 255
