"""One painter for each kind of operation but strokes: it changes the layers' tiles inside a step that is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.operations import Clear, Fill, ImportImage, Operation, PlacePicture, Redraw
from sketchart_desktop.raster import blending, flood_fill, image_codec, placed_picture
from sketchart_desktop.raster.layers import Layers
from sketchart_desktop.raster.tiles import clipped, tile_rect, tiles_of


class OperationPainter:
    """Paints onto `layers`. `drawn_anew`: the layers of blank paper, width and height, after some operations."""

    def __init__(self, layers: Layers, drawn_anew: Callable[[int, int, Sequence[Operation]], Layers]) -> None:
        self._layers = layers
        self._drawn_anew = drawn_anew
        self._lines: flood_fill.Lines | None = None  # of the ink as it is, for the next fill

    def ink_changed(self) -> None:
        """What is known of the ink's lines holds no more."""
        self._lines = None

    def paint(self, operation: Operation) -> None:
        """Raises DrawingFileError where it cannot be done; the step holds how it was before."""
        if isinstance(operation, Clear):
            self._clear(operation)
        elif isinstance(operation, Fill):
            self._fill(operation)
        elif isinstance(operation, ImportImage):
            self._import_image(operation)
        elif isinstance(operation, PlacePicture):
            self._place_picture(operation)
        elif isinstance(operation, Redraw):
            self._redraw(operation)
        else:
            raise DrawingFileError("The drawing uses an operation that this version cannot paint.")

    def _clear(self, operation: Clear) -> None:
        for name in operation.layers:
            for tile in self._layers.used_tiles(name):
                self._layers.prepare(name, tile_rect(tile, self._layers.width, self._layers.height))[...] = 0

    def _fill(self, operation: Fill) -> None:
        if self._layers.changed["ink"] or (self._lines is not None and not self._lines.fit(operation)):
            self._lines = None
        ink = self._coverage("ink") if self._lines is None else None
        if ink is not None:
            self._lines = flood_fill.lines_for(ink, operation)
        region, rect = flood_fill.region(self._lines, operation, self._layers.width, self._layers.height)
        if region is None:
            return
        pixels, keep = blending.paint_tables(operation.colour, 1.0)
        for tile in tiles_of(rect):
            part = clipped(rect, tile_rect(tile, self._layers.width, self._layers.height))
            if part is None:
                continue
            x0, y0, x1, y1 = part
            cover = region[y0 - rect[1] : y1 - rect[1], x0 - rect[0] : x1 - rect[0]]
            count = cv2.countNonZero(cover)
            if not count:
                continue
            view = self._layers.prepare(operation.layer, part)
            if count == cover.size:
                view[...] = pixels[255]  # covered: the colour of a bucket lets nothing through
            else:
                view[...] = blending.over(view, pixels[cover], keep[cover])

    def _coverage(self, name: str) -> np.ndarray | None:
        """uint8 [H, W] of a layer; None while nothing was ever drawn on it."""
        array = self._layers.array(name)
        if array is None:
            return None
        result = np.zeros(array.shape, np.uint8)  # blank tiles cost nothing
        for tile in self._layers.used_tiles(name):
            x0, y0, x1, y1 = tile_rect(tile, self._layers.width, self._layers.height)
            np.right_shift(array[y0:y1, x0:x1], 24, out=result[y0:y1, x0:x1], casting="unsafe")
        return result

    def _import_image(self, operation: ImportImage) -> None:
        rgba = image_codec.decode_png(operation.png)
        lay(self._layers, operation.layer, x=operation.x, y=operation.y, rgba=rgba)

    def _place_picture(self, operation: PlacePicture) -> None:
        laid = placed_picture.laid_out(
            image_codec.decode_png(operation.png), operation, (self._layers.width, self._layers.height)
        )
        self._clear(Clear((operation.layer,)))
        if laid is not None:
            x, y, rgba = laid
            lay(self._layers, operation.layer, x=x, y=y, rgba=rgba)

    def _redraw(self, operation: Redraw) -> None:
        name = operation.layer
        drawn_layers = self._drawn_anew(self._layers.width, self._layers.height, operation.operations)
        for tile in {*self._layers.used_tiles(name), *drawn_layers.used_tiles(name)}:
            drawn = drawn_layers.grab((name, *tile))
            view = self._layers.prepare(name, tile_rect(tile, self._layers.width, self._layers.height))
            view[...] = 0 if drawn is None else drawn


def lay(layers: Layers, name: str, *, x: int, y: int, rgba: np.ndarray) -> None:
    """A straight RGBA picture over a layer, tile by tile, inside an open step."""
    whole = clipped((x, y, x + rgba.shape[1], y + rgba.shape[0]), (0, 0, layers.width, layers.height))
    if whole is None:
        return
    for tile in tiles_of(whole):
        part = clipped(whole, tile_rect(tile, layers.width, layers.height))
        if part is None:
            continue
        x0, y0, x1, y1 = part
        source = blending.premultiplied(rgba[y0 - y : y1 - y, x0 - x : x1 - x])
        if source.any():
            view = layers.prepare(name, part)
            view[...] = blending.over(view, source, blending.shares(np.uint32(255) - (source >> np.uint32(24))))
