"""Files in and out of a session: .ora with its log, other programs' .ora, and plain pictures of drawings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from engines.reading import READ_SIDE_PX
from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.file_stamp import FileStamp
from sketchart_desktop.document.layerstack import LayerStack
from sketchart_desktop.document.openraster import PAPER_NAME, OraLayer, read_ora, write_ora
from sketchart_desktop.document.stroke import LAYERS
from sketchart_desktop.files import undo_entries
from sketchart_desktop.files.foreign_ora import from_foreign
from sketchart_desktop.files.opened import Opened, picture_opened
from sketchart_desktop.files.packing import pack
from sketchart_desktop.raster import image_codec
from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.raster.snapshot import PaintingSnapshot

Progress = Callable[[float], None]


def silent(share: float) -> None:
    """Progress that nobody asked for."""


def open_file(path: str | Path) -> Opened:
    """Open an .ora or a picture. Raises DrawingFileError."""
    path = Path(path)
    if path.suffix.lower() == ".ora":
        return _open_ora(path)
    if path.suffix.lower() not in image_codec.SUFFIXES:
        raise DrawingFileError("{0} is of a kind that cannot be opened; .ora, PNG, JPEG, WebP and TIFF can.", path.name)
    return replace(picture_opened(image_codec.read_picture(path, side_px=2 * READ_SIDE_PX), clean=True), name=path.stem)


def save_file(
    path: str | Path,
    drawing: Drawing,
    painting: Painting | PaintingSnapshot,
    *,
    position: int,
    progress: Progress = silent,
) -> None:
    """Write `painting` (which shows `position` operations) with the whole log of `drawing`. Raises DrawingFileError."""
    snapshot = PaintingSnapshot(painting) if isinstance(painting, Painting) else painting
    packed = pack(snapshot, lambda share: progress(0.6 * share))
    layers = {name: _layer(snapshot.stack, name, png) for name, png in packed.layers.items()}
    if not layers:
        # A layered file without a layer is one that some programs refuse.
        layers["ink"] = _layer(snapshot.stack, "ink", image_codec.encode_png(np.zeros((1, 1, 4), np.uint8)))
    layers[PAPER_NAME] = OraLayer(
        image_codec.encode_flat(snapshot.width, snapshot.height, snapshot.background), locked=True
    )
    undo = undo_entries.packed(undo_entries.trail_of(snapshot.undo_spans, position))
    progress(0.7)
    write_ora(
        path,
        drawing,
        layers=layers,
        merged_png=packed.merged,
        thumbnail_png=packed.thumbnail,
        position=position,
        stack=snapshot.stack,
        undo=undo,
    )
    progress(1.0)


def _layer(stack: LayerStack, name: str, png: bytes) -> OraLayer:
    """A layer as other programs are to show it. The mask is no paint: for them it is hidden, whatever our eye says."""
    setting = stack[name]
    return OraLayer(png, 0, 0, setting.visible and name != "mask", setting.opacity, setting.locked)


def recovered(drawing: Drawing, position: int) -> Opened:
    """A drawing painted anew from its log. Raises DrawingFileError."""
    painting = Painting(drawing.width, drawing.height, background=drawing.background)
    painting.go_to(position, drawing.operations)
    return Opened(drawing, position, painting, None, False)


def _open_ora(path: Path) -> Opened:
    stamp = FileStamp.of(path)  # before it is read: what changes meanwhile counts as changed
    contents = read_ora(path)
    if contents.drawing is None:
        return replace(from_foreign(contents), name=path.stem)
    drawing = contents.drawing
    painting = Painting(drawing.width, drawing.height, background=drawing.background)
    # One after another: they are large.
    pixels = (
        (name, (layer.x, layer.y, image_codec.decode_png(layer.png)))
        for name, layer in contents.layers.items()
        if name in LAYERS
    )
    undo = undo_entries.unpacked(contents.undo, drawing.width, drawing.height, position=contents.position)
    painting.restore(pixels, contents.position, undo=undo)
    painting.stack = contents.stack
    return Opened(drawing, contents.position, painting, path, True, stamp=stamp)
