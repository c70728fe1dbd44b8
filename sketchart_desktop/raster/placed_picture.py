"""Pictures brought into a drawing: where they lie on the paper, and what each layer takes of them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

from engines.sizes import Size, scaled_size
from engines.sketch.linework import DEFAULT_OPTIONS
from sketchart_desktop.document.operations import (
    AddStroke,
    Clear,
    ImportImage,
    Operation,
    PlacePicture,
    Reshape,
    png_size,
)
from sketchart_desktop.raster.image_codec import encode_png, paint_of, resized
from sketchart_desktop.raster.picture_pose import HANDLES, Pose
from sketchart_desktop.raster.picture_reading import inked, lines_in

FIT, FILL = "fit", "fill"
CORNERS = HANDLES[:4]
SUBPIXEL_BITS = 4
Box = tuple[int, int, int, int]  # x, y, width, height


def box_for(picture: Size, paper: Size, how: str) -> Box:
    """Where a picture lies when it is to `fit` into the paper (all of it seen) or to `fill` it (no paper seen)."""
    across, down = paper[0] / picture[0], paper[1] / picture[1]
    scale = max(across, down) if how == FILL else min(across, down)
    width, height = scaled_size(picture, scale)
    return (paper[0] - width) // 2, (paper[1] - height) // 2, width, height


def tracing_operation(rgba: np.ndarray, paper: Size, how: str = FIT) -> PlacePicture:
    """A picture to trace, in place of the one before. It is kept no finer than the paper can show it."""
    height, width = rgba.shape[:2]
    _, _, most_width, most_height = box_for((width, height), paper, FILL)
    if most_width < width:
        rgba = resized(rgba, (most_width, most_height))
    return PlacePicture("reference", encode_png(rgba), *box_for((width, height), paper, how))


def moved(placed: PlacePicture, paper: Size, how: str) -> PlacePicture:
    """The same picture in another place."""
    return PlacePicture(placed.layer, placed.png, *box_for(png_size(placed.png), paper, how))


def placed_picture(operations: Sequence[Operation]) -> PlacePicture | None:
    """The picture that lies on the reference layer; None where there is none, or it was drawn on by other means."""
    for operation in reversed(operations):
        if isinstance(operation, PlacePicture) and operation.layer == "reference":
            return operation
        if isinstance(operation, Clear) and "reference" in operation.layers:
            return None
    return None


def is_bare(operations: Sequence[Operation], layer: str) -> bool:
    """Was nothing put on a layer since it was last emptied? (The painting only knows where something once was.)"""
    for operation in reversed(operations):
        if isinstance(operation, Clear):
            if layer in operation.layers:
                return True
        elif isinstance(operation, AddStroke | Reshape):
            if layer in operation.stroke.layers:
                return False
        elif getattr(operation, "layer", "") == layer:
            return False
    return True


def import_operation(rgba: np.ndarray, layer: str, paper: Size) -> Operation:
    """A picture as a step of the drawing, shrunk to fit and centred; each layer takes what belongs to it.

    `ink` takes the lines (of a photo, its edges as lines), `colour` everything but white paper, `reference` all of it.
    """
    if layer == "reference":
        return tracing_operation(rgba, paper)
    height, width = rgba.shape[:2]
    scale = min(1.0, paper[0] / width, paper[1] / height)
    if scale < 1.0:
        width, height = max(1, math.floor(width * scale)), max(1, math.floor(height * scale))
        rgba = resized(rgba, (width, height))
    if layer == "ink":
        rgba = inked(lines_in(rgba, DEFAULT_OPTIONS), (0, 0, 0))
    elif layer == "colour":
        rgba = paint_of(rgba)
    return ImportImage(layer, encode_png(rgba), (paper[0] - width) // 2, (paper[1] - height) // 2)


def laid_out(rgba: np.ndarray, placed: PlacePicture, paper: Size) -> tuple[int, int, np.ndarray] | None:
    """The part of a placed picture that the paper shows: x, y and uint8 [h, w, 4]; None where it lies beside it.

    Only that part is made larger or smaller, so that no box, however large, takes more memory than the paper.
    """
    if placed.turn:
        return _laid_out_turned(rgba, placed, paper)
    height, width = rgba.shape[:2]
    x0, y0 = max(placed.x, 0), max(placed.y, 0)
    x1, y1 = min(placed.x + placed.width, paper[0]), min(placed.y + placed.height, paper[1])
    if x0 >= x1 or y0 >= y1:
        return None
    across, down = width / placed.width, height / placed.height
    left, top = math.floor((x0 - placed.x) * across), math.floor((y0 - placed.y) * down)
    right = max(left + 1, math.ceil((x1 - placed.x) * across))
    bottom = max(top + 1, math.ceil((y1 - placed.y) * down))
    part = np.ascontiguousarray(rgba[top : min(bottom, height), left : min(right, width)])
    return x0, y0, resized(part, (x1 - x0, y1 - y0))


def _laid_out_turned(rgba: np.ndarray, placed: PlacePicture, paper: Size) -> tuple[int, int, np.ndarray] | None:
    """`laid_out` for a picture that does not lie straight: made smaller first, by areas, then turned by lines."""
    pose = Pose.of(placed)
    corners = np.array([pose.point(handle) for handle in CORNERS])
    x0, y0 = (max(math.floor(v), 0) for v in corners.min(axis=0))
    x1, y1 = (min(math.ceil(v), most) for v, most in zip(corners.max(axis=0), paper, strict=True))
    if x0 >= x1 or y0 >= y1:
        return None
    source = resized(rgba, (min(rgba.shape[1], placed.width), min(rgba.shape[0], placed.height)))
    height, width = source.shape[:2]
    alpha = source[..., 3:].astype(np.uint16)
    weighted = np.dstack([((source[..., :3] * alpha + 127) // 255).astype(np.uint8), source[..., 3]])
    # From a pixel of the result to one of the source: centres lie at halves, so they are shifted there and back.
    cosine, sine = math.cos(math.radians(pose.turn)), math.sin(math.radians(pose.turn))
    scale = np.diag([width / placed.width, height / placed.height])
    linear = scale @ np.array([[cosine, sine], [-sine, cosine]])
    shift = linear @ np.array([x0 + 0.5 - pose.x, y0 + 0.5 - pose.y]) + np.array([width, height]) / 2 - 0.5
    way = np.hstack([linear, shift[:, None]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    turned = cv2.warpAffine(weighted, way, (x1 - x0, y1 - y0), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    inside = np.zeros(turned.shape[:2], np.uint8)
    outline = np.rint((corners - (x0 + 0.5, y0 + 0.5)) * (1 << SUBPIXEL_BITS)).astype(np.int32)
    cv2.fillConvexPoly(inside, outline, 255, cv2.LINE_AA, SUBPIXEL_BITS)
    turned = cv2.multiply(turned, cv2.merge([inside] * 4), scale=1 / 255)
    cover = np.maximum(turned[..., 3:].astype(np.uint16), 1)
    straight = np.minimum((turned[..., :3].astype(np.uint16) * 255 + cover // 2) // cover, 255).astype(np.uint8)
    return x0, y0, np.dstack([straight, turned[..., 3]])


def ink_operation(coverage: np.ndarray, colour: tuple[int, int, int]) -> ImportImage | None:
    """Line art, uint8 [H, W] of the paper's size, as a step on the ink layer; None where there is not one line."""
    x, y, width, height = cv2.boundingRect(np.ascontiguousarray(coverage))
    if not width:
        return None
    part = np.ascontiguousarray(coverage[y : y + height, x : x + width])
    return ImportImage("ink", encode_png(inked(part, colour)), x, y)
