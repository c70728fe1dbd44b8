"""The bar at the top: files, undo and redo, the brush in hand, the view's zoom, and pause."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRadialGradient, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from sketchart_desktop.state.toolbox import ToolBox
from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.aid_menus import AidButtons
from sketchart_desktop.ui.brush_sliders import BrushSliders
from sketchart_desktop.ui.theme import DARK, Tones

DETENTS = 200
LARGEST_DOT_PX = 30.0
NAME_FROM_PX = 1340
SLIDERS_FROM_PX = (0, 960, 1180)
ZOOM_FROM_PX = 940

ZOOM = ("view.zoom_out", "view.fit", "view.actual", "view.zoom_in")


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
        brush, middle, radius = self._toolbox.brush, QPointF(18, 18), max(radius, 0.75)
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


class BrushBar(QWidget):
    """Files, undo, the brush, zoom, pause."""

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
        self._sliders = BrushSliders(toolbox, self)
        self.aids = AidButtons(toolbox, actions, self)
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
        row.addWidget(self._sliders, 8)
        row.addSpacing(10)
        row.addWidget(self.aids)
        self._add(row, "aid.tidy")
        row.addStretch(1)
        for action_id in (*ZOOM, "", "art.pause", "view.panels"):
            self._add(row, action_id)
        toolbox.brush_changed.connect(self._show)
        self.retranslate()

    def set_tones(self, tones: Tones) -> None:
        self._dot.tones = tones
        self._dot.update()
        self.aids.show_icons()

    def retranslate(self) -> None:
        for action_id, button in self._buttons.items():
            button.setAccessibleName(self._actions.name(action_id))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # In a narrow window the tool's name gives way first: it stands in the tool strip too.
        width = event.size().width()
        self._name.setVisible(width >= NAME_FROM_PX)
        self._sliders.set_room(sum(width >= least for least in SLIDERS_FROM_PX))
        for action_id in ZOOM:  # in the menu, under keys and on the wheel too
            self._buttons[action_id].setVisible(width >= ZOOM_FROM_PX)
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

    @property
    def sliders(self) -> BrushSliders:
        return self._sliders

    @Slot()
    def _show(self) -> None:
        self._name.setText(self._actions.name(f"tool.{self._toolbox.painting_tool}"))
