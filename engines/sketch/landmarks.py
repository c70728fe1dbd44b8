"""Landmarks of a picture (eyes, nose, corners of a mouth) as planes that a generator reads beside it. Files by others
are read here, so nothing in them is trusted.

128 is neutral: as numbers it becomes 0, so that a picture without landmarks adds nothing to the first convolution
(planes of 0 and 1 would not be centred, and made weights explode).
"""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np

from resources.messages import UserError

SUFFIXES = (".json", ".npy")
NEUTRAL = 128
LARGEST = 255
SPREAD = 1 / 64  # of the short side: the standard deviation of a point's spot
MOST_POINTS = 4096
MOST_VALUES = 100_000_000
MOST_BYTES = 512 * 2**20


class LandmarksError(UserError):
    """No landmarks: the text says why."""


class LandmarkFile:
    """What a file told of a drawing: `points`, of each plane [K, 2] (x, y in pixels of the drawing), or else `planes`,
    uint8 [H, W, n] of any size, 128 = neutral.
    """

    def __init__(self, name: str, *, points: list[np.ndarray] | None = None, planes: np.ndarray | None = None) -> None:
        self.name = name
        self._points = points or []
        self._planes = planes
        self._last: tuple[tuple[int, ...], np.ndarray] | None = None

    def at(self, height: int, width: int, *, drawn: tuple[int, int]) -> np.ndarray:
        """uint8 [height, width, n]: the drawing of the size `drawn` (height, width) made so large. Asked for with every
        stroke, so the last answer is remembered.
        """
        asked = (height, width, *drawn)
        if self._last is None or self._last[0] != asked:
            self._last = asked, self._made(height, width, drawn)
        return self._last[1]

    def _made(self, height: int, width: int, drawn: tuple[int, int]) -> np.ndarray:
        if self._planes is not None:
            return fitted(self._planes, height, width)
        scale = np.array([width / drawn[1], height / drawn[0]], np.float32)
        return rendered([points * scale for points in self._points], height, width)


def read_landmarks(path: Path, planes: int, *, height: int, width: int) -> np.ndarray:
    """uint8 [height, width, planes], 128 = neutral. Raises LandmarksError. See open_landmarks."""
    return open_landmarks(path, planes).at(height, width, drawn=(height, width))


def open_landmarks(path: Path, planes: int) -> LandmarkFile:
    """The landmarks of a file, for a generator that reads so many planes. Raises LandmarksError.

    A .json file: {"points": [[x, y], ...]} in pixels of the picture; or {"planes": [[[x, y], ...], ...]}, the points of
    each plane. A .npy file: points [K, 2], or planes [planes, H, W] of any size, uint8 (128 = neutral) or floats from
    -1 to 1.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise LandmarksError("{0} is too large for landmarks", path.name)
        if path.suffix.lower() == ".json":
            held = json.loads(path.read_text(encoding="utf-8"))
            return LandmarkFile(path.name, points=_groups(held, planes, path.name))
        array = np.load(path, allow_pickle=False, mmap_mode="r")
        if array.size > MOST_VALUES or array.dtype.kind not in "uif" or not np.isfinite(array).all():
            raise LandmarksError("{0} holds no landmarks, but something else", path.name)
        if array.ndim == 2 and array.shape[1] == 2:
            return LandmarkFile(path.name, points=_shared(np.asarray(array, np.float32), planes))
        return LandmarkFile(path.name, planes=_as_bytes(np.asarray(array), planes, path.name))
    except LandmarksError:
        raise
    except (OSError, ValueError, EOFError, TypeError, KeyError, RecursionError) as error:
        raise LandmarksError("{0} cannot be read as landmarks: {1}", path.name, error) from error


def rendered(groups: list[np.ndarray], height: int, width: int) -> np.ndarray:
    """Points [K, 2] (x, y in pixels) of each plane as round spots, brightest in their middles, uint8 [H, W, planes]."""
    spread = max(1.0, SPREAD * min(height, width))
    radius = int(np.ceil(3 * spread))
    planes = np.zeros((height, width, len(groups)), np.float32)
    for plane, points in enumerate(groups):
        for x, y in points:
            # Only around the point: the rest is neutral.
            top, bottom = max(0, int(y) - radius), min(height, int(y) + radius + 1)
            left, right = max(0, int(x) - radius), min(width, int(x) + radius + 1)
            if top >= bottom or left >= right:
                continue
            down, across = np.ogrid[top:bottom, left:right]
            spot = np.exp(-((across - x) ** 2 + (down - y) ** 2) / (2 * spread**2))
            part = planes[top:bottom, left:right, plane]
            np.maximum(part, spot, out=part)
    return (NEUTRAL + np.rint(planes * (LARGEST - NEUTRAL))).astype(np.uint8)


def fitted(planes: np.ndarray, height: int, width: int) -> np.ndarray:
    """uint8 [height, width, n] of uint8 [H, W, n], plane by plane: OpenCV takes four at most."""
    if planes.shape[:2] == (height, width):
        return planes
    size, way = (width, height), cv2.INTER_AREA
    return np.dstack([cv2.resize(np.ascontiguousarray(p), size, interpolation=way) for p in np.moveaxis(planes, 2, 0)])


def levelled(planes: np.ndarray) -> np.ndarray:
    """float32 of the same shape in -1..1, neutral at 0: what the network reads."""
    return np.clip((planes.astype(np.float32) - NEUTRAL) / (LARGEST - NEUTRAL), -1, 1)


def _groups(held: object, planes: int, name: str) -> list[np.ndarray]:
    if isinstance(held, dict) and "planes" in held:
        groups = [_points(points, name) for points in held["planes"]]
        if len(groups) != planes:
            raise LandmarksError("{0} has {1} planes of landmarks and should have {2}", name, len(groups), planes)
        return groups
    points = held.get("points") if isinstance(held, dict) else held
    return _shared(_points(points, name), planes)


def _points(held: object, name: str) -> np.ndarray:
    points = np.asarray(held, np.float32)
    if points.size == 0:
        return np.zeros((0, 2), np.float32)
    if points.ndim != 2 or points.shape[1] != 2 or len(points) > MOST_POINTS or not np.isfinite(points).all():
        raise LandmarksError("{0} should hold points [[x, y], ...]", name)
    return points


def _shared(points: np.ndarray, planes: int) -> list[np.ndarray]:
    """The points in their order, shared out evenly among the planes."""
    if len(points) > MOST_POINTS:
        raise LandmarksError("there are too many landmarks")
    return np.array_split(points, planes)


def _as_bytes(array: np.ndarray, planes: int, name: str) -> np.ndarray:
    array = array[None] if array.ndim == 2 else array
    if array.ndim != 3 or len(array) != planes:
        raise LandmarksError(
            "{0} has the shape {1} and should be points, or {2} planes", name, list(array.shape), planes
        )
    if array.dtype.kind == "f":
        array = NEUTRAL + np.rint(np.clip(array, -1, 1) * (LARGEST - NEUTRAL))
    return np.clip(np.moveaxis(array, 0, 2), 0, LARGEST).astype(np.uint8)
