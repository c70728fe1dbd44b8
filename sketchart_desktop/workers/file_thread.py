"""The thread that reads and writes files, one after the other, in the order asked. Knows no widget."""

from __future__ import annotations

import logging
import queue

from PySide6.QtCore import QObject, QThread, Signal, Slot

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.files.file_jobs import FileOrder, carry_out
from sketchart_desktop.scheduling.thread_priority import FILES, step_back

LOG = logging.getLogger(__name__)


class FileThread(QThread):
    """Carries out orders of `state.file_orders`. Each is answered once, by `done` or by `failed`.

    Connect the signals to `@Slot` methods of QObjects only: anything else would run in this thread.
    """

    done = Signal(object, object)  # order, result
    failed = Signal(object, object)  # order, reason in words
    progressed = Signal(object, float)  # order, share 0..1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("files")
        self._orders: queue.SimpleQueue[FileOrder | None] = queue.SimpleQueue()

    @Slot(object)
    def submit(self, order: FileOrder) -> None:
        """Do this after all that was asked before. The thread starts with the first order."""
        self._orders.put(order)
        if not self.isRunning():
            self.start()

    def stop(self) -> None:
        """End the thread once everything asked is done: a save under way is never left behind."""
        self._orders.put(None)
        if self.isRunning():
            self.wait()

    def run(self) -> None:
        step_back(FILES)
        while (order := self._orders.get()) is not None:
            self._carry_out(order)

    def _carry_out(self, order: FileOrder) -> None:
        try:
            result = carry_out(order, lambda share: self.progressed.emit(order, share))
        except DrawingFileError as error:
            self.failed.emit(order, str(error))
        except Exception as error:  # the thread's border: nothing may end the loop, and each order is answered
            LOG.exception("a file order failed")
            self.failed.emit(order, str(error) or type(error).__name__)
        else:
            self.done.emit(order, result)
