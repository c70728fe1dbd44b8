"""Small copies of the layers at an engine's working size, kept up to date where something changed, when asked for.

The thread that draws pays for them, between two points of the pen: only what changed is averaged anew.
"""

from __future__ import annotations

import math

import cv2
import numpy as np

from sketchart_desktop.document.stroke import LAYERS
from sketchart_desktop.raster.blending import straight
from sketchart_desktop.raster.layers import Layers
from sketchart_desktop.raster.tiles import Rect, TileRects, tile_rect

# Proxies are made anew in whole blocks of a fixed grid, so that history cannot show in the rounding.
FINE_BLOCK_PX = 8  # where each pixel averages whole pixels of the canvas: it knows nothing of its block
BLOCK_PX = 8  # about; blocks begin and end where pixels of the canvas do
LARGEST_BLOCK_PX = 48
ODD_BLOCK_PX = 32  # where they cannot
MOST_PROXIES = 12  # up to three working sizes (pen down or at rest, a slow engine) of four layers are in use at a time


class Proxies:
    """The proxies of one drawing's layers that were asked for lately."""

    def __init__(self, layers: Layers) -> None:
        self._layers = layers
        self._made: dict[tuple[str, tuple[int, int]], Proxy] = {}

    def current(self, name: str, size: tuple[int, int]) -> np.ndarray:
        """uint8 [h, w, 4] straight RGBA of a layer at `size` = (w, h), not larger than the canvas; read only.

        Later changes never touch the array, and it is the very same one until something changes.
        """
        key, layers = (name, size), self._layers
        found = self._made.get(key)
        if found is None:
            if name not in LAYERS or not (0 < size[0] <= layers.width and 0 < size[1] <= layers.height):
                raise ValueError(f"no proxy of {name} at {size}")
            while len(self._made) >= MOST_PROXIES:
                del self._made[next(iter(self._made))]
            found = self._made[key] = Proxy((layers.width, layers.height), size)
            for tile in layers.used_tiles(name):
                found.mark(tile_rect(tile, layers.width, layers.height))
        return found.current(layers.array(name))

    def mark(self, name: str, rects: TileRects) -> None:
        """A layer changed inside `rects`."""
        for (layer, _), proxy in self._made.items():
            if layer == name:
                for rect in rects.rects():
                    proxy.mark(rect)


