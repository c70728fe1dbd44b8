"""What helps the hand, on the canvas: steadiness that catches up, straight lines, symmetry with a movable guide."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtTest import QTest

from sketchart_desktop.document.operations import AddStroke
from sketchart_desktop.ui.canvas.view import CanvasView
from tests.gui.conftest import Clock, at, coverage, focus_canvas, mouse_stroke, send_mouse

PRESS, MOVE, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease
SHIFT = Qt.KeyboardModifier.ShiftModifier


def the_stroke(canvas: CanvasView):
    (operation,) = canvas.session.drawing.operations
    assert isinstance(operation, AddStroke)
    return operation.stroke


def test_a_lagging_line_catches_up_while_the_pen_rests(qtbot, canvas) -> None:
    canvas.toolbox.set_steadiness(samples=40)
    send_mouse(canvas, PRESS, at(canvas, 50, 200))
    for x in range(60, 351, 10):
        send_mouse(canvas, MOVE, at(canvas, x, 200))
    assert coverage(canvas)[200, 340] == 0, "it lags"
    qtbot.waitUntil(lambda: coverage(canvas)[200, 345] > 200)
    send_mouse(canvas, RELEASE, at(canvas, 350, 200))
    assert the_stroke(canvas).points[-1, 0] == pytest.approx(350, abs=0.1)


def test_a_lagging_line_is_whole_when_the_pen_leaves_at_once(canvas) -> None:
    canvas.toolbox.set_steadiness(samples=120)
    mouse_stroke(canvas, [at(canvas, x, 200) for x in range(50, 351, 10)])
    assert the_stroke(canvas).points[-1, 0] == pytest.approx(350, abs=0.1)


def test_shift_in_a_stroke_makes_it_straight(canvas) -> None:
    send_mouse(canvas, PRESS, at(canvas, 50, 200))
    send_mouse(canvas, MOVE, at(canvas, 150, 90))
    send_mouse(canvas, MOVE, at(canvas, 300, 220))
    QTest.keyPress(canvas, Qt.Key.Key_Shift)
    send_mouse(canvas, MOVE, at(canvas, 350, 260), modifiers=SHIFT)
    send_mouse(canvas, RELEASE, at(canvas, 350, 260), modifiers=SHIFT)
    drawn = coverage(canvas)
    assert drawn[90:120].max() == 0
    assert drawn[230, 200] == 255
    assert len(the_stroke(canvas).points) == 2


def test_a_gesture_with_symmetry_is_one_step(canvas) -> None:
    canvas.toolbox.symmetry.choose("both")
    mouse_stroke(canvas, [at(canvas, x, 100 + x / 4) for x in range(50, 150, 10)])
    drawn = coverage(canvas)
    assert drawn[125, 100] > 200
    np.testing.assert_array_equal(drawn, drawn[::-1, ::-1])
    canvas.session.undo()
    assert coverage(canvas).max() == 0


def test_the_guide_is_seen_and_moved_and_draws_nothing(canvas) -> None:
    plain = canvas.grab().toImage()
    canvas.toolbox.symmetry.choose("vertical")
    shown = canvas.grab().toImage()
    middle = at(canvas, 200, 150).toPoint()
    assert shown != plain
    assert any(shown.pixelColor(middle.x() + dx, middle.y() + dy).blue() > 1.3 * shown.pixelColor(
        middle.x() + dx, middle.y() + dy).red() for dx in (-1, 0, 1) for dy in range(12))  # fmt: skip
    handle = next(iter(canvas._symmetry._handles(canvas.viewport, (400, 400), canvas.rect().toRectF()).values()))
    send_mouse(canvas, PRESS, handle)
    send_mouse(canvas, MOVE, QPointF(at(canvas, 120, 0).x(), handle.y() + 5))
    send_mouse(canvas, RELEASE, handle)
    assert canvas.toolbox.symmetry.place == pytest.approx((0.3, 0.5), abs=0.01)
    assert canvas.session.is_blank
    canvas.toolbox.symmetry.to_middle()
    assert canvas.toolbox.symmetry.place == (0.5, 0.5)


def test_aids_by_key_and_menu_in_the_window(qtbot, bench) -> None:
    app = bench(begin=False).app
    window, box = app.window, app.toolbox
    focus_canvas(qtbot, window)
    QTest.keyClick(window.canvas, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert box.symmetry.kind == "radial"
    assert window.actions_table["aid.radial"].isChecked()
    window.brush_bar.aids.symmetry.turns.slider.setValue(5)
    assert box.symmetry.turns == 8
    QTest.keyClick(window.canvas, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert box.symmetry.kind == ""
    assert not window.actions_table["aid.radial"].isChecked()
    assert app.settings.get("smoothing_px") == 2.0
    QTest.keyClick(window.canvas, Qt.Key.Key_S, SHIFT)
    assert (box.steadiness.samples, app.settings.get("steady_samples")) == (30, 30)
    QTest.keyClick(window.canvas, Qt.Key.Key_S, SHIFT)
    assert (box.steadiness.reach_px, app.settings.get("smoothing_px")) == (0.0, 0.0)
    app.settings.set("smoothing_px", 5.0)
    assert window.brush_bar.aids.steady.reach.slider.value() == 5


@pytest.mark.parametrize("snaps", [True, False])
def test_a_stroke_held_still_becomes_its_shape_and_undo_brings_the_stroke_back(qtbot, canvas, snaps) -> None:
    clock = canvas._input._clock = Clock()
    canvas.toolbox.set_snaps_shapes(snaps)
    rng = np.random.default_rng(4)
    turns = np.linspace(0, 2 * np.pi, 60)
    rough = [(200 + 90 * np.cos(t) + rng.normal(0, 2), 200 + 90 * np.sin(t) + rng.normal(0, 2)) for t in turns]
    send_mouse(canvas, PRESS, at(canvas, *rough[0]))
    for place in rough[1:]:
        clock.now_s += 0.01
        send_mouse(canvas, MOVE, at(canvas, *place))
    clock.now_s += 0.55
    QTest.qWait(30)
    assert len(canvas.session.drawing.operations) == 0, "not held long enough"
    clock.now_s += 0.1
    if snaps:
        qtbot.waitUntil(lambda: len(canvas.session.drawing.operations) == 2)
    else:
        QTest.qWait(60)
    send_mouse(canvas, MOVE, at(canvas, 205, 205))
    send_mouse(canvas, RELEASE, at(canvas, 205, 205))
    operations = canvas.session.drawing.operations
    if not snaps:
        assert [operation.op for operation in operations] == ["add_stroke"]
        return
    assert [operation.op for operation in operations] == ["add_stroke", "reshape"]
    reach = np.hypot(*(operations[1].stroke.points[:, :2] - operations[1].stroke.points[:-1, :2].mean(axis=0)).T)
    assert np.ptp(reach) < 0.1, "a true circle"
    neat = coverage(canvas).copy()
    canvas.session.undo()
    raw = coverage(canvas).copy()
    assert len(canvas.session.drawing.operations) == 1
    assert (raw != neat).any()
    assert raw.max() == 255
    canvas.session.undo()
    assert coverage(canvas).max() == 0
    canvas.session.redo()
    canvas.session.redo()
    np.testing.assert_array_equal(coverage(canvas), neat)


def test_tidy_is_one_step_by_key_and_says_when_there_is_nothing(qtbot, bench) -> None:
    app = bench(begin=False).app
    window, session = app.window, app.session
    focus_canvas(qtbot, window)
    QTest.keyClick(window.canvas, Qt.Key.Key_T)
    assert session.is_blank
    places = [(500 + 200 * np.cos(t), 500 + 200 * np.sin(t)) for t in np.linspace(0.15, 6.28, 80)]
    mouse_stroke(window.canvas, [at(window.canvas, *place) for place in places])
    QTest.keyClick(window.canvas, Qt.Key.Key_T)
    assert [operation.op for operation in session.drawing.operations] == ["add_stroke", "redraw"]
    session.undo()
    assert [operation.op for operation in session.drawing.operations] == ["add_stroke"]
