"""A smaller copy of the drawing for small zooms: kept current in dirty rectangles only, so thin lines stay whole.

Sampling a 4096-pixel drawing at a quarter of its size skips lines; averaging all of it at each event takes too long.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from sketchart_desktop.state.painting import Painting

STRIP_PX = 1024  # built in strips: the whole drawing is never copied at once


def divisor_for(pixel_scale: float) -> int:
    """How many canvas pixels, along each side, one pixel of the copy stands for: 1 (no copy), 2, 4, 8 or 16."""
    divisor = 1
    while divisor < 16 and pixel_scale * divisor * 2 <= 1.0 + 1e-9:
        divisor *= 2
    return divisor


class ReducedCopy:
    """The composite at 1/2, 1/4, 1/8 or 1/16, opaque."""

    def __init__(self) -> None:
        self._painting: Painting | None = None
        self._divisor = 1
        self._image = QImage()
        self._stale: list[QRect] = []

    def note(self, rect: QRect) -> None:
        """These canvas pixels changed."""
        if not self._image.isNull():
            self._stale.append(QRect(rect))

    def forget(self) -> None:
        """The drawing is another one."""
        self._image = QImage()
        self._stale = []

    def image(self, painting: Painting, size: QSize, divisor: int) -> QImage:
        """The copy, brought up to date. Canvas pixel (x, y) is its pixel (x // divisor, y // divisor)."""
        if self._image.isNull() or divisor != self._divisor or painting is not self._painting:
            self._painting, self._divisor = painting, divisor
            width, height = -(-size.width() // divisor), -(-size.height() // divisor)
            self._image = QImage(width, height, QImage.Format.Format_RGB32)
            self._image.fill(Qt.GlobalColor.white)
            self._stale = [QRect(0, y, size.width(), STRIP_PX) for y in range(0, size.height(), STRIP_PX)]
        if self._stale:
            painter = QPainter(self._image)
            for rect in self._stale:
                self._refresh(painter, painting, rect, size)
            painter.end()
            self._stale = []
        return self._image

    def _refresh(self, painter: QPainter, painting: Painting, rect: QRect, size: QSize) -> None:
        step = self._divisor
        left, top = max(rect.left(), 0) // step, max(rect.top(), 0) // step
        right = -(-min(rect.right() + 1, size.width()) // step)
        bottom = -(-min(rect.bottom() + 1, size.height()) // step)
        if left >= right or top >= bottom:
            return
        # Blocks are whole (white beyond the edge), so the average of a block never depends on how it was reached.
        block = QImage((right - left) * step, (bottom - top) * step, QImage.Format.Format_RGB32)
        inside = QRect(left * step, top * step, block.width(), block.height()).intersected(
            QRect(0, 0, size.width(), size.height())
        )
        if inside.size() != block.size():
            block.fill(Qt.GlobalColor.white)
        block_painter = QPainter(block)
        block_painter.drawImage(0, 0, painting.composite(inside))
        block_painter.end()
        small = block.scaled(
            right - left,
            bottom - top,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(left, top, small)
