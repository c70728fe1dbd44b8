"""A picture of a drawing as opaque RGB on a light ground, whatever it came as: cut out, white on clear, chalk."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

LUMA = np.array([0.299, 0.587, 0.114], np.float32)
SAMPLE_PX = 384  # long side at which whole-picture questions are answered
CLEAR = 0.02  # of the pixels: with fewer see-through ones, alpha says nothing about the paper
LIGHT = 150  # of 255
DARK = 100


class Ground(NamedTuple):
    """`rgb`: uint8 [H, W, 3], dark marks on a lighter ground. `inverted`: it was light marks on dark. `clear`: the
    paper was transparent and is now pure white."""

    rgb: np.ndarray
    inverted: bool
    clear: bool


def grounded(picture: np.ndarray) -> Ground:
    """`picture`: uint8 [H, W], [H, W, 3] RGB or [H, W, 4] straight RGBA."""
    if picture.ndim == 2:
        picture = cv2.cvtColor(picture, cv2.COLOR_GRAY2RGB)
    if picture.shape[2] == 4:
        alpha = picture[..., 3]
        if float((alpha < 128).mean()) > CLEAR:
            if _is_light_only(picture):
                return Ground(inverted(_on(picture, 0)), True, True)
            return Ground(_on(picture, 255), False, True)
        picture = _on(picture, 255) if alpha.min() < 255 else np.ascontiguousarray(picture[..., :3])
    if _is_dark_paper(_sample(picture)):
        return Ground(inverted(picture), True, False)
    return Ground(np.ascontiguousarray(picture), False, False)


def inverted(rgb: np.ndarray) -> np.ndarray:
    """Dark for light, every hue kept (HSL with its lightness turned around). uint8 [H, W, 3]."""
    most, least = rgb.max(axis=2).astype(np.int16), rgb.min(axis=2).astype(np.int16)
    return np.clip(rgb.astype(np.int16) + (255 - most - least)[..., None], 0, 255).astype(np.uint8)


def luma(rgb: np.ndarray) -> np.ndarray:
    """uint8 [H, W] of uint8 [H, W, 3]."""
    return cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)


def _on(rgba: np.ndarray, ground: int) -> np.ndarray:
    """uint8 [H, W, 3] over one grey, in strips: floats of a large picture would be twelve times its size."""
    result = np.empty((*rgba.shape[:2], 3), np.uint8)
    for top in range(0, rgba.shape[0], 256):
        strip = rgba[top : top + 256]
        alpha = strip[..., 3:].astype(np.uint16)
        mixed = strip[..., :3].astype(np.uint16) * alpha + np.uint16(ground) * (255 - alpha)
        result[top : top + 256] = (mixed + 127) // 255
    return result


def _sample(picture: np.ndarray) -> np.ndarray:
    step = max(1, max(picture.shape[:2]) // SAMPLE_PX)
    return picture[::step, ::step]


def _is_light_only(rgba: np.ndarray) -> bool:
    """Are all marks on a transparent ground light, and too thin to be a white figure with an outline?"""
    alpha = rgba[..., 3] > 127
    if not alpha.any():
        return False
    marks = luma(np.ascontiguousarray(rgba[..., :3]))[alpha]
    if float((marks < LIGHT).mean()) > 0.1:
        return False
    return not _is_wide(alpha)


def _is_wide(marks: np.ndarray) -> bool:
    """Is there room for a square of an eighth of the side in them? bool [H, W]."""
    reach = 2 * max(1, max(marks.shape) // 16) + 1
    core = cv2.erode(marks.view(np.uint8), np.ones((reach, 1), np.uint8))
    return bool(cv2.erode(core, np.ones((1, reach), np.uint8)).any())


def _is_dark_paper(rgb: np.ndarray) -> bool:
    """Most of it, and of its rim, is dark and even, and what is lighter on it is the smaller part."""
    grey = luma(np.ascontiguousarray(rgb))
    rim = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    if float((rim < DARK).mean()) < 0.6 or float((grey < DARK).mean()) < 0.6:
        return False
    paper = float(np.median(grey))
    light = grey > max(LIGHT * 0.8, paper + 70)
    return (
        0.0005 < float(light.mean()) < 0.4
        and not _is_wide(light)
        and float(np.abs(rim.astype(np.float32) - paper).mean()) < 30
    )
