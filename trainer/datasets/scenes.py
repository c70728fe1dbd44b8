"""Coloured drawings to paint: subjects of the icon sets on grounds of one, two or blended colours, hills, a sun, and
sometimes ink lines round everything. Deterministic by seed.
"""

from __future__ import annotations

import cv2
import numpy as np

from trainer.datasets.subjects import Subjects

SKIES = ((140, 205, 245), (250, 215, 160), (60, 80, 150), (200, 225, 235), (245, 180, 150), (255, 255, 255))
GROUNDS = ((115, 190, 90), (225, 200, 140), (90, 140, 80), (170, 130, 95), (80, 150, 190), (235, 235, 240))


def scene(rng: np.random.Generator, subjects: list[Subjects], size_px: int, *, held_out: bool = False) -> np.ndarray:
    """uint8 [size, size, 3] RGB. Subjects for training, or those held out."""
    picture = _ground(rng, size_px)
    for _ in range(int(rng.choice([1, 1, 2, 3, 5]))):
        source = subjects[rng.integers(len(subjects))]
        index = int(rng.choice(source.held_out if held_out else source.train))
        share = rng.uniform(0.25, 0.85)
        side = max(32, round(size_px * share))
        icon = cv2.resize(source.targets[index], (side, side), interpolation=cv2.INTER_AREA).astype(np.float32)
        if rng.random() < 0.5:
            icon = icon[:, ::-1]
        top, left = (int(rng.integers(0, max(1, size_px - side + 1))) for _ in range(2))
        part = picture[top : top + side, left : left + side]
        if rng.random() < 0.35:
            _ink(icon, side)
        part[:] = icon[:, :, :3] + part * (1 - icon[:, :, 3:] / 255)
    if rng.random() < 0.3:
        shift = rng.uniform(-25, 25, 3)
        picture = picture * rng.uniform(0.75, 1.1) + shift
    return picture.clip(0, 255).astype(np.uint8)


def _ground(rng: np.random.Generator, size_px: int) -> np.ndarray:
    """float32 [size, size, 3]: white paper, one colour, or a sky over land."""
    kind = rng.random()
    if kind < 0.15:
        return np.full((size_px, size_px, 3), 255, np.float32)
    sky = np.asarray(SKIES[rng.integers(len(SKIES))], np.float32) + rng.normal(0, 15, 3)
    if kind < 0.4:
        sky = rng.uniform(20, 255, 3) if rng.random() < 0.6 else sky
        return np.broadcast_to(sky, (size_px, size_px, 3)).astype(np.float32).copy()
    second = sky + rng.normal(0, 45, 3) * (rng.random() < 0.6)
    down = np.linspace(0, 1, size_px, dtype=np.float32)[:, None, None]
    picture = np.broadcast_to(sky + (second - sky) * down, (size_px, size_px, 3)).astype(np.float32).copy()
    if rng.random() < 0.5:
        centre = rng.uniform(0.1, 0.9), rng.uniform(0.08, 0.35)
        sun = tuple(int(v * size_px) for v in centre)
        cv2.circle(picture, sun, int(size_px * rng.uniform(0.04, 0.1)), (255, 225, 110), -1, cv2.LINE_AA)
    across = np.arange(size_px)
    for layer in range(int(rng.integers(1, 4))):
        land = np.asarray(GROUNDS[rng.integers(len(GROUNDS))], np.float32) + rng.normal(0, 20, 3)
        level = size_px * (rng.uniform(0.4, 0.6) + 0.15 * layer)
        waves = sum(
            size_px * rng.uniform(0, 0.06) * np.sin(across * rng.uniform(1, 9) / size_px + rng.uniform(0, 6))
            for _ in range(2)
        )
        edge = np.stack([across, level + waves], 1)
        outline = np.concatenate([edge, [[size_px, size_px], [0, size_px]]]).astype(np.int32)
        cv2.fillPoly(picture, [outline], land.clip(0, 255).tolist(), cv2.LINE_AA)
    return picture


def _ink(icon: np.ndarray, side: int) -> None:
    """A dark line round the subject (premultiplied RGBA, in place)."""
    alpha = icon[:, :, 3]
    width = max(2, round(side / 60))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width + 1, width + 1))
    line = cv2.morphologyEx(alpha, cv2.MORPH_GRADIENT, kernel)[:, :, None] / 255
    ink = np.array([25, 25, 30, 255], np.float32)
    icon[:] = icon * (1 - line) + ink * line