class Proxy:
    """One layer, averaged over areas to uint8 [height, width, 4] straight RGBA. Blank until it is told of changes."""

    def __init__(self, source_size: tuple[int, int], size: tuple[int, int]) -> None:
        self._source_width, self._source_height = source_size
        self._width, self._height = size
        self._pixels = np.zeros((self._height, self._width, 4), np.uint8)
        self._shared: np.ndarray | None = None  # the copy that was given away, while nothing changes
        self._columns = _edges(self._source_width, self._width)
        self._rows = _edges(self._source_height, self._height)
        self._fine = self._source_width % self._width == 0 and self._source_height % self._height == 0
        self._block_width = FINE_BLOCK_PX if self._fine else _block(self._source_width, self._width)
        self._block_height = FINE_BLOCK_PX if self._fine else _block(self._source_height, self._height)
        self._stale = np.zeros((-(-self._height // self._block_height), -(-self._width // self._block_width)), bool)

    def mark(self, rect: Rect) -> None:
        """The layer changed inside `rect` (canvas pixels)."""
        x0, y0, x1, y1 = rect
        across, down = self._width / self._source_width, self._height / self._source_height
        left, right = int(x0 * across) // self._block_width, (math.ceil(x1 * across) - 1) // self._block_width
        top, bottom = int(y0 * down) // self._block_height, (math.ceil(y1 * down) - 1) // self._block_height
        self._stale[top : bottom + 1, left : right + 1] = True

    def current(self, source: np.ndarray | None) -> np.ndarray:
        """The picture now, read only, and the very same array for as long as nothing changes.

        `source`: uint32 [H, W] premultiplied, or None (blank). What changes later never touches the array.
        """
        if source is not None and self._stale.any():
            for top, bottom, left, right in _runs(self._stale) if self._fine else _singles(self._stale):
                height, width = self._block_height, self._block_width
                part = top * height, min(bottom * height, self._height), left * width, min(right * width, self._width)
                self._update_part(source, *part)
            self._stale[...] = False
            self._shared = None
        if self._shared is None:
            self._shared = self._pixels.copy()
            self._shared.flags.writeable = False
        return self._shared

    def _update_part(self, source: np.ndarray, top: int, bottom: int, left: int, right: int) -> None:
        y0, y1 = _reach(self._rows, top, bottom, self._source_height)
        x0, x1 = _reach(self._columns, left, right, self._source_width)
        area = source[y0:y1, x0:x1]
        target = self._pixels[top:bottom, left:right]
        if not area.any():
            target[...] = 0
            return
        if (y1 - y0, x1 - x0) == target.shape[:2]:
            target[...] = straight(area)
            return
        parts = area.view(np.uint8).reshape(y1 - y0, x1 - x0, 4)
        edges = (self._rows[top], self._rows[bottom], self._columns[left], self._columns[right])
        if all(edge == int(edge) for edge in edges):
            # The part's borders are pixel borders: OpenCV's averaging of areas is the same, and far faster.
            small = cv2.resize(parts, (right - left, bottom - top), interpolation=cv2.INTER_AREA)
        else:
            down, across = _shares(self._rows, top, bottom, y0, y1), _shares(self._columns, left, right, x0, x1)
            rows = (down @ parts.reshape(y1 - y0, -1).astype(np.float32)).reshape(bottom - top, x1 - x0, 4)
            small = np.rint(across @ rows).astype(np.uint8)
        target[...] = straight(np.ascontiguousarray(small).view(np.uint32)[..., 0])


def _block(source: int, target: int) -> int:
    """The side of a block: such that its edges are edges of source pixels too, unless it would grow too large."""
    period = target // math.gcd(source, target)
    return period * max(1, round(BLOCK_PX / period)) if period <= LARGEST_BLOCK_PX else ODD_BLOCK_PX


def _edges(source: int, target: int) -> np.ndarray:
    """The edges of each target pixel's area in source pixels; exact where they are whole numbers."""
    return np.arange(target + 1, dtype=np.float64) * source / target


def _reach(edges: np.ndarray, first: int, last: int, source: int) -> tuple[int, int]:
    """The source pixels that target pixels first..last touch."""
    return math.floor(edges[first] + 1e-9), min(source, math.ceil(edges[last] - 1e-9))


def _shares(edges: np.ndarray, first: int, last: int, start: int, end: int) -> np.ndarray:
    """float32 [target pixels, source pixels]: averaging weights of source pixels start..end."""
    places = np.arange(start, end, dtype=np.float64)
    low, high = edges[first:last, None], edges[first + 1 : last + 1, None]
    shared = np.clip(np.minimum(high, places + 1.0) - np.maximum(low, places), 0.0, None)
    return (shared / shared.sum(axis=1, keepdims=True)).astype(np.float32)


def _singles(stale: np.ndarray) -> list[Rect]:
    """Each block by itself: top, bottom, left, right, in blocks."""
    return [(row, row + 1, column, column + 1) for row, column in np.argwhere(stale).tolist()]


def _runs(stale: np.ndarray) -> list[Rect]:
    """Blocks side by side as one, and equal rows of them too: top, bottom, left, right, in blocks."""
    done: list[Rect] = []
    open_runs: dict[tuple[int, int], int] = {}  # left, right -> top
    rows = np.flatnonzero(stale.any(axis=1)).tolist()
    last = -1
    for row in rows:
        steps = np.flatnonzero(np.diff(stale[row].astype(np.int8), prepend=0, append=0)).tolist()
        here = set(zip(steps[::2], steps[1::2], strict=True))
        for (left, right), top in list(open_runs.items()):
            if row != last + 1 or (left, right) not in here:
                done.append((top, last + 1, left, right))
                del open_runs[left, right]
        for run in here:
            open_runs.setdefault(run, row)
        last = row
    return done + [(top, last + 1, left, right) for (left, right), top in open_runs.items()]
