"""The mask keeps the drawing in the artwork: by pixels."""

from __future__ import annotations

import numpy as np
import pytest

from engines.api import RenderRequest, RenderResult
from engines.compositing.mask_keep import keep_drawn
from engines.palette import Palette

SIDE = 512
RED = Palette.of(((220, 40, 40),))


def request(mask: np.ndarray | None) -> RenderRequest:
    ink, colour = np.zeros((SIDE, SIDE, 4), np.uint8), np.zeros((SIDE, SIDE, 4), np.uint8)
    ink[200:220] = (10, 20, 30, 255)
    colour[:, 100:180] = (0, 0, 255, 255)
    colour[300:, 100:180, 3] = 128
    return RenderRequest(1, ink, colour, RED, (1.0,), mask=mask)


def artwork(asked: RenderRequest) -> RenderResult:
    image = np.full((SIDE, SIDE, 4), (0, 200, 0, 255), np.uint8)
    return RenderResult(1, asked.key, image, 1.0, "fake")


def left_half() -> np.ndarray:
    mask = np.zeros((SIDE, SIDE), np.uint8)
    mask[:, :256] = 255
    return mask


def test_without_a_mask_nothing_is_touched() -> None:
    asked = request(None)
    result = artwork(asked)
    assert keep_drawn(result, asked) is result


def test_the_drawing_stays_under_the_mask_and_the_artwork_beside_it() -> None:
    asked = request(left_half())
    before = artwork(asked)
    image = keep_drawn(before, asked).image
    assert tuple(image[50, 140]) == (0, 0, 255, 255)  # colour as painted
    assert tuple(image[210, 140]) == (10, 20, 30, 255)  # ink over it
    assert image[50, 40, 3] == 0  # bare paper
    np.testing.assert_allclose(image[400, 140], (0, 0, 255, 128), atol=1)
    np.testing.assert_array_equal(image[:, 270:], before.image[:, 270:])
    assert (before.image == (0, 200, 0, 255)).all()  # the engine's own picture is left alone


def test_the_edge_is_soft_over_a_few_pixels() -> None:
    asked = request(left_half())
    alpha = keep_drawn(artwork(asked), asked).image[50, :, 3].astype(int)  # paper to artwork
    between = np.flatnonzero((alpha[200:] > 5) & (alpha[200:] < 250))
    assert 4 <= len(between) <= 12
    assert (np.diff(alpha[200:300]) >= 0).all()
    assert abs(int(alpha[255]) - 128) < 40


def test_half_a_mask_keeps_half() -> None:
    asked = request(np.full((SIDE, SIDE), 128, np.uint8))
    image = keep_drawn(artwork(asked), asked).image
    np.testing.assert_allclose(image[50, 140], (0, 100, 128, 255), atol=2)


def test_the_mask_counts_in_the_key_and_must_fit() -> None:
    assert request(left_half()).key != request(None).key
    assert request(left_half()).key == request(left_half()).key
    with pytest.raises(ValueError, match="mask"):
        request(np.zeros((3, 3), np.uint8))
