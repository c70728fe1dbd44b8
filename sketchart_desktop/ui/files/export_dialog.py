"""Asks how the artwork is to be exported: how large it is painted, how much it is enlarged, on paper or not."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from sketchart_desktop.styling.upscaling import FACTORS, can_enlarge

FIELD_HEIGHT_PX = 32


@dataclass(frozen=True)
class ExportChoice:
    """`size`: (width, height) in pixels, as it is painted. `transparent`: no paper behind the artwork. `enlarge`: how
    many times larger it is made then.
    """

    size: tuple[int, int]
    transparent: bool
    enlarge: int = 1


class ExportDialog(QDialog):
    """`sizes`: what is offered, the usual one first."""

    def __init__(
        self, sizes: tuple[tuple[int, int], ...], *, transparent: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export artwork"))
        self._size = QComboBox(self)
        for width, height in sizes:
            self._size.addItem(self.tr("{0} × {1} pixels").format(width, height), (width, height))
        self._background = QComboBox(self)
        self._background.addItem(self.tr("White paper"), False)
        self._background.addItem(self.tr("Transparent"), True)
        self._background.setCurrentIndex(int(transparent))
        self._enlarge = QComboBox(self)
        self._note = QLabel(
            self.tr("An upscaler among your styles enlarges it; without one, it is done smoothly."), self
        )
        self._note.setWordWrap(True)
        self._note.setProperty("role", "faint")
        rows = (
            (self.tr("Size"), self._size),
            (self.tr("Enlarge"), self._enlarge),
            (self.tr("Background"), self._background),
        )
        buttons = QDialogButtonBox(self)
        export = buttons.addButton(self.tr("Choose file…"), QDialogButtonBox.ButtonRole.AcceptRole)
        export.setDefault(True)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(12)
        for name, field in rows:
            field.setMinimumHeight(FIELD_HEIGHT_PX)
            field.setAccessibleName(name)
            form.addRow(name, field)
            if field is self._enlarge:
                form.addRow("", self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(20)
        column.addLayout(form)
        column.addWidget(buttons)
        self.setMinimumWidth(380)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._size.currentIndexChanged.connect(self._offer_factors)
        self._enlarge.currentIndexChanged.connect(self._show_note)
        self._offer_factors()

    def choice(self) -> ExportChoice:
        width, height = self._size.currentData()
        return ExportChoice((width, height), self._background.currentData(), self._enlarge.currentData())

    @Slot()
    def _offer_factors(self) -> None:
        """Those that the chosen size can bear."""
        width, height = self._size.currentData()
        wanted = self._enlarge.currentData() or 1
        self._enlarge.clear()
        self._enlarge.addItem(self.tr("As it is"), 1)
        for factor in FACTORS:
            if can_enlarge(width, height, factor):
                words = self.tr("{0} times: {1} × {2} pixels").format(factor, factor * width, factor * height)
                self._enlarge.addItem(words, factor)
        self._enlarge.setCurrentIndex(max(self._enlarge.findData(wanted), 0))
        self._show_note()

    @Slot()
    def _show_note(self) -> None:
        self._note.setVisible((self._enlarge.currentData() or 1) > 1)
