"""What can go wrong in a painted picture, done on purpose and by degrees: features are taught to see it, and measures
are tried on it."""

from __future__ import annotations

import cv2
import numpy as np

DAMAGES = ("none", "blur", "blotch", "noise", "bend")


def damaged(flat: np.ndarray, kind: str, amount: float, *, rng: np.random.Generator) -> np.ndarray:
    """A premultiplied picture (float32 [H, W, 4] in [0, 1]) with damage of one `kind`, `amount` 0 (none) to 1 (much).

    blur: soft edges. blotch: a patch inside the subject in a wrong colour. noise: grain inside the subject. bend: edges
    moved by waves.
    """
    size = flat.shape[0]
    if kind == "blur":
        return cv2.GaussianBlur(flat, (0, 0), 1e-3 + amount * 0.02 * size)
    if kind == "blotch":
        return _blotched(flat, amount, rng=rng)
    if kind == "noise":
        grain = rng.normal(0, 0.12 * amount, (size, size, 3)).astype(np.float32)
        return np.dstack([np.clip(flat[:, :, :3] + grain * flat[:, :, 3:], 0, flat[:, :, 3:]), flat[:, :, 3]])
    if kind == "bend":
        at = np.arange(size, dtype=np.float32)
        phase, wave = rng.uniform(0, 2 * np.pi, 4), rng.uniform(0.35, 0.7, 4) * 60 / size
        shift = amount * 0.025 * size
        dx = shift * (np.sin(wave[0] * at + phase[0])[:, None] + np.sin(wave[1] * at + phase[1])[None])
        dy = shift * (np.sin(wave[2] * at + phase[2])[:, None] + np.sin(wave[3] * at + phase[3])[None])
        x, y = (at[None] + dx).astype(np.float32), (at[:, None] + dy).astype(np.float32)
        return cv2.remap(flat, x, y, cv2.INTER_LINEAR)
    return flat


def _blotched(flat: np.ndarray, amount: float, *, rng: np.random.Generator) -> np.ndarray:
    """A cloud-shaped patch of up to half of the subject in another colour, its light and shade kept."""
    size = flat.shape[0]
    cloud = cv2.resize(rng.random((5, 5), np.float32), (size, size), interpolation=cv2.INTER_CUBIC)
    inside = flat[:, :, 3] > 0.5
    if not inside.any():
        return flat
    level = np.quantile(cloud[inside], 1 - 0.5 * amount)
    patch = (cv2.GaussianBlur((cloud > level).astype(np.float32), (0, 0), 0.7) * flat[:, :, 3])[:, :, None]
    tone = rng.random(3).astype(np.float32)
    light = flat[:, :, :3].mean(axis=2, keepdims=True) / np.maximum(flat[:, :, 3:], 1e-3)
    wrong = np.clip(tone * (0.5 + light * 0.8), 0, 1)
    return np.dstack([flat[:, :, :3] * (1 - patch) + wrong * patch * flat[:, :, 3:], flat[:, :, 3]]).astype(np.float32)
