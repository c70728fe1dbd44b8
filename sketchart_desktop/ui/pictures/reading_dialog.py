"""Shows what was read of a picture of a drawing: more or fewer lines, the corners of the sheet, one key to accept."""

from __future__ import annotations

import cv2
import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from engines.reading import Kind, Note, Reading, find_corners, read_drawing
from engines.reading.sheet import WHOLE, is_whole, straightened
from engines.sizes import fitted_size
from sketchart_desktop.ui.widgets.sliders import PercentSlider

LOOK_PX = 720  # long side at which lines are looked for while the slider moves
SHOWN_PX = 420
PICTURE_SHOWS = 0.3  # how strongly the picture shows under its lines
WAIT_MS = 80  # the slider or a corner may still be moving
HANDLE_PX = 7
NEAR_PX = 22
STEP = 0.004  # of the picture, for one press of an arrow key
LINES, TRACE = "lines", "trace"


class ReadingDialog(QDialog):
    """`picture`: uint8 [H, W, 4] straight RGBA. After it was accepted: `corners`, `more` (engines.reading) and
    `choice`: LINES, or TRACE where the person wants a photo left as it is."""

    def __init__(self, picture: np.ndarray, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Read drawing"))
        self.choice = LINES
        height, width = picture.shape[:2]
        size = fitted_size((width, height), LOOK_PX)
        self._small = picture if size == (width, height) else cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        self._found = find_corners(picture)
        self.sheet = _SheetView(self._small, self._found, self)
        self.lines = _LinesView(self)
        self._more = PercentSlider(self)
        self._more.set_words(self.tr("Lines"), self.tr("How many faint lines are taken"))
        self._more.show_value(0.5)
        self.message = QLabel(self)
        self.message.setWordWrap(True)
        self._whole = QPushButton(self.tr("Whole picture"), self)
        self._whole.setAutoDefault(False)
        self._whole.clicked.connect(self._use_whole)
        self.buttons = QDialogButtonBox(self)
        self.accept_button = self.buttons.addButton(self.tr("Use lines"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        self.trace_button = self.buttons.addButton(
            self.tr("Keep as a photo to trace"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.trace_button.setAutoDefault(False)
        self.trace_button.clicked.connect(self._trace)
        self.buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.read_now)
        self._more.value_requested.connect(self._read_soon)
        self.sheet.corners_changed.connect(self._timer.start)
        self.reading: Reading
        self._lay_out()
        self.read_now()
        self.accept_button.setFocus()

    @property
    def corners(self) -> np.ndarray:
        """float32 [4, 2] in shares of the picture, clockwise from the top left."""
        return self.sheet.corners

    @property
    def more(self) -> float:
        """How many faint lines are wanted, 0..1."""
        return self._more.slider.value() / 100

    @property
    def slider(self) -> QWidget:
        return self._more.slider

    @Slot(float)
    def _read_soon(self, _: float) -> None:
        self._timer.start()

    @Slot()
    def read_now(self) -> None:
        """Look for the lines again, as slider and corners stand."""
        self._timer.stop()
        self.reading = read_drawing(self._small, self.corners, more=self.more, side_px=LOOK_PX)
        whole = is_whole(self.reading.corners)
        self.lines.show_reading(
            self._small if whole else straightened(self._small, self.reading.corners, LOOK_PX), self.reading
        )
        photo = self.reading.kind is Kind.PHOTO
        self.trace_button.setVisible(photo)
        self._more.setEnabled(not photo)
        self.accept_button.setText(self.tr("Make ink") if photo else self.tr("Use lines"))
        self.accept_button.setEnabled(self.reading.kind is not Kind.EMPTY)
        self._whole.setEnabled(not is_whole(self.corners))
        self.message.setText(" ".join([self._kind_words(), *self._note_words()]))

    @Slot()
    def _use_whole(self) -> None:
        self.sheet.set_corners(WHOLE)
        self.read_now()

    @Slot()
    def _trace(self) -> None:
        self.choice = TRACE
        self.accept()

    def _kind_words(self) -> str:
        return {
            Kind.DRAWING: self.tr("Lines were found. Press Enter to use them, Esc to leave it."),
            Kind.COLOURED: self.tr("Lines and colours were found. Press Enter to use them, Esc to leave it."),
            Kind.PICTURE: self.tr("This is a finished coloured picture. Styles that paint over colour suit it too."),
            Kind.PHOTO: self.tr(
                "This is a photo, not a drawing. Make ink draws its edges; styles for photos paint it as it is."
            ),
            Kind.TEXT: self.tr("This looks like a page of text, not like a drawing."),
            Kind.EMPTY: self.tr("No drawing was found on this sheet."),
        }[self.reading.kind]

    def _note_words(self) -> list[str]:
        words = {
            Note.RULES: self.tr("Ruled lines were left out."),
            Note.FRAME: self.tr("The frame was left out."),
            Note.TONE: self.tr("Printed dots were taken as shading."),
            Note.HATCHING: self.tr("Hatching was taken as shading."),
            Note.PALE: self.tr("Faint lines were strengthened."),
            Note.INVERTED: self.tr("Light and dark were exchanged."),
        }
        return [text for note, text in words.items() if note in self.reading.notes]

    def _lay_out(self) -> None:
        panes = QHBoxLayout()
        panes.setSpacing(18)
        for title, view in (
            (self.tr("Picture: drag the corners to the sheet's"), self.sheet),
            (self.tr("Lines"), self.lines),
        ):
            label = QLabel(title, self)
            label.setProperty("role", "faint")
            column = QVBoxLayout()
            column.addWidget(label)
            column.addWidget(view, 1)
            panes.addLayout(column, 1)
        row = QHBoxLayout()
        row.addWidget(self._whole)
        row.addSpacing(18)
        row.addWidget(self._more, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(14)
        column.addLayout(panes, 1)
        column.addLayout(row)
        column.addWidget(self.message)
        column.addWidget(self.buttons)


class _SheetView(QWidget):
    """The picture and the four corners of its sheet, moved by mouse, or by arrow keys (Tab takes the next)."""

    corners_changed = Signal()

    def __init__(self, picture: np.ndarray, corners: np.ndarray, parent: QWidget) -> None:
        super().__init__(parent)
        self._pixels = np.ascontiguousarray(picture)
        height, width = self._pixels.shape[:2]
        self._image = QImage(self._pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
        self.corners = corners.copy()
        self._held: int | None = None
        self._chosen = 0
        self.setMinimumSize(SHOWN_PX, SHOWN_PX)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Corners of the sheet"))

    def set_corners(self, corners: np.ndarray) -> None:
        self.corners = corners.copy()
        self.update()

    def place_of(self, corner: int) -> QPointF:
        """Where in the widget a corner (0..3) is."""
        area = self._area()
        x, y = (float(share) for share in self.corners[corner])
        return QPointF(area.left() + x * area.width(), area.top() + y * area.height())

    def _area(self) -> QRectF:
        return fitted_area(self._image.width(), self._image.height(), self)

    def _move(self, corner: int, x: float, y: float) -> None:
        wanted = self.corners.copy()
        wanted[corner] = min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)
        # Corners that cross one another are no sheet.
        if cv2.isContourConvex(np.ascontiguousarray(wanted)) and cv2.contourArea(wanted, True) > 0.01:
            self.corners = wanted
            self.update()
            self.corners_changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        away = [(self.place_of(i) - event.position()).manhattanLength() for i in range(4)]
        nearest = int(np.argmin(away))
        self._held = nearest if away[nearest] < NEAR_PX else None
        if self._held is not None:
            self._chosen = self._held
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            return
        area = self._area()
        at = event.position()
        self._move(self._held, (at.x() - area.left()) / area.width(), (at.y() - area.top()) / area.height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        if event.key() in steps:
            across, down = steps[Qt.Key(event.key())]
            x, y = self.corners[self._chosen]
            self._move(self._chosen, float(x) + across * STEP, float(y) + down * STEP)
        elif event.key() == Qt.Key.Key_Space:
            self._chosen = (self._chosen + 1) % 4
            self.update()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self._area(), Qt.GlobalColor.white)
        painter.drawImage(self._area(), self._image)
        places = [self.place_of(i) for i in range(4)]
        accent = self.palette().highlight().color()
        painter.setPen(QPen(accent, 2))
        painter.drawPolygon(QPolygonF(places))
        for number, place in enumerate(places):
            painter.setBrush(accent if number == self._chosen and self.hasFocus() else QColor(255, 255, 255))
            painter.drawEllipse(place, HANDLE_PX, HANDLE_PX)
        painter.end()


class _LinesView(QWidget):
    """What was read: colours and lines over the faint picture."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setMinimumSize(SHOWN_PX, SHOWN_PX)

    def show_reading(self, picture: np.ndarray, reading: Reading) -> None:
        """`picture`: uint8 [h, w, 4], what was read."""
        width, height = reading.size
        under = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32)
        alpha = under[..., 3:] / 255.0 * PICTURE_SHOWS
        seen = under[..., :3] * alpha + 255.0 * (1.0 - alpha)
        paint = reading.colour[..., 3:].astype(np.float32) / 255.0
        seen = seen * (1.0 - paint) + reading.colour[..., :3] * paint
        cover = reading.ink[..., None].astype(np.float32) / 255.0
        pixels = np.ascontiguousarray(np.rint(seen * (1.0 - cover) + 22.0 * cover).astype(np.uint8))
        self._image = QImage(pixels.data, width, height, width * 3, QImage.Format.Format_RGB888).copy()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._image.isNull():
            painter.drawImage(fitted_area(self._image.width(), self._image.height(), self), self._image)
        painter.end()


def fitted_area(width: int, height: int, widget: QWidget) -> QRectF:
    """Where a picture lies in a widget, as large as it can, with room for a handle around it."""
    room_x, room_y = widget.width() - 2 * HANDLE_PX - 4, widget.height() - 2 * HANDLE_PX - 4
    scale = min(room_x / width, room_y / height)
    across, down = width * scale, height * scale
    return QRectF((widget.width() - across) / 2, (widget.height() - down) / 2, across, down)
