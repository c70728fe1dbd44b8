"""Pictures from files, read with every limit in place; a plain picture of a drawing split into ink and colour."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageOps

from sketchart_desktop.document import limits
from sketchart_desktop.document.errors import DrawingFileError

FORMATS = ("PNG", "JPEG", "WEBP", "TIFF")
STRIP_PX = 256
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff")
# What Pillow raises for damaged files; anything else is our own mistake and should be seen.
_DAMAGE = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
    NotImplementedError,
    MemoryError,
    RuntimeError,
    ZeroDivisionError,
    AssertionError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


def read_picture(path: str | Path) -> np.ndarray:
    """uint8 [H, W, 4] straight RGBA of a PNG, JPEG, WebP or TIFF file, turned upright. Raises DrawingFileError."""
    path = Path(path)
    try:
        size = path.stat().st_size
        if size > limits.MAX_PICTURE_BYTES:
            raise DrawingFileError("{0} is too large to open.", path.name)
        content = path.read_bytes()
    except OSError as error:
        raise DrawingFileError("{0} cannot be read: {1}.", path.name, error.strerror or error) from error
    if not content:
        raise DrawingFileError("{0} is empty.", path.name)
    return _decode(content, path.name, FORMATS)


def decode_png(png: bytes) -> np.ndarray:
    """uint8 [H, W, 4] straight RGBA of PNG bytes. Raises DrawingFileError."""
    return _decode(png, "A picture inside the drawing", ("PNG",))


def encode_png(rgba: np.ndarray, *, drawn: bool = False) -> bytes:
    """PNG bytes of uint8 [H, W, 4] straight RGBA or [H, W, 3] RGB.

    `drawn`: mostly flat, as drawings are: no row filters, which is three times as fast and often smaller.
    """
    swapped = cv2.cvtColor(rgba, cv2.COLOR_RGBA2BGRA if rgba.shape[2] == 4 else cv2.COLOR_RGB2BGR)
    options = [cv2.IMWRITE_PNG_COMPRESSION, 1 if drawn else 3]
    if drawn and hasattr(cv2, "IMWRITE_PNG_FILTER"):  # since OpenCV 4.12
        options += [cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_NONE]
    done, packed = cv2.imencode(".png", swapped, options)
    if not done:
        raise DrawingFileError("The picture could not be written as PNG.")
    return packed.tobytes()


def encode_flat(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """PNG bytes of a sheet of one colour: one bit a pixel, so that a large sheet takes no time."""
    sheet = Image.new("P", (width, height), 0)
    sheet.putpalette([*colour, *colour])
    packed = io.BytesIO()
    sheet.save(packed, "PNG", bits=1, compress_level=1)
    return packed.getvalue()


def split_picture(rgba: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(ink, colour) of a picture of a drawing, each uint8 [H, W, 4] straight RGBA; white paper becomes nothing.

    Ink is what a morphological closing takes away (dark and thin), and solid neutral dark; its alpha is its darkness.
    Colour is what the closing leaves: the paint, also where it ran under the lines.
    """
    flat = _on_white(rgba)
    flat = np.clip(flat * (255.0 / _paper(flat)), 0.0, 255.0)
    height, width = flat.shape[:2]
    # Lines are thin compared with the picture: 13 pixels and less at 512.
    reach = max(2, round(max(height, width) / 80))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    paint = cv2.morphologyEx(np.rint(flat).astype(np.uint8), cv2.MORPH_CLOSE, disc, borderType=cv2.BORDER_REPLICATE)
    paint = paint.astype(np.float32)
    luma = flat @ np.array([0.299, 0.587, 0.114], np.float32)
    ground = paint @ np.array([0.299, 0.587, 0.114], np.float32)
    line = np.clip((ground - luma) / np.maximum(ground, 1.0), 0.0, 1.0)
    line = np.where(line < 0.08, 0.0, np.clip((line - 0.08) / 0.8, 0.0, 1.0))  # JPEG noise is not ink
    brightest, darkest = paint.max(axis=2), paint.min(axis=2)
    neutral_dark = np.clip((96.0 - brightest) / 48.0, 0.0, 1.0) * np.clip(
        (64.0 - (brightest - darkest)) / 32.0, 0.0, 1.0
    )
    ink = np.zeros((height, width, 4), np.uint8)
    ink[..., 3] = np.rint(np.maximum(line, neutral_dark) * 255.0)
    colour = np.zeros((height, width, 4), np.uint8)
    cover = np.clip((244.0 - darkest) / 24.0, 0.0, 1.0) * (1.0 - neutral_dark)
    colour[..., :3] = np.rint(paint)
    colour[..., 3] = np.rint(cover * 255.0)
    colour[colour[..., 3] == 0] = 0
    return ink, colour


