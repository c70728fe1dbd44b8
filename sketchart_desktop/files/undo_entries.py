"""The last undo steps as entries of a saved drawing, so that the first undo after opening need not paint the log anew.

The tiles of each span stand side by side in one PNG, their premultiplied pixels as they are; `index.json` says which is
which. Nothing depends on it: where a part is missing or damaged there is no trail, and undo replays operations.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sketchart_desktop.document import limits
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.openraster import UNDO_FOLDER
from sketchart_desktop.document.operations import png_size
from sketchart_desktop.document.stroke import LAYERS
from sketchart_desktop.raster import image_codec
from sketchart_desktop.raster.layers import TileKey, Tiles
from sketchart_desktop.raster.tiles import TILE_PX, tile_rect
from sketchart_desktop.raster.undo_tiles import Span, merged

INDEX = UNDO_FOLDER + "index.json"
# How many operations each span covers, newest first: single steps near the end, a few replayed strokes farther back.
SPAN_STEPS = (1, 1, 1, 1, 2, 2, 4, 4, 8, 8, 16, 16, 32)
MOST_TILES = 3000  # 192 MB of pixels
_ACROSS = 16  # tiles side by side in a PNG


def trail_of(spans: Sequence[Span], position: int) -> list[Span]:
    """What of `spans` (without gaps, oldest first, up to `position`) is worth keeping, newest first."""
    left, result, tiles = list(spans), [], 0
    for steps in SPAN_STEPS:
        if not left or left[-1].end != position:
            break
        one = left.pop()
        while left and left[-1].end == one.start and one.end - left[-1].start <= steps:
            one = merged(left.pop(), one)
        tiles += len(one.tiles)
        if tiles > MOST_TILES:
            break
        result.append(one)
        position = one.start
    return result


def packed(trail: Sequence[Span]) -> dict[str, bytes]:
    """The entries that hold a trail, newest span first."""
    entries: dict[str, bytes] = {}
    index = []
    for number, span in enumerate(trail):
        keys = sorted(span.tiles)
        full = [key for key in keys if span.tiles[key] is not None]
        row: dict[str, Any] = {"start": span.start, "end": span.end, "tiles": full}
        row["blank"] = [key for key in keys if span.tiles[key] is None]
        if full:
            png = image_codec.encode_png(_sheet(span.tiles, full), drawn=True)
            name = f"{UNDO_FOLDER}{number}.png"
            entries[name] = png
            row["picture"], row["sha256"] = name, hashlib.sha256(png).hexdigest()
        index.append(row)
    if index:
        entries[INDEX] = json.dumps(index, separators=(",", ":")).encode("utf-8")
    return entries


def unpacked(entries: Mapping[str, bytes], width: int, height: int, *, position: int) -> list[Span]:
    """The spans in `entries` that lead back from `position`, oldest first; none where anything is wrong with them."""
    if INDEX not in entries:
        return []
    try:
        rows = json.loads(entries[INDEX])
        if not isinstance(rows, list) or len(rows) > len(SPAN_STEPS):
            raise DrawingFileError("The undo steps are damaged.")
        spans: list[Span] = []
        for row in rows:
            span = _span(row, entries, width, height)
            if span.end != (spans[-1].start if spans else position):
                raise DrawingFileError("The undo steps are damaged.")
            spans.append(span)
    except (DrawingFileError, ValueError, RecursionError):
        return []
    return spans[::-1]


def _sheet(tiles: Tiles, keys: Sequence[TileKey]) -> np.ndarray:
    rows = -(-len(keys) // _ACROSS)
    sheet = np.zeros((rows * TILE_PX, min(len(keys), _ACROSS) * TILE_PX), np.uint32)
    for number, key in enumerate(keys):
        pixels = tiles[key]
        assert pixels is not None
        _place(sheet, number)[: pixels.shape[0], : pixels.shape[1]] = pixels
    return sheet.view(np.uint8).reshape(*sheet.shape, 4)


def _place(sheet: np.ndarray, number: int) -> np.ndarray:
    row, column = divmod(number, _ACROSS)
    return sheet[row * TILE_PX : (row + 1) * TILE_PX, column * TILE_PX : (column + 1) * TILE_PX]


def _span(row: Any, entries: Mapping[str, bytes], width: int, height: int) -> Span:
    if not isinstance(row, dict):
        raise DrawingFileError("The undo steps are damaged.")
    end = limits.whole(row.get("end"), "position", low=1, high=limits.MAX_OPERATIONS)
    start = limits.whole(row.get("start"), "position", low=0, high=end - 1)
    tiles: Tiles = dict.fromkeys(_keys(row.get("blank"), width, height))
    full = _keys(row.get("tiles"), width, height)
    if full:
        png = entries.get(str(row.get("picture")), b"")
        if hashlib.sha256(png).hexdigest() != row.get("sha256"):
            raise DrawingFileError("The undo steps are damaged.")
        shape = (-(-len(full) // _ACROSS) * TILE_PX, min(len(full), _ACROSS) * TILE_PX)
        if png_size(png) != shape[::-1]:
            raise DrawingFileError("The undo steps are damaged.")
        sheet = image_codec.decode_png(png).view(np.uint32)[..., 0]
        for number, key in enumerate(full):
            x0, y0, x1, y1 = tile_rect(key[1:], width, height)
            tiles[key] = _place(sheet, number)[: y1 - y0, : x1 - x0].copy()
    return Span(start, end, tiles)


def _keys(value: Any, width: int, height: int) -> list[TileKey]:
    if not isinstance(value, list) or len(value) > MOST_TILES:
        raise DrawingFileError("The undo steps are damaged.")
    columns, rows = -(-width // TILE_PX), -(-height // TILE_PX)
    result: list[TileKey] = []
    for key in value:
        if not isinstance(key, list) or len(key) != 3 or key[0] not in LAYERS:
            raise DrawingFileError("The undo steps are damaged.")
        column = limits.whole(key[1], "tile", low=0, high=columns - 1)
        result.append((key[0], column, limits.whole(key[2], "tile", low=0, high=rows - 1)))
    return result
