"""The pen: its pressure curve to shape, and beside it a pad to try it on, with all that the tablet says."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sketchart_desktop.document.pressure import HIGHEST_LEAST, PRESETS, PressureCurve
from sketchart_desktop.preferences import options
from sketchart_desktop.preferences.settings import Settings
from sketchart_desktop.ui.tablet.pressure_editor import PressureEditor
from sketchart_desktop.ui.tablet.test_pad import PenPad, PenReading
from sketchart_desktop.ui.widgets.sliders import PercentSlider
from sketchart_desktop.ui.widgets.theme import Tones

SWITCHES = ("pressure_size", "pressure_opacity")


class PenDialog(QDialog):
    """Changes are settings, applied at once."""

    def __init__(self, settings: Settings, tones: Tones, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.editor = PressureEditor(self)
        self.pad = PenPad(parent=self)
        self._titles = (QLabel(self), QLabel(self))
        self._presets = {name: QPushButton(self) for name in PRESETS}
        self._least = PercentSlider(self)
        self._least.slider.setMaximum(round(HIGHEST_LEAST * 100))
        self._switches = {key: QCheckBox(self) for key in SWITCHES}
        self._names = {key: QLabel(self) for key in ("pointer", "pressure", "tilt", "rate")}
        self._values = {key: QLabel("–", self) for key in self._names}
        self._clear, self._close = QPushButton(self), QPushButton(self)
        for label in self._titles:
            label.setProperty("role", "title")
        for button in (*self._presets.values(), self._clear):
            button.setAutoDefault(False)
        self._lay_out()
        for name, button in self._presets.items():
            button.setProperty("preset", name)
            button.clicked.connect(self._preset_chosen)
        for key, box in self._switches.items():
            box.setProperty("key", key)
            box.toggled.connect(self._switched)
        self.editor.curve_requested.connect(self._curve_wanted)
        self._least.value_requested.connect(self._least_wanted)
        self.pad.reported.connect(self._reported)
        self._clear.clicked.connect(self.pad.clear)
        self._close.clicked.connect(self.reject)
        settings.changed.connect(self._show_settings)
        self.set_tones(tones)
        self.retranslate()

    def open_fresh(self) -> None:
        """Show it, or bring it to the front."""
        self.show()
        self.raise_()
        self.activateWindow()

    def set_tones(self, tones: Tones) -> None:
        self.editor.tones = self.pad.tones = tones
        self.editor.update()
        self.pad.update()

    def value(self, name: str) -> str:
        """What is shown for `pointer`, `pressure`, `tilt` or `rate`."""
        return self._values[name].text()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Pen and tablet"))
        self._titles[0].setText(self.tr("How hard you press, and how hard it draws"))
        self._titles[1].setText(self.tr("Try it"))
        words = {"soft": self.tr("Soft"), "linear": self.tr("Even"), "firm": self.tr("Firm")}
        tips = {
            "soft": self.tr("A light touch draws strongly"),
            "linear": self.tr("Draws as hard as you press"),
            "firm": self.tr("Draws strongly only when pressed hard"),
        }
        for name, button in self._presets.items():
            button.setText(words[name])
            button.setToolTip(tips[name])
        self._least.set_words(self.tr("Never fainter than"), self.tr("The lightest touch draws at least so strongly"))
        self._switches["pressure_size"].setText(self.tr("Pressure changes the width"))
        self._switches["pressure_opacity"].setText(self.tr("Pressure changes the strength"))
        names = {
            "pointer": self.tr("Pen"),
            "pressure": self.tr("Pressure"),
            "tilt": self.tr("Tilt"),
            "rate": self.tr("Reports"),
        }
        for key, label in self._names.items():
            label.setText(names[key])
        self._clear.setText(self.tr("Clear"))
        self._close.setText(self.tr("Close"))
        self._show_settings()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self._titles[0])
        left.addWidget(self.editor, 1)
        presets = QHBoxLayout()
        for button in self._presets.values():
            presets.addWidget(button, 1)
        left.addLayout(presets)
        left.addWidget(self._least)
        for box in self._switches.values():
            left.addWidget(box)
        readings = QGridLayout()
        readings.setHorizontalSpacing(18)
        for column, key in enumerate(self._names):
            self._names[key].setProperty("role", "faint")
            readings.addWidget(self._names[key], 0, column)
            readings.addWidget(self._values[key], 1, column)
            readings.setColumnStretch(column, 1)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self._titles[1])
        right.addWidget(self.pad, 1)
        right.addLayout(readings)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(left, 2)
        columns.addLayout(right, 3)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self._clear, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.addButton(self._close, QDialogButtonBox.ButtonRole.RejectRole)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(16)
        whole.addLayout(columns, 1)
        whole.addWidget(buttons)
        self.resize(860, 560)

    def _curve(self) -> PressureCurve:
        return PressureCurve.read(self._settings.get(options.PRESSURE_CURVE))

    @Slot()
    def _show_settings(self) -> None:
        curve = self._curve()
        self.editor.show_curve(curve)
        self.pad.curve = curve
        self._least.show_value(curve.least)
        for key, box in self._switches.items():
            box.blockSignals(True)
            box.setChecked(bool(self._settings.get(key)))
            box.blockSignals(False)
        for name, button in self._presets.items():
            button.setDown(PRESETS[name].points == curve.points)

    @Slot(object)
    def _curve_wanted(self, curve: PressureCurve) -> None:
        self._settings.set(options.PRESSURE_CURVE, curve.text())

    @Slot()
    def _preset_chosen(self) -> None:
        preset = PRESETS[self.sender().property("preset")]
        self._curve_wanted(PressureCurve(preset.points, self._curve().least))

    @Slot(float)
    def _least_wanted(self, least: float) -> None:
        self._curve_wanted(PressureCurve(self._curve().points, min(least, HIGHEST_LEAST)))

    @Slot(bool)
    def _switched(self, on: bool) -> None:
        self._settings.set(self.sender().property("key"), on)

    @Slot(object)
    def _reported(self, reading: PenReading) -> None:
        pointers = {"pen": self.tr("Pen tip"), "eraser": self.tr("Eraser end"), "mouse": self.tr("Mouse")}
        self._values["pointer"].setText(pointers[reading.pointer])
        self._values["pressure"].setText(f"{reading.pressed:.0%} → {reading.drawn:.0%}")
        self._values["tilt"].setText(f"{reading.x_tilt:.0f}° / {reading.y_tilt:.0f}°")
        self._values["rate"].setText(self.tr("{0} per second").format(round(reading.rate_hz)))
        self.editor.show_pressed(reading.pressed if reading.down else -1.0)

    def showEvent(self, event: QShowEvent) -> None:
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)
        super().showEvent(event)
