"""A drawing as the picture that a generator reads, and its answer as a picture again. Plain numpy and OpenCV.

The one place that knows of value ranges, channel order, padding, margins and fixed sizes: around it all pictures are
uint8 RGB, and what comes back has the size of what went in (times the generator's scale).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from engines.api import RenderRequest
from engines.packs.manifest import PictureInputs
from engines.sizes import padded
from engines.sketch.landmarks import fitted, levelled

WHITE = 255
LEAST_SIDE_PX = 64  # less than this is padded: networks mirror and normalise after halving their picture several times
BORDERS = {"reflect": cv2.BORDER_REFLECT_101, "replicate": cv2.BORDER_REPLICATE}


@dataclass(frozen=True)
class Placed:
    """A picture ready for the network, and how to find it again in the answer.

    `array`: float32 [1, C, H', W'] in the network's range. `height`, `width`: the picture's own size; `inner_height`,
    `inner_width`: its size inside the network (another one where that is fixed).
    """

    array: np.ndarray
    height: int
    width: int
    inner_height: int
    inner_width: int


def composed(request: RenderRequest, wants: str) -> np.ndarray:
    """uint8 [H, W, 3] RGB on white paper: the ink alone ("line_art"), over the colour layer ("coloured_drawing"), or
    both over the request's photo ("photo").

    A photo is also what the colour lies on where it is given to a generator of coloured drawings: so engines are
    chained.
    """
    layers = [request.ink]
    if wants != "line_art":
        if request.use_hints:
            layers.insert(0, request.colour)
        if request.photo is not None:
            layers.insert(0, request.photo)
    picture = np.full((*request.ink.shape[:2], 3), WHITE, np.uint8)
    for layer in layers:
        picture = over(layer, picture)
    return picture


def drawn_code(seed: int, length: int) -> np.ndarray:
    """float32 [1, length], N(0, 1): the style code of that number."""
    return np.random.default_rng(seed).standard_normal((1, length), np.float32)


def over(layer: np.ndarray, ground: np.ndarray) -> np.ndarray:
    """uint8 [H, W, 4] straight RGBA over uint8 [H, W, 3]."""
    alpha = layer[:, :, 3]
    if not alpha.any():
        return ground
    if alpha.min() == WHITE:
        return np.ascontiguousarray(layer[:, :, :3])
    share = alpha[:, :, None].astype(np.float32) / WHITE
    return np.rint(layer[:, :, :3] * share + ground * (1 - share)).astype(np.uint8)


def placed(
    rgb: np.ndarray,
    inputs: PictureInputs,
    multiple: int,
    *,
    landmarks: np.ndarray | None = None,
    least_side_px: int = 0,
) -> Placed:
    """uint8 [H, W, 3] RGB made to the network's size, order and range; `landmarks` uint8 [H, W, n] behind it, neutral
    where there are none. Sides shorter than `least_side_px` are padded to that.
    """
    height, width = rgb.shape[:2]
    inner = rgb
    if inputs.fixed_size is not None:
        rows, columns = inputs.fixed_size
        shrink = min(rows / height, columns / width)
        size = (max(1, min(columns, round(width * shrink))), max(1, min(rows, round(height * shrink))))
        inner = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA if shrink < 1 else cv2.INTER_CUBIC)
    else:
        rows, columns = (padded(max(side, least_side_px), multiple) for side in (height, width))
    inner_height, inner_width = inner.shape[:2]
    margin = inputs.margin
    bottom, right = rows - inner_height + margin, columns - inner_width + margin
    inner = cv2.copyMakeBorder(inner, margin, bottom, margin, right, BORDERS[inputs.padding])
    array = np.zeros((1, inputs.channels, *inner.shape[:2]), np.float32)
    low, high = inputs.range_in
    for plane, channel in zip(array[0], _ordered(inner, inputs.order), strict=False):
        np.multiply(channel, np.float32((high - low) / WHITE), out=plane)
        plane += np.float32(low)
    if landmarks is not None and inputs.landmarks:
        told = levelled(fitted(landmarks, inner_height, inner_width))
        inside = array[0, -inputs.landmarks :, margin : margin + inner_height, margin : margin + inner_width]
        inside[:] = np.moveaxis(told, 2, 0)
    return Placed(array, height, width, inner_height, inner_width)


def answered(art: np.ndarray, place: Placed, inputs: PictureInputs) -> np.ndarray:
    """uint8 [scale * H, scale * W, 3] RGB from the network's float32 [1, C, H', W'].

    Raises ValueError where the answer has a wrong shape or holds something else than numbers.
    """
    scale = inputs.scale
    rows, columns = (side - 2 * inputs.margin for side in place.array.shape[2:])
    channels = 1 if inputs.order_out == "grey" else 3
    if tuple(art.shape) != (1, channels, scale * rows, scale * columns):
        raise ValueError(f"the generator's answer has the shape {tuple(art.shape)}")
    inner = art[0, :, : scale * place.inner_height, : scale * place.inner_width]
    if not np.isfinite(inner).all():
        raise ValueError("the generator's answer holds values that are no colours")
    low, high = inputs.range_out
    values = (inner.astype(np.float32) - low) * (WHITE / (high - low))
    planes = np.clip(np.rint(values), 0, WHITE).astype(np.uint8)
    order = {"rgb": (0, 1, 2), "bgr": (2, 1, 0), "grey": (0, 0, 0)}[inputs.order_out]
    picture = np.ascontiguousarray(np.stack([planes[index] for index in order], axis=2))
    size = (scale * place.width, scale * place.height)
    if picture.shape[1::-1] != size:
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)
    return picture


def placed_heatmap(heatmap: np.ndarray, place: Placed) -> np.ndarray:
    """float32 [H, W] in 0..1 from the network's [1, 1, h, w], of any scale: smallest 0, largest 1."""
    rows, columns = place.array.shape[2:]
    whole = cv2.resize(np.ascontiguousarray(heatmap[0, 0], np.float32), (columns, rows), interpolation=cv2.INTER_LINEAR)
    inner = whole[: place.inner_height, : place.inner_width]
    if not np.isfinite(inner).all():
        raise ValueError("the generator's attention holds values that are no numbers")
    low, high = float(inner.min()), float(inner.max())
    inner = (inner - low) / (high - low) if high > low else np.zeros_like(inner)
    if inner.shape != (place.height, place.width):
        inner = cv2.resize(inner, (place.width, place.height), interpolation=cv2.INTER_LINEAR)
    return np.ascontiguousarray(inner)


def _ordered(rgb: np.ndarray, order: str) -> tuple[np.ndarray, ...]:
    if order == "grey":
        return (cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY),)
    red, green, blue = rgb[:, :, 0], rgb[:, :, 1], rgb[:, :, 2]
    return (red, green, blue) if order == "rgb" else (blue, green, red)
