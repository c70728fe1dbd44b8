"""The colours in the tool strip: the one in hand, the one before, the palette in use, and the colours used last.

In a low window the columns become three, then fewer colours are shown: all of them are in the drawer.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from sketchart_desktop.styling.palettes import PaletteLibrary
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.widgets.column import hairline
from sketchart_desktop.ui.widgets.swatch import Swatch
from sketchart_desktop.ui.widgets.theme import Tones

COLUMNS, MOST_COLUMNS = 2, 3
SWATCH_PX = 27
GAP_PX = 3
SPACING_PX = 8
PAIR_PX = (66, 58)
PALETTE = 16  # the palette's first colours
RECENT = 4
ROW_PX = SWATCH_PX + GAP_PX


class ColourPanel(QWidget):
    """Two or three columns of colours, narrow enough for the tool strip."""

    open_requested = Signal()  # the drawer with wheel and palettes

    def __init__(self, toolbox: ToolBox, palettes: PaletteLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toolbox = toolbox
        self._palettes = palettes
        pair = QWidget(self)
        pair.setFixedSize(*PAIR_PX)
        self._before = Swatch(toolbox.colour, 34, round_shape=False, parent=pair)
        self._before.move(32, 24)
        self._current = Swatch(toolbox.colour, 48, round_shape=False, parent=pair)
        self._palette = [Swatch((128, 128, 128), SWATCH_PX, parent=self) for _ in range(PALETTE)]
        self._recent = [Swatch((128, 128, 128), SWATCH_PX, parent=self) for _ in range(RECENT)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING_PX)
        column.addWidget(pair, 0, Qt.AlignmentFlag.AlignHCenter)
        self._grids = QGridLayout(), QGridLayout()
        self._line = hairline(self)
        column.addLayout(self._grids[0])
        column.addWidget(self._line)
        column.addLayout(self._grids[1])
        for grid in self._grids:
            grid.setSpacing(GAP_PX)
        self._columns, self._rows = 0, PALETTE  # rows of palette and recent colours together
        self._current.clicked.connect(self.open_requested)
        self._before.clicked.connect(toolbox.swap_colour)
        for swatch in self._palette + self._recent:
            swatch.setCheckable(True)
            swatch.clicked.connect(self._chosen)
        toolbox.colour_changed.connect(self._show)
        palettes.changed.connect(self._show)
        palettes.chosen_changed.connect(self._show)
        self._lay_out(COLUMNS)
        self._show()

    def set_room(self, height_px: int) -> None:
        """How high the panel may be."""
        left_px = height_px - PAIR_PX[1] - 3 * SPACING_PX - 1
        self._rows = max(left_px // ROW_PX, 1)
        rows_needed = -(-(PALETTE + RECENT) // COLUMNS)
        self._lay_out(COLUMNS if rows_needed <= self._rows else MOST_COLUMNS)
        self._show()

    def set_tones(self, tones: Tones) -> None:
        for swatch in (self._current, self._before, *self._palette, *self._recent):
            swatch.set_tones(tones)

    def retranslate(self) -> None:
        self._current.setToolTip(self.tr("Colour in hand: press for the wheel and palettes"))
        self._current.setAccessibleName(self.tr("Colour in hand"))
        self._before.setToolTip(self.tr("The colour before: press to swap (X)"))
        self._before.setAccessibleName(self.tr("The colour before"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _chosen(self) -> None:
        swatch = self.sender()
        if isinstance(swatch, Swatch):
            self._toolbox.set_colour(swatch.colour)
            self._show()

    @Slot()
    def _show(self) -> None:
        colour = self._toolbox.colour
        self._current.set_colour(colour)
        self._before.set_colour(self._toolbox.previous_colour)
        self.retranslate()
        palette = self._palettes.colours()[: min(PALETTE, self._rows * self._columns)]
        rows_left = self._rows - -(-len(palette) // self._columns)
        recent = tuple(c for c in self._toolbox.recent_colours if c not in palette)[: rows_left * self._columns]
        self._line.setVisible(bool(recent))
        for swatches, colours in ((self._palette, palette), (self._recent, recent)):
            for index, swatch in enumerate(swatches):
                swatch.setVisible(index < len(colours))
                if index < len(colours):
                    swatch.set_colour(colours[index])
                swatch.setChecked(swatch.colour == colour)

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for grid, swatches in zip(self._grids, (self._palette, self._recent), strict=True):
            for index, swatch in enumerate(swatches):
                grid.addWidget(swatch, index // columns, index % columns, Qt.AlignmentFlag.AlignCenter)
