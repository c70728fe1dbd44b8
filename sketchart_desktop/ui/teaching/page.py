"""Settings, Teach: the four steps of a teaching, one at a time; decides nothing itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from sketchart_desktop.session.open_drawings import OpenDrawings
from sketchart_desktop.session.teaching import Teaching, TeachingRequest, TeachingStage
from sketchart_desktop.styling.trainer_process import INSTALL, is_frozen, missing_packages
from sketchart_desktop.ui.teaching.comparison import ComparisonView
from sketchart_desktop.ui.teaching.learning import LearningView
from sketchart_desktop.ui.teaching.report_view import ReportView
from sketchart_desktop.ui.teaching.set_up import BaseStyle, DrawingsAtHand, SetUpView
from sketchart_desktop.ui.widgets.error_messages import translated


class TeachPage(QWidget):
    """`at_hand()`: what can be learnt from, and which styles can be begun with, as it is now."""

    def __init__(
        self,
        teaching: Teaching,
        drawings: OpenDrawings,
        at_hand: Callable[[], tuple[DrawingsAtHand, tuple[BaseStyle, ...]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._teaching = teaching
        self._drawings = drawings
        self._get_at_hand = at_hand
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        self.problem.setProperty("role", "warning")
        self.problem.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.missing = _MissingPackages(self)
        self.set_up, self.report = SetUpView(self), ReportView(self)
        self.learning, self.comparison = LearningView(self), ComparisonView(self)
        self.steps = QStackedWidget(self)
        for view in (self.missing, self.set_up, self.report, self.learning, self.comparison):
            self.steps.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.problem)
        column.addWidget(self.steps, 1)
        self.set_up.look_requested.connect(self._look)
        self.report.back_requested.connect(teaching.back)
        self.report.learn_requested.connect(teaching.learn)
        self.learning.pause_requested.connect(teaching.pause)
        self.learning.stop_requested.connect(teaching.stop_and_keep)
        self.learning.go_on_requested.connect(teaching.go_on)
        self.learning.throw_away_requested.connect(self._throw_away)
        self.comparison.keep_requested.connect(teaching.keep)
        self.comparison.throw_away_requested.connect(self._throw_away)
        teaching.changed.connect(self.show_teaching)
        self.show_teaching()

    @Slot()
    def show_teaching(self) -> None:
        """Whatever it is doing now."""
        teaching = self._teaching
        self.problem.setText(translated(teaching.problem))
        self.problem.setVisible(bool(teaching.problem))
        stage = teaching.stage
        name = teaching.request.name if teaching.request is not None else ""
        if stage is TeachingStage.COMPARING and teaching.outcome is not None:
            self.comparison.show_outcome(teaching.outcome, name, teaching.progress.preview)
            self.steps.setCurrentWidget(self.comparison)
        elif missing_packages():
            self.missing.retranslate()
            self.steps.setCurrentWidget(self.missing)
        elif stage is TeachingStage.SETTING_UP:
            self.steps.setCurrentWidget(self.set_up)
        elif stage is TeachingStage.CURATING:
            self.report.show_looking(*teaching.curated)
            self.steps.setCurrentWidget(self.report)
        elif stage is TeachingStage.CURATED and teaching.report is not None:
            self.report.show_report(teaching.report, teaching.set_folder, estimate=teaching.estimate)
            self.steps.setCurrentWidget(self.report)
        else:
            interrupted = stage is TeachingStage.INTERRUPTED
            self.learning.show_progress(teaching.progress, name, interrupted=interrupted)
            self.steps.setCurrentWidget(self.learning)

    def refresh(self) -> None:
        """Count what is at hand anew."""
        self.set_up.show_at_hand(*self._get_at_hand())

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            for view in (self.set_up, self.report, self.learning, self.comparison):
                view.retranslate()
            self.show_teaching()
        super().changeEvent(event)

    @Slot()
    def _look(self) -> None:
        base = self.set_up.chosen_base()
        places = self.set_up.chosen_places()
        if base is None or not places:
            return
        folder = self._teaching.open_folder
        copies = self._drawings.copies(folder) if folder in places else ()
        request = TeachingRequest(
            places,
            base.folder,
            base.style,
            self.set_up.name.text().strip(),
            self.set_up.minutes.value(),
            self.set_up.licence.text().strip(),
        )
        self._teaching.curate(request, copies)

    @Slot()
    def _throw_away(self) -> None:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Throw away what was learnt? Your drawings stay as they are."))
        throw = box.addButton(self.tr("Throw away"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is throw:
            self._teaching.throw_away()


class _MissingPackages(QWidget):
    """Without the train extra: what is missing, and the one command."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self.command = QLabel(self), QLabel(INSTALL, self)
        self._text.setWordWrap(True)
        self.command.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._copy = QPushButton(self)
        self._copy.setAutoDefault(False)
        self._copy.clicked.connect(self._copy_command)
        row = QHBoxLayout()
        row.addWidget(self.command)
        row.addWidget(self._copy)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._text)
        column.addLayout(row)
        column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        if is_frozen():
            text = self.tr("This build of Sketchart paints only. To teach it, install Sketchart with pip:")
        else:
            missing = ", ".join(missing_packages())
            text = self.tr("Teaching needs more packages ({0}). Install them, then open this page again:").format(
                missing
            )
        self._text.setText(text)
        self._copy.setText(self.tr("Copy"))

    @Slot()
    def _copy_command(self) -> None:
        QGuiApplication.clipboard().setText(self.command.text())
