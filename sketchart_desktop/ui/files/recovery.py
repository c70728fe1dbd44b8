"""Brings back what a crash left behind: looks for it, asks, and has it painted anew while one can draw already."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QObject, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from sketchart_desktop.document.journal import LeftBehind, Recovered, forget
from sketchart_desktop.files.drawing_files import Opened
from sketchart_desktop.files.file_jobs import FindLeftJob, RecoverJob
from sketchart_desktop.session.session import Session
from sketchart_desktop.ui.files.actions import FileActions

RECOVER, DISCARD, LATER = "recover", "discard", "later"
MOST_NAMES = 6


class Recovery(QObject):
    """Offers all that was left at once; each drawing comes back beside the others."""

    def __init__(self, session: Session, files: FileActions, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._files = files
        self._window = window

    @Slot()
    def begin(self) -> None:
        """Offer what was not saved; what was is opened again, as the row of tabs was."""
        self._look(self._offer)

    @Slot()
    def offer_unsaved(self) -> None:
        """As `begin`, but for what was saved."""
        self._look(self._offer_unsaved)

    @Slot()
    def search(self) -> None:
        """As `offer_unsaved`, because the user asked: says so where there is nothing."""
        self._look(self._answer_search)

    def _look(self, then: Callable[[LeftBehind], object]) -> None:
        folder = self._session.journal_folder
        if folder is not None:
            failure = self.tr("What the last session left could not be read.")
            self._files.jobs.ask(FindLeftJob(folder), words="", failure=failure, then=then)

    def _offer(self, left_behind: LeftBehind) -> None:
        # What was saved is opened without a question, and before the others: one of those is in hand in the end.
        for path in left_behind.saved:
            self._files.open_path(path)
        self._offer_unsaved(left_behind)

    def _answer_search(self, left_behind: LeftBehind) -> None:
        if not left_behind.unsaved:
            title = self.tr("No unsaved drawing was found.")
            text = self.tr("Drawings are kept here when the program ends without closing them.")
            self._files.jobs.explain(title, text)
        self._offer_unsaved(left_behind)

    def _offer_unsaved(self, left_behind: LeftBehind) -> None:
        found = left_behind.unsaved
        if not found:
            return
        answer = ask_recovery(found, self._window)
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
        drawings = self._files.drawings
        twin = None if opened.path is None else drawings.find(opened.path)
        drawings.add(opened)
        if twin is not None and twin != drawings.current:
            # The same file is open already: as it was saved, it makes way; drawn on, it keeps the file for itself.
            if any(tab.key == twin and tab.is_modified for tab in drawings.tabs()):
                self._session.leave_file()
            else:
                drawings.close(twin)
        forget(left)


def ask_recovery(found: Sequence[Recovered], parent: QWidget) -> str:
    """What to do with what was left, newest first: RECOVER, DISCARD or LATER."""
    when = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(found[0].changed_s)), QLocale.FormatType.ShortFormat)
    steps = sum(left.position for left in found)
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(QCoreApplication.translate("Recovery", "Unsaved drawing found"))
    question = QCoreApplication.translate("Recovery", "Sketchart ended without saving. Bring the drawing back?")
    if len(found) > 1:
        question = QCoreApplication.translate(
            "Recovery", "Sketchart ended without saving. Bring your {0} drawings back?"
        ).format(len(found))
    box.setText(question)
    lines = [QCoreApplication.translate("Recovery", "Last drawn on: {0}. Steps: {1}.").format(when, steps)]
    names = [left.saved_as.name for left in found if left.saved_as is not None][:MOST_NAMES]
    if names:
        lines.append(QCoreApplication.translate("Recovery", "Saved before as: {0}").format(", ".join(names)))
    box.setInformativeText("\n".join(lines))
    recover = box.addButton(QCoreApplication.translate("Recovery", "Bring back"), QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(QCoreApplication.translate("Recovery", "Discard"), QMessageBox.ButtonRole.DestructiveRole)
    later = box.addButton(QCoreApplication.translate("Recovery", "Ask later"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(recover)
    box.setEscapeButton(later)
    box.exec()
    clicked = box.clickedButton()
    return RECOVER if clicked is recover else DISCARD if clicked is discard else LATER
