"""The picture in the README: the real window, a sample drawing redrawn in it by tablet events, its artwork beside it.

`python -m benchmarks.window_picture docs/images/window.png`, with a screen (a virtual one will do).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

import resources
from benchmarks.freehand_window import draw_in_window
from sketchart_desktop.app import App
from sketchart_desktop.document.openraster import read_ora
from sketchart_desktop.document.operations import AddStroke

PATIENCE_S = 60.0


def main(arguments: list[str]) -> int:
    """`arguments`: the picture's path, and a sample's name if not the dinosaur."""
    target, name = Path(arguments[0]), arguments[1] if len(arguments) > 1 else "dinosaur"
    qt_app = QApplication(sys.argv[:1])
    app = App(qt_app)
    app.window.resize(1480, 920)
    app.window.show()
    app.begin()
    drawing = read_ora(resources.samples_dir() / f"{name}.ora").drawing
    assert drawing is not None
    strokes = [operation for operation in drawing.operations if isinstance(operation, AddStroke)]
    _wait_for(qt_app, app, "empty")  # and for the engine's first, blank picture
    draw_in_window(app, strokes, drawing.width)
    _wait_for(qt_app, app, "idle")
    app.window.grab().save(str(target))
    app.window.hide()
    app.end()
    return 0


def _wait_for(qt_app: QApplication, app: App, state: str) -> None:
    """Let the program run until it has been in that state for a while."""
    ends = time.monotonic() + PATIENCE_S
    quiet_since = time.monotonic()
    while time.monotonic() < ends and time.monotonic() - quiet_since < 1.5:
        qt_app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        if app.preview.state != state or not app.preview.device:
            quiet_since = time.monotonic()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
