"""The last step: the new style beside the one it began with, measured, and the person decides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sketchart_desktop.ui.teaching.strip_view import StripView

FIELD_HEIGHT_PX = 32


class ComparisonView(QWidget):
    """`keep_requested` with the style's name."""

    keep_requested = Signal(str)
    throw_away_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self.title, self.verdict, self.measure, self.name_title = (QLabel(self) for _ in range(4))
        self.title.setProperty("role", "title")
        for label in (self.verdict, self.measure):
            label.setWordWrap(True)
        self.measure.setProperty("role", "faint")
        self.strip = StripView(self)
        self.name = QLineEdit(self)
        self.name.setMaxLength(60)
        self.name.setMinimumHeight(FIELD_HEIGHT_PX)
        self.name_title.setBuddy(self.name)
        self.keep, self.throw_away = QPushButton(self), QPushButton(self)
        self.keep.clicked.connect(self._keep_pressed)
        self.throw_away.clicked.connect(self.throw_away_requested)
        self.name.textChanged.connect(self._show_ready)
        row = QHBoxLayout()
        for part in (self.name_title, self.name, self.keep, self.throw_away):
            row.addWidget(part, 1 if part is self.name else 0)
        for button in (self.keep, self.throw_away):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.title, self.verdict, self.measure):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self.strip)
        column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("The new style beside the one it began with"))
        titles = self.tr("Drawing"), self.tr("Before"), self.tr("New"), self.tr("Yours")
        self.strip.set_words(titles, self.tr("Drawings it never saw: before, new, and yours"))
        self.name_title.setText(self.tr("Name"))
        self.name.setAccessibleName(self.tr("Name of the style"))
        self.keep.setText(self.tr("Keep as a style"))
        self.keep.setToolTip(self.tr("It is installed, and chosen"))
        self.throw_away.setText(self.tr("Throw away"))
        self._shown = None

    def show_outcome(self, outcome: dict[str, Any], name: str, preview: Path | None) -> None:
        """`outcome`: as the trainer told it."""
        if outcome is self._shown:
            return
        self._shown = outcome
        self.name.setText(name)
        self.strip.show_strip(preview)
        better = bool(outcome.get("beats_base"))
        good = self.tr("It is nearer to your pictures than the style it began with, in both measures.")
        bad = self.tr(
            "It is not nearer to your pictures than the style it began with. More drawings or more time may help; you "
            "can keep it all the same."
        )
        self.verdict.setText(good if better else bad)
        self.verdict.setProperty("role", "" if better else "warning")
        self.verdict.style().polish(self.verdict)
        self.measure.setText(self._measured(outcome))
        self._show_ready()

    def _measured(self, outcome: dict[str, Any]) -> str:
        base, new = outcome.get("base", {}), outcome.get("new", {})
        held_out = int(outcome.get("held_out", 0))
        where = (
            self.tr("Measured on {0} drawings that it never saw").format(held_out)
            if held_out
            else self.tr("Measured on the drawings it learnt from: there were too few to set any apart")
        )
        rows = [where + ":"]
        for title, key in (
            (self.tr("mean difference of colours (L1 over white, 0 to 1)"), "l1"),
            (self.tr("difference of lines and texture (perceptual distance)"), "perceptual"),
        ):
            old, now = float(base.get(key, 0.0)), float(new.get(key, 0.0))
            change = now / old - 1 if old else 0.0
            rows.append(
                self.tr("{0}: from {1} to {2} ({3})").format(title, f"{old:.3f}", f"{now:.3f}", f"{change:+.0%}")
            )
        return "\n".join(rows)

    @Slot()
    def _show_ready(self) -> None:
        self.keep.setEnabled(bool(self.name.text().strip()))

    @Slot()
    def _keep_pressed(self) -> None:
        self.keep_requested.emit(self.name.text().strip())
