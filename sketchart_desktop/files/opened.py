"""A drawing made ready to be taken over, from a picture or from operations; and what was lost on the way in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from engines.reading import READ_SIDE_PX, Kind, Reading, read_drawing
from engines.reading.sheet import is_whole, straightened
from engines.sketch.linework import LineArtOptions, lines_of
from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.file_stamp import FileStamp
from sketchart_desktop.document.journal import Journal
from sketchart_desktop.raster import image_codec, picture_reading, placed_picture
from sketchart_desktop.raster.painting import Painting

PHOTO_LINES = 1 / 320  # of the long side: the width of the lines drawn from a photo's edges


@dataclass(frozen=True)
class ImportNotes:
    """How another program's drawing differs from what was made of it; names of layers, bottom to top.

    `hidden`: left out, because they did not show. `unblended`: their blend mode is not known here. `joined`: became one
    layer with others. `guessed`: no layer was named as line art, so the picture was split into lines and colours.
    """

    hidden: tuple[str, ...] = ()
    unblended: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    guessed: bool = False


@dataclass(frozen=True)
class Opened:
    """A drawing ready to be taken over: whole log, position in it, pixels, file, and whether that file holds it.

    `journal`: its crash journal, where one was begun already. `notes`: what of another's file is lost.
    `stamp`: what the file was when it was read. `name`: what to call the drawing where it has no file of its own.
    `kind`: what a picture showed; None where it was no picture.
    """

    drawing: Drawing
    position: int
    painting: Painting
    path: Path | None
    clean: bool
    journal: Journal | None = None
    notes: ImportNotes = field(default_factory=ImportNotes)
    stamp: FileStamp | None = None
    name: str = ""
    kind: Kind | None = None


def picture_opened(
    rgba: np.ndarray, *, clean: bool, side_px: int = READ_SIDE_PX, corners: np.ndarray | None = None
) -> Opened:
    """A picture of a drawing, uint8 [H, W, 4] straight RGBA, as a drawing of its own: read into ink and colour.

    `side_px`, `corners`: see engines.reading.read_drawing. A photo's edges become the ink, over the photo to trace.
    """
    return reading_opened(read_drawing(rgba, corners, side_px=side_px), rgba, clean=clean)


def reading_opened(reading: Reading, rgba: np.ndarray, *, clean: bool) -> Opened:
    """What was read of a picture, as a drawing of its own. `rgba`: the picture, which a photo keeps to be traced."""
    size = width, height = reading.size
    operations = picture_reading.read_operations(reading)
    if reading.kind is Kind.PHOTO:
        photo = rgba if is_whole(reading.corners) else straightened(rgba, reading.corners, max(size))
        options = LineArtOptions(width_px=max(1.0, max(size) * PHOTO_LINES))
        ink = placed_picture.ink_operation(lines_of(image_codec.resized(photo, size), options), (0, 0, 0))
        operations = (placed_picture.tracing_operation(photo, size), *((ink,) if ink is not None else ()))
    drawing = Drawing(width, height, operations)
    return replace(painted(drawing, clean=clean), kind=reading.kind)


def painted(drawing: Drawing, *, clean: bool) -> Opened:
    """A drawing with all its operations done, without a file of its own."""
    painting = Painting(drawing.width, drawing.height, background=drawing.background)
    for operation in drawing.operations:
        painting.apply(operation)
    return Opened(drawing, len(drawing.operations), painting, None, clean)
