"""What a taught style's finishing network is given, and its answer as a picture. Plain numpy and OpenCV.

Everything is anchored to the canvas: the same place has the same noise and the same phase of ruled paper, however often
it is painted.
"""

from __future__ import annotations

from typing import Protocol

import cv2
import numpy as np

from engines.alpha import premultiplied, straight
from engines.errors import EngineError
from engines.families.finishing import CELL, MARGIN_PX, NOISE_PLANES, PATTERNS, SIZE_MULTIPLE, FinishParameters
from engines.sizes import padded

NOISE_SIDE = 512  # cells, then it repeats
COARSE = 8  # cells: how much larger the grain of the last noise plane but one is; of the last, twice that
FIGURE_REACH_PX = 48.0  # the plane of nearness is 0 from so far away on


class Finisher(Protocol):
    """What executes the two graphs of a finishing network."""

    def paper(self, canvas: np.ndarray) -> np.ndarray: ...

    def finish(self, art: np.ndarray, paper: np.ndarray) -> np.ndarray: ...

    def close(self) -> None: ...


class Finishing:
    """A taught style's last step. The paper is made once for each size of canvas."""

    def __init__(self, parameters: FinishParameters, finisher: Finisher) -> None:
        self._parameters = parameters
        self._finisher = finisher
        self._paper: tuple[tuple[int, int], np.ndarray] | None = None

    def finished(self, image: np.ndarray, ink: np.ndarray, regions: np.ndarray) -> np.ndarray:
        """uint8 [H, W, 4] straight RGBA: the artwork `image` of the same kind, finished. `ink` and `regions` as for
        `art_planes`. Raises EngineError."""
        height, width = ink.shape
        if self._paper is None or self._paper[0] != ink.shape:
            canvas = canvas_planes(height, width, self._parameters)
            self._paper = (height, width), self._finisher.paper(canvas)
        art = self._finisher.finish(art_planes(image, ink, regions), self._paper[1])
        try:
            return picture_of(art, height, width)
        except ValueError as error:
            raise EngineError("The style's generator gave values that are no colours.") from error

    def close(self) -> None:
        self._finisher.close()


def resized(image: np.ndarray, height: int, width: int) -> np.ndarray:
    """A finished artwork, uint8 straight RGBA, at another size. Its lines are its own: they are not the drawing's."""
    larger = height * width > image.shape[0] * image.shape[1]
    how = cv2.INTER_CUBIC if larger else cv2.INTER_AREA
    if image[:, :, 3].min() == 255:
        return cv2.resize(image, (width, height), interpolation=how)
    # Without overshooting: a colour beyond its opacity would be none.
    how = cv2.INTER_LINEAR if larger else cv2.INTER_AREA
    return np.ascontiguousarray(straight(cv2.resize(premultiplied(image), (width, height), interpolation=how)))


def art_planes(image: np.ndarray, ink: np.ndarray, regions: np.ndarray) -> np.ndarray:
    """float32 [1, 8, H', W'] in [0, 1], H' and W' multiples of 8: the artwork over white (3), its opacity, the ink, the
    size and the depth of the region (engines.sketch.input_planes), how near the figure is. It begins MARGIN_PX before
    the canvas and ends so much after it: beyond the edges everything goes on as it ends there.

    `image`: uint8 [H, W, 4] straight RGBA; `ink`: uint8 [H, W], 255 = line; `regions`: float32 [2, H, W].
    """
    height, width = ink.shape
    planes = np.zeros((1, 8, *sides_of(height, width)), np.float32)
    whole = planes[0, :, MARGIN_PX : MARGIN_PX + height, MARGIN_PX : MARGIN_PX + width]
    channels = cv2.split(image)
    clear = cv2.bitwise_not(channels[3])
    for plane, channel in zip(whole, channels[:3], strict=False):
        over_white = cv2.add(cv2.multiply(channel, channels[3], scale=1 / 255), clear)
        np.multiply(over_white, np.float32(1 / 255), out=plane)
    np.multiply(channels[3], np.float32(1 / 255), out=whole[3])
    np.multiply(ink, np.float32(1 / 255), out=whole[4])
    whole[5:7] = regions
    whole[7] = _nearness(channels[3], ink)
    right, bottom = MARGIN_PX + width, MARGIN_PX + height
    planes[0, :, :, :MARGIN_PX] = planes[0, :, :, MARGIN_PX : MARGIN_PX + 1]
    planes[0, :, :, right:] = planes[0, :, :, right - 1 : right]
    planes[0, :, :MARGIN_PX] = planes[0, :, MARGIN_PX : MARGIN_PX + 1]
    planes[0, :, bottom:] = planes[0, :, bottom - 1 : bottom]
    return planes


def sides_of(height: int, width: int) -> tuple[int, int]:
    """Of what the network is given for a canvas of that size."""
    rows, columns = (padded(side + 2 * MARGIN_PX, SIZE_MULTIPLE) for side in (height, width))
    return rows, columns


