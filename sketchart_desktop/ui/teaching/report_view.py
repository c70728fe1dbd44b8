"""The second step: what the drawings are worth, what fell out and why, and what the time will give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sketchart_desktop.ui.widgets.zoomed_picture import ZoomedPicture

ICON_PX = 48
TREE_HEIGHT_PX = 170


class ReportView(QWidget):
    """While the drawings are looked at, a bar; then the report."""

    back_requested = Signal()
    learn_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self.title = QLabel(self)
        self.title.setProperty("role", "title")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.summary, self.estimate, self.few = QLabel(self), QLabel(self), QLabel(self)
        for label in (self.summary, self.estimate, self.few):
            label.setWordWrap(True)
        self.few.setProperty("role", "warning")
        self.sheet = ZoomedPicture(self)
        self.fallen = QTreeWidget(self)
        self.fallen.setHeaderHidden(True)
        self.fallen.setIconSize(QSize(ICON_PX, ICON_PX))
        self.fallen.setFixedHeight(TREE_HEIGHT_PX)
        self.back, self.learn = QPushButton(self), QPushButton(self)
        self.back.clicked.connect(self.back_requested)
        self.learn.clicked.connect(self.learn_requested)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        for button in (self.back, self.learn):
            button.setAutoDefault(False)
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        for part in (self.bar, self.summary, self.few, self.estimate, self.fallen, self.sheet):
            column.addWidget(part)
        column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self.back.setText(self.tr("Back"))
        self.learn.setText(self.tr("Begin to learn"))
        self.sheet.setAccessibleName(self.tr("The pairs that are kept: drawing and finished picture"))
        self.fallen.setAccessibleName(self.tr("What fell out, by reason"))
        self._shown = None

    def show_looking(self, done: int, total: int) -> None:
        """While the drawings are looked at."""
        self.title.setText(self.tr("Looking at the drawings…"))
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        for part in (self.summary, self.few, self.estimate, self.sheet, self.fallen):
            part.hide()
        self.bar.show()
        self.learn.setEnabled(False)

    def show_report(self, report: dict[str, Any], folder: Path, *, estimate: dict[str, Any] | None) -> None:
        """`estimate`: None while it is found out."""
        pairs = int(report.get("pairs", 0))
        self.bar.hide()
        self.learn.setEnabled(pairs > 0)
        self.estimate.setVisible(pairs > 0)
        self.estimate.setText(self._estimated(estimate))
        if report is self._shown:
            return
        self._shown = report
        self.title.setText(self.tr("What there is to learn from"))
        kept = self.tr("{0} drawings with their finished pictures; {1} of them are set apart, to measure on.")
        nothing = self.tr("There is nothing to learn from here: no drawing has a finished picture.")
        self.summary.setText(kept.format(pairs, report.get("held_out", 0)) if pairs else nothing)
        self.summary.show()
        few = self.tr("That is few. With 20 and more drawings, what is learnt carries over to others more surely.")
        self.few.setText(few)
        self.few.setVisible(bool(report.get("few")) and pairs > 0)
        self.sheet.show_file(folder / str(report.get("sheets", {}).get("kept", "")) if pairs else None)
        self._show_fallen(report, folder)

    def _show_fallen(self, report: dict[str, Any], folder: Path) -> None:
        self.fallen.clear()
        words = self._reasons()
        for reason, count in report.get("fell_out", {}).items():
            top = QTreeWidgetItem(self.fallen, [f"{words.get(reason, reason)} ({count})"])
            for one in report.get("left_out", ()):
                if one["reason"] != reason:
                    continue
                item = QTreeWidgetItem(top, [f"{one['name']}  {one['detail']}".strip()])
                if one["thumbnail"]:
                    item.setIcon(0, QIcon(QPixmap(str(folder / one["thumbnail"]))))
        self.fallen.setVisible(self.fallen.topLevelItemCount() > 0)

    def _estimated(self, estimate: dict[str, Any] | None) -> str:
        if estimate is None:
            return self.tr("Trying ten steps, to see how fast this computer learns…")
        told = self.tr("On this computer that is about {0} steps of learning, {1} pictures a second.")
        return told.format(int(estimate.get("steps", 0)), round(float(estimate.get("pictures_per_s", 0.0)), 1))

    def _reasons(self) -> dict[str, str]:
        return {
            "unreadable": self.tr("Damaged, or nothing that can be read"),
            "no partner": self.tr("Without a partner"),
            "no colours": self.tr("Drawings that nobody coloured"),
            "not numbers": self.tr("Values that are no numbers"),
            "too small": self.tr("Too small"),
            "shapes differ": self.tr("Drawing and picture of different shapes"),
            "blank": self.tr("Nothing on it"),
            "noise": self.tr("Noise"),
            "crowded": self.tr("More line than paper"),
            "writing": self.tr("Pages of writing"),
            "no subject": self.tr("Photos of nothing in particular"),
            "copy": self.tr("Copies of others"),
        }
