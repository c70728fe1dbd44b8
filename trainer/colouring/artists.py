"""Icon artists' pictures of a thing as colourings: the main colours, where they lie, in patches of what size."""

from __future__ import annotations

import cv2
import numpy as np

from engines.colouring.colourings import GRID, MOST_COLOURS, SIZE_BINS, Colouring
from trainer.evaluation.metrics import lab

PICTURE_PX = 72  # longer side of the figure that is looked at
SOLID = 200  # of 255: alpha of what counts
LEAST_SHARE = 0.012  # of the figure's area: rarer colours are left out
MERGED = 17.0  # in Lab, lightness counted half: nearer colours are one, in light and in shadow
CENTRES = 10  # colours that are looked for at first
ENOUGH = 1500  # pixels to find them by


def colouring_of(picture: np.ndarray) -> Colouring | None:
    """`picture`: uint8 [H, W, 4], straight RGBA of one figure. None where there is nothing to see."""
    x, y, w, h = cv2.boundingRect((picture[:, :, 3] > SOLID).view(np.uint8))
    if min(w, h) < 4:
        return None
    figure = picture[y : y + h, x : x + w]
    scale = PICTURE_PX / max(w, h)
    side = max(GRID, round(w * scale)), max(GRID, round(h * scale))
    figure = cv2.resize(figure, side, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    solid = figure[:, :, 3] > SOLID
    if solid.sum() < 30:
        return None
    tones, places = _clusters(figure[:, :, :3][solid])
    image = np.zeros(figure.shape[:2], np.uint8)
    image[solid] = places + 1
    image = cv2.medianBlur(image, 3)
    image[~solid] = 0
    counts = np.bincount(image.ravel(), minlength=len(tones) + 1)[1:].astype(np.float64)
    order = [k for k in np.argsort(-counts, kind="stable") if counts[k] >= LEAST_SHARE * counts.sum()][:MOST_COLOURS]
    if not order:
        return None
    names = np.zeros(len(tones) + 1, np.uint8)
    for place, k in enumerate(order):
        names[k + 1] = place + 1
    image = names[image]
    shares = counts[order] / counts[order].sum()
    return Colouring(
        tuple((int(r), int(g), int(b)) for r, g, b in tones[order]),
        tuple(float(s) for s in shares),
        _grid(image, len(order)),
        _sizes(image, len(order)),
    )


def _clusters(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The colours of N pixels (uint8 [N, 3]), uint8 [K, 3], and each pixel's place among them. A colour in light and in
    shadow is one, and it is shown by the median of its pixels."""
    labs = lab(pixels.astype(np.float32) / 255).astype(np.float32)
    labs[:, 0] *= 0.5  # shades of one hue are nearer to each other than their lightness says
    few = np.ascontiguousarray(labs[:: len(labs) // ENOUGH + 1])
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_MAX_ITER, 12, 0.5)
    count = min(CENTRES, len(np.unique(np.rint(few), axis=0)))
    cv2.setRNGSeed(1)
    _, _, centres = cv2.kmeans(few, count, None, criteria, 1, cv2.KMEANS_PP_CENTERS)
    nearest = np.square(labs[:, None] - centres[None]).sum(axis=2).argmin(axis=1)
    mass = np.bincount(nearest, minlength=count)
    apart = np.sqrt(np.square(centres[:, None] - centres[None]).sum(axis=2))
    owner = np.arange(count)
    order = np.argsort(-mass, kind="stable")
    for place, k in enumerate(order):
        larger = [other for other in order[:place] if owner[other] == other and apart[k, other] < MERGED]
        if larger:
            owner[k] = larger[0]
    for k in range(count):
        while owner[owner[k]] != owner[k]:
            owner[k] = owner[owner[k]]
    kept, places = np.unique(owner[nearest], return_inverse=True)
    tones = np.stack([np.median(pixels[places == place], axis=0) for place in range(len(kept))])
    return np.rint(tones).astype(np.uint8), places


def _grid(image: np.ndarray, count: int) -> np.ndarray:
    """The colour that most of each cell has, 0 where most is clear."""
    votes = np.stack(
        [
            cv2.resize((image == k).astype(np.float32), (GRID, GRID), interpolation=cv2.INTER_AREA)
            for k in range(count + 1)
        ]
    )
    return votes.argmax(axis=0).astype(np.uint8)


def _sizes(image: np.ndarray, count: int) -> np.ndarray:
    """float32 [count, SIZE_BINS]: how much of each colour lies in patches of which size (shares of the picture)."""
    sizes = np.zeros((count, SIZE_BINS), np.float32)
    for k in range(count):
        number, _, stats, _ = cv2.connectedComponentsWithStats((image == k + 1).view(np.uint8), connectivity=4)
        for area in stats[1:number, cv2.CC_STAT_AREA]:
            share = area / image.size
            sizes[k, int(np.clip(-np.log(share) / np.log(4.0), 0, SIZE_BINS - 1))] += area
    return sizes / np.maximum(sizes.sum(axis=1, keepdims=True), 1e-6)
