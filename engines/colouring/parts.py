"""Each region of a drawing its colour: the artist's colouring of the thing is laid over the figure, and a region takes
the colour that lies under it and comes in patches of its size.

Mirrored and repeated parts (ears, wings, wheels, petals) are coloured alike. Plain numpy and OpenCV.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from engines.colouring.colourings import GRID, SIZE_BINS, Colouring

LOOK_PX = 192  # long side at which regions are looked at
SOFT = 1.4  # cells: how far a part may lie from where the artist has it (standard deviation)
ELSEWHERE = 0.02  # chance of a colour where the artist has none of it
SIZE_WEIGHT = 0.8  # of the sizes of patches against their places
OTHER_SIZE = 0.06  # chance of a colour in patches of a size that the artist did not paint in it
SIZE_SPREAD = 0.9  # of the bins of sizes (standard deviation, in factors of four)
MIRRORED = 0.55  # overlap (IoU) of a part with the mirror image of another, to be its twin
ALIKE_AREA = 0.75  # the smaller over the larger area, at least, of parts that are twins
MOST_TWINS = 64  # regions, the largest, that are looked at for twins
WORTH = 0.05  # of the artist's figure: a colour that covers so much is looked for in the drawing
UNLIKELIER = 3.0  # by how much (logarithm) a region's second choice may be less likely, for such a colour to be there
PART_AREA = 0.02  # of the drawing's regions together: a region as large may take it
MOSTLY = 0.5  # of a region has to lie in a figure's box to be coloured as its part


@dataclass(frozen=True, eq=False)
class Figure:
    """A figure in a drawing that is known for a thing. `box`: left, top, right, bottom in shares of the canvas' width
    and height. `colouring`: how to colour it. `before`, `fade`: figures that were there before, and how much of the
    change of colours is done, 0..1."""

    box: tuple[float, float, float, float]
    colouring: Colouring
    before: tuple[Figure, ...] = ()
    fade: float = 1.0

    @property
    def key(self) -> str:
        """Equal for what is coloured alike."""
        faded = [figure.key for figure in self.before] if self.fade < 1 else []
        return repr((tuple(round(v, 3) for v in self.box), self.colouring.key, faded, self.fade))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Figure) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@dataclass(frozen=True, eq=False)
class Parts:
    """What the regions are to be coloured in: `tones` uint8 [256, 3] by region number, `kinds` int16 [256]: regions of
    one kind share a colour of one figure; -1 where nothing is planned."""

    tones: np.ndarray
    kinds: np.ndarray


@dataclass(frozen=True, eq=False)
class RegionFigures:
    """What is seen of the regions: `labels` uint8 [h, w] reduced, `area` float [256] in shares of the canvas, `box` int
    [256, 4] (left, top, right, bottom, reduced pixels)."""

    labels: np.ndarray
    area: np.ndarray
    box: np.ndarray


def look_at(labels: np.ndarray) -> RegionFigures:
    """`labels`: uint8 [H, W], the drawing's regions, 0 = none."""
    height, width = labels.shape
    scale = min(1.0, LOOK_PX / max(height, width))
    small = cv2.resize(
        labels, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_NEAREST
    )
    places = np.flatnonzero(small)
    order = places[np.argsort(small.ravel()[places], kind="stable")]
    counts = np.bincount(small.ravel(), minlength=256)
    counts[0] = 0
    box = np.zeros((256, 4), np.int64)
    present = np.flatnonzero(counts)
    if len(present):
        starts = np.concatenate([[0], np.cumsum(counts[present])[:-1]])
        rows, columns = np.divmod(order, small.shape[1])
        for at, first, last in ((columns, 0, 2), (rows, 1, 3)):
            box[present, first] = np.minimum.reduceat(at, starts)
            box[present, last] = np.maximum.reduceat(at, starts) + 1
    return RegionFigures(small, counts / small.size, box)


