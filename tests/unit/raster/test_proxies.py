"""Small copies of layers: kept up to date in parts, they are those made at once."""

from __future__ import annotations

import numpy as np
import pytest

from sketchart_desktop.document.operations import AddStroke, ImportImage
from sketchart_desktop.document.stroke import Brush
from sketchart_desktop.raster.blending import straight
from sketchart_desktop.raster.image_codec import encode_png
from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.raster.proxies import Proxy
from tests.drawings import HEIGHT, WIDTH, random_operation, replayed, stroke


def areas(source: int, target: int) -> np.ndarray:
    """[target, source]: the share of each source pixel in each target pixel, of a row."""
    edges = np.arange(target + 1) * source / target
    places = np.arange(source)
    shared = np.minimum(edges[1:, None], places + 1) - np.maximum(edges[:-1, None], places)
    return np.clip(shared, 0, None) * target / source


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
            np.testing.assert_array_equal(kept.current(array), fresh.current(array))


@pytest.mark.parametrize("size", SIZES[:5])
def test_pixels_are_averages_of_what_they_cover(size: tuple[int, int]) -> None:
    array = np.zeros((192, 256), np.uint32)
    proxy = Proxy((256, 192), size)
    for rect in dabs(2, array, 60):
        proxy.mark(rect)
    alpha = (array >> 24).astype(float)
    expected = areas(192, size[1]) @ alpha @ areas(256, size[0]).T
    assert np.abs(proxy.current(array)[..., 3] - expected).max() <= 1.0


def test_only_what_changed_is_read_again() -> None:
    array = np.zeros((192, 256), np.uint32)
    proxy = Proxy((256, 192), (128, 96))
    array[:, :] = 0xFF102030
    assert not proxy.current(array).any(), "nobody told of a change"
    proxy.mark((64, 32, 96, 64))
    small = proxy.current(array)
    assert (small[16:32, 32:48] == straight(array[:1, :1])[0, 0]).all()
    assert small.astype(bool)[..., 3].sum() == 16 * 16


def test_a_copy_given_away_stays_as_it_was_and_is_the_same_until_something_changes() -> None:
    array = np.zeros((192, 256), np.uint32)
    proxy = Proxy((256, 192), (128, 96))
    blank = proxy.current(array)
    assert proxy.current(array) is blank
    array[:20, :20] = 0xFF000000
    proxy.mark((0, 0, 20, 20))
    drawn = proxy.current(array)
    assert not blank.any()
    assert drawn[:10, :10, 3].min() == 255
    with pytest.raises(ValueError, match="read-only"):
        drawn[0, 0] = 1


def test_blank_layers_are_blank_and_cost_no_look() -> None:
    proxy = Proxy((256, 192), (128, 96))
    proxy.mark((0, 0, 256, 192))
    assert not proxy.current(None).any()
    assert proxy.current(np.full((192, 256), 0xFF000000, np.uint32))[..., 3].min() == 255


def test_a_proxy_kept_up_to_date_is_the_one_made_anew() -> None:
    rng = np.random.default_rng(5)
    painting, operations = Painting(WIDTH, HEIGHT), []
    for _ in range(12):
        operations.append(random_operation(rng, WIDTH, HEIGHT))
        painting.apply(operations[-1])
        kept = [painting.proxy(name, (113, 75)) for name in ("ink", "colour")]
        fresh = replayed(operations)
        for name, small in zip(("ink", "colour"), kept, strict=True):
            assert (small == fresh.proxy(name, (113, 75))).all()


def test_a_proxy_is_an_average_over_areas() -> None:
    painting = replayed([ImportImage("ink", encode_png(np.full((8, 20, 4), 255, np.uint8)), 0, 0)])
    small = painting.proxy("ink", (75, 50))[..., 3]  # 4 x 4 pixels each
    assert small[:2, :5].min() == 255
    assert int(small.sum()) == 10 * 255
    odd = painting.proxy("ink", (113, 75))[..., 3].astype(float) / 255
    assert odd.sum() * (WIDTH / 113) * (HEIGHT / 75) == pytest.approx(160, rel=0.01)


@pytest.mark.parametrize("size", [(150, 100), (100, 80), (113, 75), (299, 199), (1, 1)])
def test_a_proxy_keeps_the_amount_of_ink(size: tuple[int, int]) -> None:
    rng = np.random.default_rng(8)
    painting = replayed([AddStroke(stroke(rng.uniform(0, 200, (30, 2)).tolist(), Brush("ink", 12.0)))])
    small, whole = painting.proxy("ink", size)[..., 3], painting.layer_pixels("ink")[..., 3]
    assert small.mean() == pytest.approx(whole.mean(), abs=0.6)
