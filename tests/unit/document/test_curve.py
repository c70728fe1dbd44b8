"""The curve through the samples: it meets them, stays close to them, keeps corners, and leaves no gap."""

from __future__ import annotations

import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from sketchart_desktop.document.curve import pieces

number = st.floats(-2000, 2000, width=32)
sample = st.tuples(number, number, st.floats(0.125, 300, width=32), st.floats(0, 1, width=32))


@given(sample, sample, sample, sample)
def test_pieces_join_and_stay_within_what_the_samples_asked_for(before, start, end, after) -> None:
    made = pieces(before, start, end, after)
    assert made[0][0] == start
    assert made[-1][1] == end
    for (_, one), (other, _) in itertools.pairwise(made):
        assert one == other
    for piece in made:
        for _, _, radius, strength in piece:
            assert min(start[2], end[2]) - 1e-6 <= radius <= max(start[2], end[2]) + 1e-6
            assert min(start[3], end[3]) - 1e-6 <= strength <= max(start[3], end[3]) + 1e-6


def test_samples_on_a_circle_give_a_circle() -> None:
    def at(step: int) -> tuple[float, float, float, float]:
        angle = 2 * math.pi * step / 16
        return 100 * math.cos(angle), 100 * math.sin(angle), 2.0, 1.0

    for step in range(16):
        for _, (x, y, _, _) in pieces(at(step - 1), at(step), at(step + 1), at(step + 2)):
            assert abs(math.hypot(x, y) - 100) < 0.25  # the chord alone would be off by 1.9


def test_a_repeated_sample_is_a_corner() -> None:
    corner, far = (100.0, 0.0, 3.0, 1.0), (0.0, 0.0, 3.0, 1.0)
    up = (100.0, 80.0, 3.0, 1.0)
    for made in (pieces(far, far, corner, corner), pieces(corner, corner, up, up)):
        (x0, y0), (x1, y1) = made[0][0][:2], made[-1][1][:2]
        for piece in made:
            for x, y, _, _ in piece:
                assert abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) < 1e-6


def test_a_turn_is_cut_finely_enough_to_show_no_polygon() -> None:
    made = pieces((0, 0, 4, 1), (50, 0, 4, 1), (60, 50, 4, 1), (0, 60, 4, 1))
    turns = []
    for one, other in itertools.pairwise(made):
        angles = [math.atan2(p[1][1] - p[0][1], p[1][0] - p[0][0]) for p in (one, other)]
        turns.append(abs(math.remainder(angles[1] - angles[0], math.tau)))
    assert max(turns) < math.radians(12)
