"""Artwork and drawing together: beside, over, swiped, in its own window; moved together; and what is remembered."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSlider

from sketchart_desktop.document.stroke import Brush
from sketchart_desktop.ui.canvas.sheet_painter import SheetPainter
from tests.gui.conftest import RED, draw_ring, focus_canvas, mouse_stroke, send_mouse

PRESS, MOVE, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease


@pytest.fixture
def painted(qtbot, bench):
    """The program with a red disc painted from a drawn ring, keys reaching the canvas."""
    made = bench()
    draw_ring(made)
    qtbot.waitUntil(lambda: made.app.preview.state == "idle")
    window = made.app.window
    focus_canvas(qtbot, window)
    return made


def colour_at(view, x: float, y: float) -> tuple[int, int, int]:
    """What a view shows at a canvas point."""
    spot = view.viewport.to_widget(QPointF(x, y)).toPoint()
    colour = view.grab().toImage().pixelColor(spot)
    return colour.red(), colour.green(), colour.blue()


def test_the_artwork_over_the_drawing_still_drawn_on(qtbot, painted) -> None:
    window, canvas = painted.app.window, painted.app.window.canvas
    assert colour_at(canvas, 512, 512) == (255, 255, 255)
    QTest.keyClick(canvas, Qt.Key.Key_Q)
    assert not window.artwork.isVisible()
    slider = window.artwork_modes.switch.findChild(QSlider)
    assert slider.isVisible()
    assert window.artwork_modes.switch.parentWidget() is canvas
    slider.setValue(100)
    assert colour_at(canvas, 512, 512) == RED
    slider.setValue(50)
    red, green, _ = colour_at(canvas, 512, 512)
    assert red > 230
    assert 130 < green < 165
    assert sum(colour_at(canvas, 712, 512)) < 150, "the ink lies over the artwork"
    # Drawing goes on, and the artwork follows.
    before = len(painted.app.session.drawing.operations)
    spots = [canvas.viewport.to_widget(QPointF(x, 120)) for x in (60, 200, 400)]
    mouse_stroke(canvas, spots)
    assert len(painted.app.session.drawing.operations) == before + 1
    qtbot.waitUntil(lambda: painted.app.preview.state == "idle")
    QTest.keyClick(canvas, Qt.Key.Key_Q)
    assert window.artwork.isVisible()
    assert colour_at(canvas, 512, 512) == (255, 255, 255)


def test_an_overlay_repaints_only_what_is_new_in_it() -> None:
    painter = SheetPainter()
    first = QImage(64, 32, QImage.Format.Format_ARGB32_Premultiplied)
    first.fill(0)
    second = first.copy()
    second.setPixel(10, 20, 0xFFFF0000)
    assert painter.set_overlay(first, 0.5) == QRectF(0, 0, 1, 1)
    assert painter.set_overlay(first.copy(), 0.5) is None
    part = painter.set_overlay(second, 0.5)
    assert part == QRectF(9 / 64, 19 / 32, 3 / 64, 3 / 32)
    assert painter.set_overlay(second, 0.6) == QRectF(0, 0, 1, 1)
    assert painter.set_overlay(None, 0.6) == QRectF(0, 0, 1, 1)
    assert painter.set_overlay(None, 0.6) is None


def test_the_swipe_line_shows_the_drawing_left_and_the_artwork_right(qtbot, painted) -> None:
    window, view = painted.app.window, painted.app.window.artwork
    QTest.keyClick(window.canvas, Qt.Key.Key_V)
    middle = view.viewport.to_canvas(QPointF(view.width() / 2, view.height() / 2))
    assert colour_at(view, middle.x() - 90, 512) == (255, 255, 255)
    assert colour_at(view, middle.x() + 90, 512) == RED
    x = view.width() / 2
    send_mouse(view, PRESS, QPointF(x + 4, 200))
    send_mouse(view, MOVE, QPointF(view.width() - 10, 220))
    send_mouse(view, RELEASE, QPointF(view.width() - 10, 220))
    assert colour_at(view, middle.x() + 90, 512) == (255, 255, 255)
    assert view.viewport.to_canvas(QPointF(x, 0)).x() == pytest.approx(middle.x(), abs=0.1), "the view has moved"
    view.setFocus()
    for _ in range(60):
        QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert colour_at(view, middle.x() - 90, 512) == RED
    # Away from the line a drag moves the view.
    send_mouse(view, PRESS, QPointF(200, 200), button=Qt.MouseButton.MiddleButton)
    send_mouse(view, MOVE, QPointF(230, 200), button=Qt.MouseButton.MiddleButton)
    send_mouse(view, RELEASE, QPointF(230, 200), button=Qt.MouseButton.MiddleButton)
    assert view.viewport.to_canvas(QPointF(x, 0)).x() != pytest.approx(middle.x(), abs=1)


def test_letter_keys_work_on_the_artwork_too(painted) -> None:
    window = painted.app.window
    QTest.keyClick(window.canvas, Qt.Key.Key_V)
    QTest.mouseClick(window.artwork, Qt.MouseButton.LeftButton)
    assert window.artwork.hasFocus()
    QTest.keyClick(window.artwork, Qt.Key.Key_V)
    assert not window.actions_table["art.swipe"].isChecked()
    QTest.keyClick(window.artwork, Qt.Key.Key_E)
    assert painted.app.toolbox.tool == "eraser"
    QTest.keyClick(window.artwork, Qt.Key.Key_Tab)
    assert window.tools.isVisible(), "Tab goes on from there"


def test_the_swiped_drawing_follows_each_stroke(qtbot, painted) -> None:
    view, session = painted.app.window.artwork, painted.app.session
    painted.app.window.actions_table["art.swipe"].trigger()
    view._move_line(view.width())
    QApplication.processEvents()
    session.begin_stroke("ink", Brush("ink", 60.0), colour=(0, 0, 0), point=(500.0, 500.0, 1.0, 0.0))
    session.extend_stroke([(520.0, 500.0, 1.0, 0.1)])
    session.finish_stroke()
    QApplication.processEvents()
    image = view.screen().grabWindow(painted.app.window.winId()).toImage()
    spot = view.mapTo(painted.app.window, view.viewport.to_widget(QPointF(512, 500)).toPoint())
    assert image.pixelColor(spot).lightness() < 60


def test_the_artwork_in_its_own_window_and_back(qtbot, painted) -> None:
    window, view = painted.app.window, painted.app.window.artwork
    sizes = window.views.sizes()
    QTest.keyClick(window.canvas, Qt.Key.Key_F9)
    own = window.artwork_modes.window
    qtbot.waitExposed(own)
    assert view.window() is own
    assert view.isVisible()
    assert colour_at(view, 512, 512) == RED
    assert window.canvas.width() > sizes[0] + 100
    painted.app.look.roll_dice(5)  # it goes on following
    qtbot.waitUntil(lambda: painted.app.preview.state == "idle")
    own.close()
    assert view.window() is window
    assert window.views.indexOf(view) == 1
    assert window.views.sizes() == sizes
    assert not own.isVisible()
    assert not window.actions_table["art.window"].isChecked()


def test_overlay_and_own_window_exclude_each_other(painted) -> None:
    table, view = painted.app.window.actions_table, painted.app.window.artwork
    table["art.window"].trigger()
    table["art.overlay"].trigger()
    assert not table["art.window"].isChecked()
    assert view.window() is painted.app.window
    assert not view.isVisible()
    table["art.swipe"].trigger()
    assert not table["art.overlay"].isChecked()
    assert view.isVisible()
    table["art.overlay"].trigger()
    table["art.window"].trigger()
    assert not table["art.overlay"].isChecked()
    assert view.isVisible()


def shown_middle(view) -> QPointF:
    return view.viewport.to_canvas(QPointF(view.width() / 2, view.height() / 2))


def test_from_overlay_to_own_window_and_back_both_have_their_old_room(painted) -> None:
    window, table = painted.app.window, painted.app.window.actions_table
    sizes = window.views.sizes()
    table["art.overlay"].trigger()
    table["art.window"].trigger()
    table["art.window"].trigger()
    assert window.views.sizes() == sizes


def test_drawing_and_artwork_move_together_until_unlinked(painted) -> None:
    window = painted.app.window
    canvas, view = window.canvas, window.artwork
    canvas.set_viewport(canvas.viewport.scaled_at(QPointF(100, 100), 1.7).turned_at(QPointF(100, 100), 20))
    assert (view.viewport.scale, view.viewport.angle) == (canvas.viewport.scale, canvas.viewport.angle)
    assert (shown_middle(view) - shown_middle(canvas)).manhattanLength() < 0.01
    view.set_viewport(view.viewport.moved(30, 40))
    assert (shown_middle(view) - shown_middle(canvas)).manhattanLength() < 0.01
    QTest.keyClick(canvas, Qt.Key.Key_M)
    assert view.viewport.mirrored
    canvas.turn(0)
    canvas.fit()
    sheet = view.viewport.rect_to_widget(QRect(0, 0, 1024, 1024))
    assert view.rect().contains(sheet)
    QTest.keyClick(canvas, Qt.Key.Key_M, Qt.KeyboardModifier.ShiftModifier)
    before = view.viewport
    canvas.zoom_step(1)
    assert view.viewport == before


def test_splitter_link_and_opacity_are_remembered(qtbot, painted, bench) -> None:
    window = painted.app.window
    window.resize(1280, 800)
    window.views.moveSplitter(300, 1)
    window.actions_table["art.link"].trigger()
    window.actions_table["art.overlay"].trigger()
    window.artwork_modes.switch.findChild(QSlider).setValue(35)
    window.actions_table["art.overlay"].trigger()
    left = window.views.sizes()[0]
    again = bench(begin=False).app.window
    assert again.views.sizes()[0] == pytest.approx(left, abs=3)
    assert not again.actions_table["art.link"].isChecked()
    again.actions_table["art.overlay"].trigger()
    assert again.artwork_modes.switch.findChild(QSlider).value() == 35


def test_closing_the_main_window_takes_the_artwork_window_along(painted, monkeypatch) -> None:
    window = painted.app.window
    monkeypatch.setattr(window.files, "may_discard", lambda: True)
    window.actions_table["art.window"].trigger()
    assert window.close()
    assert not window.artwork_modes.window.isVisible()


def test_turned_artwork_repainted_in_parts_is_the_same(painted) -> None:
    view = painted.app.window.artwork
    view.set_viewport(view.viewport.scaled_at(QPointF(200, 200), 1.3).turned_at(QPointF(200, 200), 27))
    whole = QImage(view.size(), QImage.Format.Format_RGB32)
    view.render(whole)
    parts = whole.copy()
    for rect in (QRect(37, 51, 90, 77), QRect(120, 100, 61, 133)):
        view.render(parts, rect.topLeft(), rect)
    one, other = (np.array(i.constBits(), np.uint8, copy=True).astype(int) for i in (whole, parts))
    assert abs(one - other).max() <= 1


def test_the_switch_fits_into_a_narrow_pane(painted) -> None:
    window = painted.app.window
    switch, artwork = window.artwork_modes.switch, window.artwork
    assert switch.width() > switch.height()
    window.views.setSizes([900, 130, 280])
    assert artwork.width() < switch.height()
    assert artwork.rect().contains(switch.geometry())
    window.views.setSizes([400, 500, 280])
    assert switch.width() > switch.height()
    assert artwork.rect().contains(switch.geometry())
