"""Shows the artwork on its sheet, beside the drawing. Knows pictures and words, no engine."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sketchart_desktop.ui.canvas.note import paint_note
from sketchart_desktop.ui.canvas.pannable import PannableView
from sketchart_desktop.ui.canvas.paper import checker_brush, paint_table, sheet_polygon

NEAREST_ABOVE = 2.0  # device pixels per artwork pixel


class ArtworkView(PannableView):
    """The newest artwork, on white paper, or on a checkerboard when seen without paper."""

    def __init__(self, sheet: QSize, parent: QWidget | None = None) -> None:
        super().__init__(sheet, parent)
        self.setAccessibleName(self.tr("Artwork"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._artwork: QImage | None = None
        self._without_paper = False
        self._stale = False
        self._title = ""
        self._text = ""
        self._glyph = "art"
        self._checker = checker_brush()

    @property
    def artwork(self) -> QImage | None:
        return self._artwork

    def set_artwork(self, image: np.ndarray | None) -> None:
        """`image`: uint8 [H, W, 4] straight RGBA; None empties the sheet."""
        if image is None:
            self._artwork = None
        else:
            pixels = np.ascontiguousarray(image)
            height, width = pixels.shape[:2]
            shared = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
            # The conversion copies: the picture outlives the array.
            self._artwork = shared.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        self.update(self._sheet_rect())

    def set_message(self, title: str, text: str = "", glyph: str = "art") -> None:
        """What to say while there is no artwork."""
        if (title, text, glyph) != (self._title, self._text, self._glyph):
            self._title, self._text, self._glyph = title, text, glyph
            self.update()

    def set_stale(self, stale: bool) -> None:
        """True while the drawing is ahead of the artwork and will stay so (paused, failed): it is dimmed a little."""
        if stale != self._stale:
            self._stale = stale
            self.update(self._sheet_rect())

    def set_without_paper(self, without: bool) -> None:
        self._without_paper = without
        self.update(self._sheet_rect())

    def _sheet_rect(self) -> QRect:
        return self.viewport.rect_to_widget(QRect(QPoint(0, 0), self.sheet))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        sheet = self.sheet
        polygon = sheet_polygon(self.viewport, sheet.width(), sheet.height())
        paint_table(painter, event.rect(), polygon, self.tones)
        area = QRectF(0, 0, sheet.width(), sheet.height())
        painter.save()
        if self._without_paper:
            # The squares stay the same size on screen, whatever the zoom.
            origin = self.viewport.to_widget(area.topLeft())
            painter.setBrushOrigin(origin)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._checker)
            painter.drawPolygon(polygon)
        painter.setTransform(self.viewport.transform(), True)
        if not self._without_paper:
            painter.fillRect(area, Qt.GlobalColor.white)
        if self._artwork is not None:
            pixel = self.viewport.scale * self.devicePixelRatioF() * sheet.width() / self._artwork.width()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, pixel < NEAREST_ABOVE or pixel % 1 > 1e-6)
            painter.setOpacity(0.6 if self._stale else 1.0)
            painter.drawImage(area, self._artwork)
        painter.restore()
        if self._artwork is None and self._title:
            room = polygon.boundingRect().toAlignedRect().intersected(self.rect())
            paint_note(painter, room, glyph=self._glyph, title=self._title, text=self._text)
        painter.end()

    def mouseDoubleClickEvent(self, event: object) -> None:
        self.fit()