def coloured_parts(labels: np.ndarray, figures: Sequence[Figure]) -> Parts:
    """The colour of every region that lies in one of the figures. `labels`: uint8 [H, W], 0 = none."""
    tones, kinds = np.zeros((256, 3), np.uint8), np.full(256, -1, np.int16)
    if not figures or not labels.any():
        return Parts(tones, kinds)
    seen = look_at(labels)
    twins = twins_of(seen)
    for number, figure in enumerate(figures):
        inner, share = _covered(seen, figure.box)
        mine = np.flatnonzero((share > MOSTLY) & (kinds < 0))
        if not len(mine):
            continue
        score = _scores(inner[mine], seen.area[mine], figure, seen.labels.shape)
        # Twins decide together.
        position = np.full(256, -1)
        position[mine] = np.arange(len(mine))
        together = score.copy()
        for one, other in twins:
            if position[one] >= 0 and position[other] >= 0:
                together[position[one]] += score[position[other]]
                together[position[other]] += score[position[one]]
        chosen = _with_all_colours(together, seen.area[mine], figure.colouring.shares)
        wanted = np.array(figure.colouring.colours, np.float32)[chosen]
        if figure.fade < 1 and figure.before:
            earlier = coloured_parts(labels, figure.before)
            known = earlier.kinds[mine] >= 0
            old = earlier.tones[mine][known].astype(np.float32)
            wanted[known] = figure.fade * wanted[known] + (1 - figure.fade) * old
        tones[mine] = np.rint(wanted).astype(np.uint8)
        kinds[mine] = number * 16 + chosen
    return Parts(tones, kinds)


def _with_all_colours(scores: np.ndarray, area: np.ndarray, shares: Sequence[float]) -> np.ndarray:
    """The likeliest colour of each region: int [regions]. But a colour that covers much of the artist's figure goes to
    the region that it suits best of those whose own choice another one shows, too: the trunk of a tree that is drawn
    taller than the artist's lies where that has leaves."""
    chosen = scores.argmax(axis=1)
    for colour in range(1, len(shares)):
        if shares[colour] < WORTH or (chosen == colour).any():
            continue
        lost = scores[np.arange(len(chosen)), chosen] - scores[:, colour]
        alone = np.array([area[chosen == one].sum() - own <= own for one, own in zip(chosen, area, strict=True)])
        fits = (lost <= UNLIKELIER) & ~alone & (area >= PART_AREA * area.sum())
        if fits.any():
            lost[~fits] = np.inf
            chosen[np.isclose(lost, lost.min(), atol=1e-6)] = colour  # twins decide together
    return chosen


def twins_of(seen: RegionFigures) -> list[tuple[int, int]]:
    """Pairs of regions that are mirror images of each other about the drawing's upright axis, of much the same size."""
    present = np.argsort(-seen.area, kind="stable")[:MOST_TWINS]
    present = present[seen.area[present] > 0]
    if len(present) < 2:
        return []
    area, box = seen.area[present], seen.box[present]
    size = box[:, 2:] - box[:, :2]
    near = np.maximum(3, 0.35 * size.max(axis=1))[:, None]
    mirrored_left = (box[:, 0].min() + box[:, 2].max() - box[:, 2])[:, None]
    alike = np.minimum(area[:, None], area) >= ALIKE_AREA * np.maximum(area[:, None], area)
    alike &= np.abs(box[None, :, 0] - mirrored_left) <= near
    alike &= np.abs(box[None, :, 1] - box[:, 1][:, None]) <= near
    alike &= np.abs(size[:, None] - size[None]).max(axis=2) <= near
    pairs = np.argwhere(np.triu(alike, 1))
    named = ((int(present[a]), int(present[b])) for a, b in pairs)
    return [(one, other) for one, other in named if _overlap(seen, one, other) > MIRRORED]


