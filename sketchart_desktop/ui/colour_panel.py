"""The drawing colours: the one in hand, a set of swatches, the colours used last, and the picker."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QFrame, QGridLayout, QVBoxLayout, QWidget

from sketchart_desktop.state.toolbox import ToolBox
from sketchart_desktop.ui.swatch import Swatch
from sketchart_desktop.ui.theme import Tones

# Spread over hue and lightness so that any four of them make sense together in an artwork.
SWATCHES = (
    (24, 24, 28), (255, 255, 255),
    (122, 128, 138), (121, 85, 61),
    (226, 62, 62), (248, 130, 62),
    (250, 196, 60), (255, 224, 178),
    (124, 190, 74), (38, 140, 92),
    (58, 176, 190), (66, 128, 230),
    (62, 74, 168), (140, 92, 208),
    (236, 110, 168), (250, 190, 196),
)  # fmt: skip
COLUMNS = 2
SWATCH_PX = 28
RECENT = 4


class ColourPanel(QWidget):
    """Two columns of colours, narrow enough for the tool strip."""

    def __init__(self, toolbox: ToolBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toolbox = toolbox
        self._current = Swatch(toolbox.colour, 52, round_shape=False, parent=self)
        self._fixed = [Swatch(colour, SWATCH_PX, parent=self) for colour in SWATCHES]
        self._recent = [Swatch((128, 128, 128), SWATCH_PX, parent=self) for _ in range(RECENT)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._current, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(_grid(self._fixed))
        self._line = QFrame(self)
        self._line.setObjectName("hairline")
        self._line.setFixedHeight(1)
        column.addWidget(self._line)
        column.addLayout(_grid(self._recent))
        self._current.clicked.connect(self.pick_any)
        for swatch in self._fixed + self._recent:
            swatch.setCheckable(True)
            swatch.clicked.connect(self._chosen)
        toolbox.colour_changed.connect(self._show)
        self.retranslate()
        self._show()

    def set_tones(self, tones: Tones) -> None:
        for swatch in (self._current, *self._fixed, *self._recent):
            swatch.set_tones(tones)

    def retranslate(self) -> None:
        self._current.setToolTip(self.tr("Colour in hand: press for any colour"))
        self._current.setAccessibleName(self.tr("Colour in hand"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def pick_any(self) -> None:
        """Ask for any colour."""
        options = QColorDialog.ColorDialogOption.DontUseNativeDialog
        colour = QColorDialog.getColor(QColor(*self._toolbox.colour), self, self.tr("Drawing colour"), options)
        if colour.isValid():
            self._toolbox.set_colour((colour.red(), colour.green(), colour.blue()))

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
        self.retranslate()
        recent = [c for c in self._toolbox.recent_colours if c not in SWATCHES]
        self._line.setVisible(bool(recent))
        for index, swatch in enumerate(self._recent):
            swatch.setVisible(index < len(recent))
            if index < len(recent):
                swatch.set_colour(recent[index])
        for swatch in self._fixed + self._recent:
            swatch.setChecked(swatch.colour == colour)


def _grid(swatches: list[Swatch]) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(4)
    for index, swatch in enumerate(swatches):
        grid.addWidget(swatch, index // COLUMNS, index % COLUMNS, Qt.AlignmentFlag.AlignCenter)
    return grid
