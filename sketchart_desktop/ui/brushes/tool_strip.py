"""The strip at the left edge: the tools, and the colours under them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QToolButton, QVBoxLayout, QWidget

from sketchart_desktop.styling.palettes import PaletteLibrary
from sketchart_desktop.tools.brushes import DRAWING_TOOLS
from sketchart_desktop.tools.toolbox import STRIP_TOOLS, TOOLS, ToolBox
from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.colour.panel import ColourPanel
from sketchart_desktop.ui.widgets.column import hairline, scroll_in
from sketchart_desktop.ui.widgets.theme import Tones

STRIP_WIDTH_PX = 104
BUTTON_PX = 42
MARGIN_PX = SPACING_PX = 12


class ToolStrip(QWidget):
    """Shows and changes which tool is in hand."""

    def __init__(
        self, toolbox: ToolBox, actions: Actions, *, palettes: PaletteLibrary, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tool_strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(STRIP_WIDTH_PX)
        self._toolbox = toolbox
        self._actions = actions
        self._group = QActionGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._colours = ColourPanel(toolbox, palettes, self)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, MARGIN_PX, 8, MARGIN_PX)
        column.setSpacing(SPACING_PX)
        tools = QGridLayout()
        tools.setSpacing(4)
        for tool in TOOLS:
            action = actions[f"tool.{tool}"]
            action.setData(tool)
            self._group.addAction(action)
        for index, tool in enumerate(STRIP_TOOLS):
            button = QToolButton(inside)
            button.setDefaultAction(actions[f"tool.{tool}"])
            button.setIconSize(QSize(25, 25))
            button.setFixedSize(BUTTON_PX, BUTTON_PX)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row = index // 2 + (index >= len(DRAWING_TOOLS))  # a little room under the brushes
            tools.addWidget(button, row, index % 2, Qt.AlignmentFlag.AlignCenter)
            self._buttons[tool] = button
        tools.setRowMinimumHeight(len(DRAWING_TOOLS) // 2, 6)
        column.addLayout(tools)
        column.addWidget(hairline(inside))
        column.addWidget(self._colours)
        column.addStretch(1)
        self._above = tools
        area = scroll_in(self, inside, right_px=1)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._group.triggered.connect(self._chosen)
        toolbox.tool_changed.connect(self._show)
        self.retranslate()
        self._show()

    @property
    def colours(self) -> ColourPanel:
        return self._colours

    def set_tones(self, tones: Tones) -> None:
        self._colours.set_tones(tones)

    def retranslate(self) -> None:
        for tool, button in self._buttons.items():
            button.setAccessibleName(self._actions.name(f"tool.{tool}"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        around_px = 2 * MARGIN_PX + 2 * SPACING_PX + 1
        self._colours.set_room(event.size().height() - self._above.sizeHint().height() - around_px)

    @Slot()
    def _chosen(self) -> None:
        checked = self._group.checkedAction()
        if checked is not None:
            self._toolbox.choose(checked.data())

    @Slot()
    def _show(self) -> None:
        self._actions[f"tool.{self._toolbox.tool}"].setChecked(True)
