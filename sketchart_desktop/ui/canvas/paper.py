"""How a sheet of paper lies on the table: surround, soft shadow, checkered ground. For drawing and artwork alike."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from sketchart_desktop.ui.canvas.viewport import Viewport
from sketchart_desktop.ui.widgets.theme import Tones

SHADOW_PX = 14
SHADOW_DROP_PX = 3
SHADOW_DARKNESS = 70  # alpha of the shadow beside the sheet, 0..255
CHECKER_PX = 10
PIXEL_GRID_SCALE = 12.0  # widget pixels per canvas pixel above which single pixels are outlined


def sheet_polygon(viewport: Viewport, width: int, height: int) -> QPolygonF:
    """The sheet's corners in the widget."""
    return viewport.transform().map(QPolygonF(QRectF(0, 0, width, height)))


def paint_table(painter: QPainter, exposed: QRect, sheet: QPolygonF, tones: Tones) -> None:
    """The surround and the sheet's shadow, not the sheet itself. Costs nothing where only the sheet is exposed."""
    bounds = sheet.boundingRect()
    straight = abs(sheet.at(0).x() - sheet.at(3).x()) < 1e-6 or abs(sheet.at(0).x() - sheet.at(1).x()) < 1e-6
    if straight and bounds.contains(QRectF(exposed)):
        return
    painter.fillRect(exposed, QColor(tones.surround))
    path = QPainterPath()
    path.addPolygon(sheet)
    painter.save()
    # Where a repaint has several parts, the shadow beside one must not fall again on the others.
    painter.setClipRect(exposed, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(0, SHADOW_DROP_PX)
    # Rings of growing width, each faint: together they fade out like a blur, at the price of a few outlines.
    for ring in range(SHADOW_PX, 0, -2):
        pen = QPen(QColor(0, 0, 0, round(SHADOW_DARKNESS * 2 / SHADOW_PX * (1 - ring / (SHADOW_PX + 2)))), ring * 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
    painter.restore()


def checker_brush() -> QBrush:
    """The usual two greys that stand for nothing."""
    tile = QImage(2 * CHECKER_PX, 2 * CHECKER_PX, QImage.Format.Format_RGB32)
    tile.fill(QColor("#ffffff"))
    painter = QPainter(tile)
    for x, y in ((0, 0), (CHECKER_PX, CHECKER_PX)):
        painter.fillRect(x, y, CHECKER_PX, CHECKER_PX, QColor("#e2e4e8"))
    painter.end()
    return QBrush(tile)


def paint_pixel_grid(painter: QPainter, viewport: Viewport, seen: QRect) -> None:
    """Thin lines between canvas pixels, for very large zooms. `seen`: canvas pixels in sight."""
    if viewport.scale < PIXEL_GRID_SCALE:
        return
    painter.save()
    painter.setTransform(viewport.transform(), True)
    pen = QPen(QColor(128, 128, 128, 60), 0)
    painter.setPen(pen)
    for x in range(seen.left(), seen.right() + 2):
        painter.drawLine(QPointF(x, seen.top()), QPointF(x, seen.bottom() + 1))
    for y in range(seen.top(), seen.bottom() + 2):
        painter.drawLine(QPointF(seen.left(), y), QPointF(seen.right() + 1, y))
    painter.restore()
