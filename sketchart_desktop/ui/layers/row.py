"""One layer's row: eye, swatch, name, opacity, lock. A press on it means: draw here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from sketchart_desktop.document.layerstack import LayerSetting
from sketchart_desktop.session.layer_locks import layer_name
from sketchart_desktop.ui.layers.swatch import LayerSwatch
from sketchart_desktop.ui.widgets import icons
from sketchart_desktop.ui.widgets.theme import DARK, Tones

BUTTON_PX = 30


class LayerRow(QWidget):
    """Shows one layer's setting and asks to change it; it changes nothing itself."""

    picked = Signal(str)
    setting_requested = Signal(str, str, object)  # layer, name of the value, the value

    def __init__(self, layer: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tones: Tones = DARK
        self.layer = layer
        self._selected = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.swatch = LayerSwatch(layer, self)
        self.eye, self.lock = self._button(), self._button()
        self._name = QLabel(self)
        self._percent = QLabel(self)
        self._percent.setProperty("role", "faint")
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, 100)
        self.slider.setPageStep(10)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()
        self.eye.toggled.connect(self._eye_toggled)
        self.lock.toggled.connect(self._lock_toggled)
        self.slider.valueChanged.connect(self._slid)
        self.retranslate()

    @property
    def selected(self) -> bool:
        return self._selected

    def set_selected(self, selected: bool) -> None:
        """Is this the layer that is drawn on?"""
        if selected != self._selected:
            self._selected = selected
            self._name_row()
            self.update()

    def show_setting(self, setting: LayerSetting) -> None:
        for widget in (self.eye, self.lock, self.slider):
            widget.blockSignals(True)
        self.eye.setChecked(setting.visible)
        self.lock.setChecked(setting.locked)
        self.slider.setValue(round(setting.opacity * 100))
        for widget in (self.eye, self.lock, self.slider):
            widget.blockSignals(False)
        self._percent.setText(f"{self.slider.value()} %")
        self.swatch.set_faint(not setting.visible)
        self._name.setProperty("role", "" if setting.visible else "faint")
        self._name.style().polish(self._name)
        self._show_icons()

    def set_tones(self, tones: Tones) -> None:
        self.tones = tones
        self.swatch.tones = tones
        self._show_icons()
        self.update()

    def retranslate(self) -> None:
        name = layer_name(self.layer)
        self._name.setText(name)
        tips = {
            "mask": self.tr("What is painted here stays in the artwork just as you drew it."),
            "ink": self.tr("The lines of your picture."),
            "colour": self.tr("The colours of your picture."),
            "reference": self.tr("A picture to trace. It is not part of the artwork."),
        }
        self.setToolTip(tips[self.layer])
        self.eye.setToolTip(self.tr("Show or hide"))
        self.eye.setAccessibleName(self.tr("Show {0}").format(name))
        self.lock.setToolTip(self.tr("Lock: nothing can be drawn here"))
        self.lock.setAccessibleName(self.tr("Lock {0}").format(name))
        self.slider.setToolTip(self.tr("How strongly it shows while you draw"))
        self.slider.setAccessibleName(self.tr("Opacity of {0}").format(name))
        self._name_row()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot(bool)
    def _eye_toggled(self, visible: bool) -> None:
        self.setting_requested.emit(self.layer, "visible", visible)

    @Slot(bool)
    def _lock_toggled(self, locked: bool) -> None:
        self.setting_requested.emit(self.layer, "locked", locked)

    @Slot(int)
    def _slid(self, value: int) -> None:
        self._percent.setText(f"{value} %")
        self.setting_requested.emit(self.layer, "opacity", value / 100)

    def _name_row(self) -> None:
        name = layer_name(self.layer)
        words = self.tr("{0} layer, drawn on now") if self._selected else self.tr("{0} layer: press to draw on it")
        self.setAccessibleName(words.format(name))

    def _show_icons(self) -> None:
        eye = "eye" if self.eye.isChecked() else "eye_off"
        lock = "lock" if self.lock.isChecked() else "unlock"
        self.eye.setIcon(icons.tinted(eye, self.tones.text if self.eye.isChecked() else self.tones.faint))
        self.lock.setIcon(icons.tinted(lock, self.tones.text if self.lock.isChecked() else self.tones.faint))

    def _button(self) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setProperty("bare", True)
        button.setIconSize(QSize(18, 18))
        button.setFixedSize(BUTTON_PX, BUTTON_PX)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        return button

    def _lay_out(self) -> None:
        middle = QGridLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setVerticalSpacing(0)
        middle.addWidget(self._name, 0, 0)
        middle.addWidget(self._percent, 0, 1, Qt.AlignmentFlag.AlignRight)
        middle.addWidget(self.slider, 1, 0, 1, 2)
        middle.setColumnStretch(0, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(6)
        row.addWidget(self.eye)
        row.addWidget(self.swatch)
        row.addSpacing(2)
        row.addLayout(middle, 1)
        row.addWidget(self.lock)

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(self.layer)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picked.emit(self.layer)
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(self.tones.focus), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        if self._selected:
            painter.setBrush(QColor(self.tones.accent_soft))
        elif self.underMouse():
            painter.setBrush(QColor(self.tones.hover))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(card, 8, 8)
        if self._selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.tones.accent))
            painter.drawRoundedRect(QRectF(card.left(), card.top() + 9, 3, card.height() - 18), 1.5, 1.5)
        painter.end()
