"""Line art from a photo: coherent differences of Gaussians, thinned to single lines and drawn anew with one width.

Winnemoeller, Kyprianidis, Olsen, "XDoG: An eXtended difference-of-Gaussians compendium" (Computers & Graphics 2012):
the sharpened difference of their equation 7, taken across the edges and smoothed along them (their section 2.4, after
Kang et al. 2007). Where they shade the answer softly, lines are wanted here: it is cut with hysteresis, thinned (Guo
and Hall 1989), short scraps are left out, and what remains is smoothed and drawn. Plain numpy and OpenCV.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from engines.sizes import scaled_size
from engines.sketch.polylines import smoothed, traced

WORK_SIDE_PX = 768  # long side at which lines are looked for; more only finds grain
SHARPNESS = 18.0  # XDoG's p
RATIO = 1.6  # XDoG's k: the wide Gaussian over the narrow one
ALONG_STEPS = 6  # how far, to each side, the answer is smoothed along an edge
CUT_OUT_ROOM_PX = 12  # paper around a cut-out, for its outline
SHIFT = 4  # cv2's fixed-point bits


@dataclass(frozen=True)
class LineArtOptions:
    """`detail`: 0..1, how faint an edge may be and still be drawn. `width_px`: of the lines, in picture pixels."""

    detail: float = 0.5
    width_px: float = 3.0

    def __post_init__(self) -> None:
        if not 0.0 <= self.detail <= 1.0 or not 0.3 <= self.width_px <= 200.0:
            raise ValueError(f"impossible options for lines: {self}")


DEFAULT_OPTIONS = LineArtOptions()


def lines_of(picture: np.ndarray, options: LineArtOptions = DEFAULT_OPTIONS) -> np.ndarray:
    """Coverage of the line art: uint8 [H, W], 255 = line. `picture`: uint8 [H, W, 4] straight RGBA.

    The frame of a picture is no line; the outline of one that is cut out (transparent around it) is.
    """
    height, width = picture.shape[:2]
    lines = np.zeros((height, width), np.uint8)
    x, y, w, h = cv2.boundingRect((picture[..., 3] > 8).astype(np.uint8))
    if not w:
        return lines
    part = picture[y : y + h, x : x + w]
    room = 0 if _is_framed(part[..., 3]) else CUT_OUT_ROOM_PX
    part = cv2.copyMakeBorder(part, room, room, room, room, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
    found = _lines_in(part, options)
    lines[y : y + h, x : x + w] = found[room : room + h, room : room + w]
    return lines


def edge_strength(picture: np.ndarray, *, sigma: float) -> np.ndarray:
    """float32 [H, W] in 0..1: how surely a dark line belongs here. `sigma`: of the narrow Gaussian, pixels."""
    light = _lightness(picture)
    across_x, across_y = _across(light, 2.0 * sigma)
    narrow, wide = _sampled(light, across_x, across_y, sigma=sigma)
    answer = (1.0 + SHARPNESS) * narrow - SHARPNESS * wide  # equation 7
    dark = np.clip((narrow - answer) / SHARPNESS, 0.0, None)
    dark = _along(dark, across_x, across_y)
    # One threshold for a pale photo and a harsh one: in units of what its strong edges give.
    strong = float(np.percentile(dark, 99.0))
    return np.clip(dark / max(strong, 0.012), 0.0, 1.0)


def thinned(mask: np.ndarray) -> np.ndarray:
    """The skeleton of a bool [H, W] mask, one pixel wide, connected as the mask is (Guo and Hall 1989, A1)."""
    image = np.pad(mask, 1).astype(np.uint8)
    while True:
        before = int(image.sum())
        for odd in (False, True):
            p2, p3, p4 = image[:-2, 1:-1], image[:-2, 2:], image[1:-1, 2:]
            p5, p6, p7 = image[2:, 2:], image[2:, 1:-1], image[2:, :-2]
            p8, p9 = image[1:-1, :-2], image[:-2, :-2]
            crossings = (
                ((1 - p2) & (p3 | p4)) + ((1 - p4) & (p5 | p6)) + ((1 - p6) & (p7 | p8)) + ((1 - p8) & (p9 | p2))
            )
            one = (p9 | p2) + (p3 | p4) + (p5 | p6) + (p7 | p8)
            other = (p2 | p3) + (p4 | p5) + (p6 | p7) + (p8 | p9)
            least = np.minimum(one, other)
            side = ((p6 | p7 | (1 - p9)) & p8) if odd else ((p2 | p3 | (1 - p5)) & p4)
            gone = (crossings == 1) & (least >= 2) & (least <= 3) & (side == 0)
            image[1:-1, 1:-1][gone] = 0
        if int(image.sum()) == before:
            return image[1:-1, 1:-1].astype(bool)


def _lines_in(picture: np.ndarray, options: LineArtOptions) -> np.ndarray:
    height, width = picture.shape[:2]
    scale = min(1.0, WORK_SIDE_PX / max(height, width))
    small = picture
    if scale < 1.0:
        small = cv2.resize(picture, scaled_size((width, height), scale), interpolation=cv2.INTER_AREA)
    edges = edge_strength(small, sigma=_sigma(small, options.detail))
    low = 0.34 - 0.27 * options.detail
    kept = _hysteresis(edges, low, min(2.0 * low + 0.08, 0.9))
    unit = max(small.shape) / 512  # what is a scrap depends on the picture's size
    paths = traced(thinned(kept), least_px=(20.0 - 13.0 * options.detail) * unit)
    return _drawn([smoothed(path, 1.6 * unit) / scale for path in paths], (height, width), options.width_px)


def _lightness(picture: np.ndarray) -> np.ndarray:
    """float32 [H, W] in 0..1 on white paper; grain is smoothed, edges stay."""
    alpha = picture[..., 3:].astype(np.float32) / 255.0
    flat = np.rint(picture[..., :3] * alpha + 255.0 * (1.0 - alpha)).astype(np.uint8)
    for _ in range(2):
        flat = cv2.bilateralFilter(flat, 5, 28, 3)
    return cv2.cvtColor(flat, cv2.COLOR_RGB2LAB)[..., 0].astype(np.float32) / 255.0


def _across(light: np.ndarray, sigma: float) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors across the edges, from the smoothed structure tensor."""
    dx = cv2.Scharr(light, cv2.CV_32F, 1, 0)
    dy = cv2.Scharr(light, cv2.CV_32F, 0, 1)
    xx, xy, yy = (cv2.GaussianBlur(part, (0, 0), sigma) for part in (dx * dx, dx * dy, dy * dy))
    angle = 0.5 * np.arctan2(2.0 * xy, xx - yy)
    return np.cos(angle), np.sin(angle)


