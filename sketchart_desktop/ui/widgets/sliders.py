"""A titled slider that shows its value: from 0 to 100 %, or by other steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

BESIDE_PX = 154


class TitledSlider(QWidget):
    """`value_requested` carries the value when the user moves it; `show_value` does not echo.

    What the slider's whole positions mean, say `value_at`, `position_of` and `words_for`. `beside`: a widget that
    stands left of the slider, in one row with it, in place of the title over it.
    """

    value_requested = Signal(float)

    def __init__(self, positions: int, parent: QWidget | None = None, *, beside: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(self)
        self._number = QLabel(self)
        self._number.setProperty("role", "faint")
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setRange(0, positions)
        self._slider.setPageStep(10)
        self._slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        if beside is None:
            grid.addWidget(self._title, 0, 0)
            grid.addWidget(self._number, 0, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(self._slider, 1, 0, 1, 2)
            grid.setColumnStretch(0, 1)
        else:
            self._title.hide()
            self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            beside.setMinimumWidth(BESIDE_PX)
            grid.setHorizontalSpacing(10)
            for column, (cell, stretch) in enumerate(((beside, 1), (self._slider, 1), (self._number, 0))):
                grid.addWidget(cell, 0, column)
                grid.setColumnStretch(column, stretch)
        self._slider.valueChanged.connect(self._moved)
        self._show_words()

    @property
    def slider(self) -> QSlider:
        return self._slider

    @property
    def title(self) -> str:
        return self._title.text()

    def value_at(self, position: int) -> float:
        raise NotImplementedError

    def position_of(self, value: float) -> int:
        raise NotImplementedError

    def words_for(self, value: float) -> str:
        raise NotImplementedError

    def set_slider_shown(self, shown: bool) -> None:
        """Without the slider, what stands beside it takes the whole row."""
        self._slider.setVisible(shown)
        self._number.setVisible(shown)

    def set_words(self, title: str, tip: str) -> None:
        self._title.setText(title)
        self._slider.setAccessibleName(title)
        self._slider.setAccessibleDescription(tip)
        self.setToolTip(tip)
        self._number.setMinimumWidth(self._widest())
        self._show_words()

    def show_value(self, value: float) -> None:
        self._slider.blockSignals(True)
        self._slider.setValue(self.position_of(value))
        self._slider.blockSignals(False)
        self._number.setText(self.words_for(value))

    @Slot(int)
    def _moved(self, position: int) -> None:
        self._show_words()
        self.value_requested.emit(self.value_at(position))

    def _show_words(self) -> None:
        self._number.setText(self.words_for(self.value_at(self._slider.value())))

    def _widest(self) -> int:
        """The room that the longest value takes: kept free, so that nothing moves while the slider does."""
        ends = (self.words_for(self.value_at(position)) for position in (0, self._slider.maximum()))
        return max(self._number.fontMetrics().horizontalAdvance(words) for words in ends)


class PercentSlider(TitledSlider):
    """Values 0..1, resting at whole per cents."""

    def __init__(self, parent: QWidget | None = None, *, beside: QWidget | None = None) -> None:
        super().__init__(100, parent, beside=beside)

    def value_at(self, position: int) -> float:
        return position / 100

    def position_of(self, value: float) -> int:
        return round(value * 100)

    def words_for(self, value: float) -> str:
        return f"{round(value * 100)} %"


class WholeSlider(TitledSlider):
    """Whole numbers low..high, shown by a template such as "{0} px"."""

    def __init__(self, low: int, high: int, *, parent: QWidget | None = None) -> None:
        self._low = low
        self._template = "{0}"
        super().__init__(high - low, parent)

    def set_template(self, template: str) -> None:
        self._template = template
        self._number.setMinimumWidth(self._widest())
        self._show_words()

    def value_at(self, position: int) -> float:
        return float(self._low + position)

    def position_of(self, value: float) -> int:
        return round(value) - self._low

    def words_for(self, value: float) -> str:
        return self._template.format(round(value))
