"""Pictures to learn from, whatever they come from: the batches every source gives, and how they are read ahead.

A batch is a function of its step: a resumed run, and a run of more processes, sees the same.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol, TypeVar

import cv2
import numpy as np

READ_AHEAD = 4  # batches
Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class PictureBatch:
    """uint8 [N, 3, H, W] RGB on white: `a` is what the generator is given, `b` what it is to make. `landmarks`: uint8
    [N, L, H, W] of `a`, 128 = neutral; L may be 0."""

    a: np.ndarray
    b: np.ndarray
    landmarks: np.ndarray


@dataclass(frozen=True)
class Cut:
    """Squares of `size_px` out of pictures whose short side is `load_px`; `flip`: mirrored half of the time."""

    size_px: int
    load_px: int
    flip: bool = True


class PictureSource(Protocol):
    """Where pictures come from. `paired`: row i of `a` and of `b` show the same thing; `truth`: those held out do.
    `told`: one line about the material, for logs and cards."""

    paired: bool
    truth: bool
    told: str

    def stream(self, start: int, *, batch: int, rows: slice, cut: Cut) -> Generator[PictureBatch, None, None]:
        """The rows `rows` of the batches (of `batch` rows) from step `start` on, without end."""
        ...

    def held_out(self, count: int, cut: Cut) -> PictureBatch:
        """At most `count` pictures that no step sees, cut from their middles; the same each time."""
        ...

    def styles(self, count: int, size_px: int) -> np.ndarray:
        """The first `count` pictures of B, uint8 [count, 3, size, size]. Raises JobError where there are fewer."""
        ...


def ahead(make: Callable[[int], Made], start: int) -> Generator[Made, None, None]:
    """make(start), make(start + 1), ... made in other threads before they are asked for. OpenCV and Pillow let go of
    Python's lock."""
    with ThreadPoolExecutor(2) as pool:
        waiting: list[Future[Made]] = [pool.submit(make, start + i) for i in range(READ_AHEAD)]
        step = start + READ_AHEAD
        try:
            while True:
                made = waiting.pop(0).result()
                waiting.append(pool.submit(make, step))
                step += 1
                yield made
        finally:
            for future in waiting:
                future.cancel()


def shrunk(rgb: np.ndarray, short_px: int) -> np.ndarray:
    """The picture, uint8 [H, W, C], with a short side of `short_px`."""
    height, width = rgb.shape[:2]
    scale = short_px / min(height, width)
    if scale == 1:
        return rgb
    size = (max(short_px, round(width * scale)), max(short_px, round(height * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    # OpenCV takes four channels at most.
    parts = [rgb[:, :, first : first + 3] for first in range(0, rgb.shape[2], 3)]
    return np.dstack([cv2.resize(np.ascontiguousarray(part), size, interpolation=way) for part in parts])


def middle(picture: np.ndarray, size_px: int) -> np.ndarray:
    """The largest square in the middle, made `size_px`."""
    picture = shrunk(picture, size_px)
    top, left = (picture.shape[0] - size_px) // 2, (picture.shape[1] - size_px) // 2
    return picture[top : top + size_px, left : left + size_px]


def planes(pictures: list[np.ndarray]) -> np.ndarray:
    """Pictures [H, W, C] as one array [N, C, H, W]."""
    return np.ascontiguousarray(np.stack(pictures).transpose(0, 3, 1, 2))
