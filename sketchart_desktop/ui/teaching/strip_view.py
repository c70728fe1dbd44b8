"""The strip of held-out drawings: rows of drawing, base style, new style, and the person's own, under their names."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

COLUMNS = 4
GAP_PX = 6


class StripView(QWidget):
    """As wide as there is room, never larger than the picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._path: Path | None = None
        self._titles: tuple[str, ...] = ("",) * COLUMNS
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, titles: tuple[str, str, str, str], name: str) -> None:
        self._titles = titles
        self.setAccessibleName(name)
        self.update()

    def show_strip(self, path: Path | None) -> None:
        """A PNG of four columns; None or a file that is gone shows nothing."""
        if path == self._path and not self._picture.isNull():
            return
        image = QImage(str(path)) if path is not None and path.is_file() else QImage()
        self._path, self._picture = path, QPixmap.fromImage(image)
        self.setVisible(not self._picture.isNull())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._picture.isNull():
            return 0
        return self._head() + round(self._shown_width(width) * self._picture.height() / self._picture.width())

    def sizeHint(self) -> QSize:
        width = min(self._picture.width(), 560)
        return QSize(width, self.heightForWidth(width) if width else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        width = self._shown_width(self.width())
        height = min(self.height() - self._head(), round(width * self._picture.height() / self._picture.width()))
        width = round(height * self._picture.width() / self._picture.height())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        column = width / COLUMNS
        for number, title in enumerate(self._titles):
            shown = self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, round(column) - GAP_PX)
            painter.drawText(round(number * column), self.fontMetrics().ascent(), shown)
        ratio = self.devicePixelRatioF()
        size = QSize(round(width * ratio), round(height * ratio))
        smooth = Qt.TransformationMode.SmoothTransformation
        small = self._picture.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        small.setDevicePixelRatio(ratio)
        painter.drawPixmap(0, self._head(), small)
        painter.end()

    def _head(self) -> int:
        return self.fontMetrics().height() + 4

    def _shown_width(self, width: int) -> int:
        return min(width, self._picture.width())
