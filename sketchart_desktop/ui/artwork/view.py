"""Shows the artwork on its sheet, beside the drawing, or both with a line between to be swiped. Knows no engine."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from sketchart_desktop.scheduling.pen_interval import PenInterval
from sketchart_desktop.ui.artwork.swipe_line import SwipeLine
from sketchart_desktop.ui.canvas.note import paint_note
from sketchart_desktop.ui.canvas.pannable import PannableView
from sketchart_desktop.ui.canvas.paper import checker_brush, paint_table, sheet_polygon
from sketchart_desktop.ui.canvas.sheet_painter import needs_tiles
from sketchart_desktop.ui.canvas.tiled_paint import paint_tiled
from sketchart_desktop.ui.canvas.viewport import Viewport
from sketchart_desktop.ui.widgets.error_messages import translated

NEAREST_ABOVE = 2.0  # device pixels per artwork pixel
APART_MS = 1
PAINTING_MS = 3.0
# Paints the drawing through a viewport: painter, viewport, the view's rectangle, device pixels per widget pixel.
PaintDrawing = Callable[[QPainter, Viewport, QRect, float], None]


class ArtworkView(PannableView):
    """The newest artwork, on white paper, or on a checkerboard when seen without paper."""

    artwork_changed = Signal()

    def __init__(
        self,
        sheet: QSize,
        parent: QWidget | None = None,
        *,
        paint_drawing: PaintDrawing | None = None,
        pen_interval: PenInterval | None = None,
    ) -> None:
        """`paint_drawing`: what stands left of the line while comparing. `pen_interval`: the drawing pen's."""
        super().__init__(sheet, parent)
        self.setAccessibleName(self.tr("Artwork"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMouseTracking(True)
        self._paint_drawing = paint_drawing
        self._pen_interval = pen_interval or PenInterval()
        self._swipe: SwipeLine | None = None
        self._artwork: QImage | None = None
        self._without_paper = False
        self._stale = False
        self._title = ""
        self._text = ""
        self._glyph = "art"
        self._told = ("", "", "")  # the message as it was given, before translation
        self._checker = checker_brush()
        # Painted apart from the ink: in one go, a line that is drawn meanwhile would wait for both. By a timer that is
        # not 0, because those are served only when no event waits.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._paint_sheet_now)

    @property
    def artwork(self) -> QImage | None:
        return self._artwork

    @property
    def swipe(self) -> SwipeLine | None:
        """The line, while comparing."""
        return self._swipe

    def set_artwork(self, image: np.ndarray | None) -> None:
        """`image`: uint8 [H, W, 4] straight RGBA; None empties the sheet."""
        if image is None:
            self.show_picture(None)
            return
        pixels = np.ascontiguousarray(image)
        height, width = pixels.shape[:2]
        shared = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
        # The conversion copies: the picture outlives the array.
        self.show_picture(shared.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))

    def show_picture(self, picture: QImage | None) -> None:
        """Premultiplied ARGB32, as `artwork` gives it; None empties the sheet."""
        self._artwork = picture
        self._soon.start(APART_MS)
        self.artwork_changed.emit()

    def set_message(self, title: str, text: str = "", glyph: str = "art") -> None:
        """What to say while there is no artwork."""
        if (title, text, glyph) == self._told:
            return  # told with every artwork; finding the words takes as long as showing it
        self._told = (title, text, glyph)
        text = translated(text)
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

    def set_comparing(self, comparing: bool) -> None:
        """Show the drawing left of a line that can be dragged, the artwork right of it."""
        self._swipe = SwipeLine() if comparing else None
        self.refresh_cursor()
        self.update()

    def drawing_changed(self, rect: QRect) -> None:
        """These canvas pixels of the drawing are new."""
        if self._swipe is not None:
            self.update(self.viewport.rect_to_widget(rect))

    def refresh_cursor(self) -> None:
        if self._swipe is not None and (self._swipe.held or self._swipe.near) and not self.panning:
            self.setCursor(Qt.CursorShape.SplitHCursor)
        else:
            super().refresh_cursor()

    @Slot()
    def _paint_sheet_now(self) -> None:
        wait_ms = self._pen_interval.wait_ms(PAINTING_MS)
        if wait_ms:
            self._soon.start(wait_ms)
        else:
            self.repaint(self._sheet_rect())

    def _sheet_rect(self) -> QRect:
        return self.viewport.rect_to_widget(QRect(QPoint(0, 0), self.sheet))

    def _move_line(self, x: float) -> None:
        if self._swipe is not None:
            self._swipe.move_to(x, self.width())
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        sheet = self.sheet
        polygon = sheet_polygon(self.viewport, sheet.width(), sheet.height())
        paint_table(painter, event.rect(), polygon, self.tones)
        painter.setClipRegion(event.region())
        if self.viewport.angle or (self._swipe is not None and needs_tiles(self.viewport, self.devicePixelRatioF())):
            paint_tiled(painter, event.region(), self.devicePixelRatioF(), paint=self._paint_sheet)
        else:
            self._paint_sheet(painter)
        if self._artwork is None and self._title and self._swipe is None:
            room = polygon.boundingRect().toAlignedRect().intersected(self.rect())
            paint_note(painter, room, glyph=self._glyph, title=self._title, text=self._text)
        if self._swipe is not None:
            words = (self.tr("Drawing"), self.tr("Artwork"))
            self._swipe.paint(painter, self.rect(), words=words, tones=self.tones)
        painter.end()

    def _paint_sheet(self, painter: QPainter) -> None:
        sheet = self.sheet
        area = QRectF(0, 0, sheet.width(), sheet.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self.viewport.angle % 90 != 0)
        if self._without_paper:
            # The squares stay the same size on screen, whatever the zoom.
            painter.save()
            painter.setBrushOrigin(self.viewport.to_widget(area.topLeft()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._checker)
            painter.drawPolygon(sheet_polygon(self.viewport, sheet.width(), sheet.height()))
            painter.restore()
        painter.setTransform(self.viewport.transform(), True)
        if not self._without_paper:
            painter.fillRect(area, Qt.GlobalColor.white)
        if self._artwork is not None:
            pixel = self.viewport.scale * self.devicePixelRatioF() * sheet.width() / self._artwork.width()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, pixel < NEAREST_ABOVE or pixel % 1 > 1e-6)
            painter.setOpacity(0.6 if self._stale else 1.0)
            painter.drawImage(area, self._artwork)
        painter.restore()
        if self._swipe is not None and self._paint_drawing is not None:
            painter.save()
            left = QRectF(0, 0, self._swipe.x(self.width()), self.height())
            painter.setClipRect(left, Qt.ClipOperation.IntersectClip)
            self._paint_drawing(painter, self.viewport, self.rect(), self.devicePixelRatioF())
            painter.restore()

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._told = ("", "", "")  # the same message has other words now
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        swipe, x = self._swipe, event.position().x()
        pressed = event.button() == Qt.MouseButton.LeftButton and not self.panning
        if swipe is not None and pressed and swipe.is_near(x, self.width()):
            swipe.held = True
            self._move_line(x)
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        swipe = self._swipe
        if swipe is not None and swipe.held:
            self._move_line(event.position().x())
            event.accept()
            return
        if swipe is not None and swipe.near != swipe.is_near(event.position().x(), self.width()):
            swipe.near = not swipe.near
            self.refresh_cursor()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._swipe is not None and self._swipe.held:
            self._swipe.held = False
            self.refresh_cursor()
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def finger_pressed(self, position: QPointF) -> None:
        if self._swipe is not None and self._swipe.is_near(position.x(), self.width()):
            self._swipe.held = True
        else:
            super().finger_pressed(position)

    def finger_moved(self, position: QPointF) -> None:
        if self._swipe is not None and self._swipe.held:
            self._move_line(position.x())
        else:
            super().finger_moved(position)

    def finger_released(self, position: QPointF) -> None:
        self.finger_dropped()

    def finger_dropped(self) -> None:
        if self._swipe is not None:
            self._swipe.held = False
        super().finger_dropped()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if (
            self._swipe is not None
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            and event.key() in steps
        ):
            step = steps[Qt.Key(event.key())] * self.width() / 40
            self._move_line(self._swipe.x(self.width()) + step)
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._swipe is not None:
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._swipe is not None and self._swipe.is_near(event.position().x(), self.width()):
            self._move_line(self.width() / 2)
        else:
            self.fit()