def _nearness(opacity: np.ndarray, ink: np.ndarray) -> np.ndarray:
    """1 on what is drawn, falling to 0 at FIGURE_REACH_PX from it: found at a quarter of the size, as it is smooth."""
    height, width = ink.shape
    small = max(1, width // 4), max(1, height // 4)
    drawn = cv2.resize(cv2.max(opacity, ink), small, interpolation=cv2.INTER_AREA)
    away = np.where(drawn > 8, np.uint8(0), np.uint8(1))
    if away.all():
        return np.zeros(ink.shape, np.float32)
    distance = cv2.distanceTransform(away, cv2.DIST_L2, 3)
    near = np.clip(1 - distance * np.float32(4 / FIGURE_REACH_PX), 0, 1)
    return cv2.resize(near, (width, height), interpolation=cv2.INTER_LINEAR)


def picture_of(art: np.ndarray, height: int, width: int) -> np.ndarray:
    """uint8 [height, width, 4] straight RGBA from the network's float32 [1, 4, H', W'] in [0, 1]. Raises ValueError
    where it holds something else than colours, such as NaN."""
    inner = art[0, :, MARGIN_PX : MARGIN_PX + height, MARGIN_PX : MARGIN_PX + width]
    channels = [cv2.convertScaleAbs(plane, alpha=255.0) for plane in inner]
    if not np.isfinite(art).all():
        raise ValueError("the generator's answer holds values that are no colours")
    return cv2.merge(channels)


def canvas_planes(height: int, width: int, parameters: FinishParameters) -> np.ndarray:
    """float32 [1, planes, H'/2, W'/2]: what the paper is made of, for a canvas of that size."""
    rows, columns = sides_of(height, width)
    noise = noise_tile(parameters.seed)
    repeats = (1, -(-rows // CELL // NOISE_SIDE), -(-columns // CELL // NOISE_SIDE))
    noise = np.tile(noise, repeats)[:, : rows // CELL, : columns // CELL]
    to_canvas = np.array([[1, 0, -MARGIN_PX], [0, 1, -MARGIN_PX]], np.float64)
    return laid_out(to_canvas, (rows, columns), canvas=(height, width), noise=noise, parameters=parameters)[None]


def laid_out(
    to_canvas: np.ndarray,
    shape: tuple[int, int],
    *,
    canvas: tuple[int, int],
    noise: np.ndarray,
    parameters: FinishParameters,
) -> np.ndarray:
    """float32 [planes, H/2, W/2] for a piece of `shape` (H, W), of whose pixels float64 [2, 3] `to_canvas` tells where
    on the canvas (height, width) they lie. The noise, [6, H/2, W/2]; the place, -1..1 across and down; each pattern, of
    deviation 1 or so, and sine and cosine of the wave that leads it, in cells of 2 x 2."""
    down, across = (np.arange(side, dtype=np.float64) for side in shape)
    (xx, xy, x0), (yx, yy, y0) = to_canvas.tolist()
    cells = shape[0] // CELL, shape[1] // CELL
    parts = [noise]
    for (a, b, c), side in (((xx, xy, x0), canvas[1]), ((yx, yy, y0), canvas[0])):
        place = (b * down[::CELL, None] + a * across[None, ::CELL] + c) * (2 / max(1, side - 1)) - 1
        parts.append(place[None])
    empty = np.zeros((PATTERNS - len(parameters.patterns)) * 3 * CELL**2)
    for waves in parameters.patterns:
        fx, fy, strength, phase = np.array(waves, np.float64).T
        u, v = 2 * np.pi * (fx * xx + fy * yx), 2 * np.pi * (fx * xy + fy * yy)
        at_zero = np.exp(1j * (2 * np.pi * (fx * x0 + fy * y0) + phase))
        rows, columns = np.exp(1j * np.outer(down, v)), np.exp(1j * np.outer(u, across))
        pattern = ((rows * (strength * at_zero)) @ columns).real / max(1e-6, float(np.sqrt((strength**2).sum() / 2)))
        lead = (rows[:, :1] * at_zero[0]) @ columns[:1]
        for plane in (pattern, lead.real, lead.imag):
            parts.append(plane.reshape(cells[0], CELL, cells[1], CELL).transpose(1, 3, 0, 2).reshape(CELL**2, *cells))
    parts.append(np.broadcast_to(empty[:, None, None], (len(empty), *cells)))
    return np.concatenate(parts).astype(np.float32)


def noise_tile(seed: int) -> np.ndarray:
    """float32 [6, 512, 512], of deviation 1 each, the same for the same seed: four planes of single cells, two of
    larger grains. It repeats without a seam."""
    rng = np.random.default_rng(seed)
    tile = rng.standard_normal((NOISE_PLANES, NOISE_SIDE, NOISE_SIDE), np.float32)
    for plane, side in ((NOISE_PLANES - 2, COARSE), (NOISE_PLANES - 1, 2 * COARSE)):
        wide = np.pad(tile[plane], 3 * side, mode="wrap")
        smooth = cv2.GaussianBlur(wide, (0, 0), side / 2)[3 * side : -3 * side, 3 * side : -3 * side]
        tile[plane] = smooth / smooth.std()
    return tile
