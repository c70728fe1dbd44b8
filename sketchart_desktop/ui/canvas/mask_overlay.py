"""The mask as it is seen over the drawing: a translucent tint with stripes, the same width at every zoom."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap

from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.ui.canvas.viewport import Viewport

TINT = (236, 72, 153)
GROUND_ALPHA, STRIPE_ALPHA = 66, 150  # of 255
STRIPE_PERIOD_PX, STRIPE_PX = 12, 3.0  # widget pixels


def paint_mask(painter: QPainter, painting: Painting, viewport: Viewport, *, exposed: QRect) -> None:
    """Paint the mask inside the widget rectangle `exposed`; nothing where there is none, or its eye is closed."""
    setting, layer = painting.stack["mask"], painting.layer("mask")
    if not setting.visible or layer.isNull():
        return
    area = viewport.rect_to_widget(painting.used_rect("mask")).intersected(exposed)
    if area.isEmpty():
        return
    ratio = painter.device().devicePixelRatioF()
    veil = QImage(area.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    veil.setDevicePixelRatio(ratio)
    veil.fill(0)
    inner = QPainter(veil)
    inner.translate(-QPoint(area.topLeft()))
    inner.save()
    inner.setTransform(viewport.transform(), True)
    inner.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, viewport.scale * ratio < 2.0)
    inner.drawImage(0, 0, layer)
    inner.restore()
    # The mask's own coverage, filled with the pattern instead of its colour.
    inner.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    inner.fillRect(QRectF(area), stripes(ratio))
    inner.end()
    painter.save()
    painter.setOpacity(setting.opacity)
    painter.drawImage(area.topLeft(), veil)
    painter.restore()


def stripes(ratio: float = 1.0) -> QBrush:
    """Diagonal stripes on a paler ground, without a seam from tile to tile."""
    side = round(STRIPE_PERIOD_PX * ratio)
    tile = QPixmap(side, side)
    tile.setDevicePixelRatio(ratio)
    tile.fill(QColor(*TINT, GROUND_ALPHA))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.setPen(QPen(QColor(*TINT, STRIPE_ALPHA), STRIPE_PX))
    period = side / ratio
    for shift in (-period, 0.0, period):
        painter.drawLine(QRectF(shift - 2, period + 2, 0, 0).topLeft(), QRectF(shift + period + 2, -2, 0, 0).topLeft())
    painter.end()
    return QBrush(tile)
