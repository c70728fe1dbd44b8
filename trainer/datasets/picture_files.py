"""One picture of a file as uint8 RGB on white: photographs turned upright, clear pixels on paper, .ora drawings
composed. What cannot be read raises UnreadableError, whatever is wrong with it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
from defusedxml.ElementTree import fromstring
from PIL import Image, ImageOps

SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".ora"})
MAX_SIDE_PX = 16_384
MAX_PIXELS = 100_000_000
MAX_ENTRY_BYTES = 256 * 1024 * 1024
OUR_LAYERS = ("colour", "ink")  # bottom to top: what a generator is given of a drawing


class UnreadableError(Exception):
    """No picture: the text says why."""


def read_picture(path: Path) -> np.ndarray:
    """uint8 [H, W, 3]. Raises UnreadableError."""
    try:
        return _ora(path) if path.suffix.lower() == ".ora" else on_white(_opened(path))
    except UnreadableError:
        raise
    except Exception as error:  # the decoders raise a dozen types for what strangers' files hold
        raise UnreadableError(f"{path.name}: {error}") from error


def read_clear_picture(path: Path) -> np.ndarray:
    """uint8 [H, W, 4] straight RGBA where the picture has clear pixels, else as `read_picture`. Raises
    UnreadableError."""
    try:
        if path.suffix.lower() != ".ora":
            image = ImageOps.exif_transpose(_opened(path))
            if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
                rgba = np.asarray(image.convert("RGBA"))
                if rgba[..., 3].min() < 255:
                    return rgba
    except Exception as error:  # as in read_picture
        raise UnreadableError(f"{path.name}: {error}") from error
    return read_picture(path)


def picture_size(path: Path) -> tuple[int, int]:
    """Height and width as the picture is shown; of the file's head alone, so quick. Raises UnreadableError."""
    if path.suffix.lower() == ".ora":
        height, width = read_picture(path).shape[:2]
        return height, width
    try:
        with Image.open(path) as image:
            turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
            return (image.width, image.height) if turned else (image.height, image.width)
    except Exception as error:
        raise UnreadableError(f"{path.name}: {error}") from error


def on_white(image: Image.Image) -> np.ndarray:
    """uint8 [H, W, 3]: clear pixels show the paper."""
    if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE_PX:
        raise UnreadableError(f"a picture of {image.width} x {image.height} pixels is too large")
    image = ImageOps.exif_transpose(image)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, (255, 255, 255, 255))
        image = Image.alpha_composite(paper, image)
    if image.mode.startswith(("I", "F")):
        return _deep_grey(image)
    return np.asarray(image.convert("RGB"))


def _deep_grey(image: Image.Image) -> np.ndarray:
    """Grey of 16 or 32 bits, or of fractions: scaled, where Pillow's own conversion would clip it at 255."""
    values = np.asarray(image).astype(np.float32)
    finite = np.isfinite(values)
    top = float(values.max(initial=0.0, where=finite))
    values = np.nan_to_num(values, posinf=top)
    if image.mode.startswith("I"):
        white = 65535.0
    else:
        white = 1.0 if top <= 1.0 else 255.0 if top <= 255.0 else 65535.0
    grey = np.rint(np.clip(values / white, 0.0, 1.0) * 255).astype(np.uint8)
    return np.dstack([grey, grey, grey])


def _opened(path: Path) -> Image.Image:
    image = Image.open(path)
    if image.width * image.height > MAX_PIXELS:
        raise UnreadableError(f"{path.name}: {image.width} x {image.height} pixels are too many")
    return image


def read_layers(path: Path) -> dict[str, np.ndarray]:
    """The visible layers of a drawing of ours, uint8 [H, W, 4] straight RGBA as large as it, by OUR_LAYERS' names; none
    where another program made it. Raises UnreadableError.
    """
    try:
        with zipfile.ZipFile(path) as pack:
            return {name: np.asarray(layer) for name, layer in _layers(pack, path).items()}
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError(f"{path.name}: {error}") from error


def _ora(path: Path) -> np.ndarray:
    """A drawing of ours: its colours and its ink, without the reference beneath; another program's: as it shows it."""
    with zipfile.ZipFile(path) as pack:
        layers = _layers(pack, path)
        if not layers:
            return on_white(_png(_entry(pack, "mergedimage.png")))
        paper = Image.new("RGBA", next(iter(layers.values())).size, (255, 255, 255, 255))
        for layer in layers.values():
            paper = Image.alpha_composite(paper, layer)
        return np.asarray(paper.convert("RGB"))


def _layers(pack: zipfile.ZipFile, path: Path) -> dict[str, Image.Image]:
    """Bottom to top, clear where hidden or missing; none where the file has no ink layer."""
    root = fromstring(_entry(pack, "stack.xml"))
    size = (int(root.get("w", "0")), int(root.get("h", "0")))
    if min(size) < 1 or max(size) > MAX_SIDE_PX or size[0] * size[1] > MAX_PIXELS:
        raise UnreadableError(f"{path.name}: a drawing of {size[0]} x {size[1]} pixels")
    found = {layer.get("name"): layer for layer in root.iter("layer")}
    if "ink" not in found:
        return {}
    layers: dict[str, Image.Image] = {}
    for name in OUR_LAYERS:
        layers[name] = Image.new("RGBA", size, (0, 0, 0, 0))
        layer = found.get(name)
        if layer is not None and layer.get("visibility") != "hidden":
            picture = _png(_entry(pack, layer.get("src", ""))).convert("RGBA")
            layers[name].paste(picture, (int(layer.get("x", "0")), int(layer.get("y", "0"))))
    return layers


def _entry(pack: zipfile.ZipFile, name: str) -> bytes:
    if pack.getinfo(name).file_size > MAX_ENTRY_BYTES:
        raise UnreadableError(f"{name} is too large")
    return pack.read(name)


def _png(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content), formats=("PNG",))
    if image.width * image.height > MAX_PIXELS:
        raise UnreadableError("a layer is too large")
    return image
