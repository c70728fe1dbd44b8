"""Paints a view through a fixed grid of small pictures, so that what a pixel shows never depends on what is repainted.

Qt steps along the rows of a turned picture in fixed point, starting where the repaint starts: repainting a part of it
gives other pixels than repainting all of it, seen as specks and streaks. Each tile always starts at the same place.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QRegion

TILE_PX = 128  # device pixels


def paint_tiled(painter: QPainter, region: QRegion, ratio: float, *, paint: Callable[[QPainter], None]) -> None:
    """Call `paint` for each tile that `region` (widget pixels) touches, and lay the tiles on `painter`.

    `ratio`: device pixels per widget pixel. `paint` gets a painter in widget coordinates, on nothing.
    """
    step = TILE_PX / ratio
    bounds = region.boundingRect()
    tile = QImage(TILE_PX, TILE_PX, QImage.Format.Format_ARGB32_Premultiplied)
    whole = QRectF(0, 0, TILE_PX, TILE_PX)
    for row in range(math.floor(bounds.top() / step), math.ceil((bounds.bottom() + 1) / step)):
        for column in range(math.floor(bounds.left() / step), math.ceil((bounds.right() + 1) / step)):
            area = QRectF(column * step, row * step, step, step)
            if not region.intersects(area.toAlignedRect()):
                continue
            tile.fill(Qt.GlobalColor.transparent)
            inner = QPainter(tile)
            inner.scale(ratio, ratio)
            inner.translate(-area.topLeft())
            paint(inner)
            inner.end()
            painter.drawImage(area, tile, whole)
