"""One field per kind of setting: a switch, a number, a choice. Each shows a value and asks for another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QSpinBox, QWidget

from sketchart_desktop.preferences.options import Option, Value
from sketchart_desktop.ui.widgets.choice import Choice

FIELD_HEIGHT_PX = 32
FLOAT_STEP = 0.5
ChoicesOf = Callable[[str], tuple[Choice, ...]]


class SettingField(QWidget):
    """`value_requested` tells what the user wants; `show_value` does not echo."""

    value_requested = Signal(str, object)  # the option's key, the value

    def __init__(self, option: Option[Any], control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option = option
        self.control = control
        control.setParent(self)
        control.setMinimumHeight(FIELD_HEIGHT_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(control)
        self.setFocusProxy(control)

    def retranslate(self) -> None:
        self.control.setAccessibleName(self.option.shown_label())
        self.control.setAccessibleDescription(self.option.shown_tip())

    def show_value(self, value: Value) -> None:
        raise NotImplementedError

    def ask(self, value: Value) -> None:
        self.value_requested.emit(self.option.key, value)


class SwitchField(SettingField):
    """On or off. The words stand in the box itself, so that they can be pressed too."""

    def __init__(self, option: Option[Any], parent: QWidget | None = None) -> None:
        self._box = QCheckBox()
        super().__init__(option, self._box, parent)
        self._box.toggled.connect(self._toggled)

    def retranslate(self) -> None:
        super().retranslate()
        self._box.setText(self.option.shown_label())

    def show_value(self, value: Value) -> None:
        with QSignalBlocker(self._box):
            self._box.setChecked(bool(value))

    @Slot(bool)
    def _toggled(self, on: bool) -> None:
        self.ask(on)


class _WholeBox(QSpinBox):
    """The wheel scrolls the page unless the box has the focus: no value changes under a passing wheel."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberField(SettingField):
    """A number with its unit; asked for when typing has ended, not at each digit."""

    def __init__(self, option: Option[Any], parent: QWidget | None = None) -> None:
        self._whole = isinstance(option.default, int)
        self._box = _WholeBox() if self._whole else QDoubleSpinBox()
        self._box.setRange(int(option.low), int(option.high)) if isinstance(self._box, QSpinBox) else (
            self._box.setRange(option.low, option.high)
        )
        if isinstance(self._box, QDoubleSpinBox):
            self._box.setDecimals(1)
            self._box.setSingleStep(FLOAT_STEP)
        elif option.high > 1000:
            self._box.setSingleStep(32)
        self._box.lineEdit().setTextMargins(6, 0, 0, 0)  # the style sheet cannot: the frame is the outer widget's
        self._box.setKeyboardTracking(False)
        self._box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        super().__init__(option, self._box, parent)
        self._box.valueChanged.connect(self._changed)

    def retranslate(self) -> None:
        super().retranslate()
        self._box.setSuffix(f" {self.option.shown_unit()}".rstrip())

    def show_value(self, value: Value) -> None:
        with QSignalBlocker(self._box):
            self._box.setValue(int(value) if isinstance(self._box, QSpinBox) else float(value))

    @Slot()
    def _changed(self) -> None:
        self.ask(self._box.value())


class ChoiceField(SettingField):
    """One of some texts. What cannot be chosen is shown with the reason, and disabled."""

    def __init__(self, option: Option[Any], choices_of: ChoicesOf, *, parent: QWidget | None = None) -> None:
        self._box = QComboBox()
        self._choices_of = choices_of
        super().__init__(option, self._box, parent)
        self._box.activated.connect(self._chosen)

    def retranslate(self) -> None:
        super().retranslate()
        option = self.option
        fixed = tuple((value, text, "") for value, text in option.shown_choices())
        choices = fixed or self._choices_of(option.key)
        now = self._box.currentData()
        with QSignalBlocker(self._box):
            self._box.clear()
            for row, (value, text, problem) in enumerate(choices):
                self._box.addItem(text, value)
                self._box.setItemData(row, problem, Qt.ItemDataRole.ToolTipRole)
                model = self._box.model()
                if problem and isinstance(model, QStandardItemModel):
                    model.item(row).setEnabled(False)
        self._box.setEnabled(bool(choices))
        if now is not None:
            self.show_value(now)

    def show_value(self, value: Value) -> None:
        with QSignalBlocker(self._box):
            self._box.setCurrentIndex(self._box.findData(value))

    @Slot(int)
    def _chosen(self, row: int) -> None:
        self.ask(self._box.itemData(row))


def field_for(option: Option[Any], choices_of: ChoicesOf, *, parent: QWidget | None = None) -> SettingField:
    """The field that fits an option's type."""
    if isinstance(option.default, bool):
        return SwitchField(option, parent)
    if isinstance(option.default, str):
        return ChoiceField(option, choices_of, parent=parent)
    return NumberField(option, parent)
