"""Pairs of pictures in .npz files: the arrays `a` and `b`, or the first two. Pickles are never loaded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from trainer.datasets.picture_layouts import same_shape
from trainer.job import JobError


def read_rows(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Both sides, [N, H, W, 3] of numbers as they are in the file ([N, 3, H, W] turned, grey made three), some of them
    perhaps not finite. Raises JobError."""
    try:
        with np.load(path, allow_pickle=False) as arrays:
            names = ("a", "b") if {"a", "b"} <= set(arrays.files) else tuple(arrays.files[:2])
            if len(names) < 2:
                raise JobError(f"{path} must hold two arrays, a and b; it has {', '.join(arrays.files) or 'none'}")
            first, second = (_as_rows(arrays[name], f"{path.name}: {name}") for name in names)
    except JobError:
        raise
    except Exception as error:  # a damaged file raises what it likes
        raise JobError(f"{path} cannot be read as pairs of pictures: {error}") from error
    if len(first) != len(second) or not same_shape(first.shape[1:3], second.shape[1:3]):
        raise JobError(f"{path}: {names[0]} is {first.shape} and {names[1]} is {second.shape}; pairs must fit")
    return first, second


def as_bytes(arrays: Sequence[np.ndarray], name: str) -> list[np.ndarray]:
    """uint8, from numbers in 0..255 or, in both arrays, in [0, 1] or [-1, 1]: one side alone may be all dark or
    bright. What is not finite becomes 0. Raises JobError for other numbers."""
    if all(array.dtype == np.uint8 for array in arrays):
        return [np.ascontiguousarray(array) for array in arrays]
    finite = [np.nan_to_num(array, nan=0.0, posinf=0.0, neginf=0.0) for array in arrays]
    low, high = min(float(a.min(initial=0)) for a in finite), max(float(a.max(initial=0)) for a in finite)
    if low < -1.001 or high > 255.5 or (low < 0 and high > 1.001):
        raise JobError(f"{name} holds values from {low:g} to {high:g}; colours are 0 to 255, 0 to 1, or -1 to 1")
    scale, shift = (127.5, 127.5) if low < 0 else (255.0, 0.0) if high <= 1.001 else (1.0, 0.0)
    return [np.ascontiguousarray(np.rint((a * scale + shift).clip(0, 255)).astype(np.uint8)) for a in finite]


def _as_rows(array: np.ndarray, name: str) -> np.ndarray:
    """[N, H, W, 3]."""
    if array.dtype.kind not in "uif":
        raise JobError(f"{name} holds no numbers")
    if array.ndim == 3:
        array = array[..., None]
    if array.ndim == 4 and array.shape[3] == 1:
        array = np.repeat(array, 3, axis=3)
    elif array.ndim == 4 and array.shape[3] != 3 and array.shape[1] in (1, 3):
        array = np.repeat(array, 3 // array.shape[1], axis=1).transpose(0, 2, 3, 1)
    if array.ndim != 4 or array.shape[3] != 3:
        raise JobError(f"{name} has the shape {array.shape}, not [N, H, W, 3]")
    return array
