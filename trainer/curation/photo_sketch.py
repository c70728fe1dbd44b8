"""From a photo to a sketch of what it shows, in steps that can each be looked at and set.

Subject found, background removed, inverted grey, blurred, Canny's edges (Canny 1986), and these thickened and thinned
again; or, instead of the last four, the lines of an extended difference of Gaussians (engines.sketch.linework).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from engines.sizes import fitted_size
from engines.sketch.linework import LineArtOptions, lines_of
from trainer.curation.segmentation import CLASSES, subject_by_colour, subject_by_deeplab
from trainer.curation.set_folder import SetError

Lines = Literal["canny", "xdog"]
Segmentation = Literal["off", "colour", "deeplab"]
SPECK_PX = 14.0  # at a long side of 512: shorter pieces of edge are grain


class PhotoOptions(BaseModel):
    """Every knob from photo to sketch. Pixels are those of the picture at `side_px`, its long side.

    `low`, `high`: Canny's thresholds, of gradients as a Sobel operator of `aperture` 3 gives them. `erode_px`: how much
    the dark lines grow, which closes gaps; `dilate_px`: how much they are thinned after that. `subject`: of which
    classes, for DeepLabv3 with the weights in `weights`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    side_px: int = Field(default=768, ge=64, le=2048)
    segmentation: Segmentation = "colour"
    subject: tuple[str, ...] = ()
    weights: Path | None = None
    lines: Lines = "xdog"
    blur_px: float = Field(default=1.8, ge=0, le=20)
    low: float = Field(default=30, ge=0, le=1000)
    high: float = Field(default=85, ge=0, le=1000)
    aperture: Literal[3, 5, 7] = 3
    erode_px: int = Field(default=3, ge=0, le=15)
    dilate_px: int = Field(default=1, ge=0, le=15)
    detail: float = Field(default=0.5, ge=0, le=1)

    @model_validator(mode="after")
    def _fit(self) -> PhotoOptions:
        if self.low > self.high:
            raise ValueError("low is above high")
        unknown = [name for name in self.subject if name not in CLASSES[1:]]
        if unknown:
            raise ValueError(f"there is no class {unknown[0]}; there are {', '.join(CLASSES[1:])}")
        return self


@dataclass(frozen=True, eq=False)
class PhotoSteps:
    """What each step gave; all [H, W]. `photo`: uint8 RGB. `mask`: bool, or None where no subject was found or looked
    for. `cut_out`: uint8 straight RGBA, clear behind the subject. `inverted`, `blurred`: uint8 grey, on black. `edges`:
    uint8, 255 = edge. `grown`: uint8, black lines on white after erosion. `sketch`: the last, uint8, black on white.
    """

    photo: np.ndarray
    mask: np.ndarray | None
    cut_out: np.ndarray
    inverted: np.ndarray
    blurred: np.ndarray
    edges: np.ndarray
    grown: np.ndarray
    sketch: np.ndarray


def sketch_photo(photo: np.ndarray, options: PhotoOptions | None = None) -> PhotoSteps:
    """Every step for a photo, uint8 [H, W, 3] RGB. Raises SetError where DeepLabv3 is wanted and its weights cannot be
    used."""
    options = options or PhotoOptions()
    height, width = photo.shape[:2]
    size = fitted_size((width, height), options.side_px)
    if size != (width, height):
        photo = cv2.resize(photo, size, interpolation=cv2.INTER_AREA)
    mask = _mask(photo, options)
    alpha = np.full(photo.shape[:2], 255, np.uint8) if mask is None else _softened(mask)
    cut_out = np.dstack([photo, alpha])
    inverted = _inverted(photo, alpha)
    blurred = cv2.GaussianBlur(inverted, (0, 0), options.blur_px) if options.blur_px > 0 else inverted
    if options.lines == "xdog":
        width_px = max(1.0, max(size) / 320)
        edges = lines_of(cut_out, LineArtOptions(options.detail, width_px))
        return PhotoSteps(photo, mask, cut_out, inverted, blurred, edges, 255 - edges, 255 - edges)
    edges = _edges(blurred, alpha, options)
    grown = cv2.erode(255 - edges, _disc(options.erode_px)) if options.erode_px else 255 - edges
    thinned = cv2.dilate(grown, _disc(options.dilate_px)) if options.dilate_px else grown
    return PhotoSteps(photo, mask, cut_out, inverted, blurred, edges, grown, _smoothed(thinned))


def _mask(photo: np.ndarray, options: PhotoOptions) -> np.ndarray | None:
    if options.segmentation == "off":
        return None
    if options.segmentation == "colour":
        return subject_by_colour(photo)
    if options.weights is None:
        raise SetError(
            "There are no weights of DeepLabv3 on this computer. Without them the subject is found by its colours."
        )
    return subject_by_deeplab(photo, options.weights, of=options.subject)


def _softened(mask: np.ndarray) -> np.ndarray:
    """uint8 alpha, its edge two pixels soft."""
    return cv2.GaussianBlur(mask.astype(np.uint8) * 255, (0, 0), 0.8)


def _inverted(photo: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """Inverted grey; behind the subject it is black, as paper is there."""
    grey = 255 - cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    return np.rint(grey * (alpha / np.float32(255))).astype(np.uint8)


def _edges(blurred: np.ndarray, alpha: np.ndarray, options: PhotoOptions) -> np.ndarray:
    """Canny's, and the outline of what was cut out; short pieces are left out."""
    # A wider Sobel answers larger: the same thresholds are to mean the same.
    gain = {3: 1.0, 5: 12.0, 7: 160.0}[options.aperture]
    edges = cv2.Canny(blurred, options.low * gain, options.high * gain, apertureSize=options.aperture, L2gradient=True)
    if alpha.min() == 0:
        outline, _ = cv2.findContours((alpha > 127).astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
        near = np.zeros_like(edges)
        cv2.drawContours(near, outline, -1, 255, 5)
        edges[near > 0] = 0  # the photo's own edge lies beside it: one line, not two
        cv2.drawContours(edges, outline, -1, 255, 1)
        edges[[0, -1]], edges[:, [0, -1]] = 0, 0  # where the picture ends, nothing does
    count, labels, stats, _ = cv2.connectedComponentsWithStats(edges, connectivity=8)
    least = SPECK_PX * max(edges.shape) / 512
    short = np.flatnonzero(stats[:, cv2.CC_STAT_AREA] < least) if count > 1 else np.zeros(0, int)
    edges[np.isin(labels, short[short > 0])] = 0
    return edges


def _disc(size_px: int) -> np.ndarray:
    side = 1 + size_px
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))


def _smoothed(lines: np.ndarray) -> np.ndarray:
    """Stairs become slopes: blurred, and the middle of the ramp made steep again."""
    soft = cv2.GaussianBlur(lines, (0, 0), 0.7).astype(np.float32)
    return np.clip((soft - 127.5) * 1.8 + 127.5, 0, 255).astype(np.uint8)
