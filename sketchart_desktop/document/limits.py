"""How large a drawing may be, in one place; the checks raise DrawingFileError with text fit for the user."""

from __future__ import annotations

import math
from typing import Any

from sketchart_desktop.document.errors import DrawingFileError

MAX_SIDE_PX = 16_384
MAX_AREA_PX = 100_000_000
MAX_SCAN_PX = 600_000_000
MAX_SCAN_BYTES = 640 * 1024 * 1024
MAX_POINTS_PER_STROKE = 200_000
MAX_OPERATIONS = 1_000_000
MAX_PICTURE_BYTES = 512 * 1024 * 1024
MAX_BRUSH_PX = 4096.0
# Strokes may leave the paper, but a coordinate far away from it is damage, and would cost time to no effect.
MAX_COORDINATE_PX = 65_536.0


def check_size(width: int, height: int) -> None:
    """Refuse a canvas or picture of impossible or unreasonable size."""
    if width < 1 or height < 1:
        raise DrawingFileError("A picture of {0} x {1} pixels cannot be drawn on.", width, height)
    if width > MAX_SIDE_PX or height > MAX_SIDE_PX or width * height > MAX_AREA_PX:
        raise DrawingFileError(
            "The picture has {0} x {1} pixels; at most {2} on a side and {3} million in all are supported.",
            width,
            height,
            MAX_SIDE_PX,
            MAX_AREA_PX // 1000000,
        )


def check_scan(width: int, height: int, *, bytes_per_px: int, drafted: bool) -> None:
    """Refuse a picture that cannot even be made smaller while it is read. `drafted`: its format allows to decode an
    eighth of its side alone."""
    area = width * height
    if width < 1 or height < 1:
        raise DrawingFileError("A picture of {0} x {1} pixels cannot be drawn on.", width, height)
    if area > MAX_SCAN_PX or (not drafted and area * bytes_per_px > MAX_SCAN_BYTES):
        raise DrawingFileError(
            "The picture has {0} x {1} pixels, which is more than can be read. Scan it again with fewer dots per inch, "
            "or save it smaller or as JPEG.",
            width,
            height,
        )


def whole(value: Any, name: str, *, low: int, high: int) -> int:
    """An integer from a file, in low..high; a bool or a float is damage."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise DrawingFileError("The drawing holds an impossible value for {0}.", name)
    return value


def number(value: Any, name: str, *, low: float, high: float) -> float:
    """A finite number from a file, in low..high."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DrawingFileError("The drawing holds an impossible value for {0}.", name)
    if not math.isfinite(value) or not low <= value <= high:
        raise DrawingFileError("The drawing holds an impossible value for {0}.", name)
    return float(value)


def flag(value: Any, name: str) -> bool:
    """A bool from a file."""
    if not isinstance(value, bool):
        raise DrawingFileError("The drawing holds an impossible value for {0}.", name)
    return value


def colour(value: Any) -> tuple[int, int, int]:
    """An (r, g, b) of 0..255 from a file."""
    if not isinstance(value, list | tuple) or len(value) != 3:
        raise DrawingFileError("The drawing holds an impossible colour.")
    red, green, blue = (whole(part, "colour", low=0, high=255) for part in value)
    return red, green, blue
