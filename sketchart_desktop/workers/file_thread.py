"""The thread that reads and writes files, one after the other, in the order asked. Knows no widget."""

from __future__ import annotations

import logging
import queue

from PySide6.QtCore import QObject, QThread, Signal, Slot

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.files.file_jobs import FileJob, carry_out
from sketchart_desktop.scheduling.thread_priority import FILES, step_back

LOG = logging.getLogger(__name__)


class FileThread(QThread):
    """Carries out jobs of `files.file_jobs`. Each is answered once, by `done` or by `failed`.

    Connect the signals to `@Slot` methods of QObjects only: anything else would run in this thread.
    """

    done = Signal(object, object)  # job, result
    failed = Signal(object, object)  # job, reason in words
    progressed = Signal(object, float)  # job, share 0..1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("files")
        self._jobs: queue.SimpleQueue[FileJob | None] = queue.SimpleQueue()

    @Slot(object)
    def submit(self, job: FileJob) -> None:
        """Do this after all that was asked before. The thread starts with the first job."""
        self._jobs.put(job)
        if not self.isRunning():
            self.start()

    def stop(self) -> None:
        """End the thread once everything asked is done: a save under way is never left behind."""
        self._jobs.put(None)
        if self.isRunning():
            self.wait()

    def run(self) -> None:
        step_back(FILES)
        while (job := self._jobs.get()) is not None:
            self._carry_out(job)

    def _carry_out(self, job: FileJob) -> None:
        try:
            result = carry_out(job, lambda share: self.progressed.emit(job, share))
        except DrawingFileError as error:
            self.failed.emit(job, str(error))
        except Exception as error:  # the thread's border: nothing may end the loop, and each job is answered
            LOG.exception("a file job failed")
            self.failed.emit(job, str(error) or type(error).__name__)
        else:
            self.done.emit(job, result)
