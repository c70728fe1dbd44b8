"""The drawing surface: shows the session's painting through the viewport; only changed rectangles are repainted.

What the hand does on it goes to `PointerInput`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import cast

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
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
from sketchart_desktop.ui.canvas.pointer_input import PointerInput
from sketchart_desktop.ui.canvas.sheet_painter import SheetPainter, needs_tiles
from sketchart_desktop.ui.canvas.symmetry_lines import SymmetryLines
from sketchart_desktop.ui.canvas.tiled_paint import paint_tiled
from sketchart_desktop.ui.canvas.viewport import Viewport


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
        self._hinted = False  # the hint for blank paper is on screen
        self._hint_shown = True
        self._overlaid = False  # a tool's frame lies over the drawing
        self._outline = BrushOutline()
        self._sheet_painter, self._plain_painter = SheetPainter(), SheetPainter()  # the plain one for other views
        self._symmetry = SymmetryLines(toolbox.symmetry)
        self._input = PointerInput(self, session, toolbox=toolbox, symmetry=self._symmetry, clock=clock, parent=self)
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
        """A tool is in use."""
        return self._input.is_drawing

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
        self._input.cancel()

    def refresh_cursor(self) -> None:
        if self.panning or self._toolbox.tool == "pan":
            self.setCursor(Qt.CursorShape.ClosedHandCursor if self.grabbed else Qt.CursorShape.OpenHandCursor)
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
        tool = self._input.tool_in_hand
        if self._overlaid or (tool is not None and tool.overlays):
            self._overlaid = tool is not None and tool.overlays
            self.update()

    @Slot()
    def _move_outline(self) -> None:
        shown = self._shows_outline() and self.underMouse() and not self.panning
        radius = self._toolbox.brush.size_px / 2 * self.viewport.scale
        for rect in self._outline.change(radius, shown=shown):
            self.update(rect)

    def _shows_outline(self) -> bool:
        return self._toolbox.tool in PAINTING_TOOLS and self._toolbox.tool != "fill"

    @Slot()
    def _show_symmetry(self) -> None:
        self.update()

    # What the input asks of its view

    def take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def visible_rect(self) -> QRectF:
        return QRectF(self.rect())

    def show_tool(self) -> None:
        """Tools that lie over the drawing are seen to follow the hand."""
        if self._overlaid:
            self.update()

    def pointer_moved(self, position: QPointF) -> None:
        """The brush's outline follows the hand."""
        if self._input.is_sizing:
            return  # the outline stands where the drag began
        for rect in self._outline.move(position):
            self.update(rect)
        self._move_outline()

    # Fingers

    def finger_pressed(self, position: QPointF) -> None:
        self._input.finger_pressed(position)

    def finger_moved(self, position: QPointF) -> None:
        self._input.finger_moved(position)

    def finger_released(self, position: QPointF) -> None:
        self._input.finger_released(position)

    def finger_dropped(self) -> None:
        self._input.finger_dropped()

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
        self._input.tablet_event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self._input.mouse_pressed(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self._input.mouse_moved(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self._input.mouse_released(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._input.key_pressed(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._input.key_released(event):
            event.accept()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._toolbox.let_go()
        super().focusOutEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._move_outline()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        for rect in self._outline.change(self._outline.radius, shown=False):
            self.update(rect)
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        sheet = self.sheet
        polygon = sheet_polygon(self.viewport, sheet.width(), sheet.height())
        for rect in _rects(event.region()):  # small parts: the copies of a symmetric stroke
            paint_table(painter, rect, polygon, self.tones)
        painter.setClipRegion(event.region())
        with self._session.interpreter_gate:
            self._paint_drawing(painter, event.region())
        self._hinted = self._hint_is_due()
        if self._hinted:
            self._paint_hint(painter, polygon.boundingRect().toAlignedRect())
        if (tool := self._input.tool_in_hand) is not None:
            tool.paint(painter, self.viewport)
        self._symmetry.paint(painter, self.viewport, self._session.size, view=self.visible_rect())
        self._outline.paint(painter)
        painter.end()

    # Painting

    def _paint_drawing(self, painter: QPainter, region: QRegion) -> None:
        if needs_tiles(self.viewport, self.devicePixelRatioF()):
            paint_tiled(painter, region, self.devicePixelRatioF(), paint=self._paint_sheet)
        else:
            self._paint_sheet(painter)
        for rect in _rects(region):
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
        return self._hint_shown and self._session.is_blank and not self._input.is_drawing

    def _paint_hint(self, painter: QPainter, sheet: QRect) -> None:
        paint_note(
            painter,
            sheet.intersected(self.rect()),
            glyph="app",
            title=self.tr("Draw here"),
            text=self.tr("Your lines become art beside them while you draw."),
            emphasis=1.8,
        )


def _rects(region: QRegion) -> Iterable[QRect]:
    """The rectangles of a region; PySide's stubs do not know that there are any."""
    return cast("Iterable[QRect]", region)
