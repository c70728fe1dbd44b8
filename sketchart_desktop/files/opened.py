"""A drawing made ready to be taken over, from a picture or from operations; and what was lost on the way in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QRect

from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.file_stamp import FileStamp
from sketchart_desktop.document.journal import Journal
from sketchart_desktop.document.operations import ImportImage, Operation
from sketchart_desktop.raster import image_codec
from sketchart_desktop.raster.painting import Painting


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


def picture_opened(rgba: np.ndarray, *, clean: bool) -> Opened:
    """A picture of a drawing, uint8 [H, W, 4] straight RGBA, as a drawing of its own: split into ink and colour."""
    ink, colour = image_codec.split_picture(rgba)
    operations: list[Operation] = []
    for name, pixels in (("colour", colour), ("ink", ink)):
        box = _used_box(pixels)
        if box is not None:
            x, y, width, height = box.x(), box.y(), box.width(), box.height()
            part = np.ascontiguousarray(pixels[y : y + height, x : x + width])
            operations.append(ImportImage(name, image_codec.encode_png(part), x, y))
    return painted(Drawing(rgba.shape[1], rgba.shape[0], tuple(operations)), clean=clean)


def painted(drawing: Drawing, *, clean: bool) -> Opened:
    """A drawing with all its operations done, without a file of its own."""
    painting = Painting(drawing.width, drawing.height, background=drawing.background)
    for operation in drawing.operations:
        painting.apply(operation)
    return Opened(drawing, len(drawing.operations), painting, None, clean)


def _used_box(rgba: np.ndarray) -> QRect | None:
    x, y, width, height = cv2.boundingRect(np.ascontiguousarray(rgba[..., 3]))
    return QRect(x, y, width, height) if width and height else None
