"""The brush in hand as a dot in its colour; pressed, it opens all of the brush's sliders."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QActionGroup, QColor, QPainter, QPaintEvent, QPen, QRadialGradient
from PySide6.QtWidgets import QMenu, QToolButton, QWidget, QWidgetAction

from sketchart_desktop.tools.brushes import COLOUR_TOOLS
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.brushes.brush_sliders import BrushSliders
from sketchart_desktop.ui.widgets.theme import DARK, Tones

SIDE_PX = 36
LARGEST_DOT_PX = 30.0
MENU_WIDTH_PX = 250


class BrushDot(QToolButton):
    """Larger brushes than fit are shown as large as fits."""

    def __init__(self, toolbox: ToolBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tones: Tones = DARK
        self._toolbox = toolbox
        self.setFixedSize(SIDE_PX, SIDE_PX)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.sliders = BrushSliders(toolbox, upright=True, parent=menu)
        self.sliders.setContentsMargins(14, 8, 14, 8)
        self.sliders.setFixedWidth(MENU_WIDTH_PX)
        action = QWidgetAction(menu)
        action.setDefaultWidget(self.sliders)
        menu.addAction(action)
        menu.addSeparator()
        menu.setToolTipsVisible(True)
        self.fills, self.shades = menu.addAction(""), menu.addAction("")
        self._ways = QActionGroup(menu)
        for way in (self.fills, self.shades):
            way.setCheckable(True)
            self._ways.addAction(way)
        self.fills.setChecked(True)
        self.shades.toggled.connect(toolbox.set_shades)
        menu.aboutToShow.connect(self._show_ways)
        self.setMenu(menu)
        toolbox.brush_changed.connect(self._show)
        toolbox.colour_changed.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Brush settings"))
        self.setToolTip(self.tr("Brush settings"))
        self.fills.setText(self.tr("Fill the shape"))
        self.fills.setToolTip(self.tr("A firm touch of colour fills the shape it lies in. A soft one only shades."))
        self.shades.setText(self.tr("Shade where painted"))
        self.shades.setToolTip(self.tr("Colour tints just the place it is painted on: cheeks, shadows, patterns."))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _show(self) -> None:
        self.update()

    @Slot()
    def _show_ways(self) -> None:
        for way in (self.fills, self.shades):
            way.setVisible(self._toolbox.drawing_tool in COLOUR_TOOLS)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.hasFocus() or self.underMouse()
        edge_tone = self.tones.focus if self.hasFocus() else self.tones.faint if lit else self.tones.line
        painter.setPen(QPen(QColor(edge_tone), 2.0 if lit else 1.0))
        painter.setBrush(QColor("#ffffff"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        eraser = self._toolbox.drawing_tool == "eraser"
        brush, middle = self._toolbox.brush, QPointF(SIDE_PX / 2, SIDE_PX / 2)
        radius = max(min(brush.size_px, LARGEST_DOT_PX) / 2, 0.75)
        colour = QColor("#ffffff") if eraser else QColor(*self._toolbox.colour)
        colour.setAlphaF(brush.opacity)
        faded = QColor(colour)
        faded.setAlpha(0)
        edge = QRadialGradient(middle, radius)
        edge.setColorAt(min(brush.hardness, 0.98), colour)
        edge.setColorAt(1.0, faded if radius > 2 else colour)
        painter.setBrush(QColor(colour) if eraser else edge)
        painter.setPen(QColor("#8a909a") if eraser or sum(self._toolbox.colour) > 690 else Qt.PenStyle.NoPen)
        painter.drawEllipse(middle, radius, radius)
        painter.end()
