"""The stroke that is being drawn: its points so far, how they cover the paper, and the pixels they lay down."""

from __future__ import annotations

from sketchart_desktop.document.stroke import Stroke
from sketchart_desktop.raster import blending, paper_grain
from sketchart_desktop.raster.layers import Layers
from sketchart_desktop.raster.stroke_coverage import Trail
from sketchart_desktop.raster.tiles import TileRects, tile_rect


class LiveStroke:
    """A stroke in progress: its head, the points so far, its coverage and the pixels it lays down."""

    def __init__(self, head: Stroke, trail: Trail) -> None:
        self.head = head
        self.trail = trail
        self.chunks = [head.points]
        self.count = len(head.points)
        self.erases = head.brush.kind == "eraser"
        self.tooth = paper_grain.tooth(head.brush.grain) if head.brush.grain else None
        opacity = head.brush.opacity
        tables = blending.erase_tables(opacity) if self.erases else blending.paint_tables(head.colour, opacity)
        self.pixels, self.keep = tables

    def show(self, layers: Layers, changed: TileRects) -> None:
        """Paint it, inside an open step, where its coverage changed."""
        for tile, rect in changed.items():
            coverage = self.trail.coverage(rect)
            x0, y0 = tile_rect(tile, layers.width, layers.height)[:2]
            x, y = slice(rect[0] - x0, rect[2] - x0), slice(rect[1] - y0, rect[3] - y0)
            if self.tooth is not None:
                coverage = paper_grain.laid_on(coverage, self.tooth[y, x])
            source, keep = self.pixels.take(coverage), self.keep.take(coverage)
            for name in self.head.layers:
                if self.erases and layers.array(name) is None:
                    continue
                base = layers.base(name, tile)
                if base is None and self.erases:
                    continue
                result = blending.over(None if base is None else base[y, x], source, keep)
                layers.writable(name, rect)[...] = result
