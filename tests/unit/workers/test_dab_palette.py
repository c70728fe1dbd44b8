"""The palette follows the dabs while the pen is down, and does not flicker."""

from __future__ import annotations

import numpy as np

from engines.palette import Palette
from sketchart_desktop.workers.dab_palette import DabPalette

OWN = Palette.of(((10, 10, 200),))


def painted(*dabs: tuple[int, tuple[int, int, int]]) -> np.ndarray:
    """A colour layer with dabs (rows, colour) under each other."""
    layer, top = np.zeros((64, 64, 4), np.uint8), 0
    for rows, colour in dabs:
        layer[top : top + rows] = (*colour, 255)
        top += rows
    return layer


def test_a_new_colour_takes_its_place_while_its_stroke_goes_on() -> None:
    dabs = DabPalette()
    assert dabs.led(OWN, painted(), resting=False) == OWN
    assert dabs.led(OWN, painted((4, (30, 200, 60))), resting=False).colours == ((10, 10, 200), (30, 200, 60))
    both = dabs.led(OWN, painted((20, (30, 200, 60)), (6, (240, 60, 40))), resting=False).colours
    assert both == ((10, 10, 200), (30, 200, 60), (240, 60, 40))


def test_painting_on_does_not_move_the_palette_until_the_pen_is_lifted() -> None:
    dabs = DabPalette()
    first = dabs.led(OWN, painted((20, (30, 200, 60)), (6, (240, 60, 40))), resting=False)
    more = painted((20, (30, 200, 60)), (30, (240, 60, 40)))
    assert dabs.led(OWN, more, resting=False) == first
    assert dabs.led(OWN, more, resting=True).colours[1] == (240, 60, 40)


def test_a_drawing_left_leads_no_more() -> None:
    dabs = DabPalette()
    dabs.led(OWN, painted((20, (30, 200, 60))), resting=True)
    dabs.forget()
    assert dabs.led(OWN, painted(), resting=False) == OWN
