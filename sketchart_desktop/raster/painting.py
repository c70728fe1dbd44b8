"""The one painter: operations in, pixels out. Canvas, engine input, export and tests all see the pixels made here.

A stroke drawn live (`begin`, `extend`, `finish`) and the same stroke replayed (`apply`) give the same pixels to the
bit, however the live points were chunked. Only changed rectangles are ever touched.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from sketchart_desktop.document import limits
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.layerstack import LayerStack
from sketchart_desktop.document.operations import AddStroke, Operation, Reshape
from sketchart_desktop.document.stroke import LAYERS, Stroke, checked_points
from sketchart_desktop.raster import blending, tile_footprint
from sketchart_desktop.raster.layers import Layers, LayersSnapshot, Tiles, blank
from sketchart_desktop.raster.live_stroke import LiveStroke
from sketchart_desktop.raster.operation_painter import OperationPainter, lay
from sketchart_desktop.raster.proxies import Proxies
from sketchart_desktop.raster.stroke_coverage import Trail
from sketchart_desktop.raster.tiles import Rect, TileRects, tile_rect
from sketchart_desktop.raster.undo_tiles import DEFAULT_BUDGET_BYTES, Span, UndoSpans

SHOWN_LAYERS = ("reference", "colour", "ink")
Dirty = tuple[QRect, ...]  # changed canvas pixels: one rectangle, or a few where they lie far apart


class Painting:
    """The pixels of one drawing of `width` x `height` at `position` in its operation log."""

    def __init__(
        self,
        width: int,
        height: int,
        *,
        background: tuple[int, int, int] = (255, 255, 255),
        undo_budget_bytes: int = DEFAULT_BUDGET_BYTES,
    ) -> None:
        limits.check_size(width, height)
        self.width = width
        self.height = height
        self.background = background
        self.stack = LayerStack()  # how the layers show; it changes no layer's own pixels
        self._layers = Layers(width, height)
        self._undo_spans = UndoSpans(undo_budget_bytes)
        self._proxies = Proxies(self._layers)
        self._mask: np.ndarray | None = None
        self._operations = OperationPainter(self._layers, _drawn_anew)
        self._only: set[tuple[int, int]] | None = None  # the tiles that count, where the others will be thrown away
        self._stroke: LiveStroke | None = None
        self._under: Tiles | None = None  # how it was under the stroke just drawn, while that is the last operation
        self._position = 0

    @property
    def position(self) -> int:
        """How many operations the pixels show."""
        return self._position

    @property
    def undo_bytes(self) -> int:
        """Memory held by undo tiles."""
        return self._undo_spans.bytes_used

    @property
    def undo_budget_bytes(self) -> int:
        """Memory that undo tiles may hold; beyond it, undo replays operations."""
        return self._undo_spans.budget

    @undo_budget_bytes.setter
    def undo_budget_bytes(self, budget_bytes: int) -> None:
        self._undo_spans.budget = budget_bytes

    @property
    def is_drawing(self) -> bool:
        """A stroke is in progress."""
        return self._stroke is not None

    # The stroke in progress

    def begin(self, head: Stroke) -> Dirty:
        """Start a live stroke with brush, colour, layer and first point(s) of `head`; the changed pixels."""
        if self._stroke is not None:
            raise RuntimeError("a stroke is in progress")
        if self._mask is None:
            self._mask = blank(self.height, self.width, np.uint8)
        self._layers.start_step()
        self._stroke = LiveStroke(head, Trail(self._mask, head.brush, head.maps, only=self._only))
        return self._lengthen(head.points)

    def extend(self, points: ArrayLike) -> Dirty:
        """Add float [N, 4] points to the live stroke; the changed pixels."""
        if self._stroke is None:
            raise RuntimeError("no stroke is in progress")
        array = checked_points(points)
        if self._stroke.count + len(array) > limits.MAX_POINTS_PER_STROKE:
            raise DrawingFileError("The stroke has too many points.")
        self._stroke.chunks.append(array)
        self._stroke.count += len(array)
        return self._lengthen(array)

    def settle(self) -> Dirty:
        """No more points come: the copies of a symmetric stroke reach its end too; the changed pixels."""
        if self._stroke is None:
            raise RuntimeError("no stroke is in progress")
        return self._show(self._stroke.trail.settle())

    def finish(self) -> AddStroke:
        """End the live stroke: its operation, already painted. The pixels are those of the last `settle`."""
        self.settle()
        live = self._end_stroke()
        live.trail.wipe()
        before = self._layers.end_step()
        self._undo_spans.push(self._position, before)
        self._position += 1
        self._under = before
        points = np.concatenate(live.chunks) if len(live.chunks) > 1 else live.head.points
        return AddStroke(replace(live.head, points=points))

    def cancel(self) -> Dirty:
        """Drop the live stroke: the pixels are as before `begin`."""
        live = self._end_stroke()
        live.trail.wipe()
        _, rects = self._layers.swap(self._layers.end_step())
        return self._told(rects)

    # Operations

    def apply(self, operation: Operation) -> Dirty:
        """Paint one more operation; the changed pixels. Raises DrawingFileError where it cannot be done."""
        if isinstance(operation, AddStroke):
            dirty = self.begin(operation.stroke) + self.settle()
            self.finish()
            return dirty
        if isinstance(operation, Reshape):
            return self._reshape(operation)
        self._under = None
        self._layers.start_step()
        try:
            self._operations.paint(operation)
        except BaseException:
            self._told(self._layers.swap(self._layers.end_step())[1])
            raise
        before = self._layers.end_step()
        self._undo_spans.push(self._position, before)
        self._position += 1
        return self._told(None)

    def go_to(self, position: int, operations: Sequence[Operation]) -> Dirty:
        """Undo or redo to `position` of the log `operations`, by tiles where they are kept, else by replay."""
        if self._stroke is not None or not 0 <= position <= len(operations):
            raise ValueError("cannot go there")
        rects = TileRects()
        if self._position != position:
            self._under = None
        while self._position > position:
            span = self._undo_spans.last_done()
            if span is None:
                rects.update(self._step_back_without_tiles(position, operations))
                break
            others, changed = self._layers.swap(span.tiles)
            self._undo_spans.undone(others)
            rects.update(changed)
            self._position = span.start
        while self._position < position:
            span = self._undo_spans.next_undone()
            if span is not None and span.start == self._position and span.end <= position:
                others, changed = self._layers.swap(span.tiles)
                self._undo_spans.redone(others)
                rects.update(changed)
                self._position = span.end
                self._under = None
            elif self._lacks_stroke_for(operations):
                rects.update(self._step_back_without_tiles(self._position - 1, operations))
            else:
                for dirty in self.apply(operations[self._position]):
                    rects.add(_rect(dirty))
        return self._told(rects)

    def undo_spans(self) -> tuple[Span, ...]:
        """The tiles kept for undo, oldest first."""
        return self._undo_spans.done()

    def restore(
        self,
        layers: Iterable[tuple[str, tuple[int, int, np.ndarray]]],
        position: int,
        *,
        undo: Sequence[Span] = (),
    ) -> None:
        """Take over stored pixels: layers with x, y and straight uint8 [h, w, 4]; they show `position` operations.

        `undo`: what leads back from there, oldest first.
        """
        self._layers.wipe()
        self._undo_spans.forget()
        self._under = None
        self._layers.start_step()
        for name, (x, y, rgba) in layers:
            lay(self._layers, name, x=x, y=y, rgba=rgba)
            del rgba  # before the next one comes
        self._layers.end_step()
        self._undo_spans.adopt(undo)
        self._position = position
        self._told(None)

    def layers_snapshot(self) -> LayersSnapshot:
        """The pixels as they are now, for another thread to read: see `PaintingSnapshot`."""
        return self._layers.snapshot()

    def with_layers(self, layers: Layers, undo: Sequence[Span]) -> Painting:
        """The same, showing `layers`, with the same to undo (nothing to redo), and no stroke in progress."""
        result = copy.copy(self)
        result._layers = layers
        result._undo_spans = UndoSpans(self._undo_spans.budget)
        result._undo_spans.adopt(undo)
        result._proxies = Proxies(layers)
        result._mask = result._stroke = None
        result._operations = OperationPainter(layers, _drawn_anew)
        return result

    # Reading

    def layer(self, name: str) -> QImage:
        """The layer's own picture, ARGB32 premultiplied, to draw from; a null image while nothing was drawn on it."""
        image = self._layers.image(name)
        return QImage() if image is None else image

    def used_rect(self, name: str) -> QRect:
        """Around all that may be drawn on a layer (whole tiles); empty for a blank one."""
        bounds = self._layers.used_bounds(name)
        return QRect() if bounds is None else _qrect(bounds)

    def is_used(self, name: str) -> bool:
        """May anything be drawn on a layer? False for a blank one."""
        return self._layers.is_used(name)

    def layer_pixels(self, name: str, rect: QRect | None = None) -> np.ndarray:
        """uint8 [h, w, 4] straight RGBA of a layer, a copy."""
        area = (0, 0, self.width, self.height) if rect is None else _rect(rect)
        return self._layers.straight_pixels(name, area)

    def layer_array(self, name: str, size: tuple[int, int] | None = None) -> np.ndarray:
        """uint8 [h, w, 4] straight RGBA at `size` = (w, h), averaged over areas; kept up to date between calls."""
        if size is None or size == (self.width, self.height):
            return self.proxy(name, (self.width, self.height))
        if size[0] <= self.width and size[1] <= self.height:
            return self.proxy(name, size)
        array = self._layers.array(name)
        if array is None:
            return np.zeros((size[1], size[0], 4), np.uint8)
        parts = array.view(np.uint8).reshape(self.height, self.width, 4)
        large = np.ascontiguousarray(cv2.resize(parts, size, interpolation=cv2.INTER_LINEAR))
        return blending.straight(large.view(np.uint32)[..., 0])

    def proxy(self, name: str, size: tuple[int, int]) -> np.ndarray:
        """uint8 [h, w, 4] straight RGBA of a layer at a working `size` = (w, h), not larger than the canvas."""
        return self.shared_proxy(name, size).copy()

    def shared_proxy(self, name: str, size: tuple[int, int]) -> np.ndarray:
        """The same, read only: later changes never touch it, and it is the very same array until something changes."""
        return self._proxies.current(name, size)

    def shown_layers(self) -> tuple[str, ...]:
        """The layers that the drawing shows as paint, bottom to top."""
        return tuple(name for name in SHOWN_LAYERS if self.stack[name].visible)

    def composite(
        self,
        rect: QRect | None = None,
        *,
        visible: Sequence[str] | None = None,
        paper: bool = True,
    ) -> QImage:
        """The layers over each other inside `rect` (all by default), as the stack shows them, or `visible` ones only.

        Without `paper` the ground is transparent.
        """
        shown = self.shown_layers() if visible is None else visible
        whole = QRect(0, 0, self.width, self.height)
        area = whole if rect is None else rect.intersected(whole)
        image = QImage(area.size(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor(*self.background) if paper else 0)
        painter = QPainter(image)
        for name in LAYERS:
            layer = self._layers.image(name)
            if name in shown and layer is not None:
                painter.setOpacity(self.stack[name].opacity)
                painter.drawImage(0, 0, layer, area.x(), area.y(), area.width(), area.height())
        painter.end()
        return image

    # Within

    def _end_stroke(self) -> LiveStroke:
        if self._stroke is None:
            raise RuntimeError("no stroke is in progress")
        live, self._stroke = self._stroke, None
        return live

    def _lengthen(self, points: np.ndarray) -> Dirty:
        live = self._stroke
        assert live is not None
        return self._show(live.trail.extend(points[:, :3].tolist()))

    def _show(self, changed: TileRects) -> Dirty:
        assert self._stroke is not None
        self._stroke.show(self._layers, changed)
        return self._told(None)

    def _reshape(self, operation: Reshape) -> Dirty:
        """The stroke just drawn is taken away, and another one drawn in its place: one step."""
        if self._under is None:
            raise DrawingFileError("The drawing reshapes a stroke that is not there.")
        drawn, rects = self._layers.swap(self._under)
        self.begin(operation.stroke)
        self.settle()
        self._end_stroke().trail.wipe()
        before = {**self._layers.end_step(), **drawn}
        self._undo_spans.push(self._position, before)
        self._position += 1
        self._under = None
        for _, column, row in before:
            rects.add(tile_rect((column, row), self.width, self.height))
        return self._told(rects)

    def _lacks_stroke_for(self, operations: Sequence[Operation]) -> bool:
        """The next operation reshapes the stroke before it, and how it was under that stroke is not known any more."""
        at = self._position
        if self._under is not None or at == 0:
            return False
        return isinstance(operations[at], Reshape) and isinstance(operations[at - 1], AddStroke)

    def _step_back_without_tiles(self, position: int, operations: Sequence[Operation]) -> TileRects:
        """Back to `position` or before it, with no undo tiles (a drawing just opened, or a spent budget)."""
        self._undo_spans.forget()
        start, region = tile_footprint.undo_footprint(
            operations[: self._position], position, width=self.width, height=self.height
        )
        needed = None
        if region is not None:
            needed = tile_footprint.operations_in_footprint(
                operations[:start], region, width=self.width, height=self.height
            )
        if region is None or needed is None:
            self._position = 0
            return self._layers.wipe()
        # Only what was undone is painted anew, from the operations that reach there; the rest of the paper stays.
        scratch = Painting(self.width, self.height, undo_budget_bytes=0)
        scratch._only = region
        for operation in needed:
            scratch.apply(operation)
        scratch._position, scratch._undo_spans = start, UndoSpans(self._undo_spans.budget)
        for operation in operations[start:position]:
            scratch.apply(operation)
        tiles = {(name, *tile): scratch._layers.grab((name, *tile)) for name in LAYERS for tile in region}
        self._position = position
        rects = self._layers.swap(tiles)[1]
        self._undo_spans.adopt(scratch._undo_spans.done())
        return rects

    def _told(self, more: TileRects | None) -> Dirty:
        """Mark what changed on the proxies; a few rectangles around it and `more`."""
        bounds = more if more is not None else TileRects()
        for name, rects in self._layers.changed.items():
            if rects:
                self._proxies.mark(name, rects)
                bounds.update(rects)
                self._layers.changed[name] = TileRects()
                if name == "ink":
                    self._operations.ink_changed()
        return tuple(map(_qrect, bounds.parts()))


def _drawn_anew(width: int, height: int, operations: Sequence[Operation]) -> Layers:
    """The layers of blank paper after `operations`."""
    scratch = Painting(width, height, undo_budget_bytes=0)
    for operation in operations:
        scratch.apply(operation)
    return scratch._layers


def _qrect(rect: Rect) -> QRect:
    return QRect(rect[0], rect[1], rect[2] - rect[0], rect[3] - rect[1])


def _rect(rect: QRect) -> Rect:
    return rect.x(), rect.y(), rect.x() + rect.width(), rect.y() + rect.height()
