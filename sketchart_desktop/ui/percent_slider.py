"""A titled slider from 0 to 100 % that shows its value; resting at whole per cents."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget


class PercentSlider(QWidget):
    """`value_requested` carries 0..1 when the user moves it; `show_value` does not echo."""

    value_requested = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(self)
        self._number = QLabel(self)
        self._number.setProperty("role", "faint")
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setRange(0, 100)
        self._slider.setPageStep(10)
        self._slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._title, 0, 0)
        grid.addWidget(self._number, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._slider, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self._slider.valueChanged.connect(self._moved)
        self._moved(0)

    @property
    def slider(self) -> QSlider:
        return self._slider

    def set_words(self, title: str, tip: str) -> None:
        self._title.setText(title)
        self._slider.setAccessibleName(title)
        self._slider.setAccessibleDescription(tip)
        self.setToolTip(tip)

    def show_value(self, value: float) -> None:
        self._slider.blockSignals(True)
        self._slider.setValue(round(value * 100))
        self._slider.blockSignals(False)
        self._number.setText(f"{self._slider.value()} %")

    @Slot(int)
    def _moved(self, value: int) -> None:
        self._number.setText(f"{value} %")
        self.value_requested.emit(value / 100)
