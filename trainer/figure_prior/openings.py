"""Outlines opened as people leave them open: gaps, missing sides, open junctions, open bottoms. Works on finished line
art and the silhouette behind it, so it knows nothing of who drew the lines.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

DEEP = 0.02  # of the side: a dent of the silhouette as deep as this is a junction of two forms
DOWN, SIDEWAYS = np.array([0.0, 1.0]), np.array([1.0, 0.0])


def opened(ink: np.ndarray, silhouette: np.ndarray, *, rng: np.random.Generator) -> tuple[np.ndarray, float]:
    """`ink` with its outline opened in one to three ways, and the share of the outline that was taken away.

    `ink`: uint8 [H, W], 255 = line; `silhouette`: bool or uint8 [H, W], not 0 inside. What is wiped away follows the
    outline, so that lines within the shape mostly stay.
    """
    contours, _ = cv2.findContours((silhouette > 0).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    contours = [contour for contour in contours if len(contour) >= 24]
    if not contours:
        return ink, 0.0
    wiped = np.zeros_like(ink)
    sizes = np.array([len(contour) for contour in contours], float)
    for _ in range(int(rng.choice([1, 1, 2, 3]))):
        contour = contours[int(rng.choice(len(contours), p=sizes / sizes.sum()))]
        _WAYS[int(rng.choice(len(_WAYS), p=_SHARES))](wiped, contour, rng)
    outline = np.concatenate(contours)[:, 0]
    away = float((wiped[outline[:, 1], outline[:, 0]] > 0).mean())
    return cv2.min(ink, cv2.bitwise_not(wiped)), away


def _gaps(wiped: np.ndarray, contour: np.ndarray, rng: np.random.Generator) -> None:
    """A few round gaps anywhere."""
    side = max(wiped.shape)
    for _ in range(int(rng.integers(1, 6))):
        x, y = contour[rng.integers(len(contour)), 0].tolist()
        cv2.circle(wiped, (x, y), max(1, round(side * rng.uniform(0.012, 0.07))), 255, -1)


def _stretch(wiped: np.ndarray, contour: np.ndarray, rng: np.random.Generator) -> None:
    """One stretch of the outline, such as a whole side."""
    length = int(len(contour) * rng.uniform(0.04, 0.34))
    start = int(rng.integers(len(contour)))
    _along(wiped, np.arange(start, start + length) % len(contour), contour, rng)


def _facing(wiped: np.ndarray, contour: np.ndarray, rng: np.random.Generator) -> None:
    """All of the outline that faces one way and lies far on that side: the bottom of a castle, the ends of legs."""
    way = DOWN if rng.random() < 0.65 else (SIDEWAYS if rng.random() < 0.5 else -SIDEWAYS)
    if rng.random() < 0.12:
        way = -DOWN
    points = contour[:, 0].astype(np.float64)
    step = np.roll(points, -3, axis=0) - np.roll(points, 3, axis=0)
    outward = np.stack([step[:, 1], -step[:, 0]], axis=1)
    outward /= np.maximum(1e-6, np.linalg.norm(outward, axis=1))[:, None]
    if cv2.contourArea(contour, oriented=True) < 0:
        outward = -outward
    far = points @ way
    limit = far.max() - (far.max() - far.min()) * rng.uniform(0.05, 0.5)
    _along(wiped, np.flatnonzero((outward @ way > rng.uniform(0.45, 0.9)) & (far >= limit)), contour, rng)


def _band(wiped: np.ndarray, contour: np.ndarray, rng: np.random.Generator) -> None:
    """All ink in a band at one side of the shape: cut off."""
    x, y, width, height = cv2.boundingRect(contour)
    share = rng.uniform(0.03, 0.14)
    side = int(rng.choice(4, p=[0.7, 0.1, 0.1, 0.1]))
    deep = round((height if side < 2 else width) * share) + 2
    corners = (
        ((x - 4, y + height - deep), (x + width + 4, y + height + 4)),
        ((x - 4, y - 4), (x + width + 4, y + deep)),
        ((x - 4, y - 4), (x + deep, y + height + 4)),
        ((x + width - deep, y - 4), (x + width + 4, y + height + 4)),
    )[side]
    cv2.rectangle(wiped, *corners, 255, -1)


def _junctions(wiped: np.ndarray, contour: np.ndarray, rng: np.random.Generator) -> None:
    """Where two forms meet: the dents of the silhouette, such as a neck, a stem's foot, a crown on its trunk."""
    hull = cv2.convexHull(contour, returnPoints=False)
    try:
        defects = cv2.convexityDefects(contour, np.sort(hull, axis=0)[::-1])
    except cv2.error:  # a contour that crosses itself has no hull to compare with
        defects = None
    side = max(wiped.shape)
    deep = [] if defects is None else [row[0] for row in defects if row[0, 3] / 256 > DEEP * side]
    if not deep:
        _gaps(wiped, contour, rng)
        return
    for row in rng.permutation(len(deep))[: int(rng.integers(1, 5))]:
        x, y = contour[deep[row][2], 0].tolist()
        cv2.circle(wiped, (x, y), max(2, round(side * rng.uniform(0.015, 0.06))), 255, -1)


def _along(wiped: np.ndarray, index: np.ndarray, contour: np.ndarray, rng: np.random.Generator) -> None:
    radius = max(2, round(max(wiped.shape) * rng.uniform(0.014, 0.028)))
    for x, y in contour[index[:: max(1, radius // 2)], 0].tolist():
        cv2.circle(wiped, (x, y), radius, 255, -1)


_WAYS: tuple[Callable[[np.ndarray, np.ndarray, np.random.Generator], None], ...] = (
    _gaps,
    _stretch,
    _facing,
    _band,
    _junctions,
)
_SHARES = (0.24, 0.26, 0.2, 0.1, 0.2)
