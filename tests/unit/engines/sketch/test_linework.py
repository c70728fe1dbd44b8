"""Line art from pictures: where lines are, how wide, how many; and the skeletons they are made from."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engines.sketch.linework import LineArtOptions, lines_of, thinned
from engines.sketch.polylines import smoothed, traced


def photo(side: int = 256) -> np.ndarray:
    """A dark disc on a bright ground, with grain, as a camera gives it."""
    rng = np.random.default_rng(3)
    light = np.full((side, side, 3), (205, 190, 170), np.float32)
    cv2.circle(light, (side // 2, side // 2), side // 4, (70, 60, 120), -1, cv2.LINE_AA)
    light = cv2.GaussianBlur(light, (0, 0), 1.0) + rng.normal(0, 4, light.shape)
    return np.dstack([np.clip(light, 0, 255).astype(np.uint8), np.full((side, side), 255, np.uint8)])


def distance_from_rim(lines: np.ndarray) -> np.ndarray:
    """For each line pixel, how far it lies from the disc's edge."""
    side = len(lines)
    y, x = np.nonzero(lines > 127)
    return np.hypot(x - side / 2, y - side / 2) - side / 4


def test_an_edge_becomes_one_closed_line_of_the_width_asked_for() -> None:
    lines = lines_of(photo(), LineArtOptions(0.4, 3.0))
    assert lines.dtype == np.uint8 and lines.shape == (256, 256)
    assert np.abs(distance_from_rim(lines)).max() < 6
    # Closed: paint poured in does not leave.
    flooded = (lines > 60).astype(np.uint8)
    cv2.floodFill(flooded, None, (128, 128), 2)
    assert flooded[0, 0] == 0
    length = 2 * np.pi * 64
    assert 2.4 < lines.sum() / 255 / length < 3.9
    thick = lines_of(photo(), LineArtOptions(0.4, 8.0))
    assert thick.sum() > 2.1 * lines.sum()


def test_more_detail_draws_fainter_edges_and_grain_stays_out() -> None:
    picture = photo()
    cv2.circle(picture, (128, 128), 30, (88, 78, 138, 255), -1, cv2.LINE_AA)  # faint, inside
    few, many = (lines_of(picture, LineArtOptions(detail, 2.0)) for detail in (0.05, 1.0))
    inside = np.s_[90:166, 90:166]
    assert not few[inside].any()
    assert (many[inside] > 127).sum() > 100
    rng = np.random.default_rng(5)
    grain = np.clip(rng.normal(128, 5, (200, 200, 4)), 0, 255).astype(np.uint8)
    grain[..., 3] = 255
    assert (lines_of(grain, LineArtOptions(0.3, 2.0)) > 127).mean() < 0.02


def test_large_pictures_give_the_same_lines_only_larger() -> None:
    large = cv2.resize(photo(512), (1280, 1280), interpolation=cv2.INTER_CUBIC)
    lines = lines_of(large, LineArtOptions(0.4, 8.0))
    assert lines.shape == (1280, 1280)
    assert np.abs(distance_from_rim(lines)).max() < 15


def test_a_cut_out_gets_its_outline() -> None:
    picture = np.zeros((256, 256, 4), np.uint8)
    cv2.circle(picture, (128, 128), 64, (240, 235, 230, 255), -1)
    cv2.circle(picture, (128, 128), 60, (120, 60, 50, 255), -1)
    lines = lines_of(picture, LineArtOptions(0.4, 3.0))
    assert np.abs(distance_from_rim(lines)).max() < 10
    assert (lines > 127).sum() > 600


def test_where_a_picture_is_transparent_or_ends_there_is_no_line() -> None:
    picture = photo()
    picture[:, 128:, 3] = 0
    lines = lines_of(picture, LineArtOptions(0.8, 2.0))
    assert not lines[:, 128:].any() and not lines[80:176, 122:].any() and lines[:, :120].any()
    assert not lines_of(np.zeros((50, 60, 4), np.uint8)).any()
    assert not lines_of(np.full((64, 64, 4), (90, 90, 90, 255), np.uint8)).any()


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (40, 1), (3, 5), (2, 300)])
def test_odd_sizes_do_no_harm(size: tuple[int, int]) -> None:
    picture = np.random.default_rng(0).integers(0, 256, (*size, 4)).astype(np.uint8)
    assert lines_of(picture).shape == size


@pytest.mark.parametrize("options", [(-0.1, 2.0), (1.5, 2.0), (0.5, 0.0), (0.5, 1e9), (float("nan"), 2.0)])
def test_impossible_wishes_are_refused(options: tuple[float, float]) -> None:
    with pytest.raises(ValueError):
        LineArtOptions(*options)


def test_a_skeleton_is_thin_and_hangs_together() -> None:
    mask = np.zeros((80, 80), np.uint8)
    cv2.line(mask, (8, 10), (70, 60), 1, 9)
    cv2.circle(mask, (40, 40), 20, 1, 5)
    bones = thinned(mask.astype(bool))
    assert bones.sum() < 0.25 * mask.sum()
    assert cv2.connectedComponents(bones.astype(np.uint8), connectivity=8)[0] == 2
    blocks = bones[:-1, :-1] & bones[1:, :-1] & bones[:-1, 1:] & bones[1:, 1:]
    assert not blocks.any()


def test_paths_cover_the_skeleton_and_scraps_go() -> None:
    mask = np.zeros((60, 60), bool)
    mask[30, 5:55] = True
    mask[10:31, 30] = True  # a branch
    mask[27:30, 12] = True  # a spur
    mask[50, 5:9] = True  # a scrap
    paths = traced(mask, least_px=10)
    seen = {(int(x), int(y)) for path in paths for x, y in path}
    assert (5, 30) in seen and (54, 30) in seen and (30, 10) in seen
    assert (12, 27) not in seen and (6, 50) not in seen
    ring = np.zeros((40, 40), np.uint8)
    cv2.circle(ring, (20, 20), 12, 1, 1)
    (path,) = traced(thinned(ring.astype(bool)), least_px=5)
    assert (path[0] == path[-1]).all() and len(path) > 50


def test_smoothing_keeps_ends_and_takes_steps_out() -> None:
    stairs = np.array([(i, i // 2) for i in range(40)], np.float32)
    smooth = smoothed(stairs, 2.0)
    np.testing.assert_allclose(smooth[[0, -1]], stairs[[0, -1]], atol=1e-4)
    assert np.abs(np.diff(smooth[5:-5, 1]) - 0.5).max() < 0.1
