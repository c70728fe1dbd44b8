"""Smaller copies of the drawing for small zooms: made where they are looked at, then kept current in dirty rectangles.

Sampling a 4096-pixel drawing at a quarter of its size skips lines; averaging all of it at each event takes too long.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from sketchart_desktop.raster.painting import Painting

BLOCK_PX = 512  # canvas pixels along each side; what is made at once where nothing was looked at before
MANY_RECTS = 64  # more waiting rectangles than this are cheaper as whole blocks


def divisor_for(pixel_scale: float) -> int:
    """How many canvas pixels, along each side, one pixel of the copy stands for: 1 (no copy), 2, 4, 8 or 16."""
    divisor = 1
    while divisor < 16 and pixel_scale * divisor * 2 <= 1.0 + 1e-9:
        divisor *= 2
    return divisor


class _Level:
    """One copy. `missing`: bool [rows, columns] of blocks that are not made; `stale`: made, but changed since."""

    def __init__(self, size: QSize, divisor: int, form: QImage.Format) -> None:
        width, height = -(-size.width() // divisor), -(-size.height() // divisor)
        # Not filled: memory that is never looked at is never taken.
        self.image = QImage(width, height, form)
        self.missing = np.ones((-(-size.height() // BLOCK_PX), -(-size.width() // BLOCK_PX)), bool)
        self.stale: list[QRect] = []

    def blocks(self, rect: QRect) -> tuple[slice, slice]:
        """The blocks that canvas pixels touch."""
        rows = slice(max(rect.top(), 0) // BLOCK_PX, max(rect.bottom(), -1) // BLOCK_PX + 1)
        return rows, slice(max(rect.left(), 0) // BLOCK_PX, max(rect.right(), -1) // BLOCK_PX + 1)


class ReducedCopy:
    """What `compose` gives for rectangles, at 1/2, 1/4, 1/8 and 1/16. A level once made stays for this drawing."""

    def __init__(self, compose: Callable[[Painting, QRect], QImage], form: QImage.Format) -> None:
        """`form`: RGB32, or premultiplied ARGB32 for what is not opaque."""
        self._compose = compose
        self._form = form
        self._painting: Painting | None = None
        self._size = QSize()
        self._divisor = 1
        self._levels: dict[int, _Level] = {}

    def note(self, rect: QRect) -> None:
        """These canvas pixels changed."""
        for divisor, level in self._levels.items():
            if divisor == self._divisor and len(level.stale) < MANY_RECTS:
                level.stale.append(QRect(rect))
            else:
                level.missing[level.blocks(rect)] = True

    def forget(self) -> None:
        """The drawing is another one."""
        self._levels = {}

    def image(self, painting: Painting, size: QSize, divisor: int, *, seen: QRect) -> QImage:
        """The copy, current within `seen` (canvas pixels). Canvas (x, y) is its pixel (x // divisor, y // divisor)."""
        if painting is not self._painting or size != self._size:
            self._painting, self._size = painting, QSize(size)
            self.forget()
        level = self._levels.get(divisor)
        if level is None:
            level = self._levels[divisor] = _Level(size, divisor, self._form)
        self._divisor = divisor
        wanted = level.blocks(seen)
        if level.stale or level.missing[wanted].any():
            painter = QPainter(level.image)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            for rect in level.stale:
                self._refresh(painter, painting, rect)
            level.stale = []
            for rect in _strips(level.missing, wanted):
                self._refresh(painter, painting, rect)
            painter.end()
            level.missing[wanted] = False
        return level.image

    def _refresh(self, painter: QPainter, painting: Painting, rect: QRect) -> None:
        step, size = self._divisor, self._size
        left, top = max(rect.left(), 0) // step, max(rect.top(), 0) // step
        right = -(-min(rect.right() + 1, size.width()) // step)
        bottom = -(-min(rect.bottom() + 1, size.height()) // step)
        if left >= right or top >= bottom:
            return
        # Blocks are whole (white, or nothing, beyond the edge): their average never depends on how they were reached.
        whole = QRect(left * step, top * step, (right - left) * step, (bottom - top) * step)
        inside = whole.intersected(QRect(0, 0, size.width(), size.height()))
        if inside == whole:
            block = self._compose(painting, inside)
        else:
            block = QImage(whole.size(), self._form)
            block.fill(Qt.GlobalColor.transparent if block.hasAlphaChannel() else Qt.GlobalColor.white)
            block_painter = QPainter(block)
            block_painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            block_painter.drawImage(0, 0, self._compose(painting, inside))
            block_painter.end()
        small = block.scaled(
            right - left,
            bottom - top,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(left, top, small)


def _strips(missing: np.ndarray, wanted: tuple[slice, slice]) -> list[QRect]:
    """The missing blocks among the wanted ones as canvas rectangles, neighbours in a row as one."""
    strips: list[QRect] = []
    for row in range(wanted[0].start, min(wanted[0].stop, missing.shape[0])):
        begin = -1
        for column in range(wanted[1].start, min(wanted[1].stop, missing.shape[1]) + 1):
            due = column < min(wanted[1].stop, missing.shape[1]) and missing[row, column]
            if due and begin < 0:
                begin = column
            elif not due and begin >= 0:
                strips.append(QRect(begin * BLOCK_PX, row * BLOCK_PX, (column - begin) * BLOCK_PX, BLOCK_PX))
                begin = -1
    return strips
