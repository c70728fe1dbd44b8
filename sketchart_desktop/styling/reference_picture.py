"""A picture that the artwork is to be like: in its style, where the generator reads styles, else in its colours."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engines.palette import Palette, dominant_colours
from engines.sizes import fitted_size
from sketchart_desktop.raster.image_codec import read_picture, resized

LARGEST_SIDE_PX = 512


@dataclass(frozen=True, eq=False)
class Likeness:
    """`pixels`: uint8 [h, w, 4] straight RGBA, small."""

    pixels: np.ndarray

    def reference(self) -> np.ndarray:
        """uint8 [h, w, 3] RGB for a style encoder; what is clear is white."""
        flat = self.pixels[:, :, :3].copy()
        flat[self.pixels[:, :, 3] == 0] = 255
        return flat

    def palette(self) -> Palette:
        return dominant_colours(self.pixels[:, :, :3], self.pixels[:, :, 3] / 255)


def read_likeness(path: Path) -> Likeness:
    """Raises DrawingFileError."""
    pixels = read_picture(path)
    height, width = pixels.shape[:2]
    return Likeness(resized(pixels, fitted_size((width, height), LARGEST_SIDE_PX)))
