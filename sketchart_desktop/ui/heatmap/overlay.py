"""A translucent map of colours over a view's sheet: dark where the generator hardly looked, yellow where it looked
most. With a small legend.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from sketchart_desktop.ui.canvas.pannable import PannableView

FAINTEST, STRONGEST = 60, 205  # alpha of the least and the most looked at, of 255
SPOT = 0.07  # of the longer side, as traced
BAR_PX, BAR_HEIGHT_PX, MARGIN_PX = 96, 8, 14


def heatmap_picture(heatmap: np.ndarray, *, faintest: int = FAINTEST, strongest: int = STRONGEST) -> QImage:
    """float32 [H, W] in 0..1 as premultiplied colours (viridis: even steps look even, and colour-blind eyes see it)."""
    import cv2  # too slow for the window's start

    levels = np.clip(np.rint(heatmap * 255), 0, 255).astype(np.uint8)
    colours = cv2.cvtColor(cv2.applyColorMap(levels, cv2.COLORMAP_VIRIDIS), cv2.COLOR_BGR2RGB)
    alpha = faintest + levels.astype(np.float32) * ((strongest - faintest) / 255)
    pixels = np.ascontiguousarray(np.dstack([colours, np.rint(alpha).astype(np.uint8)]))
    height, width = levels.shape
    shared = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
    return shared.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)  # a copy of its own


class HeatmapOverlay(QWidget):
    """Lies over a view and lets every event through. Hidden while there is nothing to show."""

    def __init__(self, view: PannableView) -> None:
        super().__init__(view)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view = view
        self._picture: QImage | None = None
        self._ramp = heatmap_picture(np.linspace(0, 1, BAR_PX, dtype=np.float32)[None], faintest=255, strongest=255)
        self._spot: tuple[float, float] | None = None
        self._words = ("", "")
        view.viewport_changed.connect(self.update)
        view.installEventFilter(self)
        self.hide()

    @property
    def picture(self) -> QImage | None:
        return self._picture

    def show_heatmap(self, picture: QImage | None, spot: tuple[float, float] | None, words: tuple[str, str]) -> None:
        """`spot`: what it is of, as shares of the sheet; `words`: for the legend's low and high end."""
        self._picture, self._spot, self._words = picture, spot, words
        self.setGeometry(self._view.rect())
        self.setVisible(picture is not None)
        self.lower()  # under the switch and the grid
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = self._view.sheet
        painter.save()
        painter.setTransform(self._view.viewport.transform(), True)
        painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), self._picture)
        if self._spot is not None:
            radius = SPOT * max(sheet.width(), sheet.height())
            centre = QPointF(self._spot[0] * sheet.width(), self._spot[1] * sheet.height())
            pen = painter.pen()
            pen.setCosmetic(True)
            for width, colour in ((4, "#000000"), (2, "#ffffff")):
                pen.setWidth(width)
                pen.setColor(QColor(colour))
                painter.setPen(pen)
                painter.drawEllipse(centre, radius, radius)
        painter.restore()
        self._paint_legend(painter)
        painter.end()

    def _paint_legend(self, painter: QPainter) -> None:
        metrics = painter.fontMetrics()
        low, high = (metrics.horizontalAdvance(word) for word in self._words)
        height = metrics.height() + 12
        width = low + high + BAR_PX + 40
        box = QRect(MARGIN_PX, self.height() - height - MARGIN_PX, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 21, 24, 215))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(QColor("#ffffff"))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(box.adjusted(12, 0, 0, 0), flags, self._words[0])
        bar = QRect(box.left() + 20 + low, box.center().y() - BAR_HEIGHT_PX // 2 + 1, BAR_PX, BAR_HEIGHT_PX)
        painter.drawImage(bar, self._ramp)
        painter.drawText(QRect(bar.right() + 9, box.top(), high + 8, height), flags, self._words[1])

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._view and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._view.rect())
        return False
