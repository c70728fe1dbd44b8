"""Where the canvas lies in the widget: scale, position, turn and mirror, as one immutable value. Pure geometry."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import QTransform

MIN_SCALE = 0.02
MAX_SCALE = 64.0
ZOOM_STEP = 2**0.25
STOPS = (1 / 32, 1 / 16, 1 / 8, 1 / 6, 1 / 4, 1 / 3, 1 / 2, 2 / 3, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)
KEEP_VISIBLE_PX = 48


@dataclass(frozen=True)
class Viewport:
    """Canvas pixels to widget pixels: mirror and turn about the canvas origin, scale, then move.

    `scale`: widget (logical) pixels per canvas pixel. `x`, `y`: where the canvas origin falls in the widget.
    `angle`: degrees, clockwise. `mirrored`: left and right exchanged.
    """

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0
    angle: float = 0.0
    mirrored: bool = False

    def transform(self) -> QTransform:
        """Canvas to widget."""
        transform = QTransform()
        transform.translate(self.x, self.y)
        transform.rotate(self.angle)
        transform.scale(-self.scale if self.mirrored else self.scale, self.scale)
        return transform

    def to_widget(self, point: QPointF) -> QPointF:
        return self.transform().map(point)

    def to_canvas(self, point: QPointF) -> QPointF:
        inverse, _ = self.transform().inverted()
        return inverse.map(point)

    def rect_to_widget(self, rect: QRect) -> QRect:
        """The widget rectangle that shows these canvas pixels, rounded outwards, with room for smoothing."""
        shown = self.transform().mapRect(QRectF(rect)).toAlignedRect()
        return shown.adjusted(-2, -2, 2, 2)

    def rect_to_canvas(self, rect: QRect) -> QRect:
        """The canvas pixels seen through a widget rectangle, rounded outwards, with room for smoothing."""
        inverse, _ = self.transform().inverted()
        return inverse.mapRect(QRectF(rect)).toAlignedRect().adjusted(-2, -2, 2, 2)

    def moved(self, dx: float, dy: float) -> Viewport:
        return replace(self, x=self.x + dx, y=self.y + dy)

    def scaled_at(self, anchor: QPointF, scale: float) -> Viewport:
        """Another scale; the canvas point under `anchor` (widget pixels) stays there."""
        scale = min(max(scale, MIN_SCALE), MAX_SCALE)
        return replace(self, scale=scale)._holding(anchor, self.to_canvas(anchor))

    def zoomed_at(self, anchor: QPointF, steps: float, *, exact: float = 1.0) -> Viewport:
        """Zoom by steps of about 19 %; close to `exact`, the scale that counts as 100 %, it becomes just that."""
        before, scale = self.scale / exact, self.scale / exact * ZOOM_STEP**steps
        if abs(math.log(scale)) < 0.06 * math.log(2) or (before - 1) * (scale - 1) < -1e-9:
            scale = 1.0
        return self.scaled_at(anchor, scale * exact)

    def stepped_at(self, anchor: QPointF, direction: int, *, exact: float = 1.0) -> Viewport:
        """The next round zoom above (`direction` 1) or below (-1); `exact`: the scale that counts as 100 %."""
        now = self.scale / exact
        if direction > 0:
            scale = next((s for s in STOPS if s > now * 1.001), MAX_SCALE)
        else:
            scale = next((s for s in reversed(STOPS) if s < now * 0.999), MIN_SCALE)
        return self.scaled_at(anchor, scale * exact)

    def turned_at(self, anchor: QPointF, degrees: float) -> Viewport:
        angle = (self.angle + degrees + 180) % 360 - 180
        return replace(self, angle=angle)._holding(anchor, self.to_canvas(anchor))

    def mirrored_at(self, anchor: QPointF) -> Viewport:
        return replace(self, mirrored=not self.mirrored, angle=-self.angle)._holding(anchor, self.to_canvas(anchor))

    def fitted(self, canvas: QSizeF, widget: QSizeF, *, margin: float = 24.0, largest: float = 4.0) -> Viewport:
        """The whole canvas, centred, as large as the widget allows; small canvases are not blown up past `largest`."""
        bounds = (
            replace(self, scale=1.0, x=0.0, y=0.0).transform().mapRect(QRectF(0, 0, canvas.width(), canvas.height()))
        )
        room_x, room_y = max(widget.width() - 2 * margin, 16), max(widget.height() - 2 * margin, 16)
        scale = min(room_x / max(bounds.width(), 1), room_y / max(bounds.height(), 1), largest)
        return replace(self, scale=min(max(scale, MIN_SCALE), MAX_SCALE)).centred(canvas, widget)

    def fitted_wide(self, canvas: QSizeF, widget: QSizeF, *, margin: float = 24.0) -> Viewport:
        """As wide as the widget. What is taller than the widget shows the part that is in its middle now."""
        here = self.to_canvas(QPointF(widget.width() / 2, widget.height() / 2))
        plain = (
            replace(self, scale=1.0, x=0.0, y=0.0).transform().mapRect(QRectF(0, 0, canvas.width(), canvas.height()))
        )
        scale = max(widget.width() - 2 * margin, 16) / max(plain.width(), 1)
        wide = replace(self, scale=min(max(scale, MIN_SCALE), MAX_SCALE)).centred(canvas, widget)
        bounds = wide.transform().mapRect(QRectF(0, 0, canvas.width(), canvas.height()))
        if bounds.height() + 2 * margin <= widget.height():
            return wide
        dy = widget.height() / 2 - wide.to_widget(here).y()
        lowest, highest = widget.height() - margin - bounds.bottom(), margin - bounds.top()
        return wide.moved(0.0, min(max(dy, lowest), highest))

    def centred(self, canvas: QSizeF, widget: QSizeF) -> Viewport:
        """The same scale, the middle of the canvas in the middle of the widget."""
        middle = QPointF(canvas.width() / 2, canvas.height() / 2)
        return self._holding(QPointF(widget.width() / 2, widget.height() / 2), middle)

    def kept_in_sight(self, canvas: QSizeF, widget: QSizeF) -> Viewport:
        """Moved back just enough that a corner of the canvas cannot leave the widget."""
        bounds = self.transform().mapRect(QRectF(0, 0, canvas.width(), canvas.height()))
        keep_x, keep_y = min(KEEP_VISIBLE_PX, widget.width() / 2), min(KEEP_VISIBLE_PX, widget.height() / 2)
        dx = max(keep_x - bounds.right(), 0.0) + min(widget.width() - keep_x - bounds.left(), 0.0)
        dy = max(keep_y - bounds.bottom(), 0.0) + min(widget.height() - keep_y - bounds.top(), 0.0)
        return self.moved(dx, dy) if dx or dy else self

    def _holding(self, anchor: QPointF, canvas_point: QPointF) -> Viewport:
        there = self.to_widget(canvas_point)
        return self.moved(anchor.x() - there.x(), anchor.y() - there.y())
