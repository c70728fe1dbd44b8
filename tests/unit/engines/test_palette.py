"""The main colours of dabs and pictures."""

from __future__ import annotations

import colorsys

import numpy as np
import pytest

from engines.palette import FIRST, TURN, Palette, dab_colours, dominant_colours, roll

RED, GREEN, BLUE = (220, 30, 40), (40, 200, 60), (30, 60, 210)


def test_the_colours_put_down_by_their_area() -> None:
    layer = np.zeros((100, 100, 4), np.uint8)
    layer[:50, :80] = (*RED, 255)
    layer[60:, :50] = (*GREEN, 255)
    layer[60:, 60:70] = (*BLUE, 200)
    layer[:, 90:] = (255, 255, 255, 100)  # too faint to be meant
    found = dab_colours(layer)
    assert found is not None
    assert found.colours == (RED, GREEN, BLUE)
    assert found.shares == pytest.approx((4000 / 6400, 2000 / 6400, 400 / 6400), rel=0.01)


def test_no_dabs_no_palette() -> None:
    assert dab_colours(np.zeros((20, 20, 4), np.uint8)) is None


def test_weights_count_and_shades_of_one_colour_are_one() -> None:
    rng = np.random.default_rng(0)
    near_red = np.clip(np.array(RED) + rng.integers(-4, 5, (500, 3)), 0, 255)
    pixels = np.concatenate([near_red, np.full((500, 3), BLUE), np.full((500, 3), GREEN)]).astype(np.uint8)
    weights = np.repeat([0.2, 1.0, 0.0], 500)
    found = dominant_colours(pixels, weights)
    assert len(found.colours) == 2
    assert found.colours[0] == BLUE
    assert np.abs(np.subtract(found.colours[1], RED)).max() <= 2
    assert found.shares[0] == pytest.approx(1 / 1.2, abs=0.01)


def test_one_colour_is_found_whole() -> None:
    assert dominant_colours(np.full((30, 3), 77, np.uint8)).colours == ((77, 77, 77),)


def test_the_first_roll_is_one_that_was_chosen_and_hues_turn_only_a_little() -> None:
    bank = tuple(Palette.of(((250 - 3 * n, 200, 40), (20, 40, 60 + 3 * n))) for n in range(40))
    assert roll(0, bank) == roll(FIRST, bank)
    hues = [min(abs(_hue(c) - _hue(b)) for p in bank for b in p.colours[:1]) for c in _first_colours(bank)]
    assert 0 < max(hues) <= TURN + 0.01


def _first_colours(bank: tuple[Palette, ...]) -> list[tuple[int, int, int]]:
    return [roll(seed, bank).colours[0] for seed in range(300)]


def _hue(colour: tuple[int, int, int]) -> float:
    return colorsys.rgb_to_hsv(*(value / 255 for value in colour))[0]
