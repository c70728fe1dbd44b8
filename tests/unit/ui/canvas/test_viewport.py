"""Viewport: the point under the cursor stays, there and back is the same point, the sheet stays in sight."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRect, QSizeF

from sketchart_desktop.ui.canvas.viewport import MAX_SCALE, MIN_SCALE, Viewport

coordinate = st.floats(-3000, 3000)
viewports = st.builds(
    Viewport,
    scale=st.floats(0.05, 32),
    x=coordinate,
    y=coordinate,
    angle=st.floats(-180, 180),
    mirrored=st.booleans(),
)


def close(a: QPointF, b: QPointF, tolerance: float = 1e-3) -> bool:
    return abs(a.x() - b.x()) < tolerance and abs(a.y() - b.y()) < tolerance


@given(viewports, coordinate, coordinate)
def test_there_and_back(viewport: Viewport, x: float, y: float) -> None:
    assert close(viewport.to_canvas(viewport.to_widget(QPointF(x, y))), QPointF(x, y), 1e-2)


@given(viewports, coordinate, coordinate, st.floats(-6, 6), st.floats(-90, 90))
def test_zoom_turn_and_mirror_keep_the_point_under_the_cursor(
    viewport: Viewport, x: float, y: float, steps: float, degrees: float
) -> None:
    anchor = QPointF(x, y)
    under = viewport.to_canvas(anchor)
    for other in (viewport.zoomed_at(anchor, steps), viewport.turned_at(anchor, degrees), viewport.mirrored_at(anchor)):
        assert close(other.to_widget(under), anchor, 1e-2)


def test_zooming_past_100_per_cent_rests_there() -> None:
    assert Viewport(scale=0.95).zoomed_at(QPointF(), 2).scale == 1.0
    assert Viewport(scale=1.0).zoomed_at(QPointF(), 2).scale == pytest.approx(2**0.5)


def test_zoom_has_limits() -> None:
    assert Viewport(scale=60).zoomed_at(QPointF(), 20).scale == MAX_SCALE
    assert Viewport(scale=0.03).zoomed_at(QPointF(), -40).scale == MIN_SCALE


def test_steps_visit_round_scales() -> None:
    viewport = Viewport(scale=0.47)
    up = viewport.stepped_at(QPointF(), 1)
    assert up.scale == 0.5
    assert up.stepped_at(QPointF(), -1).scale == pytest.approx(1 / 3)


@given(viewports, st.integers(10, 5000), st.integers(10, 5000))
def test_fit_shows_the_whole_sheet_in_the_middle(viewport: Viewport, width: int, height: int) -> None:
    fitted = viewport.fitted(QSizeF(width, height), QSizeF(900, 700))
    shown = fitted.rect_to_widget(QRect(0, 0, width, height))
    assert close(fitted.to_widget(QPointF(width / 2, height / 2)), QPointF(450, 350), 1e-2)
    if fitted.scale > MIN_SCALE:
        assert QRect(0, 0, 900, 700).contains(shown)


@given(viewports)
def test_the_sheet_cannot_be_lost(viewport: Viewport) -> None:
    kept = viewport.kept_in_sight(QSizeF(1000, 1000), QSizeF(800, 600))
    shown = kept.rect_to_widget(QRect(0, 0, 1000, 1000))
    assert shown.intersects(QRect(0, 0, 800, 600))


@given(viewports, st.integers(0, 900), st.integers(0, 900), st.integers(1, 99), st.integers(1, 99))
def test_a_dirty_rectangle_covers_its_pixels(viewport: Viewport, x: int, y: int, width: int, height: int) -> None:
    rect = QRect(x, y, width, height)
    shown = viewport.rect_to_widget(rect)
    for corner in (QPointF(x, y), QPointF(x + width, y), QPointF(x, y + height), QPointF(x + width, y + height)):
        at = viewport.to_widget(corner)
        assert shown.left() <= at.x() <= shown.right() + 1
        assert shown.top() <= at.y() <= shown.bottom() + 1
    assert viewport.rect_to_canvas(shown).contains(rect)
