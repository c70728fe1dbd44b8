"""A small card that tells a layer at a glance: a line in the pen's colour, a dab of paint, stripes, or the picture."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from sketchart_desktop.ui.canvas.mask_overlay import stripes
from sketchart_desktop.ui.widgets import icons
from sketchart_desktop.ui.widgets.theme import DARK, Tones

SIDE_PX = 36


class LayerSwatch(QWidget):
    """Shows one layer's kind and colour; cannot be pressed itself."""

    def __init__(self, layer: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tones: Tones = DARK
        self._layer = layer
        self._colour = QColor(128, 128, 128)
        self._picture = QImage()
        self._faint = False
        self.setFixedSize(SIDE_PX, SIDE_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def picture(self) -> QImage:
        return self._picture

    def set_colour(self, colour: tuple[int, int, int]) -> None:
        self._colour = QColor(*colour)
        self.update()

    def set_picture(self, picture: QImage) -> None:
        """What the layer holds, small; a null image where it holds nothing."""
        self._picture = picture
        self.update()

    def set_faint(self, faint: bool) -> None:
        """The layer is hidden."""
        self._faint = faint
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE_PX, SIDE_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(0.35 if self._faint else 1.0)
        card = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        shape = QPainterPath()
        shape.addRoundedRect(card, 6, 6)
        empty = self._layer == "reference" and self._picture.isNull()
        painter.fillPath(shape, QColor(self.tones.raised if empty else "#ffffff"))
        painter.setClipPath(shape)
        if self._layer == "ink":
            self._paint_line(painter, card)
        elif self._layer == "colour":
            self._paint_dab(painter, card)
        elif self._layer == "mask":
            painter.fillPath(_blob(card.adjusted(-6, -6, 2, 2)), stripes(self.devicePixelRatioF()))
        elif empty:
            inside = card.adjusted(7, 7, -7, -7).toAlignedRect()
            icons.tinted("image", self.tones.faint).paint(painter, inside)
        else:
            painter.drawImage(_filled(self._picture, card), self._picture)
        painter.setClipping(False)
        edge = QColor(self.tones.text)
        edge.setAlpha(60)
        painter.setPen(QPen(edge, 1, Qt.PenStyle.DashLine if empty else Qt.PenStyle.SolidLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(card, 6, 6)
        painter.end()

    def _paint_line(self, painter: QPainter, card: QRectF) -> None:
        x, y, w, h = card.x(), card.y(), card.width(), card.height()
        line = QPainterPath(QPointF(x + 0.18 * w, y + 0.72 * h))
        line.cubicTo(x + 0.3 * w, y + 0.1 * h, x + 0.55 * w, y + 1.0 * h, x + 0.82 * w, y + 0.26 * h)
        pen = QPen(self._colour, 3.2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.strokePath(line, pen)

    def _paint_dab(self, painter: QPainter, card: QRectF) -> None:
        painter.fillPath(_blob(card.adjusted(5, 5, -5, -5)), self._colour)


def _blob(area: QRectF) -> QPainterPath:
    """A soft, uneven round."""
    x, y, w, h = area.x(), area.y(), area.width(), area.height()
    path = QPainterPath(QPointF(x + 0.5 * w, y))
    path.cubicTo(x + 0.95 * w, y, x + 1.05 * w, y + 0.4 * h, x + 0.95 * w, y + 0.65 * h)
    path.cubicTo(x + 0.85 * w, y + 1.02 * h, x + 0.4 * w, y + 1.08 * h, x + 0.16 * w, y + 0.88 * h)
    path.cubicTo(x - 0.1 * w, y + 0.62 * h, x + 0.02 * w, y + 0.02 * h, x + 0.5 * w, y)
    return path


def _filled(picture: QImage, card: QRectF) -> QRectF:
    """Where the picture covers the card, its shape kept."""
    scale = max(card.width() / picture.width(), card.height() / picture.height())
    width, height = picture.width() * scale, picture.height() * scale
    return QRectF(card.center().x() - width / 2, card.center().y() - height / 2, width, height)
