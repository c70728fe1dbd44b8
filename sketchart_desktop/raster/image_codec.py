"""Pictures from files, read with every limit in place, and no larger than they are wanted; and pictures as PNG."""

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
ORIENTATION = 0x0112  # the EXIF field
BYTES_PER_PX = {"1": 1, "L": 1, "P": 1, "I;16": 2}  # in memory while it is decoded; all others take four
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


def read_picture(path: str | Path, *, side_px: int | None = None) -> np.ndarray:
    """uint8 [H, W, 4] straight RGBA of a PNG, JPEG, WebP or TIFF file, turned upright. Raises DrawingFileError.

    `side_px`: where the picture is at least twice as large as this, it is made smaller while it is read (never below
    it), so that a large scan takes little more memory than the file's own form of it.
    """
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
    return _decode(content, path.name, FORMATS, side_px=side_px)


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


def paint_of(rgba: np.ndarray) -> np.ndarray:
    """A picture as flat paint, uint8 [H, W, 4]: as it is, but for white paper, which becomes nothing."""
    flat = _on_white(rgba)
    cover = np.clip((244.0 - (flat * (255.0 / _paper(flat))).min(axis=2)) / 24.0, 0.0, 1.0)
    paint = rgba.copy()
    paint[..., 3] = np.rint(rgba[..., 3] * cover)
    paint[paint[..., 3] == 0] = 0
    return paint


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


def _decode(content: bytes, name: str, formats: tuple[str, ...], *, side_px: int | None = None) -> np.ndarray:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own size warning; the checks below are stricter
            Image.MAX_IMAGE_PIXELS = limits.MAX_SCAN_PX
            image = Image.open(io.BytesIO(content), formats=formats)
            times = 1
            if side_px is None:
                limits.check_size(*image.size)
            else:
                bytes_per_px = BYTES_PER_PX.get(image.mode, 4)
                limits.check_scan(*image.size, bytes_per_px=bytes_per_px, drafted=image.format == "JPEG")
                image.draft(None, (side_px, side_px))  # a JPEG is decoded at a half, a quarter or an eighth
                times = max(1, max(image.size) // side_px)
            image.load()
            if times > 1:
                return _turned(_rgba(image, times), image.getexif().get(ORIENTATION, 1))
            upright = ImageOps.exif_transpose(image)
            return _rgba(image if upright is None else upright)
    except _DAMAGE as error:
        if isinstance(error, Image.DecompressionBombError):
            raise DrawingFileError("{0} has too many pixels.", name) from error
        raise DrawingFileError("{0} is not a picture that can be read, or it is damaged.", name) from error


def _rgba(image: Image.Image, times: int = 1) -> np.ndarray:
    """uint8 [H, W, 4], `times` times smaller by averaging."""
    height, width = max(1, image.height // times), max(1, image.width // times)
    across = min(times, image.width)
    clear = image.info.get("transparency")
    white = _white_of(image)
    result = np.empty((height, width, 4), np.uint8)
    rows = max(1, STRIP_PX // times)
    for top in range(0, height, rows):  # as a whole it would be in memory three times
        last = min(height, top + rows)
        part = image.crop((0, top * times, width * across, min(image.height, last * times)))
        strip = np.asarray(part.convert("RGBA")) if white is None else _from_deep(np.asarray(part), white, clear)
        if times > 1:
            strip = cv2.resize(strip, (width, last - top), interpolation=cv2.INTER_AREA)
        result[top:last] = strip
    return result


def _white_of(image: Image.Image) -> float | None:
    """What stands for white in a picture of 16 or 32 bits of grey, which Pillow would clip to 255; None for others."""
    if image.mode.startswith("I"):
        return 65535.0
    if image.mode != "F":
        return None
    most = float(np.nan_to_num(np.asarray(image), posinf=0.0, neginf=0.0).max())
    return 1.0 if most <= 1.0 else 255.0 if most <= 255.0 else most


def _from_deep(values: np.ndarray, white: float, clear: object) -> np.ndarray:
    """uint8 [H, W, 4] of deep grey; `clear`: the grey that stands for transparency, if any."""
    known = np.nan_to_num(values.astype(np.float32), posinf=white, neginf=0.0)
    grey = np.rint(np.clip(known / white, 0.0, 1.0) * 255.0).astype(np.uint8)
    alpha = np.full_like(grey, 255)
    if isinstance(clear, int):
        alpha[values == clear] = 0
    return np.dstack([grey, grey, grey, alpha])


def _turned(rgba: np.ndarray, way: int) -> np.ndarray:
    """Upright, as the camera's note about how it was held says: `way` is EXIF's orientation, 1..8."""
    if way in (5, 6, 7, 8):
        rgba = rgba.transpose(1, 0, 2)
    if way in (2, 6, 7, 3):
        rgba = rgba[:, ::-1]
    if way in (3, 4, 7, 8):
        rgba = rgba[::-1]
    return np.ascontiguousarray(rgba)
