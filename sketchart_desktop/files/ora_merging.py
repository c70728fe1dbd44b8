"""Another program's layers as one picture, where its file has none: opacities, blend modes and groups as it meant them.

A group that shows fully and plainly lets its layers mix with what lies below it; any other is put together by itself
first (OpenRaster layer stack specification, "isolation").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from sketchart_desktop.document.openraster import OraGroup, OraLayer
from sketchart_desktop.raster import blend_modes, image_codec

STRIP_PX = 128  # so many rows are mixed at a time: a large picture is never in memory as floats
TOP = 65535.0  # what is put together so far is uint16, premultiplied: faint layers add up without steps


def merged(layers: Sequence[OraLayer], width: int, height: int) -> np.ndarray:
    """uint8 [height, width, 4] straight RGBA of the visible layers, bottom to top, on nothing."""
    sheet = np.zeros((height, width, 4), np.uint16)
    _merge_into(sheet, layers, depth=0)
    result = np.empty((height, width, 4), np.uint8)
    for top in range(0, height, STRIP_PX):
        part = sheet[top : top + STRIP_PX].astype(np.float32) / TOP
        part[..., :3] /= np.maximum(part[..., 3:], 1.0 / TOP)
        result[top : top + STRIP_PX] = np.rint(np.clip(part, 0.0, 1.0) * 255.0)
    return result


def _merge_into(sheet: np.ndarray, layers: Sequence[OraLayer], *, depth: int) -> None:
    """`depth`: how many of the layers' groups are open already."""
    for group, members in groupby(layers, lambda layer: layer.groups[depth] if len(layer.groups) > depth else None):
        inside = [layer for layer in members if layer.visible]
        if group is None:
            for layer in inside:
                _lay(sheet, layer)
        elif not group.isolated:
            _merge_into(sheet, inside, depth=depth + 1)
        elif inside:
            own = np.zeros_like(sheet)
            _merge_into(own, inside, depth=depth + 1)
            _mix(sheet, own, group)


def _lay(sheet: np.ndarray, layer: OraLayer) -> None:
    rgba = image_codec.decode_png(layer.png)
    height, width = sheet.shape[:2]
    x0, y0 = max(layer.x, 0), max(layer.y, 0)
    x1, y1 = min(layer.x + rgba.shape[1], width), min(layer.y + rgba.shape[0], height)
    everywhere = blend_modes.reaches_beyond(layer.blend)
    if not everywhere and (x0 >= x1 or y0 >= y1):
        return
    left, right = (0, width) if everywhere else (x0, x1)
    for top in range(0 if everywhere else y0, height if everywhere else y1, STRIP_PX):
        bottom = min(top + STRIP_PX, height if everywhere else y1)
        above = np.zeros((bottom - top, right - left, 4), np.float32)
        first, last = max(top, y0), min(bottom, y1)
        if first < last and x0 < x1:
            seen = rgba[first - layer.y : last - layer.y, x0 - layer.x : x1 - layer.x].astype(np.float32) / 255.0
            seen[..., 3] *= layer.own_opacity
            seen[..., :3] *= seen[..., 3:]
            above[first - top : last - top, x0 - left : x1 - left] = seen
        below = sheet[top:bottom, left:right].astype(np.float32) / TOP
        sheet[top:bottom, left:right] = np.rint(blend_modes.mixed(below, above, layer.blend) * TOP)


def _mix(sheet: np.ndarray, own: np.ndarray, group: OraGroup) -> None:
    for top in range(0, sheet.shape[0], STRIP_PX):
        rows = slice(top, top + STRIP_PX)
        above = own[rows].astype(np.float32) * (group.opacity / TOP)
        below = sheet[rows].astype(np.float32) / TOP
        sheet[rows] = np.rint(blend_modes.mixed(below, above, group.blend) * TOP)
