"""The pixels of a drawing: one picture per layer, allocated at first use, changed tile by tile inside a step.

Pixels are uint32 0xAARRGGBB, premultiplied: QImage.Format_ARGB32_Premultiplied. A QImage shares the memory of each
layer's array, so that Qt shows what numpy draws without a copy.
"""

from __future__ import annotations

import mmap
from collections.abc import Collection, Iterator

import numpy as np
from PySide6.QtGui import QImage

from sketchart_desktop.document.stroke import LAYERS
from sketchart_desktop.raster import blending
from sketchart_desktop.raster.tiles import Rect, TileRects, clipped, tile_rect, tiles_of

TileKey = tuple[str, int, int]  # layer, column, row
Tiles = dict[TileKey, np.ndarray | None]  # None: a blank tile
SMALL_BYTES = 1 << 20  # below this it is ordinary memory


class Layers:
    """The layers' pixels and the step in which they change: the first touch of a tile keeps how it was before."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self._arrays: dict[str, np.ndarray] = {}
        self._images: dict[str, QImage] = {}
        self._used: dict[str, set[tuple[int, int]]] = {name: set() for name in LAYERS}  # all other tiles are blank
        self._before: Tiles | None = None
        self._snapshots: list[LayersSnapshot] = []
        self.changed: dict[str, TileRects] = {name: TileRects() for name in LAYERS}

    def array(self, name: str) -> np.ndarray | None:
        """uint32 [H, W] of a layer; None while nothing was ever drawn on it. Read only, please."""
        return self._arrays.get(name)

    def image(self, name: str) -> QImage | None:
        """The same memory as a QImage; it stays valid and current for as long as this object lives."""
        return self._images.get(name)

    def straight_pixels(self, name: str, rect: Rect) -> np.ndarray:
        """uint8 [h, w, 4] straight RGBA of a layer inside `rect`, a copy."""
        x0, y0, x1, y1 = rect
        array = self._arrays.get(name)
        result = np.zeros((y1 - y0, x1 - x0, 4), np.uint8)
        if array is not None:
            for tile in self.used_tiles(name):
                part = clipped(rect, tile_rect(tile, self.width, self.height))
                if part is not None:
                    left, top, right, bottom = part
                    pixels = blending.straight(array[top:bottom, left:right])
                    result[top - y0 : bottom - y0, left - x0 : right - x0] = pixels
        return result

    def used_bounds(self, name: str) -> Rect | None:
        """A rectangle (whole tiles, clipped) around all that may be drawn on a layer."""
        return _bounds(self._used[name], (self.width, self.height))

    def is_used(self, name: str) -> bool:
        """May anything be drawn on a layer?"""
        return bool(self._used[name])

    def used_tiles(self, name: str) -> list[tuple[int, int]]:
        """The tiles of a layer that may hold something, in a fixed order."""
        return sorted(self._used[name])

    def used_keys(self) -> frozenset[TileKey]:
        """Every tile that may hold something."""
        return frozenset((name, *tile) for name, tiles in self._used.items() for tile in tiles)

    def put(self, key: TileKey, pixels: np.ndarray | None) -> None:
        """Set one tile, outside any step."""
        if pixels is not None:
            self.writable(key[0], tile_rect(key[1:], self.width, self.height))[...] = pixels
            self._used[key[0]].add(key[1:])

    def snapshot(self) -> LayersSnapshot:
        """As they are now, for another thread to read."""
        self._snapshots = [one for one in self._snapshots if not one.closed]
        self._snapshots.append(LayersSnapshot(self))
        return self._snapshots[-1]

    def start_step(self) -> None:
        if self._before is not None:
            raise RuntimeError("a step is open already")
        self._before = {}

    def end_step(self) -> Tiles:
        """Close the step; how the tiles it touched were before."""
        if self._before is None:
            raise RuntimeError("no step is open")
        before, self._before = self._before, None
        return before

    def base(self, name: str, tile: tuple[int, int]) -> np.ndarray | None:
        """The tile as it was when the step began (kept from now on); None = blank. Call before writing to a tile."""
        if self._before is None:
            raise RuntimeError("no step is open")
        key = (name, *tile)
        if key not in self._before:
            self._before[key] = self.grab(key)
            self._used[name].add(tile)
        return self._before[key]

    def writable(self, name: str, rect: Rect) -> np.ndarray:
        """A view to write to, inside tiles whose `base` was asked for; the layer is allocated where needed."""
        array = self._arrays.get(name)
        if array is None:
            # Zero pages cost nothing until they are drawn on.
            array = blank(self.height, self.width, np.uint32)
            self._arrays[name] = array
            image = QImage(
                array.data, self.width, self.height, self.width * 4, QImage.Format.Format_ARGB32_Premultiplied
            )
            self._images[name] = image
        for one in self._snapshots:
            one.keep(name, rect)
        self.changed[name].add(rect)
        x0, y0, x1, y1 = rect
        return array[y0:y1, x0:x1]

    def prepare(self, name: str, rect: Rect) -> np.ndarray:
        """Keep every tile under `rect` for undo, then give the view to write to."""
        for tile in tiles_of(rect):
            self.base(name, tile)
        return self.writable(name, rect)

    def grab(self, key: TileKey) -> np.ndarray | None:
        """A copy of one tile; None = blank."""
        array = self._arrays.get(key[0])
        if array is None or key[1:] not in self._used[key[0]]:
            return None
        x0, y0, x1, y1 = tile_rect(key[1:], self.width, self.height)
        view = array[y0:y1, x0:x1]
        return view.copy() if view.any() else None

    def swap(self, tiles: Tiles) -> tuple[Tiles, TileRects]:
        """Put `tiles` in place; what stood there before, and where it was."""
        others: Tiles = {}
        rects = TileRects()
        for key, pixels in tiles.items():
            others[key] = self.grab(key)
            rect = tile_rect(key[1:], self.width, self.height)
            view = self.writable(key[0], rect)
            if pixels is None:
                view[...] = 0
                self._used[key[0]].discard(key[1:])
            else:
                view[...] = pixels
                self._used[key[0]].add(key[1:])
            rects.add(rect)
        return others, rects

    def wipe(self) -> TileRects:
        """Blank paper again; where something stood."""
        rects = TileRects()
        for name, tiles in self._used.items():
            for tile in tiles:
                rect = tile_rect(tile, self.width, self.height)
                self.writable(name, rect)[...] = 0
                rects.add(rect)
            tiles.clear()
        return rects


class LayersSnapshot:
    """What `layers` held when this was made, read by another thread while they are drawn on.

    Nothing is copied when it is made. A tile that is about to change is kept first, by the thread that draws; the
    reader copies a tile and then looks whether it was kept meanwhile: a copy that a pen ran through is never used.
    """

    def __init__(self, layers: Layers) -> None:
        self._layers = layers
        self._used = layers.used_keys()
        self._kept: Tiles = {}
        self.closed = False

    def keep(self, name: str, rect: Rect) -> None:
        """The layer is about to change inside `rect`."""
        if self.closed:
            return
        for tile in tiles_of(rect):
            key = (name, *tile)
            if key in self._used and key not in self._kept:
                self._kept[key] = self._layers.grab(key)

    def used_bounds(self, name: str) -> Rect | None:
        """As `Layers.used_bounds`, then. Call it before anything is detached."""
        tiles = [key[1:] for key in self._used if key[0] == name]
        return _bounds(tiles, (self._layers.width, self._layers.height))

    def detached(self) -> Layers:
        """Layers of one's own, as they were. From any thread, once; then nothing is kept any more."""
        fresh = Layers(self._layers.width, self._layers.height)
        for key, pixels in self._taken(self._used):
            fresh.put(key, pixels)
        self.close()
        return fresh

    def detached_row(self, row: int) -> Layers:
        """As `detached`, one row of tiles alone, as a low canvas; once for each row. What it held is kept no more."""
        _, y0, _, y1 = tile_rect((0, row), self._layers.width, self._layers.height)
        fresh = Layers(self._layers.width, y1 - y0)
        here = frozenset(key for key in self._used if key[2] == row)
        for (name, column, _), pixels in self._taken(here):
            fresh.put((name, column, 0), pixels)
        self._used = self._used - here
        for key in here:
            self._kept.pop(key, None)
        return fresh

    def _taken(self, keys: frozenset[TileKey]) -> Iterator[tuple[TileKey, np.ndarray | None]]:
        for key in sorted(keys):
            pixels = self._layers.grab(key)
            yield key, self._kept.get(key, pixels)  # looked up after the copy, not before

    def close(self) -> None:
        """Not needed any more."""
        self.closed = True
        self._kept = {}


def _bounds(tiles: Collection[tuple[int, int]], size: tuple[int, int]) -> Rect | None:
    if not tiles:
        return None
    columns, rows = zip(*tiles, strict=True)
    x0, y0, _, _ = tile_rect((min(columns), min(rows)), *size)
    _, _, x1, y1 = tile_rect((max(columns), max(rows)), *size)
    return x0, y0, x1, y1


def blank(height: int, width: int, dtype: type[np.generic]) -> np.ndarray:
    """Zeros [height, width], taken from the system by the small page, at first touch.

    numpy asks Linux for huge pages. The first dab on each then has two megabytes zeroed: a hitch under the pen, and a
    thin line takes as much memory as a filled paper.
    """
    count = height * width
    size = count * np.dtype(dtype).itemsize
    if size < SMALL_BYTES or not hasattr(mmap, "MADV_NOHUGEPAGE"):
        return np.zeros((height, width), dtype)
    memory = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    memory.madvise(mmap.MADV_NOHUGEPAGE)
    return np.frombuffer(memory, dtype, count).reshape(height, width)
