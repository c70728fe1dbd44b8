"""Regions take the colours that an artist's figure has where they lie."""

from __future__ import annotations

import cv2
import numpy as np

from engines.colouring.colourings import GRID, SIZE_BINS, Colouring
from engines.colouring.parts import Figure, coloured_parts, look_at, twins_of
from engines.sketch.regions import outside_mask, partition

GREEN, BROWN, RED, BLACK = (60, 150, 60), (120, 80, 50), (210, 50, 40), (20, 20, 20)


def tree() -> Colouring:
    """A crown over a trunk, and small red apples in the crown."""
    grid = np.zeros((GRID, GRID), np.uint8)
    grid[:15], grid[15:, 8:16] = 1, 2
    grid[4:6, 4:6], grid[8:10, 16:18] = 3, 3
    sizes = np.zeros((3, SIZE_BINS), np.float32)
    sizes[0, 0], sizes[1, 1], sizes[2, 3] = 1, 1, 1
    return Colouring((GREEN, BROWN, RED), (0.75, 0.2, 0.05), grid, sizes)


def drawing() -> np.ndarray:
    """A crown with an apple, over a trunk."""
    ink = np.zeros((256, 256), np.uint8)
    cv2.rectangle(ink, (40, 30), (216, 150), 255, 3)
    cv2.rectangle(ink, (104, 150), (152, 226), 255, 3)
    cv2.circle(ink, (80, 64), 9, 255, 3)
    return ink


def labels_of(ink: np.ndarray) -> np.ndarray:
    return partition(ink, outside_mask(ink))


def test_each_part_has_its_own_colour():
    labels = labels_of(drawing())
    found = coloured_parts(labels, (Figure((40 / 256, 30 / 256, 216 / 256, 226 / 256), tree()),))
    crown, trunk, apple = labels[120, 180], labels[200, 128], labels[64, 80]
    assert tuple(found.tones[crown]) == GREEN and tuple(found.tones[trunk]) == BROWN
    assert tuple(found.tones[apple]) == RED
    assert len({int(found.kinds[k]) for k in (crown, trunk, apple)}) == 3


def test_nothing_is_planned_outside_the_figure():
    labels = labels_of(drawing())
    found = coloured_parts(labels, (Figure((0.0, 0.0, 0.1, 0.1), tree()),))
    assert (found.kinds == -1).all()


def test_a_change_of_colours_fades():
    labels = labels_of(drawing())
    box = (40 / 256, 30 / 256, 216 / 256, 226 / 256)
    black = Colouring((BLACK,), (1.0,), np.ones((GRID, GRID), np.uint8), np.ones((1, SIZE_BINS), np.float32))
    before = Figure(box, black)
    half = coloured_parts(labels, (Figure(box, tree(), before=(before,), fade=0.5),))
    crown = labels[120, 180]
    assert np.allclose(half.tones[crown], (np.array(GREEN) + BLACK) / 2, atol=1)


def test_mirrored_parts_are_twins_and_others_are_not():
    ink = np.zeros((256, 256), np.uint8)
    cv2.circle(ink, (128, 140), 80, 255, 3)
    for x in (96, 160):
        cv2.circle(ink, (x, 120), 14, 255, 3)
    cv2.circle(ink, (128, 180), 9, 255, 3)  # the mouth
    labels = labels_of(ink)
    left, right = labels[120, 96], labels[120, 160]
    assert {tuple(sorted(map(int, pair))) for pair in twins_of(look_at(labels))} == {
        tuple(sorted((int(left), int(right))))
    }


def test_a_trunk_that_reaches_up_to_where_the_artist_has_leaves_is_a_trunk():
    ink = np.zeros((256, 256), np.uint8)
    cv2.circle(ink, (128, 84), 54, 255, 3)
    cv2.rectangle(ink, (112, 138), (144, 236), 255, 3)
    labels = labels_of(ink)
    grid = np.ones((GRID, GRID), np.uint8)
    grid[GRID - 3 :, GRID // 3 : -GRID // 3] = 2  # the artist's trunk is short
    short = Colouring((GREEN, BROWN), (0.94, 0.06), grid, np.ones((2, SIZE_BINS), np.float32))
    found = coloured_parts(labels, (Figure((72 / 256, 28 / 256, 184 / 256, 238 / 256), short),))
    assert tuple(found.tones[labels[84, 128]]) == GREEN and tuple(found.tones[labels[190, 128]]) == BROWN


def test_one_region_keeps_its_own_colour():
    ink = np.zeros((256, 256), np.uint8)
    cv2.circle(ink, (128, 128), 90, 255, 3)
    labels = labels_of(ink)
    found = coloured_parts(labels, (Figure((0.1, 0.1, 0.9, 0.9), tree()),))
    assert tuple(found.tones[labels[128, 128]]) == GREEN
