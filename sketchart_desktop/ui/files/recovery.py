"""Brings back what a crash left behind: looks for it, asks, and has it painted anew while one can draw already."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from sketchart_desktop.document.journal import LeftBehind, Recovered, forget
from sketchart_desktop.files.drawing_files import Opened
from sketchart_desktop.files.file_jobs import FindLeftJob, RecoverJob
from sketchart_desktop.session.session import Session
from sketchart_desktop.ui.files.actions import FileActions
from sketchart_desktop.ui.files.recovery_dialog import DISCARD, RECOVER, ask_recovery


class Recovery(QObject):
    """Offers all that was left at once; each drawing comes back beside the others."""

    def __init__(self, session: Session, files: FileActions, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._files = files
        self._window = window

    @Slot()
    def begin(self) -> None:
        folder = self._session.journal_folder
        if folder is not None:
            failure = self.tr("What the last session left could not be read.")
            self._files.jobs.ask(FindLeftJob(folder), words="", failure=failure, then=self._offer)

    def _offer(self, left_behind: LeftBehind) -> None:
        # What was saved is opened without a question, and before the others: one of those is in hand in the end.
        for path in left_behind.saved:
            self._files.open_path(path)
        found = left_behind.unsaved
        if not found:
            return
        steps = sum(left.position for left in found)
        answer = ask_recovery(found[0].changed_s, steps, self._window, drawings=len(found))
        # The newest last: it is the one in hand in the end.
        for left in reversed(found):
            if answer == DISCARD:
                forget(left)
            elif answer == RECOVER:
                self._recover(left)

    def _recover(self, left: Recovered) -> None:
        self._files.jobs.ask(
            RecoverJob(left, self._session.journal_folder),
            words=self.tr("Bringing the drawing back…"),
            failure=self.tr("The drawing could not be brought back."),
            then=lambda opened: self._recovered(left, opened),
        )

    def _recovered(self, left: Recovered, opened: Opened) -> None:
        # The journal goes only now: until here, another crash would still find it.
        self._files.drawings.add(opened)
        forget(left)
