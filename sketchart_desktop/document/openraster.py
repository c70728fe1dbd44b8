"""OpenRaster files: what Krita, GIMP and MyPaint read (one PNG per layer), and our operation log as one more entry.

The log is trusted only while the layers are the very ones it was saved with (their hashes are in it): a file changed by
another program opens as plain layers. Nothing in a file is trusted: names, sizes, XML and every count are checked.
Spec: https://www.openraster.org/baseline/file-layout-spec.html
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sketchart_desktop.document import limits
from sketchart_desktop.document.archive import Archive
from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.layerstack import LayerSetting, LayerStack
from sketchart_desktop.document.operations import operation_from_json, png_size
from sketchart_desktop.document.saving import link_target, remove_leftovers, write_whole
from sketchart_desktop.document.stroke import LAYERS

MIMETYPE = b"image/openraster"
LOG_NAME = "sketchart/log.json"
# MyPaint knows no edge of the paper unless the file says that its size counts; without, it saves larger drawings.
MYPAINT = "http://mypaint.org/ns/openraster"
PLAIN = ("svg:src-over", "mypaint:spectral-wgm")  # the second is how MyPaint mixes by default
PAPER_NAME = "paper"  # the ground other programs show under the layers; no layer of ours
LOG_FORMAT = 1
UNDO_FOLDER = "sketchart/undo/"
MAX_UNDO_ENTRIES = 32
MAX_UNDO_BYTES = 64 * 1024 * 1024
MAX_LAYERS = 500
MAX_DEPTH = 32


@dataclass(frozen=True)
class OraGroup:
    """A group of layers; `number` is its own in the file. `isolated`: its layers do not mix with what is below it."""

    number: int
    opacity: float
    blend: str
    isolated: bool


@dataclass(frozen=True)
class OraLayer:
    """One layer: PNG bytes (straight RGBA) with their top left corner at (x, y) of the canvas.

    `visible` and `opacity` count the groups it was in; `plain`: it lies over what is below without any blend mode.
    `blend` is its own composite-op, `own_opacity` its own share; `groups`: those it was in, the outermost first.
    """

    png: bytes = field(repr=False)
    x: int = 0
    y: int = 0
    visible: bool = True
    opacity: float = 1.0
    locked: bool = False
    plain: bool = True
    blend: str = PLAIN[0]
    own_opacity: float = field(default=1.0, compare=False)  # of a layer outside groups it is `opacity`
    groups: tuple[OraGroup, ...] = ()


@dataclass(frozen=True)
class OraContents:
    """`drawing`: the whole log, or None where the file has none of ours; `position`: how much of it the layers show.

    `layers`: bottom to top, by name; a foreign file may name them anything. `merged`: PNG bytes, b"" where missing.
    `stack`: how our layers show (defaults where the file has no log of ours). `undo`: see write_ora.
    """

    width: int
    height: int
    drawing: Drawing | None
    position: int
    layers: dict[str, OraLayer]
    merged: bytes = field(repr=False, default=b"")
    stack: LayerStack = field(default_factory=LayerStack)
    undo: dict[str, bytes] = field(repr=False, default_factory=dict)


def write_ora(
    path: str | Path,
    drawing: Drawing,
    *,
    layers: Mapping[str, OraLayer],
    merged_png: bytes,
    thumbnail_png: bytes,
    position: int,
    stack: LayerStack | None = None,
    undo: Mapping[str, bytes] | None = None,
) -> None:
    """Save atomically and read back what was written before the old file goes. Raises DrawingFileError.

    `undo`: entries under `UNDO_FOLDER` that make undo quick; nothing depends on them.
    `layers` may hold, under `PAPER_NAME`, the ground for programs that do not know the drawing's background.
    """
    ordered = {name: layers[name] for name in (PAPER_NAME, *LAYERS) if name in layers}
    entries = {f"data/{name}.png": layer.png for name, layer in ordered.items()}
    log = _log(drawing, position, ordered, stack=stack or LayerStack())

    def write(file: IO[bytes]) -> None:
        with zipfile.ZipFile(file, "w", allowZip64=True) as pack:
            _add(pack, "mimetype", MIMETYPE, zipfile.ZIP_STORED)
            _add(pack, "stack.xml", _stack_xml(drawing.width, drawing.height, ordered), zipfile.ZIP_DEFLATED)
            for name, content in entries.items():
                _add(pack, name, content, zipfile.ZIP_STORED)
            _add(pack, "mergedimage.png", merged_png, zipfile.ZIP_STORED)
            _add(pack, "Thumbnails/thumbnail.png", thumbnail_png, zipfile.ZIP_STORED)
            _add(pack, LOG_NAME, log, zipfile.ZIP_DEFLATED)
            for name, content in (undo or {}).items():
                _add(pack, name, content, zipfile.ZIP_STORED)

    def verify(fresh: Path) -> None:
        with Archive(fresh) as archive:
            for name, content in {**entries, "mergedimage.png": merged_png, LOG_NAME: log}.items():
                if archive.read(name) != content:
                    raise DrawingFileError(
                        "{0} could not be saved: the disk gave back something else.", Path(path).name
                    )

    target = link_target(path)
    remove_leftovers(target.parent, target.name)
    write_whole(path, write, verify=verify)


def read_ora(path: str | Path) -> OraContents:
    """Read our own or another program's file. Raises DrawingFileError; never more than half-reads into nothing."""
    with Archive(Path(path)) as archive:
        if archive.read("mimetype", limit=64).strip() != MIMETYPE:
            raise DrawingFileError("{0} is not an OpenRaster drawing.", Path(path).name)
        width, height, layers = _read_stack(archive)
        merged = b""
        if "mergedimage.png" in archive.names:
            merged = archive.read("mergedimage.png")
            limits.check_size(*png_size(merged))
        drawing, position, stack = None, 0, LayerStack()
        if LOG_NAME in archive.names:
            drawing, position, stack = _read_log(archive.read(LOG_NAME), layers)
        if drawing is not None and (drawing.width, drawing.height) != (width, height):
            raise DrawingFileError("The drawing is damaged: its log and its layers have different sizes.")
        undo = {} if drawing is None else _read_undo(archive)
        return OraContents(width, height, drawing, position, layers, merged, stack, undo)


