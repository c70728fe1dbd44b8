"""The pressure curve: through its points, never back, kept as text; damage is the straight curve."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sketchart_desktop.document.pressure import PRESETS, STRAIGHT, PressureCurve

SHARES = st.floats(0.0, 1.0)


@given(
    xs=st.lists(st.integers(0, 12), min_size=2, max_size=5, unique=True), ys=st.lists(SHARES, min_size=5, max_size=5)
)
def test_a_curve_meets_its_points_and_never_swings_past_them(xs: list[int], ys: list[float]) -> None:
    points = tuple((x / 12, y) for x, y in zip(sorted(xs), ys, strict=False))
    curve = PressureCurve(points)
    for x, y in points:
        assert curve.drawn(x) == pytest.approx(y, abs=0.03)
    low, high = min(y for _, y in points), max(y for _, y in points)
    drawn = [curve.drawn(step / 200) for step in range(201)]
    assert low - 1e-9 <= min(drawn) <= max(drawn) <= high + 1e-9
    if list(points) == sorted(points, key=lambda p: p[1]):
        assert all(a <= b + 1e-9 for a, b in itertools.pairwise(drawn))


def test_presets_do_as_they_say() -> None:
    assert [STRAIGHT.drawn(part / 10) for part in range(11)] == pytest.approx([part / 10 for part in range(11)])
    assert PRESETS["soft"].drawn(0.3) > 0.5
    assert PRESETS["firm"].drawn(0.5) < 0.3
    assert PressureCurve(least=0.2).drawn(0.01) == 0.2


def test_a_curve_is_kept_as_text() -> None:
    curve = PressureCurve(((0.0, 0.125), (0.5, 0.25), (1.0, 0.875)), least=0.25)
    assert PressureCurve.read(curve.text()) == curve
    for damage in ("", "x", "0,0", "0,0 1,1", "1,1 0,0 0", "0,0 1,2 0", "0,0 nan,1 0", "0,0 1,1 9", "0,0 1,1 1,1 0"):
        assert PressureCurve.read(damage) == STRAIGHT
