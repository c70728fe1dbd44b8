"""Moving about: turning by hand, fingers, touchpad gestures, fit to width, full screen, panels, screen scales."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QImage, QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sketchart_desktop.document.operations import AddStroke
from sketchart_desktop.session.session import Session
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.canvas.mipmaps import ReducedCopy
from sketchart_desktop.ui.canvas.sheet_painter import _whole_composite
from sketchart_desktop.ui.canvas.touch import TAP_S
from sketchart_desktop.ui.canvas.view import CanvasView
from tests.gui.conftest import Clock, focus_canvas, mouse_stroke, send_mouse, send_pen

ROOT = Path(__file__).parents[2]
PRESS, MOVE, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
MIDDLE = Qt.MouseButton.MiddleButton


@pytest.fixture
def canvas(canvas: CanvasView) -> CanvasView:
    canvas._fingers._clock = Clock()
    return canvas


@pytest.fixture(scope="session")
def screen_device() -> QPointingDevice:
    return QTest.createTouchDevice()


def operations(canvas: CanvasView) -> int:
    return len(canvas.session.drawing.operations)


# Turning by hand


def test_shift_and_space_turn_the_view_about_its_middle(canvas) -> None:
    middle = canvas.rect().center()
    under = canvas.viewport.to_canvas(QPointF(canvas.width() / 2, canvas.height() / 2))
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    send_mouse(canvas, PRESS, QPointF(middle.x() + 100, middle.y()), modifiers=SHIFT)
    send_mouse(canvas, MOVE, QPointF(middle.x() + 70, middle.y() + 70), modifiers=SHIFT)
    send_mouse(canvas, RELEASE, QPointF(middle.x() + 70, middle.y() + 70), modifiers=SHIFT)
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.viewport.angle == pytest.approx(45, abs=1)
    now = canvas.viewport.to_canvas(QPointF(canvas.width() / 2, canvas.height() / 2))
    assert (now - under).manhattanLength() < 0.01
    assert operations(canvas) == 0
    mouse_stroke(canvas, [QPointF(200, 200), QPointF(230, 230)])
    assert operations(canvas) == 1


def test_shift_and_the_middle_button_turn_and_rest_at_the_quarters(canvas) -> None:
    middle = QPointF(canvas.width() / 2, canvas.height() / 2)
    send_mouse(canvas, PRESS, middle + QPointF(100, 0), button=MIDDLE, modifiers=SHIFT)
    send_mouse(canvas, MOVE, middle + QPointF(2, 100), button=MIDDLE, modifiers=SHIFT)
    assert canvas.viewport.angle == pytest.approx(90)
    send_mouse(canvas, MOVE, middle + QPointF(100, 58), button=MIDDLE, modifiers=SHIFT)
    send_mouse(canvas, RELEASE, middle + QPointF(100, 58), button=MIDDLE, modifiers=SHIFT)
    assert canvas.viewport.angle == pytest.approx(30.1, abs=0.2)
    assert not canvas.panning


@pytest.mark.parametrize("by", ["space", "middle"])
def test_ctrl_and_a_drag_zoom_where_it_began(canvas, by: str) -> None:
    start = QPointF(180, 150)
    under, scale = canvas.viewport.to_canvas(start), canvas.viewport.scale
    button = MIDDLE if by == "middle" else Qt.MouseButton.LeftButton
    QTest.keyPress(canvas, Qt.Key.Key_Control)
    if by == "space":
        QTest.keyPress(canvas, Qt.Key.Key_Space, CTRL)
    send_mouse(canvas, PRESS, start, button=button, modifiers=CTRL)
    send_mouse(canvas, MOVE, start + QPointF(60, -60), button=button, modifiers=CTRL)
    assert canvas.viewport.scale == pytest.approx(2 * scale)
    assert (canvas.viewport.to_canvas(start) - under).manhattanLength() < 0.01
    send_mouse(canvas, MOVE, start, button=button, modifiers=CTRL)
    send_mouse(canvas, RELEASE, start, button=button, modifiers=CTRL)
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    QTest.keyRelease(canvas, Qt.Key.Key_Control)
    assert canvas.viewport.scale == pytest.approx(scale)
    assert operations(canvas) == 0 and canvas.toolbox.tool == "ink" and not canvas.panning


def test_arrows_move_the_view(canvas) -> None:
    before = canvas.viewport
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.viewport.x < before.x
    assert canvas.viewport.y < before.y
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert (canvas.viewport.x, canvas.viewport.y) == pytest.approx((before.x, before.y))


# Fingers and touchpad


def touch(canvas: CanvasView, device: QPointingDevice, deed: str, places: dict[int, tuple[float, float]]) -> None:
    sequence = QTest.touchEvent(canvas, device, False)
    for finger, place in places.items():
        getattr(sequence, deed)(finger, QPoint(*map(round, place)), canvas)
    sequence.commit()


def test_two_fingers_move_zoom_and_turn_what_is_under_them(canvas, screen_device) -> None:
    a, b = QPointF(200, 200), QPointF(300, 200)
    under = [canvas.viewport.to_canvas(p) for p in (a, b)]
    scale = canvas.viewport.scale
    touch(canvas, screen_device, "press", {0: (200, 200), 1: (300, 200)})
    for step in range(1, 11):
        c, d = (200 - 2 * step, 200 + 3 * step), (300 + 5 * step, 200 + 10 * step)
        touch(canvas, screen_device, "move", {0: c, 1: d})
    touch(canvas, screen_device, "release", {0: c, 1: d})
    assert canvas.viewport.scale > 1.5 * scale
    assert canvas.viewport.angle == pytest.approx(22.4, abs=1.0)
    for point, end in zip(under, (c, d), strict=True):
        now = canvas.viewport.to_widget(point)
        assert (now - QPointF(*end)).manhattanLength() < 8  # the trembling that is left out at the start
    assert operations(canvas) == 0


def test_one_finger_draws_until_a_pen_is_seen(canvas, screen_device) -> None:
    touch(canvas, screen_device, "press", {0: (150, 200)})
    for x in range(160, 300, 20):
        touch(canvas, screen_device, "move", {0: (x, 200)})
    touch(canvas, screen_device, "release", {0: (300, 200)})
    (stroke,) = [op.stroke for op in canvas.session.drawing.operations if isinstance(op, AddStroke)]
    begin = canvas.viewport.to_canvas(QPointF(150, 200))
    assert stroke.points[0, 0] == pytest.approx(begin.x(), abs=1)
    for kind, pressure in ((QEvent.Type.TabletPress, 0.5), (QEvent.Type.TabletRelease, 0.0)):
        send_pen(canvas, kind, QPointF(200, 300), pressure)
    before = canvas.viewport.x
    touch(canvas, screen_device, "press", {0: (150, 200)})
    touch(canvas, screen_device, "move", {0: (190, 200)})
    touch(canvas, screen_device, "release", {0: (190, 200)})
    assert operations(canvas) == 2  # the finger's and the pen's
    assert canvas.viewport.x == pytest.approx(before + 40)


def test_a_second_finger_turns_the_beginning_of_a_line_into_a_pinch(canvas, screen_device) -> None:
    touch(canvas, screen_device, "press", {0: (200, 200)})
    assert canvas.session.is_drawing
    touch(canvas, screen_device, "press", {1: (300, 200)})
    assert not canvas.session.is_drawing
    touch(canvas, screen_device, "move", {0: (180, 200), 1: (320, 200)})
    touch(canvas, screen_device, "release", {0: (180, 200), 1: (320, 200)})
    assert operations(canvas) == 0


def test_a_late_second_finger_does_not_spoil_the_line(canvas, screen_device) -> None:
    scale = canvas.viewport.scale
    touch(canvas, screen_device, "press", {0: (150, 200)})
    touch(canvas, screen_device, "move", {0: (220, 200)})
    touch(canvas, screen_device, "press", {1: (350, 400)})
    touch(canvas, screen_device, "move", {0: (260, 200)})
    touch(canvas, screen_device, "release", {0: (260, 200), 1: (350, 400)})
    assert operations(canvas) == 1
    assert canvas.viewport.scale == scale


def test_two_fingers_tapped_undo_and_three_redo(canvas, screen_device) -> None:
    told: list[str] = []
    canvas.undo_requested.connect(lambda: told.append("undo"))
    canvas.redo_requested.connect(lambda: told.append("redo"))
    places = {0: (200, 200), 1: (260, 210), 2: (320, 220)}
    for count in (2, 3):
        fingers = {finger: places[finger] for finger in range(count)}
        touch(canvas, screen_device, "press", fingers)
        touch(canvas, screen_device, "release", fingers)
    assert told == ["undo", "redo"]
    touch(canvas, screen_device, "press", {0: (200, 200), 1: (260, 210)})
    canvas._fingers._clock.now_s += 2 * TAP_S
    touch(canvas, screen_device, "release", {0: (200, 200), 1: (260, 210)})
    assert told == ["undo", "redo"]
    assert operations(canvas) == 0


def gesture(canvas: CanvasView, kind: Qt.NativeGestureType, value: float, at: QPointF) -> None:
    device = QPointingDevice.primaryPointingDevice()
    globally = canvas.mapToGlobal(at)
    QApplication.sendEvent(canvas, QNativeGestureEvent(kind, device, 2, at, at, globally, value, QPointF(), 1))


def test_touchpad_gestures_zoom_and_turn_at_the_cursor(canvas) -> None:
    at = QPointF(180, 130)
    under, scale = canvas.viewport.to_canvas(at), canvas.viewport.scale
    gesture(canvas, Qt.NativeGestureType.ZoomNativeGesture, 0.25, at)
    assert canvas.viewport.scale == pytest.approx(1.25 * scale)
    gesture(canvas, Qt.NativeGestureType.RotateNativeGesture, 12.0, at)
    assert canvas.viewport.angle == pytest.approx(12)
    assert (canvas.viewport.to_widget(under) - at).manhattanLength() < 0.01
    gesture(canvas, Qt.NativeGestureType.SmartZoomNativeGesture, 0.0, at)
    assert canvas.viewport.angle == pytest.approx(12)
    assert QRect(QPoint(), canvas.size()).contains(canvas.viewport.rect_to_widget(QRect(QPoint(), canvas.sheet)))
    gesture(canvas, Qt.NativeGestureType.SmartZoomNativeGesture, 0.0, at)
    assert canvas.viewport.scale == 1.0


# The window


def test_width_turn_mirror_and_zoom_by_key(qtbot, bench) -> None:
    window = bench(begin=False).app.window
    canvas = window.canvas
    focus_canvas(qtbot, window)
    QTest.keyClick(canvas, Qt.Key.Key_3)
    shown = canvas.viewport.rect_to_widget(QRect(QPoint(), canvas.sheet))
    assert shown.width() == pytest.approx(canvas.width() - 48, abs=6)
    QTest.keyClick(canvas, Qt.Key.Key_6)
    QTest.keyClick(canvas, Qt.Key.Key_6)
    QTest.keyClick(canvas, Qt.Key.Key_4)
    assert canvas.viewport.angle == pytest.approx(15)
    QTest.keyClick(canvas, Qt.Key.Key_M)
    assert canvas.viewport.mirrored
    assert window.artwork.viewport.mirrored
    assert canvas.viewport.angle == pytest.approx(-15)
    QTest.keyClick(canvas, Qt.Key.Key_5)
    assert canvas.viewport.angle == 0
    scale = canvas.viewport.scale
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.viewport.scale > scale


def test_full_screen_and_hidden_panels_by_key(qtbot, bench) -> None:
    window = bench(begin=False).app.window
    canvas = window.canvas
    focus_canvas(qtbot, window)
    QTest.keyClick(canvas, Qt.Key.Key_F11)
    qtbot.waitUntil(window.isFullScreen)
    assert window.actions_table["view.full_screen"].isChecked()
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    hidden = (window.tools, window.brush_bar, window.style_panel, window.status_line)
    assert not any(part.isVisible() for part in hidden)
    assert window.menuBar().height() == 0
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    assert all(part.isVisible() for part in hidden)
    qtbot.waitUntil(lambda: window.menuBar().height() > 10)
    QTest.keyClick(canvas, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not window.isFullScreen())
    assert not window.actions_table["view.full_screen"].isChecked()


# Screens of other scales, large drawings


@pytest.mark.parametrize("factor", ["1.25", "1.5", "2"])
def test_parts_repainted_look_like_the_whole_at_every_screen_scale(factor: str) -> None:
    environment = {**os.environ, "QT_SCALE_FACTOR": factor, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, str(ROOT / "tests/gui/repaint_probe.py")],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    for view, (difference, darkened) in json.loads(run.stdout.splitlines()[-1]).items():
        assert darkened > 100, f"nothing was drawn at {view}"
        assert difference <= 2, f"seams or streaks at {view}"


def test_the_hint_leaves_no_trace_under_a_first_stroke_and_comes_back(qtbot, canvas) -> None:
    def lightness() -> np.ndarray:
        image = canvas.screen().grabWindow(canvas.winId()).toImage()
        return np.array([[image.pixelColor(x, y).lightness() for x in range(150, 350, 3)] for y in range(150, 320, 3)])

    QApplication.processEvents()
    assert (lightness() < 200).any()
    mouse_stroke(canvas, [QPointF(60, 60), QPointF(80, 60)])
    QApplication.processEvents()
    assert (lightness() > 250).all()
    canvas.session.undo()
    QApplication.processEvents()
    assert (lightness() < 200).any()


def test_a_reduced_copy_is_made_where_it_is_looked_at_and_stays_current() -> None:
    session = Session(2000, 1500)
    copy = ReducedCopy(_whole_composite, QImage.Format.Format_RGB32)
    size = QSize(2000, 1500)

    def line(y: float) -> None:
        session.begin_stroke("ink", ToolBox().brush, colour=(0, 0, 0), point=(100.0, y, 1.0, 0.0))
        session.extend_stroke([(1900.0, y, 1.0, 0.1)])
        session.finish_stroke()

    line(300.0)
    session.drawing_changed.connect(copy.note)
    corner = QRect(0, 0, 600, 500)
    image = copy.image(session.painting, size, 4, seen=corner)
    assert image.pixelColor(100, 75).lightness() < 150
    line(320.0)
    copy.image(session.painting, size, 2, seen=corner)
    line(340.0)
    for divisor in (4, 2):
        image = copy.image(session.painting, size, divisor, seen=QRect(0, 0, 2000, 1500))
        fresh = ReducedCopy(_whole_composite, QImage.Format.Format_RGB32).image(
            session.painting, size, divisor, seen=QRect(0, 0, 2000, 1500)
        )
        assert image == fresh


def test_the_edges_of_turned_sheets_are_smooth(bench) -> None:
    window = bench(begin=False).app.window
    for view in (window.canvas, window.artwork):
        view.turn(30)
        shown = view.grab().toImage()
        rows = range(shown.height() // 2 - 150, shown.height() // 2 - 110)  # above the words
        greys = {shown.pixelColor(x, y).lightness() for x in range(shown.width()) for y in rows}
        between = [grey for grey in greys if 110 < grey < 235]
        assert between, f"{view.accessibleName()} has stairs"
