"""The bar at the top: files, undo and redo, the brush in hand, the view's zoom, and pause.

In a narrow window parts of it give way one after the other: actions move into the button with the dots, sliders into
the menu of the brush's dot.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QMenu, QToolButton, QWidget

from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.brushes.aid_menus import AidButtons
from sketchart_desktop.ui.brushes.brush_dot import BrushDot
from sketchart_desktop.ui.brushes.brush_sliders import BrushSliders
from sketchart_desktop.ui.widgets import icons
from sketchart_desktop.ui.widgets.column import hairline
from sketchart_desktop.ui.widgets.theme import Tones

HEIGHT_PX = 54
LEAST_WIDTH_PX = 480
BUTTON_PX = 38
LINE_PX = 26
FIRST = ("file.new", "file.open", "file.save", "file.export", "", "edit.undo", "edit.redo", "edit.clear", "")
ZOOM = ("view.zoom_out", "view.fit", "view.actual", "view.zoom_in", "")
LAST = ("art.pause", "view.panels")
# What gives way, the first one first. The tool's name stands in the tool strip too, zoom is on the wheel too.
NAME, SLIDER = "name", "slider"
GIVE_WAY = ((NAME,), ZOOM, (SLIDER,), (SLIDER,), ("edit.clear",), ("aid.tidy",), ("file.export",), ("file.new",))


class BrushBar(QWidget):
    """Files, undo, the brush, zoom, pause."""

    def __init__(self, toolbox: ToolBox, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT_PX)
        self._toolbox = toolbox
        self._actions = actions
        self._buttons: dict[str, QToolButton] = {}
        self._row = row = QHBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(4)
        for action_id in FIRST:
            self._add(action_id)
        self._dot = BrushDot(toolbox, self)
        row.addSpacing(4)
        row.addWidget(self._dot)
        row.addSpacing(8)
        self._name = QLabel(self)
        self._name.setContentsMargins(0, 0, 10, 0)
        self._name.setMinimumWidth(self.fontMetrics().averageCharWidth() * 16)
        row.addWidget(self._name)
        self._sliders = BrushSliders(toolbox, parent=self)
        row.addWidget(self._sliders, 8)
        row.addSpacing(8)
        self.aids = AidButtons(toolbox, actions, self)
        row.addWidget(self.aids)
        self._add("aid.tidy")
        row.addStretch(1)
        for action_id in ZOOM[:-1]:
            self._add(action_id)
        self._zoom_line = self._add("")
        self.more = QToolButton(self)
        self.more.setMenu(QMenu(self.more))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._shape(self.more)
        row.addWidget(self.more)
        for action_id in LAST:
            self._add(action_id)
        self._buttons["view.panels"].setProperty("quiet", True)
        toolbox.brush_changed.connect(self._show)
        self.retranslate()

    @property
    def sliders(self) -> BrushSliders:
        return self._sliders

    def set_tones(self, tones: Tones) -> None:
        self._dot.tones = tones
        self._dot.update()
        self.more.setIcon(icons.icon("more", tones))
        self.aids.show_icons()

    def retranslate(self) -> None:
        for action_id, button in self._buttons.items():
            button.setAccessibleName(self._actions.name(action_id))
        self.more.setToolTip(self.tr("More"))
        self.more.setAccessibleName(self.tr("More"))
        self._show()

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH_PX, HEIGHT_PX)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._give_way()
        super().resizeEvent(event)

    @Slot()
    def _show(self) -> None:
        self._name.setText(self._actions.name(f"tool.{self._toolbox.painting_tool}"))
        self._give_way()

    def _give_way(self) -> None:
        """Hide as little as makes the rest fit."""
        for given in range(len(GIVE_WAY) + 1):
            gone = [part for group in GIVE_WAY[:given] for part in group]
            self._name.setVisible(NAME not in gone)
            self._zoom_line.setVisible(ZOOM[0] not in gone)
            self._sliders.set_room(3 - gone.count(SLIDER))
            for action_id, button in self._buttons.items():
                button.setVisible(action_id not in gone)
            dropped = [action_id for action_id in gone if action_id in self._buttons]
            self.more.setVisible(bool(dropped))
            self._row.invalidate()
            if self._row.minimumSize().width() <= self.width():
                break
        self.more.menu().clear()
        self.more.menu().addActions([self._actions[action_id] for action_id in dropped])

    def _add(self, action_id: str) -> QWidget:
        if not action_id:
            line = hairline(self, upright_px=LINE_PX)
            self._row.addSpacing(6)
            self._row.addWidget(line)
            self._row.addSpacing(6)
            return line
        button = QToolButton(self)
        button.setDefaultAction(self._actions[action_id])
        self._shape(button)
        self._buttons[action_id] = button
        self._row.addWidget(button)
        return button

    def _shape(self, button: QToolButton) -> None:
        button.setIconSize(QSize(21, 21))
        button.setFixedSize(BUTTON_PX, BUTTON_PX)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
