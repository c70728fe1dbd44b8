"""Other programs' OpenRaster files: layers whose names we know go where they belong, the rest is paint or a picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engines.reading.sheet import WHOLE
from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.layerstack import LayerSetting
from sketchart_desktop.document.openraster import PAPER_NAME, OraContents, OraLayer
from sketchart_desktop.document.operations import ImportImage, Operation
from sketchart_desktop.files import ora_merging
from sketchart_desktop.files.opened import ImportNotes, Opened, painted, picture_opened
from sketchart_desktop.raster import blend_modes, image_codec

# What other programs' users call these layers.
LAYER_NAMES = {
    "ink": ("ink", "line", "lines", "lineart", "line art", "outline", "선", "선화", "잉크"),
    "colour": ("colour", "color", "colours", "colors", "paint", "flat", "flats", "색", "채색"),
    "reference": ("reference", "photo", "참고"),
    "mask": ("mask", "마스크"),
    PAPER_NAME: ("paper", "background", "종이", "배경"),
}


def from_foreign(contents: OraContents) -> Opened:
    """The drawing, without a file of its own: saving it must not overwrite what it does not hold.

    Without a layer of line art the picture as a whole is split into lines and colours.
    """
    owners = {alias: layer for layer, names in LAYER_NAMES.items() for alias in names}
    mapped = [(owners.get(name.strip().lower(), ""), name, layer) for name, layer in contents.layers.items()]
    if not any(owner == "ink" for owner, _, _ in mapped):
        hidden = tuple(name for _, name, layer in mapped if not layer.visible)
        unblended = () if contents.merged else tuple(name for _, name, one in mapped if one.visible and _is_odd(one))
        merged = _merged(contents)
        opened = picture_opened(merged, clean=True, side_px=max(16, *merged.shape[:2]), corners=WHOLE)
        return replace(opened, notes=ImportNotes(hidden, unblended, guessed=bool(opened.drawing.operations)))
    # Unknown layers are paint: only line art must not be guessed.
    mapped = [(owner or "colour", name, layer) for owner, name, layer in mapped]
    background, mapped = _without_paper(contents, mapped)
    named = [owner for owner, _, _ in mapped]
    operations: list[Operation] = []
    settings: dict[str, LayerSetting] = {}
    hidden, unblended, joined = [], [], []
    mixing = _owners_that_mix(mapped)
    for owner, name, layer in mapped:
        if owner in mixing:
            if not layer.visible:
                hidden.append(name)
                continue
            joined.append(name)
            if _is_odd(layer):
                unblended.append(name)
            if layers := mixing[owner]:
                rgba, mixing[owner] = ora_merging.merged(layers, contents.width, contents.height), []
                operations.append(ImportImage(owner, image_codec.encode_png(rgba), 0, 0))
            continue
        rgba = image_codec.decode_png(layer.png)
        if owner == "mask":
            settings[owner] = LayerSetting(locked=layer.locked)  # hidden from other programs, not switched off
        elif named.count(owner) == 1:
            settings[owner] = LayerSetting(layer.visible, layer.opacity, layer.locked)
        elif not layer.visible:
            hidden.append(name)
            continue
        else:
            joined.append(name)
            if layer.opacity < 1.0:
                rgba[..., 3] = np.rint(rgba[..., 3] * layer.opacity)
        if not layer.plain and owner != "mask":
            unblended.append(name)
        operations.append(ImportImage(owner, image_codec.encode_png(rgba), layer.x, layer.y))
    opened = painted(Drawing(contents.width, contents.height, tuple(operations), background), clean=True)
    opened.painting.stack = opened.painting.stack.with_settings(settings)
    return replace(opened, notes=ImportNotes(tuple(hidden), tuple(unblended), tuple(joined)))


def _owners_that_mix(mapped: list[tuple[str, str, OraLayer]]) -> dict[str, list[OraLayer]]:
    """Our layers that take several of theirs, not all of them plain: the visible ones, to be put together as meant."""
    result: dict[str, list[OraLayer]] = {}
    for owner in {owner for owner, _, _ in mapped} - {"mask"}:
        theirs = [layer for other, _, layer in mapped if other == owner]
        shown = [layer for layer in theirs if layer.visible]
        mixes = any(not layer.plain or any(group.isolated for group in layer.groups) for layer in shown)
        if len(theirs) > 1 and len(shown) > 1 and mixes:
            result[owner] = shown
    return result


def _without_paper(
    contents: OraContents, mapped: list[tuple[str, str, OraLayer]]
) -> tuple[tuple[int, int, int], list[tuple[str, str, OraLayer]]]:
    """The colour of the paper, and the layers over it: an even sheet under everything is no paint."""
    background, result = (255, 255, 255), []
    for owner, name, layer in mapped:
        if owner == PAPER_NAME:
            owner = "colour"
            flat = _flat_colour(layer, contents.width, contents.height)
            if flat is not None:
                background = flat if layer.visible else background
                continue
        result.append((owner, name, layer))
    return background, result


def _flat_colour(layer: OraLayer, width: int, height: int) -> tuple[int, int, int] | None:
    """The one colour of a layer that is opaque and even all over the canvas; beyond, MyPaint's layers hold nothing."""
    if layer.x > 0 or layer.y > 0:
        return None
    seen = image_codec.decode_png(layer.png)[-layer.y : height - layer.y, -layer.x : width - layer.x]
    if seen.shape[:2] != (height, width):
        return None
    first = seen[0, 0]
    if first[3] != 255 or (seen != first).any():
        return None
    return int(first[0]), int(first[1]), int(first[2])


def _merged(contents: OraContents) -> np.ndarray:
    if contents.merged:
        rgba = image_codec.decode_png(contents.merged)
        if rgba.shape[:2] == (contents.height, contents.width):
            return rgba
    return ora_merging.merged(tuple(contents.layers.values()), contents.width, contents.height)


def _is_odd(layer: OraLayer) -> bool:
    """It or a group around it has a blend mode that is not known here."""
    return not all(blend_modes.is_known(blend) for blend in (layer.blend, *(group.blend for group in layer.groups)))
