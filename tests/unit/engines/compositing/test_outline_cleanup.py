"""The artwork under its outlines: a kept line is a darker shade of what it encloses, out to its outer rim."""

from __future__ import annotations

import cv2
import numpy as np

from engines.compositing.ink_overlay import inked, inking
from engines.compositing.outline_cleanup import clean_rim, under_lines

SIDE, RED = 512, (200, 60, 40)


def drawn() -> tuple[np.ndarray, np.ndarray]:
    """A disc painted up to the middle of its outline, and a line far from it: artwork and ink."""
    art, ink = np.zeros((SIDE, SIDE, 4), np.uint8), np.zeros((SIDE, SIDE), np.uint8)
    cv2.circle(art, (200, 200), 120, (*RED, 255), -1, cv2.LINE_AA)
    cv2.circle(ink, (200, 200), 120, 255, 10, cv2.LINE_AA)
    cv2.line(ink, (400, 300), (400, 500), 255, 10, cv2.LINE_AA)
    return art, ink


def test_colour_reaches_the_outer_rim_of_the_line_and_no_further() -> None:
    art, ink = drawn()
    done = under_lines(art.copy(), ink, 0.4)
    rim = done[200, 200 + 123]
    assert rim[3] > 240 and np.abs(rim[:3].astype(int) - RED).max() <= 8
    assert (done[ink == 0] == art[ink == 0]).all(), "paper stays paper"
    line = inked(done, inking(cv2.merge([ink * 0, ink * 0, ink * 0, ink]), 0.4))[200, 200 + 123]
    assert np.abs(line[:3].astype(int) - 0.6 * np.array(RED)).max() <= 6, "a darker shade, no grey"


def test_a_line_without_paint_beside_it_stays_as_it_is() -> None:
    art, ink = drawn()
    assert not under_lines(art.copy(), ink, 1.0)[300:500, 380:420].any()


def test_without_kept_lines_nothing_changes() -> None:
    art, ink = drawn()
    assert (under_lines(art.copy(), ink, 0.0) == art).all()


def test_a_rim_takes_the_colour_of_what_it_bounds_and_keeps_its_opacity():
    image = np.zeros((64, 64, 4), np.uint8)
    cv2.circle(image, (32, 32), 20, (200, 100, 50, 255), -1)
    image[:, :, 3] = cv2.blur(image[:, :, 3], (3, 3))  # as the network smooths it
    rim = (image[:, :, 3] > 0) & (image[:, :, 3] < 240)
    specks = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    image[rim, :3] = specks[rim]
    alpha = image[:, :, 3].copy()
    clean = clean_rim(image)
    assert rim.sum() > 100
    assert np.all(clean[rim, :3] == (200, 100, 50))
    assert np.array_equal(clean[:, :, 3], alpha)


def test_a_rim_between_two_colours_takes_from_both():
    image = np.zeros((40, 40, 4), np.uint8)
    image[:20, :20] = (255, 0, 0, 255)
    image[:20, 20:] = (0, 0, 255, 255)
    image[20:22] = (9, 200, 9, 128)
    clean = clean_rim(image)
    assert tuple(clean[20, 5, :3]) == (255, 0, 0) and tuple(clean[20, 35, :3]) == (0, 0, 255)
    assert clean[20, 19, 0] > 60 and clean[20, 19, 2] > 60


def test_what_is_faint_everywhere_stays_as_it_was():
    image = np.zeros((32, 32, 4), np.uint8)
    image[10:13, 4:28] = (40, 90, 160, 120)
    before = image.copy()
    assert np.array_equal(clean_rim(image), before)
    assert np.array_equal(clean_rim(np.zeros_like(before)), np.zeros_like(before))
