"""Stripes of the generator's cells go from flat parts; edges, lines and opacity stay."""

from __future__ import annotations

import numpy as np
import pytest

from engines.compositing.cell_smoothing import flat_share, smoothed_cells

SIDE = 128


def planes() -> np.ndarray:
    """Two flat regions side by side, far from any line but at the rim."""
    told = np.zeros((1, 11, SIDE, SIDE), np.float32)
    edge = np.minimum.outer(np.minimum(np.arange(SIDE), np.arange(SIDE)[::-1]), np.full(SIDE, SIDE))
    rim = np.minimum(edge, edge.T)
    told[0, 2] = np.clip(rim / 32, 0, 1)
    told[0, 10, :, : SIDE // 2], told[0, 10, :, SIDE // 2 :] = 1, 2
    return told


def energy(values: np.ndarray, period: int) -> float:
    """Share of a row's variation that has this period, as an amplitude."""
    row = values.astype(np.float64) - values.mean()
    return float(abs(np.fft.rfft(row)[len(row) // period]) / len(row))


@pytest.mark.parametrize("period", [4, 8])
def test_stripes_of_the_cells_go(period: int):
    image = np.full((SIDE, SIDE, 4), 60, np.uint8)
    image[:, :, 3] = 255
    image[:, :, :3] += (np.arange(SIDE) % period < period // 2)[None, :, None].astype(np.uint8) * np.uint8(12)
    before = image[64, 16:48, 0].copy()
    after = smoothed_cells(image, flat_share(planes(), SIDE, SIDE))[64, 16:48, 0]
    assert energy(before, period) > 2 and energy(after, period) < 0.1 * energy(before, period)


def test_borders_between_regions_stay_sharp_and_opacity_is_kept():
    image = np.full((SIDE, SIDE, 4), 40, np.uint8)
    image[:, SIDE // 2 :] = 200
    kept = image.copy()
    assert np.array_equal(smoothed_cells(image, flat_share(planes(), SIDE, SIDE)), kept)


def test_paper_and_lines_are_left_alone():
    told = planes()
    told[0, 2], told[0, 10] = 0, 0
    assert not flat_share(told, SIDE, SIDE).any()