def _overlap(seen: RegionFigures, one: int, other: int) -> float:
    """IoU of a region with the mirror image of another, their boxes laid on each other."""
    masks = []
    for number in (one, other):
        left, top, right, bottom = seen.box[number]
        masks.append((seen.labels[top:bottom, left:right] == number).view(np.uint8))
    a, b = masks[0], cv2.resize(masks[1][:, ::-1].copy(), masks[0].shape[::-1], interpolation=cv2.INTER_NEAREST)
    return float(np.count_nonzero(a & b) / max(1, np.count_nonzero(a | b)))


def _covered(seen: RegionFigures, box: tuple[float, float, float, float]) -> tuple[np.ndarray, np.ndarray]:
    """How a figure's cells lie under the regions: float32 [256, GRID * GRID], rows summing to 1; and which share of
    each region lies in the box: float [256]."""
    height, width = seen.labels.shape
    left, right = round(box[0] * width), max(round(box[2] * width), round(box[0] * width) + 1)
    top, bottom = round(box[1] * height), max(round(box[3] * height), round(box[1] * height) + 1)
    left, top = max(left, 0), max(top, 0)
    part = seen.labels[top:bottom, left:right]
    if not part.size:
        return np.zeros((256, GRID * GRID), np.float32), np.zeros(256)
    rows = (np.arange(part.shape[0]) * GRID // part.shape[0])[:, None]
    columns = (np.arange(part.shape[1]) * GRID // part.shape[1])[None]
    present = np.flatnonzero(seen.area > 0)
    place = np.zeros(256, np.int64)
    place[present] = np.arange(1, len(present) + 1)  # few regions, few counters
    cells = place[part] * (GRID * GRID) + rows * GRID + columns
    counted = np.bincount(cells.ravel(), minlength=(len(present) + 1) * GRID * GRID).reshape(len(present) + 1, -1)
    counts = np.zeros((256, GRID * GRID), np.float32)
    counts[present] = counted[1:]
    total = counts.sum(axis=1)
    whole = seen.area * seen.labels.size
    share = total / np.maximum(whole, 1)
    share[0] = 0
    return counts / np.maximum(total, 1)[:, None], share


def _scores(cells: np.ndarray, area: np.ndarray, figure: Figure, shape: tuple[int, ...]) -> np.ndarray:
    """How well each colour suits each region: float32 [regions, colours], logarithms."""
    colouring = figure.colouring
    count = len(colouring.colours)
    planes = np.stack([(colouring.grid == k + 1).astype(np.float32) for k in range(count)])
    soft = np.stack([cv2.GaussianBlur(p, (0, 0), SOFT, borderType=cv2.BORDER_CONSTANT) for p in planes])
    soft = soft.reshape(count, -1)
    # An artist's figure faces either way.
    best = None
    for mirrored in (False, True):
        under = soft if not mirrored else soft.reshape(count, GRID, GRID)[:, :, ::-1].reshape(count, -1)
        place = cells @ under.T
        place = place / np.maximum(place.sum(axis=1, keepdims=True), 1e-6)
        score = np.log((place + ELSEWHERE) / (1 + count * ELSEWHERE))
        fit = float((score.max(axis=1) * area).sum())
        if best is None or fit > best[0] + 0.05 * float(area.sum()):
            best = fit, score
    assert best is not None
    left, top, right, bottom = figure.box
    box_area = max((right - left) * (bottom - top), 1e-6)
    bins = np.clip(-np.log(np.maximum(area / box_area, 1e-6)) / np.log(4.0), 0, SIZE_BINS - 0.51)
    centres = np.arange(SIZE_BINS) + 0.5
    near = np.exp(-0.5 * ((bins[:, None] - centres[None]) / SIZE_SPREAD) ** 2)
    likely = near @ (colouring.sizes * np.array(colouring.shares)[:, None]).T
    likely = likely / np.maximum(likely.sum(axis=1, keepdims=True), 1e-6)
    return best[1] + SIZE_WEIGHT * np.log(likely + OTHER_SIZE)
