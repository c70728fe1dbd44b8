"""Smooth paths through points: they meet every point, keep corners, and go in even steps."""

from __future__ import annotations

import numpy as np
import pytest

from sketchart_desktop.document.spline import evenly, lengths, through

PLACES = [(10.0, 10.0), (60.0, 20.0), (90.0, 70.0), (40.0, 90.0)]


def nearest(path: np.ndarray, place: tuple[float, float]) -> float:
    return float(np.linalg.norm(path - place, axis=1).min())


@pytest.mark.parametrize("closed", [False, True])
def test_a_path_meets_its_points_in_even_steps(closed: bool) -> None:
    path = through([*PLACES, PLACES[0]] if closed else PLACES, 2.0, closed=closed)
    assert all(nearest(path, place) < 1.05 for place in PLACES)
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    assert steps.min() > 0.9 * steps.max()


def test_a_doubled_point_is_a_corner_and_a_single_one_is_round() -> None:
    bent = [(0.0, 0.0), (50.0, 0.0), (50.0, 50.0)]
    sharp = [bent[0], bent[1], bent[1], bent[2]]

    def largest_turn(path: np.ndarray) -> float:
        heading = np.arctan2(*np.diff(path, axis=0).T[::-1])
        return float(np.abs(np.diff(heading)).max())

    assert largest_turn(through(sharp, 1.0)) > 0.7
    assert largest_turn(through(bent, 1.0)) < 0.2


def test_even_steps_take_further_columns_along() -> None:
    path = np.array([[0, 0, 0.0], [30, 0, 0.3], [30, 10, 0.4]])
    even = evenly(path, 5.0)
    assert lengths(even)[-1] == pytest.approx(40.0)
    np.testing.assert_allclose(even[:, 2] * 100, lengths(even), atol=1e-9)