def _read_undo(archive: Archive) -> dict[str, bytes]:
    """None at all where one is damaged: they are a help, and no reason to refuse a drawing."""
    names = sorted(name for name in archive.names if name.startswith(UNDO_FOLDER))
    try:
        return {name: archive.read(name, limit=MAX_UNDO_BYTES) for name in names[:MAX_UNDO_ENTRIES]}
    except DrawingFileError:
        return {}


def _add(pack: zipfile.ZipFile, name: str, content: bytes, method: int) -> None:
    # A fixed date: the same drawing gives the same bytes.
    info = zipfile.ZipInfo(name, date_time=(2020, 1, 1, 0, 0, 0))
    info.compress_type = method
    info.external_attr = 0o644 << 16
    pack.writestr(info, content)


def _stack_xml(width: int, height: int, layers: Mapping[str, OraLayer]) -> bytes:
    image = Element("image", {"version": "0.0.5", "w": str(width), "h": str(height), "xres": "72", "yres": "72"})
    image.attrib |= {"xmlns:mypaint": MYPAINT, "mypaint:frame-active": "true"}
    stack = SubElement(image, "stack")
    for name, layer in reversed(list(layers.items())):  # top layer first
        attributes = {
            "name": name,
            "src": f"data/{name}.png",
            "x": str(layer.x),
            "y": str(layer.y),
            "opacity": f"{layer.opacity:.6g}",
            "visibility": "visible" if layer.visible else "hidden",
            "composite-op": "svg:src-over",
        }
        if layer.locked:
            attributes["edit-locked"] = "true"  # as MyPaint and Krita write it
        SubElement(stack, "layer", attributes)
    return b"<?xml version='1.0' encoding='UTF-8'?>\n" + tostring(image, encoding="utf-8")


def _log(drawing: Drawing, position: int, layers: Mapping[str, OraLayer], *, stack: LayerStack) -> bytes:
    log = {
        "format": LOG_FORMAT,
        "width": drawing.width,
        "height": drawing.height,
        "background": list(drawing.background),
        "position": position,
        "layers": _fingerprints(layers),
        "stack": stack.to_json(),
    }
    # One by one: a single dump of a long log would keep every other thread waiting.
    operations = [_json(operation.to_json()) for operation in drawing.operations]
    return (_json(log)[:-1] + ',"operations":[' + ",".join(operations) + "]}").encode("utf-8")


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def _fingerprints(layers: Mapping[str, OraLayer]) -> dict[str, str]:
    """What tells that a layer is the one that was saved; the paper is not drawn on, so it does not count."""
    return {name: _fingerprint(layer) for name, layer in layers.items() if name != PAPER_NAME}


def _fingerprint(layer: OraLayer) -> str:
    return hashlib.sha256(f"{layer.x},{layer.y};".encode() + layer.png).hexdigest()


