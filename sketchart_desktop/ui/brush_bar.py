"""The bar at the top: undo and redo, the size of the brush in hand, pause, and the view's zoom."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from sketchart_desktop.state.toolbox import LEAST_OPACITY, SIZES_PX, ToolBox
from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.theme import DARK, Tones

DETENTS = 200
LARGEST_DOT_PX = 30.0
NAME_FROM_PX, OPACITY_FROM_PX = 1040, 1260


class BrushDot(QWidget):
    """The brush as a dot in its colour; larger brushes than fit are shown as large as fits."""

    def __init__(self, toolbox: ToolBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tones: Tones = DARK
        self._toolbox = toolbox
        self.setFixedSize(36, 36)
        toolbox.brush_changed.connect(self._show)
        toolbox.colour_changed.connect(self._show)

    @Slot()
    def _show(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self.tones.line))
        painter.setBrush(QColor("#ffffff"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        radius = min(self._toolbox.brush.size_px, LARGEST_DOT_PX) / 2
        eraser = self._toolbox.drawing_tool == "eraser"
        colour = QColor("#ffffff") if eraser else QColor(*self._toolbox.colour)
        colour.setAlphaF(self._toolbox.brush.opacity)
        painter.setBrush(colour)
        painter.setPen(QColor("#8a909a") if eraser or sum(self._toolbox.colour) > 690 else Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(18, 18), max(radius, 0.75), max(radius, 0.75))
        painter.end()


class BrushBar(QWidget):
    """Undo, redo, size, pause, zoom."""

    def __init__(self, toolbox: ToolBox, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(54)
        self._toolbox = toolbox
        self._actions = actions
        self._buttons: dict[str, QToolButton] = {}
        self._dot = BrushDot(toolbox, self)
        self._name = QLabel(self)
        self._name.setMinimumWidth(self.fontMetrics().averageCharWidth() * 14)
        self._size = QLabel(self)
        self._size.setProperty("role", "faint")
        self._size.setMinimumWidth(52)
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setRange(0, DETENTS)
        self._slider.setPageStep(10)
        self._slider.setMinimumWidth(90)
        self._slider.setMaximumWidth(240)
        self._slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._opacity_name = QLabel(self)
        self._opacity = QSlider(Qt.Orientation.Horizontal, self)
        self._opacity.setRange(round(LEAST_OPACITY * 100), 100)
        self._opacity.setPageStep(10)
        self._opacity.setMinimumWidth(70)
        self._opacity.setMaximumWidth(130)
        self._opacity.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._percent = QLabel(self)
        self._percent.setProperty("role", "faint")
        self._percent.setMinimumWidth(46)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(4)
        for action_id in (
            "file.new",
            "file.open",
            "file.save",
            "file.export",
            "",
            "edit.undo",
            "edit.redo",
            "edit.clear",
            "",
        ):
            self._add(row, action_id)
        row.addSpacing(4)
        row.addWidget(self._dot)
        row.addSpacing(8)
        row.addWidget(self._name)
        row.addSpacing(8)
        row.addWidget(self._slider, 1)
        row.addSpacing(6)
        row.addWidget(self._size)
        row.addSpacing(8)
        row.addWidget(self._opacity_name)
        row.addSpacing(6)
        row.addWidget(self._opacity)
        row.addSpacing(6)
        row.addWidget(self._percent)
        row.addStretch(1)
        for action_id in ("view.zoom_out", "view.fit", "view.actual", "view.zoom_in", "", "art.pause", "view.panels"):
            self._add(row, action_id)
        self._slider.valueChanged.connect(self._slid)
        self._opacity.valueChanged.connect(self._faded)
        toolbox.brush_changed.connect(self._show)
        self.retranslate()

    def set_tones(self, tones: Tones) -> None:
        self._dot.tones = tones
        self._dot.update()

    def retranslate(self) -> None:
        self._slider.setAccessibleName(self.tr("Brush size"))
        self._slider.setToolTip(self.tr("Brush size ([ and ])"))
        self._opacity_name.setText(self.tr("Opacity"))
        self._opacity.setAccessibleName(self.tr("Brush opacity"))
        self._opacity.setToolTip(self.tr("How much the brush covers (O and Shift+O)"))
        for action_id, button in self._buttons.items():
            button.setAccessibleName(self._actions.name(action_id))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # In a narrow window the tool's name gives way: it stands in the tool strip too.
        self._name.setVisible(event.size().width() >= NAME_FROM_PX)
        for part in (self._opacity_name, self._opacity, self._percent):
            part.setVisible(event.size().width() >= OPACITY_FROM_PX)
        super().resizeEvent(event)

    def _add(self, row: QHBoxLayout, action_id: str) -> None:
        if not action_id:
            line = QFrame(self)
            line.setObjectName("hairline")
            line.setFixedSize(1, 26)
            row.addSpacing(6)
            row.addWidget(line)
            row.addSpacing(6)
            return
        button = QToolButton(self)
        button.setDefaultAction(self._actions[action_id])
        button.setIconSize(QSize(21, 21))
        button.setFixedSize(38, 38)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if action_id == "view.panels":
            button.setProperty("quiet", True)
        self._buttons[action_id] = button
        row.addWidget(button)

    @Slot()
    def _show(self) -> None:
        size = self._toolbox.brush.size_px
        tool = self._toolbox.painting_tool
        self._name.setText(self._actions.name(f"tool.{tool}"))
        self._size.setText(self.tr("{0} px").format(round(size)))
        self._slider.blockSignals(True)
        self._slider.setValue(_detent(size))
        self._slider.blockSignals(False)
        self._opacity.blockSignals(True)
        self._opacity.setValue(round(self._toolbox.brush.opacity * 100))
        self._opacity.blockSignals(False)
        self._percent.setText(f"{self._opacity.value()} %")
        for part in (self._slider, self._opacity):
            part.setEnabled(tool != "fill")  # poured colour has no size

    @Slot(int)
    def _faded(self, percent: int) -> None:
        self._toolbox.set_opacity(percent / 100)

    @Slot(int)
    def _slid(self, detent: int) -> None:
        self._toolbox.set_size(_size(detent))


def _detent(size_px: float) -> int:
    """Sizes lie on the slider by their logarithm: small ones want finer steps."""
    return round(DETENTS * math.log(size_px / SIZES_PX[0]) / math.log(SIZES_PX[-1] / SIZES_PX[0]))


def _size(detent: int) -> float:
    size = SIZES_PX[0] * (SIZES_PX[-1] / SIZES_PX[0]) ** (detent / DETENTS)
    return round(size) if size >= 4 else round(size * 2) / 2
