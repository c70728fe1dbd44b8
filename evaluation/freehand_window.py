"""The real window, drawn in by a made-up tablet pen: each stroke as press, moves and release on the canvas."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication

from sketchart_desktop.app import App
from sketchart_desktop.document.operations import AddStroke
from sketchart_desktop.raster.painting import Painting


@contextmanager
def window_drawer() -> Iterator[Callable[[Sequence[AddStroke], int], Painting]]:
    """Opens the program and gives a function that draws strokes on new paper of that many pixels a side."""
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")) and sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    before = os.environ.get("SKETCHART_HOME")
    with tempfile.TemporaryDirectory() as home:
        os.environ["SKETCHART_HOME"] = home
        qt_app = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(qt_app, QApplication)
        app = App(qt_app, choices=())
        app.window.resize(1480, 920)
        app.window.show()
        qt_app.processEvents()
        try:
            yield lambda strokes, side: draw_in_window(app, strokes, side)
        finally:
            app.window.hide()
            app.end()
            if before is None:
                del os.environ["SKETCHART_HOME"]
            else:
                os.environ["SKETCHART_HOME"] = before


def draw_in_window(app: App, strokes: Sequence[AddStroke], side: int) -> Painting:
    """Draw the strokes on new paper in the window, with tablet events and the tools a user would take."""
    app.session.new(side, side)
    canvas = app.window.canvas
    canvas.fit()
    for operation in strokes:
        stroke = operation.stroke
        app.toolbox.choose(stroke.layer)
        app.toolbox.set_brush(stroke.layer, stroke.brush)
        app.toolbox.set_colour(stroke.colour)
        points = [(canvas.viewport.to_widget(QPointF(float(x), float(y))), float(p)) for x, y, p, _ in stroke.points]
        send_pen(app, QEvent.Type.TabletPress, *points[0])
        for at, pressure in points[1:]:
            send_pen(app, QEvent.Type.TabletMove, at, pressure)
        send_pen(app, QEvent.Type.TabletRelease, points[-1][0], 0.0)
    return app.session.painting


def send_pen(app: App, kind: QEvent.Type, at: QPointF, pressure: float) -> None:
    canvas = app.window.canvas
    abilities = QInputDevice.Capability.Position | QInputDevice.Capability.Pressure
    pen = QPointingDevice.PointerType.Pen
    device = QPointingDevice("pen", 7, QPointingDevice.DeviceType.Stylus, pen, abilities, 1, 1)
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    event = QTabletEvent(
        kind,
        device,
        at,
        QPointF(canvas.mapToGlobal(at)),
        pressure,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        Qt.KeyboardModifier.NoModifier,
        none if kind == QEvent.Type.TabletMove else left,
        none if kind == QEvent.Type.TabletRelease else left,
    )
    QApplication.sendEvent(canvas, event)
