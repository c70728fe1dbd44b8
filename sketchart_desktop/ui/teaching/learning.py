"""The third step: it learns. How far, how well, what it makes of drawings it never saw; pause, stop, throw away."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from sketchart_desktop.session.teaching import LearningProgress
from sketchart_desktop.ui.teaching.series_plot import SeriesPlot
from sketchart_desktop.ui.teaching.strip_view import StripView
from sketchart_desktop.ui.widgets.error_messages import translated


class LearningView(QWidget):
    """Also of a teaching that was interrupted, which can go on."""

    pause_requested = Signal(bool)
    stop_requested = Signal()  # and keep
    go_on_requested = Signal()
    throw_away_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._interrupted = self._paused = False
        self.title, self.state, self.warnings = QLabel(self), QLabel(self), QLabel(self)
        self.title.setProperty("role", "title")
        for label in (self.state, self.warnings):
            label.setWordWrap(True)
            label.setProperty("role", "faint")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.loss, self.distance = SeriesPlot(self, smooth=True), SeriesPlot(self)
        self.strip = StripView(self)
        self.pause, self.stop, self.throw_away = (QPushButton(self) for _ in range(3))
        self.pause.clicked.connect(self._pause_pressed)
        self.stop.clicked.connect(self.stop_requested)
        self.throw_away.clicked.connect(self.throw_away_requested)
        plots = QHBoxLayout()
        plots.setSpacing(10)
        plots.addWidget(self.loss)
        plots.addWidget(self.distance)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        for button in (self.pause, self.stop, self.throw_away):
            button.setAutoDefault(False)
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        for part in (self.bar, self.state):
            column.addWidget(part)
        column.addLayout(plots)
        column.addWidget(self.warnings)
        column.addWidget(self.strip)
        column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self.loss.set_words(self.tr("Loss"))
        self.distance.set_words(
            self.tr("Distance from your pictures"), level_name=self.tr("the style it began with"), form="{0:.0%}"
        )
        titles = self.tr("Drawing"), self.tr("Before"), self.tr("Now"), self.tr("Yours")
        self.strip.set_words(titles, self.tr("Drawings it never saw: before, now, and yours"))
        self.stop.setText(self.tr("Stop and keep"))
        self.stop.setToolTip(self.tr("Ends after this step, with what was learnt so far"))
        self.throw_away.setText(self.tr("Throw away"))

    def show_progress(self, progress: LearningProgress, name: str, *, interrupted: bool) -> None:
        self._interrupted, self._paused = interrupted, progress.paused
        title = self.tr("“{0}” was interrupted") if interrupted else self.tr("Learning “{0}”")
        self.title.setText(title.format(name))
        self.bar.setRange(0, progress.steps)
        self.bar.setValue(progress.step)
        self.bar.setVisible(not interrupted)
        self.state.setText(self._told(progress))
        self.loss.show_series(progress.losses, steps=progress.steps)
        self._show_distance(progress)
        self.loss.setVisible(bool(progress.losses))
        self.distance.setVisible(bool(progress.losses))
        self.strip.show_strip(progress.preview)
        self.warnings.setText("\n".join(map(translated, progress.warnings)))
        self.warnings.setVisible(bool(progress.warnings))
        going_on = interrupted or progress.paused
        self.pause.setText(self.tr("Go on") if going_on else self.tr("Pause"))
        self.pause.setEnabled(interrupted or (not progress.stopping and progress.steps > 0))
        self.stop.setVisible(not interrupted)
        self.stop.setEnabled(not progress.stopping and progress.step > 0)

    def _show_distance(self, progress: LearningProgress) -> None:
        """In shares of what the base style has; both measures together, by their geometric mean."""
        whole = [(step, (l1 * perceptual) ** 0.5) for step, l1, perceptual in progress.measures]
        base = next((value for step, value in whole if step == 0), 0.0)
        points = [(step, value / base) for step, value in whole] if base > 0 else []
        self.distance.show_series(points, steps=progress.steps, level=1.0 if points else None)

    def _told(self, progress: LearningProgress) -> str:
        if self._interrupted:
            return self.tr("What it had learnt is kept. It can go on from there.")
        if progress.stopping:
            return self.tr("Ending, measuring and writing the style: half a minute or so…")
        if progress.paused:
            return self.tr("Paused at step {0} of {1}.").format(progress.step, progress.steps)
        if not progress.steps:
            return self.tr("Getting ready: painting the drawings as the first style does…")
        if progress.step >= progress.steps:
            return self.tr("Measuring and writing the style: half a minute or so…")
        told = self.tr("Step {0} of {1}, {2} pictures a second; about {3} to go.")
        pace = round(progress.images_per_s, 1)
        return told.format(progress.step, progress.steps, pace, self._span(progress.eta_s))

    def _span(self, seconds: float) -> str:
        if seconds < 90:
            return self.tr("{0} s").format(max(1, round(seconds)))
        if seconds < 5400:
            return self.tr("{0} min").format(round(seconds / 60))
        return self.tr("{0} h").format(round(seconds / 3600, 1))

    @Slot()
    def _pause_pressed(self) -> None:
        if self._interrupted:
            self.go_on_requested.emit()
        else:
            self.pause_requested.emit(not self._paused)
