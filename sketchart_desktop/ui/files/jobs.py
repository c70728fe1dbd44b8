"""Where files are asked for and answered: jobs go out to a worker, answers come back to whoever asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QWidget

from sketchart_desktop.files.file_jobs import FileJob
from sketchart_desktop.ui.widgets.error_messages import translated

SHOW_WAITING_AFTER_MS = 300


@dataclass(frozen=True)
class _Asked:
    words: str
    failure: str
    then: Callable[[Any], None]
    otherwise: Callable[[], None]


def _nothing() -> None:
    """What to do where nothing is asked for."""


class FileJobs(QObject):
    """Sends jobs, tells how far they are, and hands results to those who asked. The user draws on meanwhile."""

    job_requested = Signal(object)  # a FileJob: answered by `job_done` or `job_failed`
    working = Signal(str, float)  # what goes on, and the share of it that is done; below 0: not known
    rested = Signal()
    settled = Signal()  # a job was answered, and whoever asked has heard

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._asked: dict[FileJob, _Asked] = {}
        self._waiting = False

    @property
    def is_busy(self) -> bool:
        """Something asked is not answered yet."""
        return bool(self._asked)

    def ask(
        self,
        job: FileJob,
        *,
        words: str,
        failure: str,
        then: Callable[[Any], None],
        otherwise: Callable[[], None] = _nothing,
    ) -> None:
        """Have `job` carried out. `words`: what to say meanwhile. `failure`: the title of the box where it fails.

        `then` gets the result. Where it fails, `otherwise` is called instead, and a box tells why.
        """
        self._asked[job] = _Asked(words, failure, then, otherwise)
        self.working.emit(words, -1.0)
        self.job_requested.emit(job)

    def wait(self) -> bool:
        """Stay here until all is answered, the window shut to input; False where someone waits already."""
        if self._waiting:
            return False
        if not self._asked:
            return True
        self._waiting = True
        box = QProgressDialog(self._window)
        box.setWindowModality(Qt.WindowModality.WindowModal)
        box.setRange(0, 0)
        box.setMinimumDuration(10_000_000)  # shown by our own timer, not by its own guess
        box.setCancelButton(None)  # a file half written helps nobody
        box.setLabelText(self.tr("One moment: a file is being written…"))
        show = QTimer(box)
        show.setSingleShot(True)
        show.timeout.connect(box.show)
        show.start(SHOW_WAITING_AFTER_MS)
        loop = QEventLoop(self)
        self.settled.connect(loop.quit)
        while self._asked:
            loop.exec()
        self._waiting = False
        box.hide()
        box.deleteLater()
        return True

    @Slot(object, object)
    def job_done(self, job: FileJob, result: object) -> None:
        asked = self._answered(job)
        try:
            if asked is not None:
                asked.then(result)
        finally:
            self.settled.emit()  # who waits must not wait for ever because somebody else stumbled

    @Slot(object, object)
    def job_failed(self, job: FileJob, reason: str) -> None:
        asked = self._answered(job)
        if asked is not None:
            asked.otherwise()
            self.complain(asked.failure, reason)
        self.settled.emit()

    @Slot(object, float)
    def job_progressed(self, job: FileJob, share: float) -> None:
        asked = self._asked.get(job)
        if asked is not None:
            self.working.emit(asked.words, share)

    def complain(self, title: str, reason: str) -> None:
        self._box(QMessageBox.Icon.Warning, title, translated(reason))

    def explain(self, title: str, text: str) -> None:
        """Something that went well, and that the user must know of."""
        self._box(QMessageBox.Icon.Information, title, text)

    def _box(self, icon: QMessageBox.Icon, title: str, text: str) -> None:
        box = QMessageBox(self._window)
        box.setIcon(icon)
        box.setWindowTitle("Sketchart")
        box.setText(title)
        box.setInformativeText(text)
        box.addButton(self.tr("OK"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def _answered(self, job: FileJob) -> _Asked | None:
        asked = self._asked.pop(job, None)
        if not self._asked:
            self.rested.emit()
        return asked
