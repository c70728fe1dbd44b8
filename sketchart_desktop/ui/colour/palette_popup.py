"""A popup with palettes for the artwork: what the style brings along, and the user's own."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from engines.palette import PALETTE_SIZE, Palette
from sketchart_desktop.styling.look import Look
from sketchart_desktop.styling.palettes import PaletteLibrary
from sketchart_desktop.ui.widgets.swatch import hex_of
from sketchart_desktop.ui.widgets.theme import DARK, Tones

COLUMNS = 3
CHIP_PX = (84, 30)
MOST_OF_STYLE, MOST_OWN = 24, 12


class PaletteChip(QAbstractButton):
    """A palette as blocks of its colours, each as wide as its share."""

    def __init__(self, palette: Palette, tones: Tones, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.palette_shown = palette
        self._tones = tones
        self.setFixedSize(*CHIP_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        codes = ", ".join(hex_of(colour) for colour in palette.colours)
        self.setAccessibleName(self.tr("Palette {0}").format(codes))
        self.setToolTip(codes)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        left = area.left()
        for colour, share in zip(self.palette_shown.colours, self.palette_shown.shares, strict=True):
            width = area.width() * share / sum(self.palette_shown.shares)
            painter.fillRect(QRectF(left, area.top(), width + 0.5, area.height()), QColor(*colour))
            left += width
        if self.hasFocus() or self.underMouse():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._tones.focus if self.hasFocus() else self._tones.text), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


class PalettePopup(QFrame):
    """Filled anew each time it opens. `palette_requested` tells which was chosen; then it closes."""

    palette_requested = Signal(object)  # Palette

    def __init__(self, look: Look, palettes: PaletteLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self._look = look
        self._palettes = palettes
        self.tones: Tones = DARK
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 12, 14, 14)
        self._column.setSpacing(8)
        self._inside: QWidget | None = None

    @property
    def chips(self) -> tuple[PaletteChip, ...]:
        return tuple(self._inside.findChildren(PaletteChip)) if self._inside is not None else ()

    def open_under(self, widget: QWidget) -> None:
        """Show it with its right edge at the widget's."""
        self._fill()
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint(widget.width() - self.width(), widget.height() + 4))
        screen = widget.screen().availableGeometry()
        corner.setX(max(corner.x(), screen.left()))
        corner.setY(max(min(corner.y(), screen.bottom() - self.height()), screen.top()))
        self.move(corner)
        self.show()
        if self.chips:
            self.chips[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self) -> None:
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.deleteLater()
        self._inside = QWidget(self)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        chosen = self._look.chosen
        bank = chosen.bank if chosen is not None else ()
        own = [self._palettes.colours(i) for i in self._palettes.ids() if self._palettes.is_own(i)]
        mine = [Palette.of(colours[:PALETTE_SIZE]) for colours in own if colours]
        self._add(column, self.tr("Your palettes"), mine[:MOST_OWN])
        self._add(column, self.tr("Palettes of the style"), _spread(bank, MOST_OF_STYLE))
        if not self.chips:
            column.addWidget(QLabel(self.tr("This style brings no palettes along."), self._inside))
        self._column.addWidget(self._inside)

    def _add(self, column: QVBoxLayout, title: str, palettes: list[Palette]) -> None:
        if not palettes:
            return
        label = QLabel(title, self._inside)
        label.setProperty("role", "title")
        column.addWidget(label)
        grid = QGridLayout()
        grid.setSpacing(4)
        for index, palette in enumerate(palettes):
            chip = PaletteChip(palette, self.tones, self._inside)
            chip.clicked.connect(self._chosen)
            grid.addWidget(chip, index // COLUMNS, index % COLUMNS)
        column.addLayout(grid)

    @Slot()
    def _chosen(self) -> None:
        chip = self.sender()
        if isinstance(chip, PaletteChip):
            self.palette_requested.emit(chip.palette_shown)
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -COLUMNS,
            Qt.Key.Key_Down: COLUMNS,
        }
        chips, key = self.chips, event.key()
        at = next((i for i, chip in enumerate(chips) if chip.hasFocus()), -1)
        if key in steps and at >= 0:
            chips[min(max(at + steps[Qt.Key(key)], 0), len(chips) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at >= 0:
            chips[at].click()
        else:
            super().keyPressEvent(event)


def _spread(bank: tuple[Palette, ...], most: int) -> list[Palette]:
    """That many of the bank, evenly taken: its order says nothing."""
    step = max(len(bank) // most, 1)
    return list(bank[::step][:most])