def _sampled(light: np.ndarray, x: np.ndarray, y: np.ndarray, *, sigma: float) -> tuple[np.ndarray, np.ndarray]:
    """The narrow and the wide Gaussian of the lightness, taken across the edges alone."""
    rows, columns = _grid(light)
    narrow, wide = np.zeros_like(light), np.zeros_like(light)
    reach = int(np.ceil(2.2 * RATIO * sigma))
    total_narrow = total_wide = 0.0
    for step in range(-reach, reach + 1):
        value = light if step == 0 else _at(light, columns + step * x, rows + step * y)
        share, share_wide = np.exp(-0.5 * (step / sigma) ** 2), np.exp(-0.5 * (step / (RATIO * sigma)) ** 2)
        narrow += share * value
        wide += share_wide * value
        total_narrow, total_wide = total_narrow + share, total_wide + share_wide
    narrow /= total_narrow
    wide /= total_wide
    return narrow, wide


def _along(answer: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The answer averaged along the edges, so that lines hold together and grain goes."""
    rows, columns = _grid(answer)
    total, weight = answer.copy(), 1.0
    for sign in (1.0, -1.0):
        at_x, at_y = columns, rows
        step_x, step_y = -sign * y, sign * x
        for step in range(1, ALONG_STEPS + 1):
            at_x, at_y = at_x + step_x, at_y + step_y
            share = float(np.exp(-0.5 * (step / (0.5 * ALONG_STEPS)) ** 2))
            total += share * _at(answer, at_x, at_y)
            weight += share
            # The direction has no sign of its own: keep going the way we came.
            next_x, next_y = -_at(y, at_x, at_y), _at(x, at_x, at_y)
            turn = np.where(next_x * step_x + next_y * step_y < 0, np.float32(-1), np.float32(1))
            step_x, step_y = next_x * turn, next_y * turn
    return total / weight


def _grid(like: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    places = np.indices(like.shape, dtype=np.float32)
    return places[0], places[1]


def _at(values: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return cv2.remap(values, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _sigma(picture: np.ndarray, detail: float) -> float:
    """Fine edges for much detail, only broad ones for little."""
    return float((2.0 - 0.9 * detail) * max(0.8, max(picture.shape) / 800))


def _is_framed(alpha: np.ndarray) -> bool:
    """Is this a whole, rectangular picture (and not a cut-out)?"""
    rim = np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]])
    return bool((rim > 127).mean() > 0.6)


def _hysteresis(edges: np.ndarray, low: float, high: float) -> np.ndarray:
    """What is above `low` and hangs together with something above `high`."""
    _, labels = cv2.connectedComponents((edges > low).astype(np.uint8), connectivity=8)
    sure = np.zeros(int(labels.max()) + 1, bool)
    sure[labels[edges > high]] = True
    sure[0] = False
    return sure[labels]


def _drawn(paths: list[np.ndarray], shape: tuple[int, int], width_px: float) -> np.ndarray:
    """uint8 [H, W] coverage of the polylines, each float [N, 2] (x, y)."""
    # Four times as large and averaged down: widths that are no whole number, and soft edges.
    fine = 4 if max(shape) <= 2048 else 2
    canvas = np.zeros((shape[0] * fine, shape[1] * fine), np.uint8)
    points = [np.rint((path + 0.5) * fine * (1 << SHIFT)).astype(np.int32) for path in paths]
    cv2.polylines(canvas, points, False, 255, max(1, round(width_px * fine)), cv2.LINE_AA, SHIFT)
    return cv2.resize(canvas, (shape[1], shape[0]), interpolation=cv2.INTER_AREA)
