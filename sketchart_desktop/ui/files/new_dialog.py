"""Asks for the size of a new drawing: a format from the list, upright or lying, or any width and height."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

SMALLEST_SIDE_PX = 64
LARGEST_SIDE_PX = 8192
FIELD_HEIGHT_PX = 32
ICON_PX = 26
SIZE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class SizePreset:
    text: str
    width: int
    height: int


def _preset(text: object, width: int, height: int) -> SizePreset:
    return SizePreset(str(text), width, height)


PRESETS = (
    _preset(QT_TRANSLATE_NOOP("SizePreset", "Square, small"), 512, 512),
    _preset(QT_TRANSLATE_NOOP("SizePreset", "Square"), 1024, 1024),
    _preset(QT_TRANSLATE_NOOP("SizePreset", "Square, large"), 2048, 2048),
    _preset(QT_TRANSLATE_NOOP("SizePreset", "Picture"), 1024, 1440),
    _preset(QT_TRANSLATE_NOOP("SizePreset", "A4 at 150 dpi"), 1240, 1754),
    _preset(QT_TRANSLATE_NOOP("SizePreset", "A4 at 300 dpi"), 2480, 3508),
    _preset(QT_TRANSLATE_NOOP("SizePreset", "Webtoon panel"), 800, 1280),
    _preset(QT_TRANSLATE_NOOP("SizePreset", "Webtoon strip"), 800, 2400),
    _preset(QT_TRANSLATE_NOOP("SizePreset", "Webtoon strip, long"), 800, 4000),
    _preset(QT_TRANSLATE_NOOP("SizePreset", "Wide screen"), 1920, 1080),
)


class SheetPreview(QWidget):
    """The paper's shape, as large as fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = QSize(1, 1)
        self.setFixedHeight(150)

    def show_size(self, width: int, height: int) -> None:
        self._shape = QSize(width, height)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_sheet(painter, QRectF(self.rect()).adjusted(6, 6, -6, -6), self._shape, edge=self.palette().mid().color())
        painter.end()


class NewDrawingDialog(QDialog):
    """`width`, `height`: what is offered first, the last choice."""

    def __init__(self, width: int, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New drawing"))
        self._list = QListWidget(self)
        self._list.setObjectName("pages")
        self._list.setAccessibleName(self.tr("Formats"))
        self._list.setIconSize(QSize(ICON_PX, ICON_PX))
        self._list.setFixedWidth(270)
        self._fill_list()
        self._preview = SheetPreview(self)
        self._width, self._height = QSpinBox(self), QSpinBox(self)
        for box, name in ((self._width, self.tr("Width")), (self._height, self.tr("Height"))):
            box.setRange(SMALLEST_SIDE_PX, LARGEST_SIDE_PX)
            box.setSuffix(" px")
            box.lineEdit().setTextMargins(6, 0, 0, 0)
            box.setSingleStep(16)
            box.setMinimumHeight(FIELD_HEIGHT_PX)
            box.setAccessibleName(name)
        self._upright, self._lying = QPushButton(self.tr("Portrait"), self), QPushButton(self.tr("Landscape"), self)
        self._ways = QButtonGroup(self)
        for button in (self._upright, self._lying):
            button.setCheckable(True)
            button.setAutoDefault(False)
            self._ways.addButton(button)
        self._limits = QLabel(self.tr("From {0} to {1} pixels a side.").format(SMALLEST_SIDE_PX, LARGEST_SIDE_PX), self)
        self._limits.setProperty("role", "faint")
        self._buttons = QDialogButtonBox(self)
        self._create = self._buttons.addButton(self.tr("Create"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._create.setDefault(True)
        self._buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out()
        self._width.setValue(width)
        self._height.setValue(height)
        self._match()
        self._list.currentRowChanged.connect(self._preset_chosen)
        self._list.itemActivated.connect(self.accept)
        self._width.valueChanged.connect(self._match)
        self._height.valueChanged.connect(self._match)
        self._ways.buttonClicked.connect(self._turn)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen_size(self) -> tuple[int, int]:
        return self._width.value(), self._height.value()

    def _fill_list(self) -> None:
        ratio = self.devicePixelRatioF()
        edge = self.palette().color(QPalette.ColorRole.Text)
        for preset in PRESETS:
            name = QCoreApplication.translate("SizePreset", preset.text)
            item = QListWidgetItem(f"{name}\n{preset.width} × {preset.height}", self._list)
            item.setData(SIZE, (preset.width, preset.height))
            item.setIcon(_sheet_icon(QSize(preset.width, preset.height), edge, ratio))
            item.setSizeHint(QSize(0, 48))
        own = QListWidgetItem(self.tr("Own size"), self._list)
        own.setSizeHint(QSize(0, 40))

    def _lay_out(self) -> None:
        sides = QHBoxLayout()
        sides.addWidget(self._width, 1)
        sides.addWidget(QLabel("×", self))
        sides.addWidget(self._height, 1)
        ways = QHBoxLayout()
        ways.addWidget(self._upright, 1)
        ways.addWidget(self._lying, 1)
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(self._preview)
        right.addLayout(sides)
        right.addLayout(ways)
        right.addWidget(self._limits)
        right.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(24)
        middle.addWidget(self._list)
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(18)
        column.addLayout(middle, 1)
        column.addWidget(self._buttons)
        self.resize(620, 540)

    @Slot(int)
    def _preset_chosen(self, row: int) -> None:
        size = self._list.item(row).data(SIZE) if row >= 0 else None
        if size is not None:
            self._set_size(*size)

    @Slot()
    def _turn(self) -> None:
        """Portrait has the longer side upright."""
        short, long = sorted(self.chosen_size())
        self._set_size(*((short, long) if self._upright.isChecked() else (long, short)))

    def _set_size(self, width: int, height: int) -> None:
        for box, value in ((self._width, width), (self._height, height)):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
        self._match()

    @Slot()
    def _match(self) -> None:
        """Show which format and which way the size is."""
        width, height = self.chosen_size()
        same = (i for i, p in enumerate(PRESETS) if {p.width, p.height} == {width, height})
        row = next(same, len(PRESETS))
        self._list.blockSignals(True)
        self._list.setCurrentRow(row)
        self._list.blockSignals(False)
        self._ways.setExclusive(False)
        self._upright.setChecked(height > width)
        self._lying.setChecked(width > height)
        self._ways.setExclusive(True)
        for button in (self._upright, self._lying):
            button.setEnabled(width != height)
        self._preview.show_size(width, height)


def paint_sheet(painter: QPainter, room: QRectF, shape: QSize, *, edge: QColor) -> None:
    """White paper of that shape in the middle of `room`."""
    size = shape.toSizeF().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    sheet = QRectF(0, 0, size.width(), size.height())
    sheet.moveCenter(room.center())
    painter.setPen(QPen(edge, 1))
    painter.setBrush(QColor("#ffffff"))
    painter.drawRoundedRect(sheet, 2, 2)


def _sheet_icon(shape: QSize, edge: QColor, ratio: float) -> QIcon:
    pixmap = QPixmap(QSize(ICON_PX, ICON_PX) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_sheet(painter, QRectF(1.5, 1.5, ICON_PX - 3, ICON_PX - 3), shape, edge=edge)
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else it is tinted: paper stays white
    return icon
