"""Runs the window: from what the command line asked for to the process's exit code."""

from __future__ import annotations

import logging
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from sketchart_desktop.app import App
from sketchart_desktop.preferences import options
from sketchart_desktop.scheduling.interpreter_gate import has_gil
from sketchart_desktop.ui.window.error_dialog import ErrorDialog
from sketchart_desktop.ui.window.main_window import FIRST_SIZE_PX

LOG = logging.getLogger(__name__)
# What threads see of a drawing is copied without locks, which counts on one thread at a time (docs/adr/0005).
NEEDS_GIL = "Sketchart's window needs Python's interpreter lock: use an ordinary Python, or start it with PYTHON_GIL=1."


@dataclass(frozen=True)
class Start:
    """How to start. `paths`: drawings to open. `screenshot`: write a picture of the window there, then quit."""

    paths: tuple[Path, ...] = ()
    screenshot: Path | None = None
    after_ms: int = 3000


def run(start: Start) -> int:
    """Open the window and stay until it is closed; the process's exit code."""
    if not has_gil():
        sys.stderr.write(NEEDS_GIL + "\n")
        return 2
    began = time.perf_counter()
    # Every point the pen reports makes the line; compressing them would draw corners.
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents, False)
    qt_app = QApplication(sys.argv[:1])
    qt_app.setApplicationName("Sketchart")
    qt_app.setDesktopFileName("sketchart")
    app = App(qt_app)
    hook = ErrorDialog(app.window)
    sys.excepthook = hook.caught
    if start.screenshot is None:
        app.window.show_as_left()
    else:
        app.window.resize(*FIRST_SIZE_PX)
        app.window.show()
    LOG.info("window shown after %.0f ms", (time.perf_counter() - began) * 1e3)
    for path in start.paths:
        app.window.files.open_path(path)
    if not start.paths and app.settings.get(options.SHOW_WELCOME) and start.screenshot is None:
        app.window.first_run.show_welcome()
    QTimer.singleShot(0, app, app.begin)
    if start.screenshot is None:
        # With files to open, only those and what was never saved; not the row of tabs from before.
        begin = app.recovery.offer_unsaved if start.paths else app.recovery.begin
        QTimer.singleShot(0, app.recovery, begin)
    if start.screenshot is not None:
        shot = _Screenshot(app, start.screenshot)
        QTimer.singleShot(start.after_ms, shot, shot.take)
    code = qt_app.exec()
    sys.excepthook = sys.__excepthook__
    if not app.end():
        # The render that is still running belongs to nobody: leave without waiting for it.
        logging.shutdown()
        os._exit(code)
    return code


class _Screenshot(QObject):
    def __init__(self, app: App, path: Path) -> None:
        super().__init__(app)
        self._app = app
        self._path = path

    @Slot()
    def take(self) -> None:
        done = self._app.window.grab().save(str(self._path))
        self._app.window.hide()
        QApplication.exit(0 if done else 1)
