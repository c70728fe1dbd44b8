"""Shapes between two corners, and what Shift makes of them."""

from __future__ import annotations

import math

import pytest

from sketchart_desktop.document.shapes import outline


def test_a_line_goes_from_end_to_end() -> None:
    assert outline("line", (10, 20), (110, 47)) == [(10, 20), (110, 47)]


@pytest.mark.parametrize(("degrees", "snapped"), [(3, 0), (20, 15), (52, 45), (-86, -90), (176, 180)])
def test_a_constrained_line_lies_at_steps_of_15_degrees(degrees: float, snapped: float) -> None:
    end = (50 + 80 * math.cos(math.radians(degrees)), 60 + 80 * math.sin(math.radians(degrees)))
    (x, y) = outline("line", (50, 60), end, constrained=True)[1]
    assert math.degrees(math.atan2(y - 60, x - 50)) == pytest.approx(snapped, abs=1e-6)
    assert math.hypot(x - 50, y - 60) == pytest.approx(80 * math.cos(math.radians(degrees - snapped)))


def test_a_rectangle_closes_and_keeps_to_its_sides() -> None:
    points = outline("rectangle", (10, 20), (110, 60))
    assert points[0] == points[-1] == (10, 20)
    assert {(10, 20), (110, 20), (110, 60), (10, 60)} <= set(points)
    assert all(x in (10, 110) or y in (20, 60) for x, y in points)


@pytest.mark.parametrize("end", [(140, 60), (-90, 60), (30, -180), (-70, -75)])
def test_constrained_rectangles_are_squares_towards_the_hand(end: tuple[float, float]) -> None:
    points = outline("rectangle", (10, 20), end, constrained=True)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    assert max(xs) - min(xs) == pytest.approx(max(ys) - min(ys))
    assert (max(xs) > 10) == (end[0] > 10)
    assert (max(ys) > 20) == (end[1] > 20)


def test_an_ellipse_lies_on_its_ellipse_and_a_circle_on_its_circle() -> None:
    for x, y in outline("ellipse", (0, 0), (200, 100)):
        assert ((x - 100) / 100) ** 2 + ((y - 50) / 50) ** 2 == pytest.approx(1)
    for x, y in outline("ellipse", (0, 0), (200, 100), constrained=True):
        assert math.hypot(x - 100, y - 100) == pytest.approx(100)


@pytest.mark.parametrize("shape", ["line", "rectangle", "ellipse"])
def test_flat_and_tiny_shapes_are_finite(shape: str) -> None:
    for end in ((5.0, 5.0), (90.0, 5.0), (5.0, 5.2)):
        for constrained in (False, True):
            points = outline(shape, (5.0, 5.0), end, constrained=constrained)
            assert all(math.isfinite(x) and math.isfinite(y) for x, y in points)
