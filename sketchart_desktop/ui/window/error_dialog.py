"""The one place where our own mistakes arrive: written to the log, told once, and the drawing stays open."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

LOG = logging.getLogger(__name__)
INTERRUPTED = 130  # the exit code of a program ended by Ctrl+C


class ErrorDialog(QObject):
    """`caught` is a sys.excepthook."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._open = False

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(INTERRUPTED)
            return
        LOG.critical("unexpected error\n%s", "".join(traceback.format_exception(kind, error, trace)))
        if self._open:
            return
        self._open = True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Critical)
        box.setWindowTitle("Sketchart")
        box.setText(self.tr("Something went wrong in the program."))
        box.setInformativeText(self.tr("Your drawing is still open: save it now. What happened: {0}").format(error))
        box.addButton(self.tr("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()
        self._open = False
