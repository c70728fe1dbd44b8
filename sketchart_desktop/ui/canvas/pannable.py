"""A widget that shows a sheet through a viewport: wheel zoom at the cursor, space or middle drag, pinch, fit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from sketchart_desktop.ui.canvas.viewport import Viewport
from sketchart_desktop.ui.theme import DARK, Tones

WHEEL_NOTCH = 120.0


class PannableView(QWidget):
    """Base of the drawing and artwork views. Fitted to the widget until the user zooms or moves."""

    viewport_changed = Signal()

    def __init__(self, sheet: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tones: Tones = DARK
        self._sheet = QSize(sheet)
        self._viewport = Viewport()
        self._fitted = True
        self._grabbed: QPointF | None = None
        self._space_held = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(160, 160)

    @property
    def viewport(self) -> Viewport:
        return self._viewport

    @property
    def sheet(self) -> QSize:
        """The sheet's size in its own pixels."""
        return QSize(self._sheet)

    @property
    def panning(self) -> bool:
        """True while a drag moves the view, or would."""
        return self._grabbed is not None or self._space_held

    def set_sheet(self, sheet: QSize) -> None:
        """Show a sheet of another size, fitted."""
        if sheet != self._sheet:
            self._sheet = QSize(sheet)
            self.fit()

    def set_tones(self, tones: Tones) -> None:
        self.tones = tones
        self.update()

    def set_viewport(self, viewport: Viewport, *, fitted: bool = False) -> None:
        viewport = viewport.kept_in_sight(QSizeF(self._sheet), QSizeF(self.size()))
        self._fitted = fitted
        if viewport != self._viewport:
            self._viewport = viewport
            self.update()
            self.viewport_changed.emit()

    def fit(self) -> None:
        self.set_viewport(self._viewport.fitted(QSizeF(self._sheet), QSizeF(self.size())), fitted=True)

    def actual_size(self) -> None:
        """One sheet pixel per logical screen pixel, the middle kept."""
        self.set_viewport(self._viewport.scaled_at(self._middle(), 1.0))

    def zoom_step(self, direction: int) -> None:
        self.set_viewport(self._viewport.stepped_at(self._middle(), direction))

    def turn(self, degrees: float) -> None:
        """Turn the view by so many degrees; 0 turns it back upright."""
        step = degrees if degrees else -self._viewport.angle
        self.set_viewport(self._viewport.turned_at(self._middle(), step))

    def set_mirrored(self, mirrored: bool) -> None:
        if mirrored != self._viewport.mirrored:
            self.set_viewport(self._viewport.mirrored_at(self._middle()), fitted=self._fitted)

    def begin_pan(self, position: QPointF) -> None:
        self._grabbed = QPointF(position)
        self.refresh_cursor()

    def drag_pan(self, position: QPointF) -> None:
        if self._grabbed is not None:
            step = position - self._grabbed
            self._grabbed = QPointF(position)
            self.set_viewport(self._viewport.moved(step.x(), step.y()))

    def end_pan(self) -> None:
        self._grabbed = None
        self.refresh_cursor()

    def refresh_cursor(self) -> None:
        """Show the cursor that fits what a press would do now."""
        if self._grabbed is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._space_held:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()

    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            scale = self._viewport.scale * (1 + event.value())
            self.set_viewport(self._viewport.scaled_at(event.position(), scale))
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        by_touchpad = event.device() is not None and event.device().type() == QInputDevice.DeviceType.TouchPad
        zooming = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if by_touchpad and not zooming and not event.pixelDelta().isNull():
            step = event.pixelDelta()
            self.set_viewport(self._viewport.moved(step.x(), step.y()))
        elif event.angleDelta().y():
            steps = 2 * event.angleDelta().y() / WHEEL_NOTCH
            self.set_viewport(self._viewport.zoomed_at(event.position(), steps))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton or self._space_held:
            self.begin_pan(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.drag_pan(event.position())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            self.end_pan()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._space_held = True
                self.refresh_cursor()
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._space_held = False
                self.refresh_cursor()
            event.accept()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        # A key let go in another window is never told: forget what was held.
        self._space_held = False
        self.end_pan()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._fitted or not event.oldSize().isValid():
            self.fit()
        else:
            grown = event.size() - event.oldSize()
            self.set_viewport(self._viewport.moved(grown.width() / 2, grown.height() / 2))
        super().resizeEvent(event)
