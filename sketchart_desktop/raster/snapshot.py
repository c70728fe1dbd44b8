"""A painting as it was at one moment, for another thread to read while one draws on. Nothing is copied yet."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.raster.tiles import TILE_PX, Rect
from sketchart_desktop.raster.undo_tiles import Span


class PaintingSnapshot:
    """What `painting` shows now, whatever is drawn on it later. Make it where the painting is drawn on."""

    def __init__(self, painting: Painting) -> None:
        self._shell = copy.copy(painting)
        self.stack = painting.stack
        self.width, self.height, self.background = painting.width, painting.height, painting.background
        self._undo = painting.undo_spans()
        self._layers = painting.layers_snapshot()

    def detached(self) -> Painting:
        """A painting of one's own. From any thread, once."""
        return self._shell.with_layers(self._layers.detached(), self._undo)

    @property
    def undo_spans(self) -> tuple[Span, ...]:
        """The tiles kept for undo, oldest first."""
        return self._undo

    def used_bounds(self, name: str) -> Rect | None:
        """Around all that may be drawn on a layer (whole tiles); None for a blank one. Before `strips`."""
        return self._layers.used_bounds(name)

    def strips(self) -> Iterator[Painting]:
        """From top to bottom in strips `TILE_PX` high, each a painting of its own; from any thread, once.

        Never is more than one strip copied, and drawing that goes on meanwhile keeps less and less.
        """
        for row in range(-(-self.height // TILE_PX)):
            strip = self._shell.with_layers(self._layers.detached_row(row), ())
            strip.height = min(TILE_PX, self.height - row * TILE_PX)
            yield strip
        self.close()

    def close(self) -> None:
        """Not needed any more."""
        self._layers.close()
