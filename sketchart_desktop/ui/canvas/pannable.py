"""A widget that shows a sheet through a viewport: wheel zoom at the cursor, drags that move and turn, pinch, fit."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from sketchart_desktop.ui.canvas.touch import Fingers
from sketchart_desktop.ui.canvas.viewport import Viewport
from sketchart_desktop.ui.widgets.theme import DARK, Tones

WHEEL_NOTCH = 120.0
UPRIGHT_WITHIN_DEGREES = 2.0  # a view turned by hand rests at the quarters
ARROW_PX = 64.0
DOUBLING_PX = 120.0  # a drag that zooms makes all twice as large along this
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ARROWS = {
    Qt.Key.Key_Left: (ARROW_PX, 0.0),
    Qt.Key.Key_Right: (-ARROW_PX, 0.0),
    Qt.Key.Key_Up: (0.0, ARROW_PX),
    Qt.Key.Key_Down: (0.0, -ARROW_PX),
}


@dataclass(frozen=True)
class Place:
    """Where a view looks. `fitted`: at the whole sheet, whatever the view's size."""

    viewport: Viewport
    fitted: bool


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
        self._turn_from: float | None = None  # the view's angle less the hand's, while a drag turns it
        self._zoom_from: QPointF | None = None  # where a drag that zooms began
        self._space_held = False
        self._fingers = Fingers(self)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
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

    @property
    def grabbed(self) -> bool:
        """True while a drag moves the view."""
        return self._grabbed is not None

    @property
    def place(self) -> Place:
        return Place(self._viewport, self._fitted)

    def go_to(self, place: Place) -> None:
        """Look where `place` was taken, as long as the sheet is of the same size."""
        self.set_viewport(place.viewport, fitted=place.fitted)
        if place.fitted:
            self.fit()

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

    def look_like(self, other: PannableView) -> None:
        """Show of the sheet what another view of it shows; each fits it into itself where the other is fitted."""
        theirs = other.viewport
        if other._fitted:
            plain = Viewport(angle=theirs.angle, mirrored=theirs.mirrored)
            self.set_viewport(plain.fitted(QSizeF(self._sheet), QSizeF(self.size())), fitted=True)
            return
        away = self._middle() - theirs.to_widget(theirs.to_canvas(other._middle()))
        self.set_viewport(theirs.moved(away.x(), away.y()))

    def fit_width(self) -> None:
        self.set_viewport(self._viewport.fitted_wide(QSizeF(self._sheet), QSizeF(self.size())))

    @property
    def actual_scale(self) -> float:
        """The scale at which one sheet pixel is one pixel of the screen: 100 %."""
        return 1.0 / self.devicePixelRatioF()

    def actual_size(self) -> None:
        """One sheet pixel per screen pixel, the middle kept."""
        self.set_viewport(self._viewport.scaled_at(self._middle(), self.actual_scale))

    def zoom_step(self, direction: int) -> None:
        self.set_viewport(self._viewport.stepped_at(self._middle(), direction, exact=self.actual_scale))

    def turn(self, degrees: float) -> None:
        """Turn the view by so many degrees; 0 turns it back upright."""
        step = degrees if degrees else -self._viewport.angle
        self.set_viewport(self._viewport.turned_at(self._middle(), step))

    def set_mirrored(self, mirrored: bool) -> None:
        if mirrored != self._viewport.mirrored:
            self.set_viewport(self._viewport.mirrored_at(self._middle()), fitted=self._fitted)

    def begin_pan(self, position: QPointF, modifiers: Qt.KeyboardModifier = NO_MODIFIER) -> None:
        """A drag from here moves the view; with Shift it turns it, with Ctrl it zooms here."""
        self._grabbed = QPointF(position)
        self._turn_from = self._viewport.angle - self._bearing(position) if modifiers & SHIFT else None
        self._zoom_from = QPointF(position) if modifiers & CTRL and not modifiers & SHIFT else None
        self.refresh_cursor()

    def drag_pan(self, position: QPointF) -> None:
        if self._grabbed is None:
            return
        step = position - self._grabbed
        self._grabbed = QPointF(position)
        if self._zoom_from is not None:
            scale = self._viewport.scale * 2.0 ** ((step.x() - step.y()) / DOUBLING_PX)
            self.set_viewport(self._viewport.scaled_at(self._zoom_from, scale))
            return
        if self._turn_from is None:
            self.set_viewport(self._viewport.moved(step.x(), step.y()))
            return
        angle = self._turn_from + self._bearing(position)
        quarter = 90.0 * round(angle / 90.0)
        if abs(angle - quarter) < UPRIGHT_WITHIN_DEGREES:
            angle = quarter
        self.set_viewport(self._viewport.turned_at(self._middle(), angle - self._viewport.angle))

    def end_pan(self) -> None:
        self._grabbed = self._turn_from = self._zoom_from = None
        self.refresh_cursor()

    # What one finger does; two or more always move the view

    def finger_pressed(self, position: QPointF) -> None:
        self.begin_pan(position)

    def finger_moved(self, position: QPointF) -> None:
        self.drag_pan(position)

    def finger_released(self, position: QPointF) -> None:
        self.end_pan()

    def finger_dropped(self) -> None:
        self.end_pan()

    def tapped(self, fingers: int) -> None:
        """So many fingers touched shortly, and at once."""

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

    def _bearing(self, position: QPointF) -> float:
        """Degrees, clockwise, from the middle of the widget."""
        arm = position - self._middle()
        return math.degrees(math.atan2(arm.y(), arm.x()))

    def _touchpad_gesture(self, event: QNativeGestureEvent) -> bool:
        kind, gestures = event.gestureType(), Qt.NativeGestureType
        if kind == gestures.ZoomNativeGesture:
            scale = self._viewport.scale * (1 + event.value())
            self.set_viewport(self._viewport.scaled_at(event.position(), scale))
        elif kind == gestures.RotateNativeGesture:
            self.set_viewport(self._viewport.turned_at(event.position(), event.value()))
        elif kind == gestures.SmartZoomNativeGesture and self._fitted:
            self.set_viewport(self._viewport.scaled_at(event.position(), self.actual_scale))
        elif kind == gestures.SmartZoomNativeGesture:
            self.fit()
        else:
            return False
        return True

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and self._touchpad_gesture(event):
            return True
        # Touchpads send touches too; what their fingers mean comes as wheel and gesture.
        if isinstance(event, QTouchEvent) and event.device().type() == QInputDevice.DeviceType.TouchScreen:
            event.accept()
            self._fingers.take(event)
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        by_touchpad = event.device() is not None and event.device().type() == QInputDevice.DeviceType.TouchPad
        zooming = bool(event.modifiers() & CTRL)
        if by_touchpad and not zooming and not event.pixelDelta().isNull():
            step = event.pixelDelta()
            self.set_viewport(self._viewport.moved(step.x(), step.y()))
        elif event.angleDelta().y():
            steps = 2 * event.angleDelta().y() / WHEEL_NOTCH
            self.set_viewport(self._viewport.zoomed_at(event.position(), steps, exact=self.actual_scale))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton or self._space_held:
            self.begin_pan(event.position(), event.modifiers())
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
        elif event.key() in ARROWS and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == NO_MODIFIER:
            self.set_viewport(self._viewport.moved(*ARROWS[Qt.Key(event.key())]))
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
