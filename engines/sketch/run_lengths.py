"""Pictures of labels measured by their runs, the stretches of equal pixels along each row: a hundred times fewer than
pixels.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Runs(NamedTuple):
    """`starts`: places in the flattened picture, int64 [N], `lengths` of each, and their `labels`."""

    starts: np.ndarray
    lengths: np.ndarray
    labels: np.ndarray


class Extent(NamedTuple):
    """Of each label the first and last row and column; of labels that do not occur, first behind last."""

    top: np.ndarray
    bottom: np.ndarray
    left: np.ndarray
    right: np.ndarray


def runs_of(labels: np.ndarray) -> Runs:
    """Of a picture [H, W] of whole numbers, not empty."""
    flat = labels.ravel()
    begins = np.empty(flat.size, bool)
    np.not_equal(flat[1:], flat[:-1], out=begins[1:])
    begins[:: labels.shape[1]] = True
    starts = np.flatnonzero(begins)
    return Runs(starts, np.diff(starts, append=flat.size), flat[starts])


def areas(runs: Runs, count: int) -> np.ndarray:
    """How many pixels each label has: int64 [count]."""
    return np.bincount(runs.labels, weights=runs.lengths, minlength=count).astype(np.int64)


def largest(runs: Runs, values: np.ndarray, count: int) -> np.ndarray:
    """The largest of `values` [H, W] at each label's pixels, 0 where it has none: float32 [count]."""
    found = np.zeros(count, np.float32)
    np.maximum.at(found, runs.labels, np.maximum.reduceat(values.ravel(), runs.starts))
    return found


def extents(runs: Runs, count: int, *, width: int) -> Extent:
    """int64 [count] each; `width`: of the picture."""
    rows, columns = np.divmod(runs.starts, width)
    top, left = np.full(count, 1 << 20), np.full(count, 1 << 20)
    bottom, right = np.zeros(count, np.int64), np.zeros(count, np.int64)
    np.minimum.at(top, runs.labels, rows)
    np.maximum.at(bottom, runs.labels, rows)
    np.minimum.at(left, runs.labels, columns)
    np.maximum.at(right, runs.labels, columns + runs.lengths - 1)
    return Extent(top, bottom, left, right)
