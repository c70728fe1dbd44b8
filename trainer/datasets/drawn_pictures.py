"""The vector sets as pairs of pictures, for any method: line art by an imagined hand, and the artist's picture."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

import cv2
import numpy as np

from trainer.datasets.drawn_pairs import Pairs, PairSampler, Variety, WindowPlan
from trainer.datasets.pictures import Cut, PictureBatch, middle, planes
from trainer.datasets.subjects import Subjects
from trainer.job import JobError

STAGE = 1000  # its windows are not those of the flagship's stages
# Whole subjects without dabs of colour: what these methods learn is the artist's habit.
VARIETY = Variety(freehand=1.0, partial=0.0, several=0.1, dabs=0.0, elastic=0.3)


class DrawnPictures:
    """See trainer.datasets.pictures.PictureSource. `mixed`: for methods that need no pairs, and shall not get any; what
    is held out are pairs all the same.
    """

    truth = True

    def __init__(self, subjects: Subjects, *, seed: int, window: int = 512, mixed: bool = False) -> None:
        self.paired = not mixed
        self._train, self._apart = (
            PairSampler([subjects], styles=1, style_shares=[1.0], variety=VARIETY, seed=seed, part=part)
            for part in ("train", "held_out")
        )
        self._subjects = subjects
        self._window = window
        self.told = f"line art of {len(subjects.train)} subjects ({subjects.style}), {len(subjects.held_out)} held out"

    def stream(self, start: int, *, batch: int, rows: slice, cut: Cut) -> Generator[PictureBatch, None, None]:
        samples = max(1, self._window // batch) * batch
        plan = WindowPlan(stage=STAGE, size_px=cut.size_px, batch=batch, samples=samples, uses=4)
        # Mixed, each drawing meets the pictures of the step before.
        before = None
        for pairs in self._train.stream(plan, start if self.paired else max(0, start - 1)):
            made = as_pictures(pairs.rows(np.arange(batch)[rows]))
            if self.paired:
                yield made
            elif before is not None or start == 0:
                yield replace(made, b=made.b if before is None else before)
            before = made.b

    def held_out(self, count: int, cut: Cut) -> PictureBatch:
        return as_pictures(self._apart.batch(0, count, cut.size_px))

    def styles(self, count: int, size_px: int) -> np.ndarray:
        chosen = self._subjects.train[:count]
        if len(chosen) < count:
            raise JobError(f"the network has {count} styles, but there are only {len(chosen)} pictures of styles")
        return planes([middle(_on_white(self._subjects.targets[index]), size_px) for index in chosen])


def as_pictures(pairs: Pairs) -> PictureBatch:
    """Ink on white, and the artist's picture on white."""
    drawing = np.repeat(255 - pairs.ink, 3, axis=1)
    art = pairs.target[:, :3] + (255 - pairs.target[:, 3:])
    return PictureBatch(drawing, art, np.zeros((len(art), 0, *art.shape[2:]), np.uint8))


def _on_white(premultiplied: np.ndarray) -> np.ndarray:
    return cv2.add(premultiplied[:, :, :3], cv2.merge([255 - premultiplied[:, :, 3]] * 3))
