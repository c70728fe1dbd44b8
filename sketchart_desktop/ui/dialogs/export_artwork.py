"""Asks how the artwork is to be exported: paper or transparent, and how large."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

FIELD_HEIGHT_PX = 32


@dataclass(frozen=True)
class ExportChoice:
    """`size`: (width, height) in pixels. `transparent`: no paper behind the artwork."""

    size: tuple[int, int]
    transparent: bool


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
        for field, name in ((self._size, self.tr("Size")), (self._background, self.tr("Background"))):
            field.setMinimumHeight(FIELD_HEIGHT_PX)
            field.setAccessibleName(name)
        buttons = QDialogButtonBox(self)
        export = buttons.addButton(self.tr("Choose file…"), QDialogButtonBox.ButtonRole.AcceptRole)
        export.setDefault(True)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(12)
        form.addRow(self.tr("Size"), self._size)
        form.addRow(self.tr("Background"), self._background)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(20)
        column.addLayout(form)
        column.addWidget(buttons)
        self.setMinimumWidth(380)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)

    def choice(self) -> ExportChoice:
        width, height = self._size.currentData()
        return ExportChoice((width, height), self._background.currentData())
