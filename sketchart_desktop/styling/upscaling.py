"""A finished artwork two or four times as large, for export: by an upscaler among the user's styles, else smoothly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sketchart_desktop.raster.image_codec import resized

if TYPE_CHECKING:
    from engines.packs.stylepack import StyleLibrary, StylePack

FACTORS = (2, 4)
MOST_SIDE_PX = 16_384
MOST_PIXELS = 150_000_000
Progress = Callable[[float], None]


def can_enlarge(width: int, height: int, factor: int) -> bool:
    """Is a picture of that size, so many times larger, still one to be written?"""
    return factor * max(width, height) <= MOST_SIDE_PX and factor**2 * width * height <= MOST_PIXELS


def upscaler_for(library: StyleLibrary, factor: int) -> StylePack | None:
    """The upscaler that enlarges as many times, or the one that comes nearest; None where there is none."""
    upscalers = ((pack, pack.picture) for pack in library.list() if pack.upscales and pack.picture is not None)
    scales = [(pack, picture.scale) for pack, picture in upscalers if picture.scale > 1]
    nearest = min(scales, key=lambda one: abs(one[1] - factor), default=None)
    return None if nearest is None else nearest[0]


def enlarged(
    image: np.ndarray,
    factor: int,
    library: StyleLibrary,
    *,
    cache_dir: Path | None = None,
    device: str = "auto",
    progress: Progress = lambda _: None,
) -> np.ndarray:
    """uint8 [H, W, 4] straight RGBA to [factor * H, factor * W, 4]. Raises EngineError, StylePackError, and ValueError
    where the result would be too large.
    """
    from engines.compositing import tiled_upscaling
    from engines.engine import open_engine
    from engines.picture_engine import PictureEngine

    height, width = image.shape[:2]
    if factor == 1:
        return image
    if not can_enlarge(width, height, factor):
        raise ValueError(f"{factor * width} x {factor * height} pixels are too many")
    pack = upscaler_for(library, factor)
    if pack is None:
        return resized(image, (factor * width, factor * height))
    engine = open_engine(pack, device, cache_dir=cache_dir)
    try:
        assert isinstance(engine, PictureEngine)
        large = image
        while large.shape[0] < factor * height:
            large = tiled_upscaling.upscale(engine, large, on_progress=progress)
    finally:
        engine.close()
    # An upscaler of four times, asked for two: what it painted is averaged.
    return resized(large, (factor * width, factor * height))
