"""Scores: against published values, and on pictures whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from trainer.evaluation import metrics

# Sharma, Wu & Dalal 2005, table 1: L*a*b* of two colours and their difference.
SHARMA = """
50 2.6772 -79.7751 50 0 -82.7485 2.0425
50 3.1571 -77.2803 50 0 -82.7485 2.8615
50 2.8361 -74.0200 50 0 -82.7485 3.4412
50 -1.3802 -84.2814 50 0 -82.7485 1.0000
50 -1.1848 -84.8006 50 0 -82.7485 1.0000
50 -0.9009 -85.5211 50 0 -82.7485 1.0000
50 0 0 50 -1 2 2.3669
50 -1 2 50 0 0 2.3669
50 2.4900 -0.0010 50 -2.4900 0.0009 7.1792
50 2.4900 -0.0010 50 -2.4900 0.0010 7.1792
50 2.4900 -0.0010 50 -2.4900 0.0011 7.2195
50 2.4900 -0.0010 50 -2.4900 0.0012 7.2195
50 -0.0010 2.4900 50 0.0009 -2.4900 4.8045
50 -0.0010 2.4900 50 0.0010 -2.4900 4.8045
50 -0.0010 2.4900 50 0.0011 -2.4900 4.7461
50 2.5000 0 50 0 -2.5000 4.3065
50 2.5000 0 73 25 -18 27.1492
50 2.5000 0 61 -5 29 22.8977
50 2.5000 0 56 -27 -3 31.9030
50 2.5000 0 58 24 15 19.4535
50 2.5000 0 50 3.1736 0.5854 1.0000
50 2.5000 0 50 3.2972 0 1.0000
50 2.5000 0 50 1.8634 0.5757 1.0000
50 2.5000 0 50 3.2592 0.3350 1.0000
60.2574 -34.0099 36.2677 60.4626 -34.1751 39.4387 1.2644
63.0109 -31.0961 -5.8663 62.8187 -29.7946 -4.0864 1.2630
61.2901 3.7196 -5.3901 61.4292 2.2480 -4.9620 1.8731
35.0831 -44.1164 3.7933 35.0232 -40.0716 1.5901 1.8645
22.7233 20.0904 -46.6940 23.0331 14.9730 -42.5619 2.0373
36.4612 47.8580 18.3852 36.2715 50.5065 21.2231 1.4146
90.8027 -2.0831 1.4410 91.1528 -1.6435 0.0447 1.4441
90.9257 -0.5406 -0.9208 88.6381 -0.8985 -0.7239 1.5381
6.7747 -0.2908 -2.4247 5.8714 -0.0985 -2.2286 0.6377
2.0776 0.0795 -1.1350 0.9033 -0.0636 -0.5514 0.9082
"""


def test_colour_differences_are_the_published_ones() -> None:
    rows = np.array([line.split() for line in SHARMA.strip().splitlines()], float)
    assert np.abs(metrics.ciede2000(rows[:, :3], rows[:, 3:6]) - rows[:, 6]).max() < 1e-4


def _face() -> tuple[np.ndarray, np.ndarray]:
    """A box with a wall in its middle: ink and alpha, 64 px."""
    ink = np.zeros((64, 64), np.uint8)
    ink[8:56, (8, 9, 31, 32, 54, 55)] = 255
    ink[(8, 9, 54, 55), 8:56] = 255
    alpha = np.zeros((64, 64), np.float32)
    alpha[8:56, 8:56] = 1
    return ink, alpha


def test_dabs_are_judged_by_the_region_that_they_lie_in() -> None:
    ink, alpha = _face()
    colour = np.zeros((64, 64, 4), np.uint8)
    colour[20:23, 18:21] = (200, 40, 40, 255)
    colour[20:23, 42:45] = (40, 60, 200, 255)
    art = np.ones((64, 64, 3), np.float32)
    art[8:56, 8:32] = np.array((200, 40, 40)) / 255
    art[8:56, 32:56] = np.array((40, 60, 200)) / 255
    obeyed = metrics.dab_errors(art, ink, colour, alpha)
    assert len(obeyed) == 2 and max(obeyed) < 0.5
    swapped = metrics.dab_errors(art[:, ::-1], ink, colour, alpha)
    assert min(swapped) > 20


def test_two_dabs_in_one_region_speak_each_for_what_is_near() -> None:
    ink, alpha = _face()
    ink[10:54, 31:33] = 0
    colour = np.zeros((64, 64, 4), np.uint8)
    colour[20:23, 14:17] = (200, 40, 40, 255)
    colour[20:23, 47:50] = (40, 60, 200, 255)
    art = np.ones((64, 64, 3), np.float32)
    art[:, :32], art[:, 32:] = np.array((200, 40, 40)) / 255, np.array((40, 60, 200)) / 255
    assert max(metrics.dab_errors(art, ink, colour, alpha)) < 0.5


def test_nothing_to_judge_gives_nothing() -> None:
    ink, alpha = _face()
    colour = np.zeros((64, 64, 4), np.uint8)
    assert metrics.dab_errors(np.ones((64, 64, 3), np.float32), ink, colour, alpha) == []


def test_structure_silhouette_and_chroma() -> None:
    rng = np.random.default_rng(0)
    art = rng.random((32, 32, 3)).astype(np.float32)
    noisy = np.clip(art + rng.normal(0, 0.2, art.shape), 0, 1).astype(np.float32)
    assert metrics.ssim(art, art) == pytest.approx(1) and 0 < metrics.ssim(art, noisy) < 0.95
    inside = np.zeros((32, 32), bool)
    inside[8:24, 8:24] = True
    assert metrics.overlap(inside, inside) == 1 and metrics.overlap(inside, np.roll(inside, 8, 1)) == pytest.approx(
        1 / 3
    )
    assert metrics.overlap(~inside & inside, inside & ~inside) == 1
    grey = np.repeat(art.mean(axis=2, keepdims=True), 3, 2)
    assert metrics.chroma_ratio(art, art, inside) == 1 and metrics.chroma_ratio(grey, art, inside) < 1e-6
    paper = np.ones((32, 32, 3), np.float32)
    paper[4:6, 4:6] = (1, 0.5, 0.5)
    assert metrics.seen(paper).sum() == 4


def test_the_best_that_whole_regions_can_reach() -> None:
    regions = np.zeros((10, 10), np.uint8)
    regions[:, :5], regions[:, 5:8] = 1, 2
    wanted = np.zeros((10, 10), bool)
    wanted[:, :6] = True  # all of region 1, a third of region 2
    assert metrics.best_overlap(regions, wanted) == pytest.approx(50 / 60)
