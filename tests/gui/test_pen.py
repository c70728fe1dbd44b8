"""Pens: those that lie about pressure, the curve that is recorded, its editor, and the pad to try a pen on."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtTest import QTest

from sketchart_desktop.document.pressure import PRESETS, PressureCurve
from sketchart_desktop.ui.canvas.view import CanvasView
from sketchart_desktop.ui.tablet.dialog import PenDialog
from sketchart_desktop.ui.tablet.pressure_editor import PressureEditor
from tests.gui.conftest import ERASER, send_mouse, send_pen

PRESS, MOVE, RELEASE = QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease
MOUSE_PRESS, MOUSE_MOVE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove
MOUSE_RELEASE = QEvent.Type.MouseButtonRelease


def draw(canvas: CanvasView, pressures: list[float]) -> np.ndarray:
    """The pressures that were recorded."""
    places = [canvas.viewport.to_widget(QPointF(60 + 10 * i, 200)) for i in range(len(pressures))]
    send_pen(canvas, PRESS, places[0], pressures[0])
    for place, pressure in zip(places[1:], pressures[1:], strict=True):
        send_pen(canvas, MOVE, place, pressure)
    send_pen(canvas, RELEASE, places[-1], 0.0)
    return canvas.session.drawing.operations[-1].stroke.points[:, 2]


def test_a_pen_that_always_says_nothing_draws_evenly(canvas) -> None:
    recorded = draw(canvas, [0.0] * 12)
    assert len(recorded) == 12
    assert set(recorded.tolist()) == {0.5}


def test_a_pen_that_says_nothing_any_more_draws_evenly_whatever_it_said_before(canvas) -> None:
    draw(canvas, [0.6] * 4)
    doubted = draw(canvas, [0.0] * 20)
    assert len(doubted) > 10
    assert set(doubted[1:].tolist()) == {0.5}
    assert set(draw(canvas, [0.0] * 12).tolist()) == {0.5}, "once that is clear"
    real = draw(canvas, [0.2, 0.4, 0.0, 0.0, 0.4])
    assert len(real) == 3
    assert real.max() < 0.5, "a pen that feels pressure again is believed"


def test_a_pen_that_always_says_full_draws_evenly_once_that_is_clear(canvas) -> None:
    assert draw(canvas, [1.0] * 25).max() == 1.0, "it may be a firm hand"
    assert set(draw(canvas, [1.0] * 8).tolist()) == {0.5}
    real = draw(canvas, [1.0, 0.4, 0.4, 0.4, 0.4])
    assert real[-1] < 0.5, "a pen that feels pressure after all is believed"


def test_moves_without_pressure_are_dropped_for_a_pen_that_has_it(canvas) -> None:
    recorded = draw(canvas, [0.6, 0.6, 0.0, 0.0, 0.6])
    assert len(recorded) == 3
    assert recorded.min() > 0.5


def test_the_curve_is_recorded_so_that_replay_needs_none(canvas) -> None:
    canvas.toolbox.pressure_curve = PressureCurve(((0.0, 0.9), (1.0, 0.9)))
    np.testing.assert_allclose(draw(canvas, [0.2, 0.4, 0.8, 0.5]), 0.9, atol=0.001)


@pytest.fixture
def editor(qtbot) -> PressureEditor:
    widget = PressureEditor()
    widget.curve_requested.connect(widget.show_curve)
    qtbot.addWidget(widget)
    widget.resize(260, 260)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def test_points_are_dragged_made_and_taken_away(editor) -> None:
    send_mouse(editor, MOUSE_PRESS, editor._spot(0.5, 0.5))
    send_mouse(editor, MOUSE_MOVE, editor._spot(0.4, 0.8))
    send_mouse(editor, MOUSE_RELEASE, editor._spot(0.4, 0.8))
    assert editor._curve.points[1] == pytest.approx((0.4, 0.8), abs=0.01)
    assert editor._curve.drawn(0.4) == pytest.approx(0.8, abs=0.02)
    # No point passes another, and none leaves the square.
    send_mouse(editor, MOUSE_PRESS, editor._spot(*editor._curve.points[1]))
    send_mouse(editor, MOUSE_MOVE, editor._spot(7.0, -3.0))
    send_mouse(editor, MOUSE_RELEASE, editor._spot(7.0, -3.0))
    assert 0.9 < editor._curve.points[1][0] < 1.0
    for x in (0.2, 0.4, 0.6):
        send_mouse(editor, MOUSE_PRESS, editor._spot(x, x))
        send_mouse(editor, MOUSE_RELEASE, editor._spot(x, x))
    assert len(editor._curve.points) == 5
    spot = editor._spot(*editor._curve.points[1]).toPoint()
    QTest.mouseDClick(editor, Qt.MouseButton.LeftButton, pos=spot)
    assert len(editor._curve.points) == 4


def test_the_curve_is_shaped_by_keys(editor) -> None:
    editor.setFocus()
    for _ in range(10):
        QTest.keyClick(editor, Qt.Key.Key_Up)
    assert editor._curve.points[0] == pytest.approx((0.0, 0.2))
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert len(editor._curve.points) == 2, "two points make a curve, no fewer"


def test_the_dialog_shapes_what_the_canvas_records(qtbot, bench) -> None:
    app = bench(begin=False).app
    app.window.actions_table["aid.pen"].trigger()
    dialog = app._pen_dialog
    assert isinstance(dialog, PenDialog)
    qtbot.waitExposed(dialog)
    dialog._presets["firm"].click()
    assert app.toolbox.pressure_curve == PRESETS["firm"]
    dialog._least.slider.setValue(20)
    assert app.toolbox.pressure_curve.drawn(0.0) == pytest.approx(0.2)
    dialog._switches["pressure_size"].click()
    assert not app.toolbox.brush.pressure_size
    pad, before = dialog.pad, dialog.pad.grab().toImage()
    for step in range(20):
        kind = PRESS if step == 0 else MOVE
        assert send_pen(pad, kind, QPointF(40 + 12 * step, 90), 0.05 * step, pointer=ERASER).isAccepted()
        QTest.qWait(2)
    assert dialog.value("pointer") == "Eraser end"
    assert dialog.value("pressure").startswith("95%")
    assert 0 < int(dialog.value("rate").split()[0]) < 1000
    send_pen(pad, RELEASE, QPointF(280, 90), 0.0, pointer=ERASER)
    drawn = pad.grab().toImage()
    assert drawn.pixelColor(262, 90).lightness() < 60
    assert before.pixelColor(262, 90).lightness() > 240
    dialog._clear.click()
    assert pad.grab().toImage() == before
    dialog.close()