def paint_of(rgba: np.ndarray) -> np.ndarray:
    """A picture as flat paint, uint8 [H, W, 4]: as it is, but for white paper, which becomes nothing."""
    flat = _on_white(rgba)
    cover = np.clip((244.0 - (flat * (255.0 / _paper(flat))).min(axis=2)) / 24.0, 0.0, 1.0)
    paint = rgba.copy()
    paint[..., 3] = np.rint(rgba[..., 3] * cover)
    paint[paint[..., 3] == 0] = 0
    return paint


def is_on_paper(rgba: np.ndarray) -> bool:
    """Does the picture, uint8 [H, W, 4], look like a drawing on bright, even paper (and not like a photo)?"""
    return _paper_of(_on_white(rgba)) is not None


def resized(rgba: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """uint8 [h, w, 4] straight RGBA made `size` = (w, h) large, transparent pixels weighing nothing.

    Smaller by averaging areas, larger by cubic curves.
    """
    height, width = rgba.shape[:2]
    if (width, height) == size:
        return rgba
    alpha = rgba[..., 3:].astype(np.float32)
    weighted = np.concatenate([rgba[..., :3] * (alpha / 255.0), alpha], axis=2)
    shrinking = size[0] <= width and size[1] <= height
    scaled = cv2.resize(weighted, size, interpolation=cv2.INTER_AREA if shrinking else cv2.INTER_CUBIC)
    scaled = np.clip(scaled, 0.0, 255.0)
    scaled[..., :3] *= 255.0 / np.maximum(scaled[..., 3:], 1e-3)
    return np.clip(np.rint(scaled), 0, 255).astype(np.uint8)


def _on_white(rgba: np.ndarray) -> np.ndarray:
    """float32 [H, W, 3], 0..255."""
    alpha = rgba[..., 3:].astype(np.float32) / 255.0
    return rgba[..., :3].astype(np.float32) * alpha + 255.0 * (1.0 - alpha)


def _paper(flat: np.ndarray) -> np.ndarray:
    """float32 [3]: the colour of the paper, white where there is none to be seen."""
    paper = _paper_of(flat)
    return np.full(3, 255.0, np.float32) if paper is None else paper


def _paper_of(flat: np.ndarray) -> np.ndarray | None:
    """float32 [3]: the colour of the paper, where the picture's rim is bright and even."""
    rim = np.concatenate([flat[0], flat[-1], flat[:, 0], flat[:, -1]])
    paper = np.median(rim, axis=0)
    neutral = paper.max() - paper.min() < 40.0
    even = np.median(np.abs(rim - paper)) < 8.0
    if paper.min() > 170.0 and neutral and even:
        return np.maximum(paper, 1.0).astype(np.float32)
    return None


def _decode(content: bytes, name: str, formats: tuple[str, ...]) -> np.ndarray:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own size warning; the check below is stricter
            image = Image.open(io.BytesIO(content), formats=formats)
            limits.check_size(*image.size)
            image.load()
            upright = ImageOps.exif_transpose(image)
            return _rgba(image if upright is None else upright)
    except _DAMAGE as error:
        if isinstance(error, Image.DecompressionBombError):
            raise DrawingFileError("{0} has too many pixels.", name) from error
        raise DrawingFileError("{0} is not a picture that can be read, or it is damaged.", name) from error


def _rgba(image: Image.Image) -> np.ndarray:
    if image.mode.startswith(("I", "F")):
        # 16 and 32 bit grey: Pillow would clip it to 255 instead of scaling.
        values = np.asarray(image).astype(np.float32)
        top = 65535.0 if image.mode.startswith("I") else max(1e-6, float(np.nan_to_num(values).max()))
        grey = np.rint(np.clip(np.nan_to_num(values) / top, 0.0, 1.0) * 255.0).astype(np.uint8)
        return np.dstack([grey, grey, grey, np.full_like(grey, 255)])
    result = np.empty((image.height, image.width, 4), np.uint8)
    for top in range(0, image.height, STRIP_PX):  # as a whole it would be in memory three times
        strip = image.crop((0, top, image.width, min(image.height, top + STRIP_PX)))
        result[top : top + STRIP_PX] = np.asarray(strip.convert("RGBA"))
    return result
