"""runs: what is measured by runs is what is counted pixel by pixel."""

from __future__ import annotations

import numpy as np
import pytest

from engines.sketch.run_lengths import areas, extents, largest, runs_of


@pytest.mark.parametrize("seed", range(4))
def test_runs_measure_what_pixels_do(seed: int):
    dice = np.random.default_rng(seed)
    labels = np.repeat(dice.integers(0, 6, (13, 7), np.uint8), 3, axis=1)[:, :17]
    values = dice.random(labels.shape, np.float32)
    runs = runs_of(labels)
    counted, high = areas(runs, 8), largest(runs, values, 8)
    top, bottom, left, right = extents(runs, 8, width=labels.shape[1])
    for label in range(8):
        rows, columns = np.nonzero(labels == label)
        assert counted[label] == len(rows)
        if len(rows):
            assert high[label] == values[rows, columns].max()
            box = rows.min(), rows.max(), columns.min(), columns.max()
            assert (top[label], bottom[label], left[label], right[label]) == box
        else:
            assert high[label] == 0 and top[label] > bottom[label] and left[label] > right[label]


def test_runs_end_with_their_row():
    assert runs_of(np.zeros((3, 5), np.int32)).starts.tolist() == [0, 5, 10]
