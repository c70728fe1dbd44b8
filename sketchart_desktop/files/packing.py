"""A painting as the PNGs of its file, strip by strip: a large one is never whole in memory a second time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import cv2
import numpy as np
from PySide6.QtCore import QRect

from engines.sizes import fitted_size
from sketchart_desktop.document.stroke import LAYERS
from sketchart_desktop.files.png_stream import PngStream
from sketchart_desktop.raster import image_codec
from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.raster.snapshot import PaintingSnapshot
from sketchart_desktop.raster.tiles import TILE_PX

THUMBNAIL_PX = 256
ROUGH_PX = 2 * THUMBNAIL_PX  # strips are shrunk to no less than this before they are put together


@dataclass(frozen=True)
class Packed:
    """PNG bytes. `layers`: straight RGBA, from the canvas's top left corner down to where they end; no blank ones."""

    layers: dict[str, bytes] = field(repr=False)
    merged: bytes = field(repr=False)
    thumbnail: bytes = field(repr=False)


def pack(snapshot: PaintingSnapshot, progress: Callable[[float], None]) -> Packed:
    """From any thread, once. `progress` is told the share done, 0..1.

    The layers begin in the corner because GIMP 3.0 loses what it saves of a layer that begins elsewhere.
    """
    streams: dict[str, PngStream] = {}
    widths: dict[str, int] = {}
    for name in LAYERS:
        bounds = snapshot.used_bounds(name)
        if bounds is not None:
            widths[name] = bounds[2]
            streams[name] = PngStream(bounds[2], bounds[3], channels=4)
    merged = PngStream(snapshot.width, snapshot.height, channels=3)
    shrink = _shrink(snapshot.width, snapshot.height)
    rough: list[np.ndarray] = []
    strips = -(-snapshot.height // TILE_PX)

    def add(strip: Painting, name: str) -> None:
        streams[name].add(strip.layer_pixels(name, QRect(0, 0, widths[name], strip.height)))

    # Packing is most of the time, and zlib does it without holding the interpreter.
    with ThreadPoolExecutor(max_workers=2) as pool:
        for number, strip in enumerate(snapshot.strips()):
            work = [pool.submit(add, strip, name) for name in streams]
            rgb = _rgb(strip)
            rough.append(_resized(rgb, max(1, rgb.shape[1] // shrink), max(1, rgb.shape[0] // shrink)))
            merged.add(rgb)
            for one in work:
                one.result()
            progress((number + 1) / strips)
    return Packed(
        {name: stream.finish() for name, stream in streams.items()},
        merged.finish(),
        image_codec.encode_png(_within(np.concatenate(rough), snapshot.width, snapshot.height)),
    )


def _rgb(strip: Painting) -> np.ndarray:
    """uint8 [H, W, 3] RGB: the strip as it looks."""
    image = strip.composite()
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return cv2.cvtColor(flat, cv2.COLOR_BGRA2RGB)


def _shrink(width: int, height: int) -> int:
    """By how much strips are shrunk: a power of two that a strip's height can be divided by."""
    shrink = 1
    while shrink < TILE_PX and max(width, height) >= 2 * shrink * ROUGH_PX:
        shrink *= 2
    return shrink


def _within(rough: np.ndarray, width: int, height: int) -> np.ndarray:
    """The thumbnail: no side longer than `THUMBNAIL_PX`, nor than the drawing's."""
    return _resized(rough, *fitted_size((width, height), THUMBNAIL_PX))


def _resized(rgb: np.ndarray, width: int, height: int) -> np.ndarray:
    if rgb.shape[:2] == (height, width):
        return rgb
    return cv2.resize(rgb, (width, height), interpolation=cv2.INTER_AREA)
