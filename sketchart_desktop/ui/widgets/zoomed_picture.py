"""A picture from a file, as wide as there is room."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget


class ZoomedPicture(QWidget):
    """Never larger than the picture is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_file(self, path: Path | None) -> None:
        """Nothing is shown where there is none."""
        self._picture = QPixmap(str(path)) if path is not None and path.is_file() else QPixmap()
        self.setVisible(not self._picture.isNull())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._picture.isNull():
            return 0
        return round(min(width, self._picture.width()) * self._picture.height() / self._picture.width())

    def sizeHint(self) -> QSize:
        width = min(self._picture.width(), 560)
        return QSize(width, self.heightForWidth(width) if width else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        ratio = self.devicePixelRatioF()
        width = min(self.width(), self._picture.width())
        smooth = Qt.TransformationMode.SmoothTransformation
        small = self._picture.scaledToWidth(round(width * ratio), smooth)
        small.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, small)
        painter.end()
