"""Files in and out of a session: .ora with its log, other programs' .ora, and plain pictures of drawings."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QRect

from engines.sizes import fitted_size
from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.journal import Journal
from sketchart_desktop.document.layerstack import LayerSetting
from sketchart_desktop.document.openraster import PAPER_NAME, OraContents, OraLayer, read_ora, write_ora
from sketchart_desktop.document.operations import ImportImage, Operation
from sketchart_desktop.document.stroke import LAYERS
from sketchart_desktop.state import pictures, undo_trail
from sketchart_desktop.state.painting import Painting

THUMBNAIL_PX = 256
STRIP_PX = 128  # rows put together at a time: no more than a moment without letting other threads run
# What other programs' users call these layers.
LAYER_NAMES = {
    "ink": ("ink", "line", "lines", "lineart", "line art", "outline", "선", "선화", "잉크"),
    "colour": ("colour", "color", "colours", "colors", "paint", "flat", "flats", "색", "채색"),
    "reference": ("reference", "photo", "참고"),
    "mask": ("mask", "마스크"),
    PAPER_NAME: ("paper", "background", "종이", "배경"),
}


Progress = Callable[[float], None]


def silent(share: float) -> None:
    """Progress that nobody asked for."""


@dataclass(frozen=True)
class Opened:
    """A drawing ready to be taken over: whole log, position in it, pixels, file, and whether that file holds it.

    `journal`: its crash journal, where one was begun already.
    """

    drawing: Drawing
    position: int
    painting: Painting
    path: Path | None
    clean: bool
    journal: Journal | None = None


def open_file(path: str | Path) -> Opened:
    """Open an .ora or a picture. Raises DrawingFileError."""
    path = Path(path)
    if path.suffix.lower() == ".ora":
        return _open_ora(path)
    if path.suffix.lower() not in pictures.SUFFIXES:
        raise DrawingFileError(f"{path.name} is of a kind that cannot be opened; .ora, PNG, JPEG, WebP and TIFF can.")
    return picture_opened(pictures.read_picture(path), clean=True)


def save_file(
    path: str | Path, drawing: Drawing, painting: Painting, *, position: int, progress: Progress = silent
) -> None:
    """Write `painting` (which shows `position` operations) with the whole log of `drawing`. Raises DrawingFileError."""
    rects = {name: painting.used_rect(name) for name in LAYERS}
    # Packing is most of the time, and OpenCV does it without holding the interpreter.
    with ThreadPoolExecutor(max_workers=2) as pool:
        packed = {
            name: pool.submit(pictures.encode_png, painting.layer_pixels(name, rect), drawn=True)
            for name, rect in rects.items()
            if not rect.isEmpty()
        }
        merged = _merged_picture(painting)
        progress(0.2)
        merged_png = pool.submit(pictures.encode_png, merged, drawn=True)
        thumbnail = pictures.encode_png(_within(merged, THUMBNAIL_PX))
        layers = {name: _layer(painting, name, png.result()) for name, png in packed.items()}
        progress(0.5)
        undo = undo_trail.packed(undo_trail.trail_of(painting.undo_spans(), position))
    if not layers:
        # A layered file without a layer is one that some programs refuse.
        layers["ink"] = _layer(painting, "ink", pictures.encode_png(np.zeros((1, 1, 4), np.uint8)))
    layers[PAPER_NAME] = OraLayer(
        pictures.encode_flat(painting.width, painting.height, painting.background), locked=True
    )
    progress(0.7)
    write_ora(
        path,
        drawing,
        layers=layers,
        merged_png=merged_png.result(),
        thumbnail_png=thumbnail,
        position=position,
        stack=painting.stack,
        undo=undo,
    )
    progress(1.0)


def _layer(painting: Painting, name: str, png: bytes) -> OraLayer:
    """A layer as other programs are to show it. The mask is no paint: for them it is hidden, whatever our eye says."""
    rect, setting = painting.used_rect(name), painting.stack[name]
    visible = setting.visible and name != "mask"
    return OraLayer(png, rect.x(), rect.y(), visible, setting.opacity, setting.locked)


def recovered(drawing: Drawing, position: int) -> Opened:
    """A drawing painted anew from its log. Raises DrawingFileError."""
    painting = Painting(drawing.width, drawing.height, background=drawing.background)
    painting.go_to(position, drawing.operations)
    return Opened(drawing, position, painting, None, False)


def _open_ora(path: Path) -> Opened:
    contents = read_ora(path)
    if contents.drawing is None:
        return _from_foreign(contents)
    drawing = contents.drawing
    painting = Painting(drawing.width, drawing.height, background=drawing.background)
    pixels = {
        name: (layer.x, layer.y, pictures.decode_png(layer.png))
        for name, layer in contents.layers.items()
        if name in LAYERS
    }
    undo = undo_trail.unpacked(contents.undo, drawing.width, drawing.height, position=contents.position)
    painting.restore(pixels, contents.position, undo=undo)
    painting.stack = contents.stack
    return Opened(drawing, contents.position, painting, path, True)


def _from_foreign(contents: OraContents) -> Opened:
    """Another program's layers: those with a name we know go where they belong, anything else is split as a picture."""
    owners = {alias: layer for layer, names in LAYER_NAMES.items() for alias in names}
    mapped = [(owners.get(name.strip().lower()), layer) for name, layer in contents.layers.items()]
    if not any(owner == "ink" for owner, _ in mapped):
        return picture_opened(_merged(contents), clean=True)
    # Unknown layers are paint: only line art must not be guessed.
    mapped = [(owner or "colour", layer) for owner, layer in mapped]
    named = [owner for owner, _ in mapped]
    operations: list[Operation] = []
    settings: dict[str, LayerSetting] = {}
    background = (255, 255, 255)
    for owner, layer in mapped:
        rgba = pictures.decode_png(layer.png)
        if owner == PAPER_NAME:
            flat = _flat_colour(rgba)
            if flat is not None and rgba.shape[:2] == (contents.height, contents.width):
                background = flat
                continue
            owner = "colour"
        elif owner == "mask":
            settings[owner] = LayerSetting(locked=layer.locked)  # hidden from other programs, not switched off
        elif named.count(owner) == 1:
            settings[owner] = LayerSetting(layer.visible, layer.opacity, layer.locked)
        elif not layer.visible:
            continue
        elif layer.opacity < 1.0:
            rgba[..., 3] = np.rint(rgba[..., 3] * layer.opacity)
        operations.append(ImportImage(owner, pictures.encode_png(rgba), layer.x, layer.y))
    opened = _painted(Drawing(contents.width, contents.height, tuple(operations), background), clean=True)
    opened.painting.stack = opened.painting.stack.with_settings(settings)
    return opened


