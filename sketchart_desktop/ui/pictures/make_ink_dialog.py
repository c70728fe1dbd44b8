"""Asks how a picture's lines are to be drawn, and shows them over it while the sliders move."""

from __future__ import annotations

import cv2
import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QSlider, QVBoxLayout, QWidget

from engines.sizes import fitted_size, scaled_size
from engines.sketch.linework import WORK_SIDE_PX, LineArtOptions
from sketchart_desktop.raster.picture_reading import lines_in
from sketchart_desktop.ui.widgets.sliders import PercentSlider

PREVIEW_PX = 460
PICTURE_SHOWS = 0.22  # how strongly the picture shows under its lines
WAIT_MS = 60  # the slider may still be moving
WIDTHS_PX = (1.0, 16.0)
STEPS_PER_PX = 2


class MakeInkDialog(QDialog):
    """`picture`: uint8 [H, W, 4] straight RGBA, the drawing's size. `options()` tells what was chosen."""

    def __init__(self, picture: np.ndarray, options: LineArtOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Make ink from picture"))
        height, width = picture.shape[:2]
        self._scale = min(1.0, WORK_SIDE_PX / max(width, height))  # the lines found are the ones the drawing gets
        self._small = cv2.resize(picture, scaled_size((width, height), self._scale), interpolation=cv2.INTER_AREA)
        self._preview = _Preview(self._small, self)
        self._detail = PercentSlider(self)
        self._detail.set_words(self.tr("Detail"), self.tr("How many faint edges become lines"))
        self._detail.show_value(options.detail)
        self._width_title, self._width_number = QLabel(self.tr("Line width"), self), QLabel(self)
        self._width_number.setProperty("role", "faint")
        self._width = QSlider(Qt.Orientation.Horizontal, self)
        self._width.setRange(round(WIDTHS_PX[0] * STEPS_PER_PX), round(WIDTHS_PX[1] * STEPS_PER_PX))
        self._width.setAccessibleName(self._width_title.text())
        self._width.setValue(round(options.width_px * STEPS_PER_PX))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._show_lines)
        self._detail.value_requested.connect(self._changed)
        self._width.valueChanged.connect(self._changed)
        self._lay_out()
        self._changed()
        self._show_lines()

    @property
    def detail(self) -> QSlider:
        return self._detail.slider

    @property
    def line_width(self) -> QSlider:
        return self._width

    @property
    def preview(self) -> np.ndarray:
        """The lines shown now: uint8 [h, w] coverage."""
        return self._preview.lines

    def options(self) -> LineArtOptions:
        return LineArtOptions(self._detail.slider.value() / 100, self._width.value() / STEPS_PER_PX)

    @Slot()
    def _changed(self) -> None:
        self._width_number.setText(self.tr("{0} px").format(f"{self._width.value() / STEPS_PER_PX:g}"))
        self._timer.start()

    @Slot()
    def _show_lines(self) -> None:
        self._timer.stop()
        options = self.options()
        self._preview.show_lines(
            lines_in(self._small, LineArtOptions(options.detail, max(0.5, options.width_px * self._scale)))
        )

    def _lay_out(self) -> None:
        sliders = QGridLayout()
        sliders.setVerticalSpacing(2)
        sliders.setHorizontalSpacing(24)
        sliders.addWidget(self._detail, 0, 0, 2, 1)
        width = QGridLayout()
        width.setVerticalSpacing(2)
        width.addWidget(self._width_title, 0, 0)
        width.addWidget(self._width_number, 0, 1, Qt.AlignmentFlag.AlignRight)
        width.addWidget(self._width, 1, 0, 1, 2)
        sliders.addLayout(width, 0, 1, 2, 1)
        sliders.setColumnStretch(0, 1)
        sliders.setColumnStretch(1, 1)
        buttons = QDialogButtonBox(self)
        make = buttons.addButton(self.tr("Make ink"), QDialogButtonBox.ButtonRole.AcceptRole)
        make.setDefault(True)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(18)
        column.addWidget(self._preview, 1)
        column.addLayout(sliders)
        column.addWidget(buttons)


class _Preview(QWidget):
    """The picture, faint on white paper, and its lines over it."""

    def __init__(self, picture: np.ndarray, parent: QWidget) -> None:
        super().__init__(parent)
        self._pixels = np.ascontiguousarray(picture)
        height, width = self._pixels.shape[:2]
        self._picture = QImage(self._pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
        self.lines = np.zeros((height, width), np.uint8)
        self._size = QSize(*fitted_size((width, height), PREVIEW_PX))
        self.setMinimumSize(self._size.expandedTo(QSize(320, 160)))

    def show_lines(self, lines: np.ndarray) -> None:
        self.lines = lines
        self.update()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        height, width = self.lines.shape
        left, top = (self.width() - self._size.width()) / 2, (self.height() - self._size.height()) / 2
        area = QRectF(left, top, self._size.width(), self._size.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(area, Qt.GlobalColor.white)
        painter.setOpacity(PICTURE_SHOWS)
        painter.drawImage(area, self._picture)
        painter.setOpacity(1.0)
        cover = np.ascontiguousarray(np.pad(self.lines, ((0, 0), (0, -width % 4))))
        ink = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        ink.fill(QColor(24, 24, 28))
        ink.setAlphaChannel(QImage(cover.data, width, height, cover.shape[1], QImage.Format.Format_Alpha8))
        painter.drawImage(area, ink)
        painter.end()
