"""The colours in the tool strip: the one in hand, the one before, the palette in use, and the colours used last."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from sketchart_desktop.state.palettes import PaletteShelf
from sketchart_desktop.state.toolbox import ToolBox
from sketchart_desktop.ui.swatch import Swatch
from sketchart_desktop.ui.theme import Tones

COLUMNS = 2
SWATCH_PX = 28
PALETTE = 16  # the palette's first colours; all of them are in the drawer
RECENT = 4


class ColourPanel(QWidget):
    """Two columns of colours, narrow enough for the tool strip."""

    open_requested = Signal()  # the drawer with wheel and palettes

    def __init__(self, toolbox: ToolBox, shelf: PaletteShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toolbox = toolbox
        self._shelf = shelf
        pair = QWidget(self)
        pair.setFixedSize(66, 58)
        self._before = Swatch(toolbox.colour, 34, round_shape=False, parent=pair)
        self._before.move(32, 24)
        self._current = Swatch(toolbox.colour, 48, round_shape=False, parent=pair)
        self._palette = [Swatch((128, 128, 128), SWATCH_PX, parent=self) for _ in range(PALETTE)]
        self._recent = [Swatch((128, 128, 128), SWATCH_PX, parent=self) for _ in range(RECENT)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(pair, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(_grid(self._palette))
        self._line = QFrame(self)
        self._line.setObjectName("hairline")
        self._line.setFixedHeight(1)
        column.addWidget(self._line)
        column.addLayout(_grid(self._recent))
        self._current.clicked.connect(self.open_requested)
        self._before.clicked.connect(toolbox.swap_colour)
        for swatch in self._palette + self._recent:
            swatch.setCheckable(True)
            swatch.clicked.connect(self._chosen)
        toolbox.colour_changed.connect(self._show)
        shelf.changed.connect(self._show)
        shelf.chosen_changed.connect(self._show)
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
        palette = self._shelf.colours()[:PALETTE]
        recent = tuple(c for c in self._toolbox.recent_colours if c not in palette)
        self._line.setVisible(bool(recent))
        for swatches, colours in ((self._palette, palette), (self._recent, recent)):
            for index, swatch in enumerate(swatches):
                swatch.setVisible(index < len(colours))
                if index < len(colours):
                    swatch.set_colour(colours[index])
                swatch.setChecked(swatch.colour == colour)


def _grid(swatches: list[Swatch]) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(4)
    for index, swatch in enumerate(swatches):
        grid.addWidget(swatch, index // COLUMNS, index % COLUMNS, Qt.AlignmentFlag.AlignCenter)
    return grid
