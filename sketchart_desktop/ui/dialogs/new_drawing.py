"""Asks for the size of a new drawing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

SMALLEST_SIDE_PX = 64
LARGEST_SIDE_PX = 8192
FIELD_HEIGHT_PX = 32


@dataclass(frozen=True)
class SizePreset:
    text: str
    width: int
    height: int


def _preset(text: object, width: int, height: int) -> SizePreset:
    return SizePreset(str(text), width, height)


PRESETS = (
    _preset(QT_TRANSLATE_NOOP("SizePreset", "Square"), 1024, 1024),
    _preset(QT_TRANSLATE_NOOP("SizePreset", "Square, large"), 2048, 2048),
    _preset(QT_TRANSLATE_NOOP("SizePreset", "Landscape"), 1440, 1024),
    _preset(QT_TRANSLATE_NOOP("SizePreset", "Portrait"), 1024, 1440),
    _preset(QT_TRANSLATE_NOOP("SizePreset", "Wide screen"), 1920, 1080),
    _preset(QT_TRANSLATE_NOOP("SizePreset", "A4 at 150 dpi"), 1240, 1754),
    _preset(QT_TRANSLATE_NOOP("SizePreset", "Webtoon strip"), 800, 2400),
)


class NewDrawingDialog(QDialog):
    """Presets, or any width and height."""

    def __init__(self, width: int, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New drawing"))
        self._preset = QComboBox(self)
        for preset in PRESETS:
            name = QCoreApplication.translate("SizePreset", preset.text)
            self._preset.addItem(f"{name}  ({preset.width} × {preset.height})", (preset.width, preset.height))
        self._preset.addItem(self.tr("Own size"), None)
        self._preset.setMinimumHeight(FIELD_HEIGHT_PX)
        self._width, self._height = QSpinBox(self), QSpinBox(self)
        for box, name in ((self._width, self.tr("Width")), (self._height, self.tr("Height"))):
            box.setRange(SMALLEST_SIDE_PX, LARGEST_SIDE_PX)
            box.setSuffix(" px")
            box.setMinimumHeight(FIELD_HEIGHT_PX)
            box.setAccessibleName(name)
        buttons = QDialogButtonBox(self)
        create = buttons.addButton(self.tr("Create"), QDialogButtonBox.ButtonRole.AcceptRole)
        create.setDefault(True)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        sides = QHBoxLayout()
        sides.addWidget(self._width, 1)
        sides.addWidget(QLabel("×", self))
        sides.addWidget(self._height, 1)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(12)
        form.addRow(self.tr("Format"), self._preset)
        form.addRow(self.tr("Size"), sides)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(20)
        column.addLayout(form)
        column.addWidget(buttons)
        self.setMinimumWidth(400)
        self._width.setValue(width)
        self._height.setValue(height)
        self._match_preset()
        self._preset.activated.connect(self._preset_chosen)
        self._width.valueChanged.connect(self._match_preset)
        self._height.valueChanged.connect(self._match_preset)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)

    def chosen_size(self) -> tuple[int, int]:
        return self._width.value(), self._height.value()

    @Slot(int)
    def _preset_chosen(self, row: int) -> None:
        size = self._preset.itemData(row)
        if size is not None:
            self._width.setValue(size[0])
            self._height.setValue(size[1])

    @Slot()
    def _match_preset(self) -> None:
        row = next((i for i, p in enumerate(PRESETS) if (p.width, p.height) == self.chosen_size()), len(PRESETS))
        self._preset.setCurrentIndex(row)