def _flat_colour(rgba: np.ndarray) -> tuple[int, int, int] | None:
    """The one colour of an opaque, even picture."""
    first = rgba[0, 0]
    if first[3] != 255 or (rgba != first).any():
        return None
    return int(first[0]), int(first[1]), int(first[2])


def _merged(contents: OraContents) -> np.ndarray:
    if contents.merged:
        rgba = pictures.decode_png(contents.merged)
        if rgba.shape[:2] == (contents.height, contents.width):
            return rgba
    painting = Painting(contents.width, contents.height)
    for layer in contents.layers.values():
        if layer.visible:
            painting.apply(ImportImage("ink", layer.png, layer.x, layer.y))
    return painting.layer_pixels("ink")


def picture_opened(rgba: np.ndarray, *, clean: bool) -> Opened:
    """A picture of a drawing, uint8 [H, W, 4] straight RGBA, as a drawing of its own: split into ink and colour."""
    ink, colour = pictures.split_picture(rgba)
    operations: list[Operation] = []
    for name, pixels in (("colour", colour), ("ink", ink)):
        box = _used_box(pixels)
        if box is not None:
            x, y, width, height = box.x(), box.y(), box.width(), box.height()
            part = np.ascontiguousarray(pixels[y : y + height, x : x + width])
            operations.append(ImportImage(name, pictures.encode_png(part), x, y))
    return _painted(Drawing(rgba.shape[1], rgba.shape[0], tuple(operations)), clean=clean)


def _painted(drawing: Drawing, *, clean: bool) -> Opened:
    painting = Painting(drawing.width, drawing.height, background=drawing.background)
    for operation in drawing.operations:
        painting.apply(operation)
    return Opened(drawing, len(drawing.operations), painting, None, clean)


def _used_box(rgba: np.ndarray) -> QRect | None:
    x, y, width, height = cv2.boundingRect(np.ascontiguousarray(rgba[..., 3]))
    return QRect(x, y, width, height) if width and height else None


def _merged_picture(painting: Painting) -> np.ndarray:
    """uint8 [H, W, 3] RGB: the drawing as it looks."""
    result = np.empty((painting.height, painting.width, 3), np.uint8)
    for top in range(0, painting.height, STRIP_PX):
        strip = painting.composite(QRect(0, top, painting.width, min(STRIP_PX, painting.height - top)))
        flat = np.frombuffer(strip.constBits(), np.uint8).reshape(strip.height(), strip.bytesPerLine() // 4, 4)
        cv2.cvtColor(flat, cv2.COLOR_BGRA2RGB, dst=result[top : top + strip.height()])
    return result


def _within(rgb: np.ndarray, side_px: int) -> np.ndarray:
    """A picture shrunk so that no side is longer than `side_px`."""
    height, width = rgb.shape[:2]
    size = fitted_size((width, height), side_px)
    return rgb if size == (width, height) else cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
