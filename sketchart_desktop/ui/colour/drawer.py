"""The colour drawer beside the tool strip: wheel, hex code, palettes, and the colours used last."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from engines.palette import Colour
from sketchart_desktop.styling.palettes import PaletteLibrary
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.colour.grid import ColourGrid
from sketchart_desktop.ui.colour.hex_field import HexField
from sketchart_desktop.ui.colour.palette_box import PaletteBox
from sketchart_desktop.ui.colour.wheel import ColourWheel
from sketchart_desktop.ui.widgets import icons
from sketchart_desktop.ui.widgets.column import hairline, scroll_in
from sketchart_desktop.ui.widgets.swatch import Swatch
from sketchart_desktop.ui.widgets.theme import DARK, Tones

WIDTH_PX = 272


class ColourDrawer(QWidget):
    """Shows the toolbox's colour and the palettes, and changes them as asked.

    `done`: a colour was typed or found, the keys may go back to the drawing.
    """

    done = Signal()

    def __init__(self, toolbox: ToolBox, palettes: PaletteLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tones: Tones = DARK
        self.setObjectName("drawer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH_PX)
        self._toolbox = toolbox
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self.close_button = QToolButton(self)
        self.close_button.setIconSize(QSize(18, 18))
        self.close_button.setFixedSize(32, 32)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.wheel = ColourWheel(toolbox.colour, self)
        self._now, self._before = Swatch(toolbox.colour, 38, round_shape=False), Swatch(toolbox.colour, 30)
        self._now.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hex = HexField(toolbox.colour, self)
        self.palette_box = PaletteBox(toolbox, palettes, self)
        self._used_title = QLabel(self)
        self._used_title.setProperty("role", "title")
        self.used = ColourGrid("", self)
        self._build()
        self.wheel.colour_requested.connect(self._take)
        self.hex.colour_requested.connect(self._take)
        self.hex.left.connect(self.done)
        for part in (self.wheel, self.used, self.palette_box.grid):
            part.colour_requested.connect(self._pressed_beside)
        self.used.colour_requested.connect(self._take)
        self._before.clicked.connect(toolbox.swap_colour)
        toolbox.colour_changed.connect(self._show)
        self.retranslate()
        self._show()

    def set_tones(self, tones: Tones) -> None:
        self.tones = tones
        for part in (self.wheel, self._now, self._before, self.used, self.palette_box):
            part.set_tones(tones)
        self.close_button.setIcon(icons.icon("close", tones))

    def retranslate(self) -> None:
        self._title.setText(self.tr("Colour"))
        self.close_button.setAccessibleName(self.tr("Close the colours"))
        self.close_button.setToolTip(self.tr("Close the colours"))
        self._used_title.setText(self.tr("Used last"))
        self.used.set_title(self.tr("Used last"))
        self.wheel.retranslate()
        self.hex.retranslate()
        self._name_before()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 10, 16, 16)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        column.addLayout(head)
        column.addWidget(self.wheel)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._now)
        row.addWidget(self._before)
        row.addStretch(1)
        row.addWidget(self.hex)
        column.addLayout(row)
        column.addWidget(hairline())
        column.addWidget(self.palette_box)
        column.addWidget(hairline())
        column.addWidget(self._used_title)
        column.addWidget(self.used)
        column.addStretch(1)
        scroll_in(self, inside, right_px=1)

    def _name_before(self) -> None:
        self._before.setToolTip(self.tr("The colour before (X)"))
        self._before.setAccessibleName(self.tr("The colour before (X)"))

    @Slot(object)
    def _take(self, colour: Colour) -> None:
        self._toolbox.set_colour(colour)

    @Slot()
    def _pressed_beside(self) -> None:
        if self.hex.hasFocus():
            self.done.emit()

    @Slot()
    def _show(self) -> None:
        colour = self._toolbox.colour
        self.wheel.show_colour(colour)
        self.hex.show_colour(colour)
        self._now.set_colour(colour)
        self._before.set_colour(self._toolbox.previous_colour)
        self._name_before()
        recent = self._toolbox.recent_colours
        if recent != self.used.colours:
            self.used.show_colours(recent)
        self.used.show_in_hand(colour)
        for part in (self._used_title, self.used):
            part.setVisible(bool(recent))
