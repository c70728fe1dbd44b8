"""Pictures brought into a drawing: where they lie on the paper, and what each layer takes of them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

from engines.linework import lines_of
from sketchart_desktop.document.operations import Clear, ImportImage, Operation, PlacePicture, png_size
from sketchart_desktop.state.pictures import encode_png, is_on_paper, paint_of, resized, split_picture

FIT, FILL = "fit", "fill"
Size = tuple[int, int]  # width, height
Box = tuple[int, int, int, int]  # x, y, width, height


def box_for(picture: Size, paper: Size, how: str) -> Box:
    """Where a picture lies when it is to `fit` into the paper (all of it seen) or to `fill` it (no paper seen)."""
    across, down = paper[0] / picture[0], paper[1] / picture[1]
    scale = max(across, down) if how == FILL else min(across, down)
    width, height = max(1, round(picture[0] * scale)), max(1, round(picture[1] * scale))
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
        rgba = split_picture(rgba)[0] if is_on_paper(rgba) else inked(lines_of(rgba), (0, 0, 0))
    elif layer == "colour":
        rgba = paint_of(rgba)
    return ImportImage(layer, encode_png(rgba), (paper[0] - width) // 2, (paper[1] - height) // 2)


def laid_out(rgba: np.ndarray, placed: PlacePicture, paper: Size) -> tuple[int, int, np.ndarray] | None:
    """The part of a placed picture that the paper shows: x, y and uint8 [h, w, 4]; None where it lies beside it.

    Only that part is made larger or smaller, so that no box, however large, takes more memory than the paper.
    """
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


def ink_operation(coverage: np.ndarray, colour: tuple[int, int, int]) -> ImportImage | None:
    """Line art, uint8 [H, W] of the paper's size, as a step on the ink layer; None where there is not one line."""
    x, y, width, height = cv2.boundingRect(np.ascontiguousarray(coverage))
    if not width:
        return None
    part = np.ascontiguousarray(coverage[y : y + height, x : x + width])
    return ImportImage("ink", encode_png(inked(part, colour)), x, y)


def inked(coverage: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    """uint8 [H, W, 4]: line art in one colour."""
    rgba = np.zeros((*coverage.shape, 4), np.uint8)
    rgba[coverage > 0, :3] = colour
    rgba[..., 3] = coverage
    return rgba
