"""The palette follows the dabs while the pen is down, and does not flicker."""

from __future__ import annotations

import numpy as np

from engines.palette import Palette
from sketchart_desktop.workers.dab_palette import DabLead

OWN = Palette.of(((10, 10, 200),))


def painted(*dabs: tuple[int, tuple[int, int, int]]) -> np.ndarray:
    """A colour layer with dabs (rows, colour) under each other."""
    layer, top = np.zeros((64, 64, 4), np.uint8), 0
    for rows, colour in dabs:
        layer[top : top + rows] = (*colour, 255)
        top += rows
    return layer


def test_a_new_colour_leads_while_its_stroke_goes_on() -> None:
    lead = DabLead()
    assert lead.lead(OWN, painted(), resting=False) == OWN
    assert lead.lead(OWN, painted((4, (30, 200, 60))), resting=False).colours[0] == (30, 200, 60)
    both = lead.lead(OWN, painted((20, (30, 200, 60)), (6, (240, 60, 40))), resting=False).colours
    assert both[:2] == ((30, 200, 60), (240, 60, 40))


def test_painting_on_does_not_move_the_palette_until_the_pen_is_lifted() -> None:
    lead = DabLead()
    first = lead.lead(OWN, painted((20, (30, 200, 60)), (6, (240, 60, 40))), resting=False)
    more = painted((20, (30, 200, 60)), (30, (240, 60, 40)))
    assert lead.lead(OWN, more, resting=False) == first
    assert lead.lead(OWN, more, resting=True).colours[0] == (240, 60, 40)


def test_a_drawing_left_leads_no_more() -> None:
    lead = DabLead()
    lead.lead(OWN, painted((20, (30, 200, 60))), resting=True)
    lead.forget()
    assert lead.lead(OWN, painted(), resting=False) == OWN
