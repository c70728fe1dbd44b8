"""What the classifier learns from, as batches: strokes, bitmaps and icons' line art, each with its label's number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from trainer.classifier.augmenting import Variation, bitmap_seen, strokes_seen
from trainer.classifier.recipe import ClassifierRecipe


@dataclass(frozen=True, eq=False)
class Material:
    """`strokes`: drawings as polylines; `bitmaps`: uint8 [M, 28, 28]; `icons`: uint8 [K, 64, 64]; each with
    the numbers of its labels."""

    strokes: Sequence[Sequence[np.ndarray]]
    strokes_label: np.ndarray
    bitmaps: np.ndarray
    bitmaps_label: np.ndarray
    icons: np.ndarray
    icons_label: np.ndarray


class Batches:
    """Endless batches; the one of a step is the same in every run."""

    def __init__(self, material: Material, recipe: ClassifierRecipe) -> None:
        cv2.setNumThreads(1)
        self._material = material
        self._recipe = recipe
        self._how = Variation()
        # Labels of equal weight: a thing with many icons is not shown more often.
        self._icon_chance = _evened(material.icons_label)
        self._stroke_chance = _evened(material.strokes_label)

    def batch(self, step: int, side_px: int) -> tuple[np.ndarray, np.ndarray]:
        """(pictures float32 [N, 1, S, S] in 0..1, labels int64 [N])."""
        recipe, material = self._recipe, self._material
        rng = np.random.default_rng((recipe.seed, step))
        icons = round(recipe.batch * recipe.icons_share) if len(material.icons) else 0
        strokes = round(recipe.batch * recipe.strokes_share)
        pictures = np.empty((recipe.batch, 1, side_px, side_px), np.float32)
        labels = np.empty(recipe.batch, np.int64)
        how = self._how
        for place in range(recipe.batch):
            if place < icons:
                i = int(np.searchsorted(self._icon_chance, rng.random()))
                pictures[place, 0] = bitmap_seen(material.icons[i], side_px, rng=rng, how=how)
                labels[place] = material.icons_label[i]
            elif place < icons + strokes:
                i = int(np.searchsorted(self._stroke_chance, rng.random()))
                pictures[place, 0] = strokes_seen(material.strokes[i], side_px, rng=rng, how=how)
                labels[place] = material.strokes_label[i]
            else:
                i = int(rng.integers(len(material.bitmaps)))
                pictures[place, 0] = bitmap_seen(material.bitmaps[i], side_px, rng=rng, how=how)
                labels[place] = material.bitmaps_label[i]
        return pictures, labels


def _evened(labels: np.ndarray) -> np.ndarray:
    """The cumulated chance of each example, the square root of a label's count deciding its share."""
    if not len(labels):
        return np.zeros(0)
    counts = np.bincount(labels)
    chance = 1 / np.sqrt(counts[labels])
    ends = np.cumsum(chance)
    return ends / ends[-1]
