"""The drawing surface: mouse, pen, keys, zoom, and repainting of what changed only."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QRegion, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sketchart_desktop.document.operations import AddStroke
from sketchart_desktop.session.session import Session
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.canvas.view import CanvasView
from tests.gui.conftest import ERASER, Clock, at, make_canvas, mouse_stroke, send_mouse, send_pen

PRESS, MOVE, RELEASE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease
PEN_PRESS, PEN_MOVE, PEN_RELEASE = QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletRelease


@pytest.fixture
def canvas(qtbot) -> CanvasView:
    return make_canvas(qtbot, clock=Clock())


def strokes(canvas: CanvasView) -> list:
    return [op.stroke for op in canvas.session.drawing.operations if isinstance(op, AddStroke)]


def pen_stroke(canvas: CanvasView, pressures: list[float], **how) -> None:
    send_pen(canvas, PEN_PRESS, at(canvas, 100, 200), pressures[0], **how)
    for index, pressure in enumerate(pressures[1:]):
        send_pen(canvas, PEN_MOVE, at(canvas, 120 + 20 * index, 200), pressure, **how)
    send_pen(canvas, PEN_RELEASE, at(canvas, 120 + 20 * len(pressures), 200), 0.0, **how)


def alpha(canvas: CanvasView, x: int, y: int, layer: str = "ink") -> int:
    image = canvas.session.painting.layer(layer)
    return 0 if image.isNull() else image.pixelColor(x, y).alpha()


def test_the_mouse_draws_one_stroke_where_it_went(canvas) -> None:
    mouse_stroke(canvas, [at(canvas, 100 + x, 200) for x in range(0, 200, 10)])
    assert len(strokes(canvas)) == 1
    points = strokes(canvas)[0].points
    assert points[0, 0] == pytest.approx(100, abs=0.01)
    assert points[:, 2].min() == 1.0
    assert alpha(canvas, 200, 200) == 255
    assert alpha(canvas, 200, 230) == 0
    shown = canvas.grab().toImage()
    spot = at(canvas, 200, 200).toPoint()
    assert shown.pixelColor(spot).lightness() < 60


def test_the_right_button_draws_nothing(canvas) -> None:
    send_mouse(canvas, PRESS, at(canvas, 100, 100), button=Qt.MouseButton.RightButton)
    send_mouse(canvas, RELEASE, at(canvas, 100, 100), button=Qt.MouseButton.RightButton)
    assert strokes(canvas) == []


def test_pen_pressure_makes_the_line_thicker(canvas) -> None:
    canvas.toolbox.set_size(24)
    pen_stroke(canvas, [0.1] * 5 + [1.0] * 6)
    (stroke,) = strokes(canvas)
    assert stroke.points[0, 2] == pytest.approx(0.1, abs=0.01)
    assert stroke.points[:, 2].max() > 0.9
    thin = sum(alpha(canvas, 125, y) > 127 for y in range(150, 250))
    thick = sum(alpha(canvas, 270, y) > 127 for y in range(150, 250))
    assert 0 < thin < thick


def test_tablet_events_are_accepted_so_that_no_mouse_events_are_made_of_them(canvas) -> None:
    assert send_pen(canvas, PEN_PRESS, at(canvas, 100, 100), 0.5).isAccepted()
    assert send_pen(canvas, PEN_MOVE, at(canvas, 140, 100), 0.5).isAccepted()
    assert send_pen(canvas, PEN_RELEASE, at(canvas, 140, 100), 0.0).isAccepted()


def test_mouse_events_made_of_the_pen_do_not_draw_twice(canvas) -> None:
    spot, end = at(canvas, 100, 100), at(canvas, 200, 100)
    send_pen(canvas, PEN_PRESS, spot, 0.5)
    send_mouse(canvas, PRESS, spot)
    send_pen(canvas, PEN_MOVE, end, 0.5)
    send_mouse(canvas, MOVE, end)
    send_pen(canvas, PEN_RELEASE, end, 0.0)
    send_mouse(canvas, RELEASE, end)
    assert len(strokes(canvas)) == 1
    # A little later the mouse draws again.
    canvas._input._clock.now_s += 1.0
    mouse_stroke(canvas, [at(canvas, 100, 300), at(canvas, 200, 300)])
    assert len(strokes(canvas)) == 2


def test_a_mouse_press_that_comes_before_its_pen_press_leaves_no_stroke(canvas) -> None:
    spot, end = at(canvas, 100, 100), at(canvas, 200, 100)
    send_mouse(canvas, PRESS, spot)
    send_pen(canvas, PEN_PRESS, spot, 0.25)
    send_pen(canvas, PEN_MOVE, end, 0.25)
    send_mouse(canvas, RELEASE, end)
    send_pen(canvas, PEN_RELEASE, end, 0.0)
    (stroke,) = strokes(canvas)
    assert stroke.points[:, 2].max() < 0.5


def test_moves_without_pressure_are_no_part_of_a_pen_stroke(canvas) -> None:
    send_pen(canvas, PEN_PRESS, at(canvas, 100, 100), 0.5)
    send_pen(canvas, PEN_MOVE, at(canvas, 300, 300), 0.0)
    send_pen(canvas, PEN_MOVE, at(canvas, 150, 100), 0.5)
    send_pen(canvas, PEN_RELEASE, at(canvas, 150, 100), 0.0)
    assert strokes(canvas)[0].points[:, 1].max() < 110


def test_a_pen_without_pressure_draws_evenly(canvas) -> None:
    pen_stroke(canvas, [0.0] * 5, axis=False)
    assert set(strokes(canvas)[0].points[:, 2].tolist()) == {0.5}


def test_the_eraser_end_of_the_pen_erases_and_the_tool_comes_back(canvas) -> None:
    mouse_stroke(canvas, [at(canvas, 100 + x, 200) for x in range(0, 200, 10)])
    assert alpha(canvas, 180, 200) == 255
    canvas._input._clock.now_s += 1.0
    pen_stroke(canvas, [1.0] * 9, pointer=ERASER)
    assert strokes(canvas)[-1].brush.kind == "eraser"
    assert alpha(canvas, 180, 200) == 0
    assert canvas.toolbox.tool == "ink"


def test_the_eraser_takes_ink_and_colour_away_together(canvas) -> None:
    line = [at(canvas, 100 + x, 200) for x in range(0, 200, 10)]
    mouse_stroke(canvas, line)
    canvas.toolbox.choose("colour")
    mouse_stroke(canvas, line)
    assert alpha(canvas, 200, 200, "colour") > 200
    canvas.toolbox.choose("eraser")
    mouse_stroke(canvas, line)
    assert alpha(canvas, 200, 200) == alpha(canvas, 200, 200, "colour") == 0


def test_ctrl_picks_a_colour_while_it_is_held(canvas) -> None:
    canvas.toolbox.choose("colour")
    canvas.toolbox.set_colour((10, 200, 30))
    mouse_stroke(canvas, [at(canvas, 100, 100), at(canvas, 200, 100)])
    canvas.toolbox.set_colour((250, 0, 0))
    QTest.keyPress(canvas, Qt.Key.Key_Control)
    assert canvas.toolbox.tool == "pick"
    send_mouse(canvas, PRESS, at(canvas, 150, 100))
    send_mouse(canvas, RELEASE, at(canvas, 150, 100))
    QTest.keyRelease(canvas, Qt.Key.Key_Control)
    assert canvas.toolbox.tool == "colour"
    assert canvas.toolbox.colour == (10, 200, 30)
    assert len(strokes(canvas)) == 1


def test_what_was_held_is_let_go_when_the_focus_goes(canvas) -> None:
    canvas.setFocus()
    QTest.keyPress(canvas, Qt.Key.Key_Control)
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    assert canvas.panning
    canvas.clearFocus()
    QApplication.sendEvent(canvas, _focus_out())
    assert canvas.toolbox.tool == "ink"
    assert not canvas.panning


def _focus_out() -> QEvent:
    from PySide6.QtGui import QFocusEvent

    return QFocusEvent(QEvent.Type.FocusOut)


def test_space_and_the_middle_button_move_the_view_and_draw_nothing(canvas) -> None:
    before = canvas.viewport
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    mouse_stroke(canvas, [QPointF(200, 200), QPointF(230, 190)])
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.viewport.x == pytest.approx(before.x + 30)
    assert canvas.viewport.y == pytest.approx(before.y - 10)
    send_mouse(canvas, PRESS, QPointF(200, 200), button=Qt.MouseButton.MiddleButton)
    send_mouse(canvas, MOVE, QPointF(190, 200), button=Qt.MouseButton.MiddleButton)
    send_mouse(canvas, RELEASE, QPointF(190, 200), button=Qt.MouseButton.MiddleButton)
    assert canvas.viewport.x == pytest.approx(before.x + 20)
    assert strokes(canvas) == []


def test_the_wheel_zooms_at_the_cursor_and_keeps_the_point(canvas) -> None:
    cursor = QPointF(317.5, 141.25)
    for delta in (120, 120, 120, -120, -360, 240):
        under = canvas.viewport.to_canvas(cursor)
        event = QWheelEvent(
            cursor,
            canvas.mapToGlobal(cursor),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        before = canvas.viewport.scale
        QApplication.sendEvent(canvas, event)
        assert (canvas.viewport.scale > before) == (delta > 0)
        now = canvas.viewport.to_widget(under)
        assert abs(now.x() - cursor.x()) < 0.01
        assert abs(now.y() - cursor.y()) < 0.01


def test_escape_drops_the_stroke_in_progress(canvas) -> None:
    send_mouse(canvas, PRESS, at(canvas, 100, 100))
    send_mouse(canvas, MOVE, at(canvas, 200, 100))
    assert alpha(canvas, 150, 100) == 255
    QTest.keyPress(canvas, Qt.Key.Key_Escape)
    send_mouse(canvas, RELEASE, at(canvas, 200, 100))
    assert strokes(canvas) == []
    assert alpha(canvas, 150, 100) == 0


# Repainting


class Watch:
    """Collects the areas that are repainted."""

    def __init__(self, canvas: CanvasView) -> None:
        self.canvas = canvas
        self.area = 0
        self.bounds = QRect()
        self._paint = canvas.paintEvent
        canvas.paintEvent = self.paint

    def paint(self, event) -> None:
        for rect in event.region():
            self.area += rect.width() * rect.height()
        self.bounds = self.bounds.united(event.rect())
        self._paint(event)


def test_a_stroke_repaints_only_around_itself(qtbot, canvas) -> None:
    mouse_stroke(canvas, [at(canvas, 50, 50), at(canvas, 60, 50)])  # the hint goes
    canvas._outline.change(4, shown=False)
    qtbot.wait(30)
    watch = Watch(canvas)
    canvas.session.begin_stroke("ink", canvas.toolbox.brush, colour=(0, 0, 0), point=(300.0, 300.0, 1.0, 0.0))
    canvas.session.extend_stroke([(310.0, 300.0, 1.0, 0.01)])
    qtbot.waitUntil(lambda: watch.area > 0)
    assert watch.area < 60 * 60
    assert watch.bounds.contains(at(canvas, 305, 300).toPoint())


@pytest.mark.parametrize("scale", [0.11, 0.3, 0.47, 0.5, 0.83, 1.0, 1.37, 2.0, 5.5, 14.0])
@pytest.mark.parametrize(("angle", "mirrored"), [(0, False), (0, True), (33, False)])
def test_dirty_repainting_shows_the_same_as_painting_all(
    qtbot, canvas, scale: float, angle: float, mirrored: bool
) -> None:
    middle = QPointF(250, 230)
    viewport = canvas.viewport.scaled_at(middle, scale).moved(0.37, -0.21)
    viewport = viewport.turned_at(middle, angle)
    canvas.set_viewport(viewport.mirrored_at(middle) if mirrored else viewport)
    session = canvas.session
    session.begin_stroke("ink", canvas.toolbox.brush, colour=(0, 0, 0), point=(150.0, 150.0, 1.0, 0.0))
    session.extend_stroke([(210.0, 190.0, 1.0, 0.01)])
    seen = QImage(canvas.size(), QImage.Format.Format_RGB32)
    canvas.render(seen)
    # From here on only dirty rectangles are painted onto what is there, as Qt does with the window's store.
    painted: list[QRect] = []
    canvas.update = lambda *rect: painted.append(rect[0] if rect else canvas.rect())
    for x in (220.0, 241.5, 260.0):
        session.extend_stroke([(x, 205.0, 0.7, 0.02)])
        for rect in painted:
            canvas.render(seen, rect.intersected(canvas.rect()).topLeft(), rect.intersected(canvas.rect()))
        painted.clear()
    whole = QImage(canvas.size(), QImage.Format.Format_RGB32)
    canvas.render(whole)
    differences = _differences(seen, whole)
    assert differences.max() <= 1


def _differences(a: QImage, b: QImage) -> np.ndarray:
    pixels = [np.array(i.constBits(), np.uint8, copy=True).reshape(i.height(), -1).astype(int) for i in (a, b)]
    return abs(pixels[0] - pixels[1])


@pytest.mark.parametrize("angle", [0, 20])
def test_parts_repainted_together_beside_the_paper_keep_its_shadow(canvas, angle: float) -> None:
    canvas.set_viewport(canvas.viewport.turned_at(QPointF(250, 230), angle))
    edge = [at(canvas, 0, y).toPoint() for y in (80, 160, 240)]
    parts = QRegion()
    for point in edge:
        parts += QRect(point.x() - 12, point.y() - 12, 24, 24)
    seen, whole = (QImage(canvas.size(), QImage.Format.Format_RGB32) for _ in range(2))
    canvas.render(whole)
    canvas.render(seen)
    canvas.render(seen, parts.boundingRect().topLeft(), parts)
    assert _differences(seen, whole).max() <= 1


def test_thin_lines_survive_small_zooms(qtbot) -> None:
    session, toolbox = Session(4000, 4000), ToolBox()
    view = CanvasView(session, toolbox)
    qtbot.addWidget(view)
    view.resize(400, 400)
    view.show()
    toolbox.set_size(6)
    session.begin_stroke("ink", toolbox.brush, colour=(0, 0, 0), point=(200.0, 2003.0, 1.0, 0.0))
    session.extend_stroke([(float(x), 2003.0, 1.0, x / 1e4) for x in range(300, 3900, 100)])
    session.finish_stroke()
    shown = view.grab().toImage()
    spot = view.viewport.to_widget(QPointF(1000, 2003)).toPoint()
    column = [shown.pixelColor(spot.x(), y).lightness() for y in range(spot.y() - 3, spot.y() + 4)]
    assert min(column) < 170, "the line is lost"
    across = [min(shown.pixelColor(x, spot.y() + d).lightness() for d in (-1, 0, 1)) for x in range(60, 340)]
    assert max(across) < 190, "the line has gaps"


def test_the_brush_outline_is_as_large_as_the_brush(canvas, qtbot) -> None:
    canvas.toolbox.set_size(80)
    canvas._outline.move(QPointF(250, 230))
    canvas._outline.change(40 * canvas.viewport.scale, shown=True)
    shown = canvas.grab().toImage()
    radius = round(40 * canvas.viewport.scale)
    ring = [shown.pixelColor(250 + radius + d, 230).lightness() for d in (-1, 0, 1)]
    assert min(ring) < 130
    assert shown.pixelColor(250 + radius - 8, 230).lightness() > 240


def test_shift_and_drag_changes_the_size_and_draws_nothing(canvas) -> None:
    canvas.toolbox.set_size(20)
    scale = canvas.viewport.scale
    shift = Qt.KeyboardModifier.ShiftModifier
    start = at(canvas, 200, 200)
    send_mouse(canvas, PRESS, start, modifiers=shift)
    send_mouse(canvas, MOVE, start + QPointF(15 * scale, 4), modifiers=shift)
    assert canvas.toolbox.brush.size_px == 50
    send_mouse(canvas, MOVE, start + QPointF(-6 * scale, 4), modifiers=shift)
    send_mouse(canvas, RELEASE, start, modifiers=shift)
    assert canvas.toolbox.brush.size_px == 8
    assert strokes(canvas) == []
    mouse_stroke(canvas, [at(canvas, 100, 100), at(canvas, 200, 100)])
    assert len(strokes(canvas)) == 1
