"""Bucket, line, rectangle, ellipse and brush opacity, with the hand on the canvas and by keys in the window."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest

from sketchart_desktop.document.operations import AddStroke, Fill
from sketchart_desktop.ui.canvas.view import CanvasView
from tests.gui.conftest import at, coverage, focus_canvas, mouse_stroke, ring, send_mouse, send_pen

PRESS, MOVE, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease
SHIFT = Qt.KeyboardModifier.ShiftModifier


def drag(canvas: CanvasView, *places: tuple[float, float], modifiers=None) -> None:
    spots = [at(canvas, *place) for place in places]
    send_mouse(canvas, PRESS, spots[0], modifiers=modifiers)
    for spot in spots[1:]:
        send_mouse(canvas, MOVE, spot, modifiers=modifiers)
    send_mouse(canvas, RELEASE, spots[-1], modifiers=modifiers)


def test_a_rectangle_follows_the_hand_and_becomes_one_sharp_stroke(canvas) -> None:
    canvas.toolbox.choose("rectangle")
    drag(canvas, (100, 100), (380, 390), (220, 150), (300, 200))
    (op,) = canvas.session.drawing.operations
    assert isinstance(op, AddStroke)
    assert op.stroke.layer == "ink"
    ink = coverage(canvas)
    assert ink[100, 101:300].min() == ink[101:200, 300].min() == 255
    assert ink[110:190, 110:290].max() == 0
    assert ink[210:].max() == ink[:, 310:].max() == 0, "what was drawn on the way is gone"
    # The corner is full up to the round of the pen: no line cuts it.
    assert ink[198:202, 298:302].min() == 255
    canvas.session.undo()
    assert coverage(canvas).max() == 0


def test_shift_makes_a_circle_and_letting_go_an_ellipse(canvas) -> None:
    canvas.toolbox.choose("ellipse")
    drag(canvas, (100, 100), (200, 100), (300, 200), modifiers=SHIFT)
    rows, columns = np.nonzero(coverage(canvas) > 127)
    assert abs(np.ptp(rows) - np.ptp(columns)) <= 1
    canvas.session.undo()
    send_mouse(canvas, PRESS, at(canvas, 100, 100))
    send_mouse(canvas, MOVE, at(canvas, 300, 200))
    QTest.keyPress(canvas, Qt.Key.Key_Shift)
    assert coverage(canvas)[250].max() == 255, "the shape follows the key while the hand rests"
    QTest.keyRelease(canvas, Qt.Key.Key_Shift)
    assert coverage(canvas)[250].max() == 0
    send_mouse(canvas, RELEASE, at(canvas, 300, 200))
    rows, columns = np.nonzero(coverage(canvas) > 127)
    assert np.ptp(columns) > 1.8 * np.ptp(rows)


def test_a_shifted_line_is_level(canvas) -> None:
    canvas.toolbox.choose("line")
    drag(canvas, (50, 200), (350, 215), modifiers=SHIFT)
    (op,) = canvas.session.drawing.operations
    assert set(op.stroke.points[:, 1].tolist()) == {200.0}
    assert coverage(canvas)[200, 60:340].min() == 255


def test_shapes_of_a_pen_are_even_and_as_exact_after_undo_and_redo(canvas) -> None:
    canvas.toolbox.choose("ellipse")
    send_pen(canvas, QEvent.Type.TabletPress, at(canvas, 80, 80), 0.1)
    send_pen(canvas, QEvent.Type.TabletMove, at(canvas, 200, 250), 0.9)
    send_pen(canvas, QEvent.Type.TabletMove, at(canvas, 310, 300), 0.2)
    send_pen(canvas, QEvent.Type.TabletRelease, at(canvas, 310, 300), 0.0)
    (op,) = canvas.session.drawing.operations
    assert set(op.stroke.points[:, 2].tolist()) == {1.0}
    before = coverage(canvas).copy()
    canvas.session.undo()
    canvas.session.redo()
    np.testing.assert_array_equal(coverage(canvas), before)


@pytest.mark.parametrize("shape", ["line", "rectangle", "ellipse"])
def test_a_mere_press_or_escape_leaves_no_shape(canvas, shape) -> None:
    canvas.toolbox.choose(shape)
    drag(canvas, (200, 200), (200.3, 200.2))
    send_mouse(canvas, PRESS, at(canvas, 100, 100))
    send_mouse(canvas, MOVE, at(canvas, 200, 250))
    QTest.keyPress(canvas, Qt.Key.Key_Escape)
    send_mouse(canvas, RELEASE, at(canvas, 200, 250))
    assert canvas.session.drawing.operations == ()
    assert coverage(canvas).max() == 0


def draw_open_ring(canvas: CanvasView, missing: int) -> None:
    """A circle of 80 px radius that lacks its last points: about 12 px each."""
    canvas.toolbox.choose("ink")
    places = ring(200, 200, 80)[: 41 - missing]
    mouse_stroke(canvas, [at(canvas, *p) for p in places])


def test_the_bucket_fills_an_outline_with_a_gap_under_its_lines(canvas) -> None:
    draw_open_ring(canvas, 1)
    canvas.toolbox.choose("fill")
    canvas.toolbox.set_colour((10, 200, 30))
    drag(canvas, (200, 200), (205, 205))
    operation = canvas.session.drawing.operations[-1]
    assert isinstance(operation, Fill)
    assert operation.layer == "colour"
    colour = canvas.session.painting.layer_array("colour", (400, 400))
    assert colour[200, 200].tolist() == [10, 200, 30, 255]
    assert colour[60, 60, 3] == 0, "it leaked"
    assert canvas.toolbox.recent_colours[0] == (10, 200, 30)
    canvas.session.undo()
    canvas.toolbox.fill_gap_px = 0.0
    drag(canvas, (200, 200))
    assert coverage(canvas, "colour")[60, 60] == 255, "told not to close gaps, it flows out"


def test_the_bucket_does_nothing_on_a_line_and_outside_the_paper(canvas) -> None:
    draw_open_ring(canvas, 0)
    canvas.toolbox.choose("fill")
    drag(canvas, (280, 200))
    for place in ((-5, 200), (200, 405), (400, 10)):
        drag(canvas, place)
    assert len(canvas.session.drawing.operations) == 1


def test_ctrl_picks_a_colour_with_the_bucket_in_hand(canvas) -> None:
    canvas.toolbox.choose("fill")
    QTest.keyPress(canvas, Qt.Key.Key_Control)
    assert canvas.toolbox.tool == "pick"
    send_mouse(canvas, PRESS, at(canvas, 20, 20))
    QTest.keyRelease(canvas, Qt.Key.Key_Control)
    assert canvas.toolbox.tool == "fill"
    assert canvas.toolbox.colour == (255, 255, 255)


def test_a_faint_brush_covers_less(canvas) -> None:
    canvas.toolbox.choose("colour")
    canvas.toolbox.set_opacity(0.5)
    mouse_stroke(canvas, [at(canvas, x, 200) for x in range(100, 300, 10)])
    assert coverage(canvas, "colour")[200, 200] == pytest.approx(128, abs=3)
    assert canvas.toolbox.brush_of("ink").opacity == 1.0


# In the window


def test_keys_choose_the_new_tools_and_fade_the_brush(qtbot, bench) -> None:
    app = bench(begin=False).app
    window, box = app.window, app.toolbox
    focus_canvas(qtbot, window)
    for key, tool, modifiers in (
        (Qt.Key.Key_F, "fill", Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_L, "line", SHIFT),
        (Qt.Key.Key_R, "rectangle", SHIFT),
        (Qt.Key.Key_E, "ellipse", SHIFT),
    ):
        QTest.keyClick(window.canvas, key, modifiers)
        assert box.tool == tool
        assert window.actions_table[f"tool.{tool}"].isChecked()
        assert window.tools._buttons[tool].accessibleName() == window.brush_bar._name.text()
        assert window.brush_bar.sliders.size_px.isVisible() == (tool != "fill")
        assert window.brush_bar.sliders.gap.isVisible() == (tool == "fill")
    assert box.drawing_tool == "ink"
    QTest.keyClick(window.canvas, Qt.Key.Key_I)
    assert box.brush.opacity == pytest.approx(0.9)
    assert window.brush_bar.sliders.opacity.slider.value() == 90
    QTest.keyClick(window.canvas, Qt.Key.Key_O)
    assert box.brush.opacity == 1.0
    window.brush_bar.sliders.opacity.slider.setValue(40)
    assert box.brush_of("ink").opacity == pytest.approx(0.4)
