"""Names for a whole drawing: which strokes belong to one figure, and what each figure shows.

Lines that touch or nearly touch, and lines inside others, are one figure (Wertheimer's proximity and enclosure). Where
that leaves several, they are named both together and apart, and the classifier decides: rain is one thing made of many
strokes, a cat beside a tree is two.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from engines.naming.classifier import Label, Recognition, SketchClassifier

WORK_PX = 512  # long side at which figures are looked for
NEAR = 0.035  # of the drawing's longer side: lines closer than this belong together
SMALL = 0.12  # a part smaller than this share of the largest one joins its neighbour
MOST = 6  # figures named apart
APART_GAIN = 0.12  # by so much more sure must the names apart be


@dataclass(frozen=True, eq=False)
class NamedFigure:
    """One thing of a drawing.

    `box`: left, top, right, bottom in pixels of the ink. `labels`: most probable first, at most five. `embedding`:
    float32 [128] of length 1. `ink_share`: its part of all ink, 0..1. `mask`: bool [H, W], the figure's own lines
    (shape of the ink given).
    """

    box: tuple[int, int, int, int]
    labels: tuple[Label, ...]
    embedding: np.ndarray
    ink_share: float
    mask: np.ndarray


def name_figures(ink: np.ndarray, classifier: SketchClassifier) -> tuple[NamedFigure, ...]:
    """The figures of a drawing, the largest first; none for paper without ink.

    `ink`: uint8 [H, W] coverage, 255 = line. One figure holding everything where the classifier knows the drawing
    better as a whole.
    """
    small, scale = _reduced(ink)
    if not (small > 64).any():
        return ()
    parts = _parts(small)
    whole = classifier.recognise(small)
    if len(parts) == 1 or len(parts) > MOST:
        return (_figure(ink, small > 64, whole, scale, 1.0),)
    apart = [classifier.recognise(np.where(part, small, 0).astype(np.uint8)) for part in parts]
    areas = np.array([float(np.prod(_box(part)[2:])) for part in parts])
    sure = float(np.average([r.labels[0].probability for r in apart], weights=areas))
    if sure < whole.labels[0].probability + APART_GAIN:
        return (_figure(ink, small > 64, whole, scale, 1.0),)
    total = float((small > 64).sum())
    order = np.argsort(-areas)
    return tuple(_figure(ink, parts[i], apart[i], scale, float((parts[i] & (small > 64)).sum()) / total) for i in order)


def name_drawing(ink: np.ndarray, classifier: SketchClassifier) -> Recognition | None:
    """What all the ink shows together; None for paper without ink. `ink` as for `name_figures`."""
    small, _ = _reduced(ink)
    return classifier.recognise(small) if (small > 64).any() else None


def _reduced(ink: np.ndarray) -> tuple[np.ndarray, float]:
    """The ink at working size, thin lines kept, and by how much it was scaled."""
    scale = WORK_PX / max(ink.shape)
    if scale >= 1:
        return ink, 1.0
    size = (max(1, round(ink.shape[1] * scale)), max(1, round(ink.shape[0] * scale)))
    # A line of one pixel on a large canvas would fade: coverage is raised again, at most to full.
    reach = max(1, int(1 / scale))
    thick = cv2.dilate(ink, np.ones((reach, reach), np.uint8)) if reach > 1 else ink
    return cv2.resize(thick, size, interpolation=cv2.INTER_AREA), scale


def _parts(ink: np.ndarray) -> list[np.ndarray]:
    """Masks bool [H, W] of the groups of lines that belong together."""
    solid = (ink > 64).astype(np.uint8)
    _, _, width, height = cv2.boundingRect(solid)
    reach = 2 * round(NEAR * max(width, height) / 2) + 1
    joined = cv2.dilate(solid, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    count, labels = cv2.connectedComponents(joined)
    masks = [(labels == n) & (solid > 0) for n in range(1, count)]
    masks.sort(key=lambda m: -float(np.prod(_box(m)[2:])))
    # What lies within another's box belongs to it: eyes in a face, windows in a house.
    kept: list[np.ndarray] = []
    for mask in masks:
        host = next((i for i, other in enumerate(kept) if _inside(_box(mask), _box(other)) > 0.6), None)
        if host is None:
            kept.append(mask)
        else:
            kept[host] = kept[host] | mask
    # A crumb joins whatever is nearest.
    largest = max(float(np.prod(_box(m)[2:])) for m in kept)
    large = [m for m in kept if np.prod(_box(m)[2:]) >= SMALL * largest]
    for crumb in (m for m in kept if np.prod(_box(m)[2:]) < SMALL * largest):
        nearest = min(range(len(large)), key=lambda i: _distance(_box(crumb), _box(large[i])))
        large[nearest] = large[nearest] | crumb
    return large


def _box(mask: np.ndarray) -> tuple[int, int, int, int]:
    """x, y, width, height."""
    x, y, width, height = cv2.boundingRect(mask.astype(np.uint8))
    return x, y, width, height


def _inside(inner: tuple[int, int, int, int], outer: tuple[int, int, int, int]) -> float:
    """Which share of the inner box the outer one covers."""
    across = min(inner[0] + inner[2], outer[0] + outer[2]) - max(inner[0], outer[0])
    down = min(inner[1] + inner[3], outer[1] + outer[3]) - max(inner[1], outer[1])
    return max(0, across) * max(0, down) / max(1, inner[2] * inner[3])


def _distance(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> float:
    across = max(a[0] - b[0] - b[2], b[0] - a[0] - a[2], 0)
    down = max(a[1] - b[1] - b[3], b[1] - a[1] - a[3], 0)
    return float(np.hypot(across, down))


def _figure(ink: np.ndarray, part: np.ndarray, found: Recognition, scale: float, share: float) -> NamedFigure:
    """The figure in the pixels of the ink that was given."""
    x, y, width, height = _box(part)
    h, w = ink.shape
    box = (
        max(0, int(x / scale)),
        max(0, int(y / scale)),
        min(w, int(np.ceil((x + width) / scale))),
        min(h, int(np.ceil((y + height) / scale))),
    )
    mask = part if scale == 1.0 else cv2.resize(part.astype(np.uint8), (w, h), interpolation=cv2.INTER_NEAREST) > 0
    return NamedFigure(box, found.labels, found.embedding, share, mask & (ink > 0))