def _read_log(content: bytes, layers: Mapping[str, OraLayer]) -> tuple[Drawing | None, int, LayerStack]:
    try:
        log: Any = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DrawingFileError("The drawing's log is damaged.") from error
    if not isinstance(log, dict):
        raise DrawingFileError("The drawing's log is damaged.")
    if limits.whole(log.get("format"), "format", low=1, high=1_000_000) > LOG_FORMAT:
        raise DrawingFileError("The drawing was made by a newer version of the program.")
    if log.get("layers") != _fingerprints(layers):
        return None, 0, LayerStack()  # another program painted on it since
    operations = log.get("operations")
    if not isinstance(operations, list) or len(operations) > limits.MAX_OPERATIONS:
        raise DrawingFileError("The drawing's log is damaged.")
    drawing = Drawing(
        limits.whole(log.get("width"), "width", low=1, high=limits.MAX_SIDE_PX),
        limits.whole(log.get("height"), "height", low=1, high=limits.MAX_SIDE_PX),
        tuple(operation_from_json(operation) for operation in operations),
        limits.colour(log.get("background")),
    )
    position = limits.whole(log.get("position"), "position", low=0, high=len(operations))
    stack = LayerStack.from_json(log.get("stack", {}))
    # What another program changed without touching a pixel counts; the mask's eye is ours alone (see layerstack.py).
    ours = [name for name in layers if name in LAYERS and name != "mask"] if "stack" in log else []
    return drawing, position, stack.with_settings({name: _setting(layers[name], stack[name]) for name in ours})


def _setting(layer: OraLayer, known: LayerSetting) -> LayerSetting:
    # stack.xml rounds opacities; the log does not.
    opacity = known.opacity if abs(layer.opacity - known.opacity) < 1e-5 else layer.opacity
    return LayerSetting(layer.visible, opacity, layer.locked)


def _read_stack(archive: Archive) -> tuple[int, int, dict[str, OraLayer]]:
    try:
        image = fromstring(archive.read("stack.xml", limit=4 * 1024 * 1024), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError, LookupError) as error:
        raise DrawingFileError("The drawing's list of layers is damaged.") from error
    if image.tag != "image":
        raise DrawingFileError("The drawing's list of layers is damaged.")
    width, height = _whole(image.get("w"), "width"), _whole(image.get("h"), "height")
    limits.check_size(width, height)
    layers: dict[str, OraLayer] = {}
    area = 0
    for name, layer in _layers_in(archive, image, depth=0, numbers=count(1)):
        layer_width, layer_height = png_size(layer.png)
        limits.check_size(layer_width, layer_height)
        area += layer_width * layer_height
        if area > 8 * limits.MAX_AREA_PX or max(abs(layer.x), abs(layer.y)) > limits.MAX_SIDE_PX:
            raise DrawingFileError("The drawing's layers are too large.")
        if len(layers) >= MAX_LAYERS:
            raise DrawingFileError("The drawing has too many layers.")
        unique, number = name, 2
        while unique in layers:
            unique, number = f"{name} {number}", number + 1
        layers[unique] = layer
    return width, height, layers


def _layers_in(
    archive: Archive, parent: Element, *, depth: int, numbers: Iterator[int]
) -> Iterator[tuple[str, OraLayer]]:
    """The layers in `parent`, bottom to top (the file lists the top first), groups taken apart."""
    if depth > MAX_DEPTH:
        raise DrawingFileError("The drawing's list of layers is damaged.")
    for child in reversed(list(parent)):
        visible, opacity = child.get("visibility", "visible") != "hidden", _share(child.get("opacity", "1"))
        blend = child.get("composite-op", PLAIN[0])
        plain = blend in PLAIN
        if child.tag == "stack":
            isolated = opacity < 1.0 or not plain or child.get("isolation") == "isolate"
            # The outermost holds the whole picture: there is nothing below it.
            group = (OraGroup(next(numbers), opacity, blend, isolated),) if depth else ()
            for name, layer in _layers_in(archive, child, depth=depth + 1, numbers=numbers):
                yield (
                    name,
                    replace(
                        layer,
                        visible=layer.visible and visible,
                        opacity=layer.opacity * opacity,
                        plain=layer.plain and plain,
                        groups=group + layer.groups,
                    ),
                )
        elif child.tag == "layer":
            x, y = _whole(child.get("x", "0"), "position"), _whole(child.get("y", "0"), "position")
            locked = child.get("edit-locked") == "true"
            yield (
                child.get("name") or "",
                OraLayer(archive.read(child.get("src") or ""), x, y, visible, opacity, locked, plain, blend, opacity),
            )


def _whole(text: str | None, name: str) -> int:
    try:
        value = int(float(text or ""))
    except (ValueError, OverflowError) as error:
        raise DrawingFileError("The drawing holds an impossible value for {0}.", name) from error
    return limits.whole(value, name, low=-(2**31), high=2**31)


def _share(text: str) -> float:
    try:
        return limits.number(float(text), "opacity", low=0.0, high=1.0)
    except ValueError as error:
        raise DrawingFileError("The drawing holds an impossible value for opacity.") from error
