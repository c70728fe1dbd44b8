"""From pen, mouse, finger and key events on the drawing to samples for the tool in hand.

Tablet events come first: mouse events are ignored while a pen is down, so a stroke is never drawn twice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPointingDevice, QTabletEvent

from sketchart_desktop.session.session import Session
from sketchart_desktop.tools.toolbox import PAINTING_TOOLS, ToolBox
from sketchart_desktop.ui.canvas.pen_pressure import PenSense
from sketchart_desktop.ui.canvas.size_drag import SizeDrag
from sketchart_desktop.ui.canvas.symmetry_lines import SymmetryLines
from sketchart_desktop.ui.canvas.tool import Sample, Tool
from sketchart_desktop.ui.canvas.tools import TOOL_CLASSES
from sketchart_desktop.ui.canvas.viewport import Viewport

SHIFT = Qt.KeyboardModifier.ShiftModifier
PICK_KEYS = (Qt.Key.Key_Control, Qt.Key.Key_Alt)  # held, they are the eyedropper
MOUSE_PRESSURE = 1.0
NEVER_S = -1e9
REST_MS = 8
PEN_QUIET_S = 0.25  # mouse events made from the pen may trail behind it for so long


class PointerView(Protocol):
    """What input needs of the view it comes from."""

    @property
    def viewport(self) -> Viewport: ...

    @property
    def panning(self) -> bool: ...

    @property
    def grabbed(self) -> bool: ...

    def begin_pan(self, position: QPointF, modifiers: Qt.KeyboardModifier = ...) -> None: ...

    def drag_pan(self, position: QPointF) -> None: ...

    def end_pan(self) -> None: ...

    def take_focus(self) -> None: ...

    def pointer_moved(self, position: QPointF) -> None: ...

    def show_tool(self) -> None: ...

    def visible_rect(self) -> QRectF: ...


class PointerInput(QObject):
    """Follows the hand on one view: which tool is in use, by pen or not, with which keys held."""

    def __init__(
        self,
        view: PointerView,
        session: Session,
        *,
        toolbox: ToolBox,
        symmetry: SymmetryLines,
        clock: Callable[[], float],
        parent: QObject,
    ) -> None:
        """`clock`: seconds."""
        super().__init__(parent)
        self._view = view
        self._session = session
        self._toolbox = toolbox
        self._symmetry = symmetry
        self._clock = clock
        self._tools: dict[str, Tool] = {name: make(session, toolbox) for name, make in TOOL_CLASSES.items()}
        self._tool: Tool | None = None  # in use, from press to release
        self._by_pen = False
        self._pen_down = False
        self._pen_seen_s = NEVER_S
        self._began_s = 0.0
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._constrain = False  # Shift is held
        self._newest = (QPointF(), 0.0)  # where the hand is, and its pressure
        self._size_drag = SizeDrag(toolbox)
        self._sense = PenSense()
        self._rest = QTimer(self)  # while the pen is down: what lags behind it must not wait for its next move
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._rested)

    @property
    def is_drawing(self) -> bool:
        """A tool is in use."""
        return self._tool is not None

    @property
    def is_sizing(self) -> bool:
        """A drag changes the brush's size."""
        return self._size_drag.active

    @property
    def tool_in_hand(self) -> Tool | None:
        """The tool that a press would use; None for tools that only move the view."""
        return self._tools.get(self._toolbox.tool)

    def cancel(self) -> None:
        """Drop the stroke in progress."""
        if self._tool is not None:
            tool, self._tool = self._tool, None
            tool.cancel()
        self._rest.stop()
        self._size_drag.end()
        self._symmetry.release()
        self._pen_down = False

    # Pen and mouse

    def tablet_event(self, event: QTabletEvent) -> None:
        """Any event of a pen."""
        self._note_modifiers(event.modifiers())
        self._pen_seen_s = self._clock()
        self._view.pointer_moved(event.position())
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            self._pen_pressed(event)
        elif kind == QEvent.Type.TabletMove and self._pen_down:
            pressure = self._pressure_of(event)
            if pressure is not None:
                self._drag(event.position(), pressure)
        elif kind == QEvent.Type.TabletMove and self._view.grabbed:
            self._view.drag_pan(event.position())
        elif kind == QEvent.Type.TabletRelease:
            self._release(event.position())
            self._pen_down = False
            if event.pointerType() == QPointingDevice.PointerType.Eraser:
                self._toolbox.let_go()

    def _pen_pressed(self, event: QTabletEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton and event.button() != Qt.MouseButton.NoButton:
            if event.button() == Qt.MouseButton.MiddleButton:
                self._view.begin_pan(event.position(), self._modifiers)
            return
        # A mouse press made from this very pen press may have come first: the pen takes over.
        if self._tool is not None and not self._by_pen:
            self.cancel()
        if event.pointerType() == QPointingDevice.PointerType.Eraser:
            self._toolbox.hold("eraser")
        self._pen_down = True
        self._press(event.position(), self._pressure_of(event, pressing=True) or 0.0, by_pen=True)

    def mouse_pressed(self, event: QMouseEvent) -> None:
        self._note_modifiers(event.modifiers())
        if self._pen_rules():
            return
        if event.button() == Qt.MouseButton.MiddleButton:
            self._view.begin_pan(event.position(), self._modifiers)
        elif event.button() == Qt.MouseButton.LeftButton and self._tool is None:
            self._view.pointer_moved(event.position())
            self._press(event.position(), MOUSE_PRESSURE, by_pen=False)

    def mouse_moved(self, event: QMouseEvent) -> None:
        self._note_modifiers(event.modifiers())
        if self._pen_rules():
            return
        self._view.pointer_moved(event.position())
        self._drag(event.position(), MOUSE_PRESSURE)

    def mouse_released(self, event: QMouseEvent) -> None:
        if self._pen_down or (self._tool is not None and self._by_pen):
            return
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._release(event.position())

    def _pen_rules(self) -> bool:
        """Mouse events do not count while a pen is down, or right after it spoke."""
        return self._pen_down or self._clock() - self._pen_seen_s < PEN_QUIET_S

    def _pressure_of(self, event: QTabletEvent, *, pressing: bool = False) -> float | None:
        """As the user's curve has it; None where the event is no part of the stroke."""
        told = self._sense.pressure(event, pressing=pressing)
        if told is None or not self._sense.is_real(event):
            return told
        return self._toolbox.pressure_curve.drawn(told)

    # Fingers: they draw until a pen is seen; from then on they move the view, and a resting hand draws nothing

    def finger_pressed(self, position: QPointF) -> None:
        if self._pen_down or self._tool is not None:
            return
        if self._pen_seen_s > NEVER_S:
            self._view.begin_pan(position)
        else:
            self._press(position, MOUSE_PRESSURE, by_pen=False)

    def finger_moved(self, position: QPointF) -> None:
        if not self._pen_down:
            self._drag(position, MOUSE_PRESSURE)

    def finger_released(self, position: QPointF) -> None:
        if not self._pen_down:
            self._release(position)

    def finger_dropped(self) -> None:
        if not self._pen_down:
            self.cancel()
            self._view.end_pan()

    # Keys

    def key_pressed(self, event: QKeyEvent) -> bool:
        """True where the key meant something here."""
        if event.key() in PICK_KEYS and not event.isAutoRepeat() and self._tool is None:
            if self._toolbox.tool in PAINTING_TOOLS:
                self._toolbox.hold("pick")
            return True
        if event.key() == Qt.Key.Key_Shift and self._tool is not None:
            self._set_constrain(True)
            return True
        if event.key() == Qt.Key.Key_Escape and self._tool is not None:
            self.cancel()
            self._view.show_tool()
            return True
        return self._tool is None and self._key_for_tool(event)

    def key_released(self, event: QKeyEvent) -> bool:
        """True where the key meant something here."""
        if event.key() in PICK_KEYS and not event.isAutoRepeat():
            self._toolbox.let_go()
            return True
        if event.key() == Qt.Key.Key_Shift and self._tool is not None:
            self._set_constrain(False)
            return True
        return False

    def _key_for_tool(self, event: QKeyEvent) -> bool:
        tool = self.tool_in_hand
        return tool is not None and tool.key(event.key(), constrain=bool(event.modifiers() & SHIFT))

    def _note_modifiers(self, modifiers: Qt.KeyboardModifier) -> None:
        self._modifiers = modifiers
        self._constrain = bool(modifiers & SHIFT)

    def _set_constrain(self, on: bool) -> None:
        """Shift came or went while the hand rests: what is being drawn follows at once."""
        if on != self._constrain:
            self._constrain = on
            if self._tool is not None:
                self._drag(*self._newest)

    # From positions to samples

    def _sample(self, position: QPointF, pressure: float) -> Sample:
        viewport = self._view.viewport
        point = viewport.to_canvas(position)
        self._newest = (QPointF(position), pressure)
        time_s = self._clock() - self._began_s
        pixel = 1.0 / viewport.scale
        return Sample(point.x(), point.y(), min(max(pressure, 0.0), 1.0), time_s, self._constrain, pixel)

    def _press(self, position: QPointF, pressure: float, *, by_pen: bool) -> None:
        view = self._view
        view.take_focus()
        if view.panning or self._toolbox.tool == "pan":
            view.begin_pan(position, self._modifiers)
            return
        if self._symmetry.grab(position, view.viewport, self._session.size, view=view.visible_rect()):
            return
        if self._constrain and self._size_drag.begin(position):
            return
        self._began_s = self._clock()
        self._by_pen = by_pen
        self._tool = self._tools[self._toolbox.tool]
        self._tool.press(self._sample(position, pressure))
        self._rest.start()
        view.show_tool()

    def _drag(self, position: QPointF, pressure: float) -> None:
        if self._view.grabbed:
            self._view.drag_pan(position)
        elif self._symmetry.held:
            self._symmetry.drag(position, self._view.viewport, self._session.size)
        elif self._size_drag.active:
            self._size_drag.drag(position, self._view.viewport.scale)
        elif self._tool is not None:
            self._tool.drag(self._sample(position, pressure))
            self._view.show_tool()

    def _release(self, position: QPointF) -> None:
        if self._view.grabbed:
            self._view.end_pan()
        elif self._symmetry.held:
            self._symmetry.release()
        elif self._size_drag.active:
            self._size_drag.end()
        elif self._tool is not None:
            tool, self._tool = self._tool, None
            self._rest.stop()
            tool.release(self._sample(position, 0.0))
            self._view.show_tool()

    @Slot()
    def _rested(self) -> None:
        if self._tool is not None:
            self._tool.rest(self._clock() - self._began_s)
