"""Pictures of drawings on their way into a drawing: read by `engines.reading`, as steps of it."""

from __future__ import annotations

import cv2
import numpy as np

from engines.reading import Kind, Reading, read_drawing
from engines.reading.sheet import WHOLE
from engines.sketch.linework import LineArtOptions, lines_of
from sketchart_desktop.document.operations import ImportImage, Operation
from sketchart_desktop.raster.image_codec import encode_png

DRAWN = (Kind.DRAWING, Kind.COLOURED, Kind.TEXT)
MOST_INK = 0.4  # of a picture that is line art, at most, is covered by lines and solid black
MOST_PX = 4096  # long side at which lines are read over a picture


def read_operations(reading: Reading) -> tuple[Operation, ...]:
    """What was read, as steps of a drawing of its size: colours first, lines over them; neither where there is none."""
    operations: list[Operation] = []
    for layer, pixels in (("colour", reading.colour), ("ink", inked(reading.ink, (0, 0, 0)))):
        x, y, width, height = cv2.boundingRect(np.ascontiguousarray(pixels[..., 3]))
        if width:
            part = np.ascontiguousarray(pixels[y : y + height, x : x + width])
            operations.append(ImportImage(layer, encode_png(part), x, y))
    return tuple(operations)


def lines_in(picture: np.ndarray, options: LineArtOptions) -> np.ndarray:
    """The lines of a picture at its own place and size, uint8 [H, W] coverage: of a drawing as they were drawn, of a
    photo its edges, drawn as `options` says. `picture`: uint8 [H, W, 4] straight RGBA."""
    x, y, width, height = cv2.boundingRect((picture[..., 3] > 8).view(np.uint8))
    if not width:
        return np.zeros(picture.shape[:2], np.uint8)
    part = picture[y : y + height, x : x + width]
    reading = read_drawing(part, WHOLE, more=options.detail, side_px=max(16, min(MOST_PX, max(width, height))))
    # Mostly black is no line art, nor is what has no line.
    if reading.kind not in DRAWN or not 0 < float((reading.ink > 127).mean()) < MOST_INK:
        return lines_of(picture, options)
    lines = np.zeros(picture.shape[:2], np.uint8)
    found = reading.ink
    if reading.size != (width, height):
        found = cv2.resize(found, (width, height), interpolation=cv2.INTER_LINEAR)
    lines[y : y + height, x : x + width] = found
    return lines


def inked(coverage: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    """uint8 [H, W, 4]: line art in one colour."""
    rgba = np.zeros((*coverage.shape, 4), np.uint8)
    rgba[coverage > 0, :3] = colour
    rgba[..., 3] = coverage
    return rgba
