"""Fingers on a touch screen: one draws or moves, two move, zoom and turn the view, short taps are counted."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QEventPoint, QTouchEvent

from sketchart_desktop.ui.canvas.viewport import Viewport

TAP_S = 0.25  # fingers that leave within this time tapped
TAP_REACH_PX = 14.0  # and have moved less than this
LATE_S = 0.3  # a second finger that comes later is the ball of the hand
TURN_FROM_DEGREES = 7.0  # smaller turns of two fingers are trembling


class FingerView(Protocol):
    """What fingers need of a view. `finger_dropped`: the press was the begin of something else, forget it."""

    @property
    def viewport(self) -> Viewport: ...

    def set_viewport(self, viewport: Viewport) -> None: ...

    def finger_pressed(self, position: QPointF) -> None: ...

    def finger_moved(self, position: QPointF) -> None: ...

    def finger_released(self, position: QPointF) -> None: ...

    def finger_dropped(self) -> None: ...

    def tapped(self, fingers: int) -> None: ...


class Fingers:
    """Follows touch events of one view."""

    def __init__(self, view: FingerView, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._view = view
        self._clock = clock
        self._places: dict[int, QPointF] = {}  # of the fingers that are down
        self._most = 0  # fingers at once since the first came down
        self._single = False  # the first finger draws
        self._began_s = 0.0
        self._reach_px = 0.0
        self._starts: dict[int, QPointF] = {}
        self._pending_turn = 0.0
        self._turning = False

    def take(self, event: QTouchEvent) -> None:
        """One touch event, positions in the view's pixels."""
        if event.type() == QEvent.Type.TouchCancel:
            self._forget()
            return
        before = dict(self._places)
        for point in event.points():
            self._note(point)
        if self._single and len(self._places) == 1 and self._most == 1:
            self._view.finger_moved(next(iter(self._places.values())))
        elif self._most > 1 and not self._single:
            self._pinch(before)
        if event.type() == QEvent.Type.TouchEnd:
            self._end()

    def _note(self, point: QEventPoint) -> None:
        place, state = QPointF(point.position()), point.state()
        if state == QEventPoint.State.Released:
            self._places.pop(point.id(), None)
            if self._single and self._most == 1:
                self._single = False
                self._view.finger_released(place)
            return
        if point.id() not in self._starts:
            self._came(point.id(), place)
        if point.id() in self._starts:
            self._places[point.id()] = place
            away = place - self._starts[point.id()]
            self._reach_px = max(self._reach_px, math.hypot(away.x(), away.y()))

    def _came(self, finger: int, place: QPointF) -> None:
        if not self._starts:
            self._began_s, self._reach_px, self._most = self._clock(), 0.0, 1
            self._pending_turn, self._turning = 0.0, False
            self._starts[finger] = place
            self._single = True
            self._view.finger_pressed(place)
            return
        if self._single and (self._reach_px > TAP_REACH_PX or self._clock() - self._began_s > LATE_S):
            return  # the first finger is in the middle of a line
        if self._single:
            self._single = False
            self._view.finger_dropped()
        self._starts[finger] = place
        self._most = max(self._most, len(self._starts))

    def _pinch(self, before: dict[int, QPointF]) -> None:
        both = [finger for finger in before if finger in self._places][:2]
        if len(both) < 2:
            return
        a0, b0 = (before[finger] for finger in both)
        a1, b1 = (self._places[finger] for finger in both)
        old, new = b0 - a0, b1 - a1
        old_length, new_length = math.hypot(old.x(), old.y()), math.hypot(new.x(), new.y())
        if min(old_length, new_length) < 1:
            return
        self._pending_turn += math.degrees(math.atan2(new.y(), new.x()) - math.atan2(old.y(), old.x()) + math.pi)
        self._pending_turn = self._pending_turn % 360 - 180
        self._turning = self._turning or abs(self._pending_turn) > TURN_FROM_DEGREES
        turn = 0.0
        if self._turning:
            turn, self._pending_turn = self._pending_turn, 0.0
        middle, step = (a0 + b0) / 2, (a1 + b1) / 2 - (a0 + b0) / 2
        viewport = self._view.viewport
        viewport = viewport.scaled_at(middle, viewport.scale * new_length / old_length).turned_at(middle, turn)
        self._view.set_viewport(viewport.moved(step.x(), step.y()))

    def _end(self) -> None:
        tapping = self._clock() - self._began_s < TAP_S and self._reach_px < TAP_REACH_PX
        fingers = self._most
        self._forget()
        if tapping and fingers > 1:
            self._view.tapped(fingers)

    def _forget(self) -> None:
        if self._single and self._most == 1 and self._places:
            self._view.finger_dropped()
        self._places, self._starts = {}, {}
        self._single, self._most = False, 0
