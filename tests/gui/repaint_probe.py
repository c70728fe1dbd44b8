"""Run by test_view.py with QT_SCALE_FACTOR set: is a canvas repainted in parts the same as one repainted whole?

Draws through the real backing store, step by step, grabs the screen, repaints all, grabs again; prints one JSON line.
"""

from __future__ import annotations

import json
import math

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from sketchart_desktop.session.session import Session
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.canvas.view import CanvasView

VIEWS = ((0.3, 0.0), (1.37, 0.0), (0.11, 33.0), (0.47, -15.0), (1.0, 33.0), (2.0, 33.0), (5.5, -15.0), (14.0, 90.0))


def screen(window: QWidget) -> np.ndarray:
    """int [H, W, 3] of the window as it stands on the screen, device pixels."""
    image = window.screen().grabWindow(window.winId(), 0, 0, window.width(), window.height()).toImage()
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.array(image.constBits(), np.uint8, copy=True).reshape(image.height(), -1, 4)
    return pixels[:, : image.width(), :3].astype(int)


def difference(app: QApplication, scale: float, angle: float) -> tuple[int, int]:
    """The largest difference between partial and whole repaint, and how many pixels the stroke darkened."""
    session, toolbox = Session(1200, 1200), ToolBox()
    window = QWidget()
    row = QHBoxLayout(window)
    row.setContentsMargins(13, 7, 7, 9)  # odd places are where fractional scales go wrong
    view = CanvasView(session, toolbox)
    row.addWidget(view)
    window.resize(501, 403)
    window.show()
    app.processEvents()
    # The screen's picture is only as large as the window in widget pixels: all happens in the upper left of it.
    viewport = view.viewport.scaled_at(QPointF(), scale).turned_at(QPointF(), angle)
    away = QPointF(118.37, 95.79) - viewport.to_widget(QPointF(600, 600))
    view.set_viewport(viewport.moved(away.x(), away.y()))
    app.processEvents()
    blank = screen(window)
    toolbox.set_size(8 / scale)
    wave = [QPointF(20 + 8.3 * i, 90 + 40 * math.sin(i / 3)) for i in range(24)]
    points = [view.viewport.to_canvas(point) for point in wave]
    session.begin_stroke("ink", toolbox.brush, colour=(0, 0, 0), point=(points[0].x(), points[0].y(), 1.0, 0.0))
    for index, point in enumerate(points[1:]):
        session.extend_stroke([(point.x(), point.y(), 0.7, index / 100)])
        app.processEvents()
    session.finish_stroke()
    app.processEvents()
    parts = screen(window)
    view.update()
    app.processEvents()
    whole = screen(window)
    window.close()
    return int(abs(parts - whole).max()), int((whole.max(axis=2) < blank.max(axis=2) - 100).sum())


if __name__ == "__main__":
    qt_app = QApplication([])
    found = {f"{scale} at {angle}": difference(qt_app, scale, angle) for scale, angle in VIEWS}
    print(json.dumps(found))  # noqa: T201
