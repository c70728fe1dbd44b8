"""Paints a session's drawing through a viewport, with an artwork laid between paint and ink if asked."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.ui.canvas.mipmaps import ReducedCopy, divisor_for
from sketchart_desktop.ui.canvas.paper import PIXEL_GRID_SCALE, paint_pixel_grid
from sketchart_desktop.ui.canvas.viewport import Viewport

NEAREST_ABOVE = 2.0  # device pixels per canvas pixel
INK = "ink"


class SheetPainter:
    """Keeps the smaller copies for small zooms. Tell it of every change by `note` or `forget`."""

    def __init__(self) -> None:
        self._whole = ReducedCopy(_whole_composite, QImage.Format.Format_RGB32)
        self._ink = ReducedCopy(_ink_alone, QImage.Format.Format_ARGB32_Premultiplied)
        self._overlay: QImage | None = None
        self._opacity = 0.0

    @property
    def overlay(self) -> QImage | None:
        return self._overlay

    @property
    def opacity(self) -> float:
        """Of the overlay, 0..1."""
        return self._opacity

    def note(self, rect: QRect) -> None:
        """These canvas pixels changed."""
        self._whole.note(rect)
        self._ink.note(rect)

    def forget(self) -> None:
        """The drawing is another one, or its layers show otherwise."""
        self._whole.forget()
        self._ink.forget()

    def set_overlay(self, artwork: QImage | None, opacity: float) -> QRectF | None:
        """Lay this artwork (premultiplied) over the drawing, under its ink.

        Returns the part of the sheet that looks different now, as fractions of its width and height; None for nothing.
        """
        before, was = self._overlay, self._opacity
        self._overlay, self._opacity = artwork, opacity
        if artwork is None and before is None:
            return None
        if artwork is None:
            self._ink.forget()
        if artwork is None or before is None or opacity != was or artwork.size() != before.size():
            return QRectF(0, 0, 1, 1)
        return _changed_part(before, artwork)

    def paint(self, painter: QPainter, painting: Painting, viewport: Viewport, *, widget: QRect, ratio: float) -> None:
        """The whole drawing, under whatever clip there is: sampling never depends on it, and costs the clip alone.

        `widget`: all of the view, widget pixels. `ratio`: device pixels per widget pixel.
        """
        sheet = QSize(painting.width, painting.height)
        pixel = viewport.scale * ratio
        divisor = divisor_for(pixel)
        whole = QRect(QPoint(0, 0), sheet)
        painter.save()
        painter.setTransform(viewport.transform(), True)
        upright = viewport.angle % 90 == 0
        smooth = pixel < NEAREST_ABOVE and not (pixel == 1 and upright)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not upright)
        seen = viewport.rect_to_canvas(widget).intersected(whole)
        # By parts of pixels: a copy's last row and column may reach over the sheet's edge.
        part = QRectF(0, 0, sheet.width() / divisor, sheet.height() / divisor)
        if divisor > 1:
            copy = self._whole.image(painting, sheet, divisor, seen=seen)
            painter.drawImage(QRectF(whole), copy, part)
        else:
            painter.fillRect(whole, QColor(*painting.background))
            for name in painting.shown_layers():
                if name != INK:
                    _draw_layer(painter, painting, name)
        if self._overlay is not None:
            painter.save()
            fine = pixel * sheet.width() / self._overlay.width()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, fine < NEAREST_ABOVE or fine % 1 > 1e-6)
            painter.setOpacity(self._opacity)
            painter.drawImage(QRectF(whole), self._overlay)
            painter.restore()
        if INK in painting.shown_layers():
            if divisor == 1:
                _draw_layer(painter, painting, INK)
            elif self._overlay is not None:
                copy = self._ink.image(painting, sheet, divisor, seen=seen)
                painter.drawImage(QRectF(whole), copy, part)
        painter.restore()
        if viewport.scale >= PIXEL_GRID_SCALE:
            paint_pixel_grid(painter, viewport, seen)


def needs_tiles(viewport: Viewport, ratio: float) -> bool:
    """Would Qt's sampling depend on what is repainted? Then paint by `paint_tiled`."""
    return viewport.angle != 0 or viewport.scale * ratio >= NEAREST_ABOVE


def _draw_layer(painter: QPainter, painting: Painting, name: str) -> None:
    layer = painting.layer(name)
    if not layer.isNull():
        painter.save()
        painter.setOpacity(painting.stack[name].opacity)
        painter.drawImage(0, 0, layer)
        painter.restore()


def _whole_composite(painting: Painting, rect: QRect) -> QImage:
    return painting.composite(rect)


def _ink_alone(painting: Painting, rect: QRect) -> QImage:
    return painting.composite(rect, visible=(INK,), paper=False)


def _changed_part(before: QImage, after: QImage) -> QRectF | None:
    """The box around all pixels that differ, as fractions of width and height."""
    one, other = (np.frombuffer(i.constBits(), np.uint32).reshape(i.height(), -1) for i in (before, after))
    differs = one != other
    rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    if not rows.size:
        return None
    height, width = differs.shape
    left, top = columns[0] - 1, rows[0] - 1  # one more all around: smoothing mixes neighbours
    right, bottom = columns[-1] + 2, rows[-1] + 2
    return QRectF(left / width, top / height, (right - left) / width, (bottom - top) / height)
