"""The drawing surface: shows the session's painting through the viewport and hands pen samples to the tools.

Only changed rectangles are repainted. Tablet events are accepted, and mouse events are ignored while a pen is down: a
stroke is never drawn twice.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPointingDevice,
    QRegion,
    QTabletEvent,
)
from PySide6.QtWidgets import QWidget

from sketchart_desktop.session.session import Session
from sketchart_desktop.tools.toolbox import PAINTING_TOOLS, ToolBox
from sketchart_desktop.ui.canvas.brush_cursor import BrushOutline
from sketchart_desktop.ui.canvas.mask_overlay import paint_mask
from sketchart_desktop.ui.canvas.note import paint_note
from sketchart_desktop.ui.canvas.pannable import PannableView
from sketchart_desktop.ui.canvas.paper import paint_table, sheet_polygon
from sketchart_desktop.ui.canvas.pen_pressure import PenSense
from sketchart_desktop.ui.canvas.sheet_painter import SheetPainter, needs_tiles
from sketchart_desktop.ui.canvas.size_drag import SizeDrag
from sketchart_desktop.ui.canvas.symmetry_lines import SymmetryLines
from sketchart_desktop.ui.canvas.tiled_paint import paint_tiled
from sketchart_desktop.ui.canvas.tool import Sample, Tool
from sketchart_desktop.ui.canvas.tools import TOOL_CLASSES
from sketchart_desktop.ui.canvas.viewport import Viewport

SHIFT = Qt.KeyboardModifier.ShiftModifier
PICK_KEYS = (Qt.Key.Key_Control, Qt.Key.Key_Alt)  # held, they are the eyedropper
MOUSE_PRESSURE = 1.0
NEVER_S = -1e9
REST_MS = 8
PEN_QUIET_S = 0.25  # mouse events made from the pen may trail behind it for so long


class CanvasView(PannableView):
    """Draws with whatever tool the toolbox has in hand."""

    undo_requested = Signal()  # two fingers tapped
    redo_requested = Signal()  # three

    def __init__(
        self,
        session: Session,
        toolbox: ToolBox,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(QSize(*session.size), parent)
        self.setAccessibleName(self.tr("Drawing"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # not by Tab: here Tab hides the panels
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TabletTracking)
        self._session = session
        self._toolbox = toolbox
        self._clock = clock
        self._tools: dict[str, Tool] = {name: make(session, toolbox) for name, make in TOOL_CLASSES.items()}
        self._tool: Tool | None = None  # in use, from press to release
        self._by_pen = False
        self._pen_down = False
        self._pen_seen_s = NEVER_S
        self._hinted = False  # the hint for blank paper is on screen
        self._began_s = 0.0
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._constrain = False  # Shift is held
        self._newest = (QPointF(), 0.0)  # where the hand is, and its pressure
        self._hint_shown = True
        self._overlaid = False  # a tool's frame lies over the drawing
        self._outline = BrushOutline()
        self._size_drag = SizeDrag(toolbox)
        self._sheet_painter, self._plain_painter = SheetPainter(), SheetPainter()  # the plain one for other views
        self._sense = PenSense()
        self._symmetry = SymmetryLines(toolbox.symmetry)
        self._rest = QTimer(self)  # while the pen is down: what lags behind it must not wait for its next move
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._rested)
        session.drawing_changed.connect(self._drawing_changed)
        session.layers_changed.connect(self._layers_changed)
        session.history_changed.connect(self._blankness_changed)
        toolbox.tool_changed.connect(self._tool_changed)
        toolbox.brush_changed.connect(self._move_outline)
        toolbox.symmetry.changed.connect(self._show_symmetry)
        self.viewport_changed.connect(self._move_outline)
        self.refresh_cursor()

    @property
    def is_drawing(self) -> bool:
        return self._tool is not None

    def set_hint_shown(self, shown: bool) -> None:
        """Whether blank paper says that one may draw on it."""
        self._hint_shown = shown
        self.update()

    def set_overlay(self, artwork: QImage | None, opacity: float = 1.0) -> None:
        """Lay an artwork over the drawing, under its ink; None takes it away."""
        part = self._sheet_painter.set_overlay(artwork, opacity)
        if part is not None:
            width, height = self.sheet.width(), self.sheet.height()
            rect = QRectF(part.x() * width, part.y() * height, part.width() * width, part.height() * height)
            self.update(self.viewport.rect_to_widget(rect.toAlignedRect()))

    def cancel(self) -> None:
        """Drop the stroke in progress."""
        if self._tool is not None:
            tool, self._tool = self._tool, None
            tool.cancel()
        self._rest.stop()
        self._size_drag.end()
        self._symmetry.release()
        self._pen_down = False

    def refresh_cursor(self) -> None:
        if self.panning or self._toolbox.tool == "pan":
            self.setCursor(
                Qt.CursorShape.ClosedHandCursor if self._grabbed is not None else Qt.CursorShape.OpenHandCursor
            )
        elif self._shows_outline():
            self.setCursor(Qt.CursorShape.BlankCursor)
        elif self._toolbox.tool == "place":
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            self.setCursor(Qt.CursorShape.CrossCursor)
        self._move_outline()

    @Slot(QRect)
    def _drawing_changed(self, dirty: QRect) -> None:
        size = QSize(*self._session.size)
        if size != self.sheet:
            self._forget_copies()
            self.set_sheet(size)
            self.update()
        else:
            self._sheet_painter.note(dirty)
            self._plain_painter.note(dirty)
            self.update(self.viewport.rect_to_widget(dirty))
            self._blankness_changed()

    @Slot()
    def _blankness_changed(self) -> None:
        """Take the hint away with the first touch of the pen, and bring it back on paper that is blank again."""
        if self._overlaid or self._hinted != self._hint_is_due():
            self.update()

    @Slot()
    def _layers_changed(self) -> None:
        self._forget_copies()
        self.update()

    @Slot()
    def _tool_changed(self) -> None:
        self.refresh_cursor()
        tool = self._in_hand()
        if self._overlaid or (tool is not None and tool.overlays):
            self._overlaid = tool is not None and tool.overlays
            self.update()

    def _in_hand(self) -> Tool | None:
        return self._tools.get(self._toolbox.tool)

    def _show_tool(self) -> None:
        """Tools that lie over the drawing are seen to follow the hand."""
        if self._overlaid:
            self.update()

    @Slot()
    def _move_outline(self) -> None:
        shown = self._shows_outline() and self.underMouse() and not self.panning
        radius = self._toolbox.brush.size_px / 2 * self.viewport.scale
        for rect in self._outline.change(radius, shown=shown):
            self.update(rect)

    def _shows_outline(self) -> bool:
        return self._toolbox.tool in PAINTING_TOOLS and self._toolbox.tool != "fill"

    def _follow(self, position: QPointF) -> None:
        if self._size_drag.active:
            return  # the outline stands where the drag began
        for rect in self._outline.move(position):
            self.update(rect)
        self._move_outline()

    # From events to samples

    def _sample(self, position: QPointF, pressure: float) -> Sample:
        point = self.viewport.to_canvas(position)
        self._newest = (QPointF(position), pressure)
        time_s = self._clock() - self._began_s
        pixel = 1.0 / self.viewport.scale
        return Sample(point.x(), point.y(), min(max(pressure, 0.0), 1.0), time_s, self._constrain, pixel)

    def _press(self, position: QPointF, pressure: float, *, by_pen: bool) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.panning or self._toolbox.tool == "pan":
            self.begin_pan(position, self._modifiers)
            return
        if self._symmetry.grab(position, self.viewport, self._session.size, view=QRectF(self.rect())):
            return
        if self._constrain and self._size_drag.begin(position):
            return
        self._began_s = self._clock()
        self._by_pen = by_pen
        self._tool = self._tools[self._toolbox.tool]
        self._tool.press(self._sample(position, pressure))
        self._rest.start()
        self._show_tool()

    def _drag(self, position: QPointF, pressure: float) -> None:
        if self._grabbed is not None:
            self.drag_pan(position)
        elif self._symmetry.held:
            self._symmetry.drag(position, self.viewport, self._session.size)
        elif self._size_drag.active:
            self._size_drag.drag(position, self.viewport.scale)
        elif self._tool is not None:
            self._tool.drag(self._sample(position, pressure))
            self._show_tool()

    @Slot()
    def _rested(self) -> None:
        if self._tool is not None:
            self._tool.rest(self._clock() - self._began_s)

    @Slot()
    def _show_symmetry(self) -> None:
        self.update()

    def _note_modifiers(self, modifiers: Qt.KeyboardModifier) -> None:
        self._modifiers = modifiers
        self._constrain = bool(modifiers & SHIFT)

    def _set_constrain(self, on: bool) -> None:
        """Shift came or went while the hand rests: what is being drawn follows at once."""
        if on != self._constrain:
            self._constrain = on
            if self._tool is not None:
                self._drag(*self._newest)

    def _release(self, position: QPointF) -> None:
        if self._grabbed is not None:
            self.end_pan()
        elif self._symmetry.held:
            self._symmetry.release()
        elif self._size_drag.active:
            self._size_drag.end()
        elif self._tool is not None:
            tool, self._tool = self._tool, None
            self._rest.stop()
            tool.release(self._sample(position, 0.0))
            self._show_tool()

    # Fingers: they draw until a pen is seen; from then on they move the view, and a resting hand draws nothing

    def finger_pressed(self, position: QPointF) -> None:
        if self._pen_down or self._tool is not None:
            return
        if self._pen_seen_s > NEVER_S:
            self.begin_pan(position)
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
            self.end_pan()

    def tapped(self, fingers: int) -> None:
        if fingers == 2:
            self.undo_requested.emit()
        elif fingers == 3:
            self.redo_requested.emit()

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        # Alt is the eyedropper here. Did the menu bar hear of it, it would take the keys once Alt is let go.
        is_early = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_early and event.key() == Qt.Key.Key_Alt and self._toolbox.chosen in PAINTING_TOOLS:
            event.accept()
            return True
        return super().event(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        event.accept()
        self._note_modifiers(event.modifiers())
        self._pen_seen_s = self._clock()
        self._follow(event.position())
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            if event.button() != Qt.MouseButton.LeftButton and event.button() != Qt.MouseButton.NoButton:
                if event.button() == Qt.MouseButton.MiddleButton:
                    self.begin_pan(event.position(), self._modifiers)
                return
            # A mouse press made from this very pen press may have come first: the pen takes over.
            if self._tool is not None and not self._by_pen:
                self.cancel()
            if event.pointerType() == QPointingDevice.PointerType.Eraser:
                self._toolbox.hold("eraser")
            self._pen_down = True
            self._press(event.position(), self._pressure_of(event, pressing=True) or 0.0, by_pen=True)
        elif kind == QEvent.Type.TabletMove and self._pen_down:
            pressure = self._pressure_of(event)
            if pressure is not None:
                self._drag(event.position(), pressure)
        elif kind == QEvent.Type.TabletMove and self._grabbed is not None:
            self.drag_pan(event.position())
        elif kind == QEvent.Type.TabletRelease:
            self._release(event.position())
            self._pen_down = False
            if event.pointerType() == QPointingDevice.PointerType.Eraser:
                self._toolbox.let_go()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self._note_modifiers(event.modifiers())
        if self._pen_rules():
            return
        if event.button() == Qt.MouseButton.MiddleButton:
            self.begin_pan(event.position(), self._modifiers)
        elif event.button() == Qt.MouseButton.LeftButton and self._tool is None:
            self._follow(event.position())
            self._press(event.position(), MOUSE_PRESSURE, by_pen=False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self._note_modifiers(event.modifiers())
        if self._pen_rules():
            return
        self._follow(event.position())
        self._drag(event.position(), MOUSE_PRESSURE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        if self._pen_down or (self._tool is not None and self._by_pen):
            return
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._release(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in PICK_KEYS and not event.isAutoRepeat() and self._tool is None:
            if self._toolbox.tool in PAINTING_TOOLS:
                self._toolbox.hold("pick")
            event.accept()
        elif event.key() == Qt.Key.Key_Shift and self._tool is not None:
            self._set_constrain(True)
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self._tool is not None:
            self.cancel()
            self._show_tool()
            event.accept()
        elif self._tool is None and self._key_for_tool(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _key_for_tool(self, event: QKeyEvent) -> bool:
        tool = self._in_hand()
        return tool is not None and tool.key(event.key(), constrain=bool(event.modifiers() & SHIFT))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in PICK_KEYS and not event.isAutoRepeat():
            self._toolbox.let_go()
            event.accept()
        elif event.key() == Qt.Key.Key_Shift and self._tool is not None:
            self._set_constrain(False)
            event.accept()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._toolbox.let_go()
        super().focusOutEvent(event)

    def enterEvent(self, event: QEvent) -> None:
        self._move_outline()
        super().enterEvent(event)  # type: ignore[arg-type]

    def leaveEvent(self, event: QEvent) -> None:
        for rect in self._outline.change(self._outline.radius, shown=False):
            self.update(rect)
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        sheet = self.sheet
        polygon = sheet_polygon(self.viewport, sheet.width(), sheet.height())
        for rect in event.region():  # type: ignore[attr-defined]  # small parts: the copies of a symmetric stroke
            paint_table(painter, rect, polygon, self.tones)
        painter.setClipRegion(event.region())
        with self._session.interpreter_gate:
            self._paint_drawing(painter, event.region())
        self._hinted = self._hint_is_due()
        if self._hinted:
            self._paint_hint(painter, polygon.boundingRect().toAlignedRect())
        if (tool := self._in_hand()) is not None:
            tool.paint(painter, self.viewport)
        self._symmetry.paint(painter, self.viewport, self._session.size, view=QRectF(self.rect()))
        self._outline.paint(painter)
        painter.end()

    # Painting

    def _paint_drawing(self, painter: QPainter, region: QRegion) -> None:
        if needs_tiles(self.viewport, self.devicePixelRatioF()):
            paint_tiled(painter, region, self.devicePixelRatioF(), paint=self._paint_sheet)
        else:
            self._paint_sheet(painter)
        for rect in region:  # type: ignore[attr-defined]
            paint_mask(painter, self._session.painting, self.viewport, exposed=rect)

    def paint_drawing(self, painter: QPainter, viewport: Viewport, widget: QRect, ratio: float) -> None:
        """Paint the drawing as another view sees it. `ratio`: device pixels per pixel of that view."""
        self._plain_painter.paint(painter, self._session.painting, viewport, widget=widget, ratio=ratio)

    def _paint_sheet(self, painter: QPainter) -> None:
        painting, ratio = self._session.painting, self.devicePixelRatioF()
        self._sheet_painter.paint(painter, painting, self.viewport, widget=self.rect(), ratio=ratio)

    def _forget_copies(self) -> None:
        self._sheet_painter.forget()
        self._plain_painter.forget()

    def _hint_is_due(self) -> bool:
        return self._hint_shown and self._session.is_blank and self._tool is None

    def _paint_hint(self, painter: QPainter, sheet: QRect) -> None:
        paint_note(
            painter,
            sheet.intersected(self.rect()),
            glyph="app",
            title=self.tr("Draw here"),
            text=self.tr("Your lines become art beside them while you draw."),
            emphasis=1.8,
        )

    # Pens

    def _pen_rules(self) -> bool:
        """Mouse events do not count while a pen is down, or right after it spoke."""
        return self._pen_down or self._clock() - self._pen_seen_s < PEN_QUIET_S

    def _pressure_of(self, event: QTabletEvent, *, pressing: bool = False) -> float | None:
        """As the user's curve has it; None where the event is no part of the stroke."""
        told = self._sense.pressure(event, pressing=pressing)
        if told is None or not self._sense.is_real(event):
            return told
        return self._toolbox.pressure_curve.drawn(told)
