"""When two requests ask for the same picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engines.api import RenderRequest
from engines.palette import Palette

SIDE = 24


def plane(*depth: int, value: int = 0) -> np.ndarray:
    result = np.zeros((SIDE, SIDE, *depth), np.uint8)
    result[5, 6] = value
    return result


def request(number: int = 1) -> RenderRequest:
    return RenderRequest(number, plane(4, value=200), plane(4, value=90), Palette.of(((1, 2, 3),)), (1.0,))


def test_equal_drawings_ask_the_same_whatever_their_ids() -> None:
    assert request(1).asks_the_same(request(2))
    assert request(1).key == request(2).key


@pytest.mark.parametrize(
    "other",
    [
        {"ink": plane(4, value=201)},
        {"colour": plane(4)},
        {"palette": Palette.of(((1, 2, 4),))},
        {"style_weights": (0.5, 0.5)},
        {"keep_lines": 0.5},
        {"use_hints": False},
        {"mask": plane(value=255)},
        {"photo": plane(4, value=255)},
        {"style_seed": 3},
        {"style_code": (0.25,)},
        {"reference": plane(3, value=9)},
        {"landmarks": plane(2, value=128)},
        {"then_weights": (1.0,)},
        {"then_strength": 0.5},
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_change_of_anything_asks_for_another_picture(other: dict) -> None:
    changed = replace(request(), **other)
    assert not changed.asks_the_same(request())
    assert not request().asks_the_same(changed)
    assert changed.asks_the_same(replace(request(7), **other))


def test_masks_of_other_pixels_or_sizes_differ() -> None:
    one, other = replace(request(), mask=plane(value=255)), replace(request(), mask=plane(value=254))
    assert not one.asks_the_same(other)
    small = replace(request(), ink=plane(4)[:8], colour=plane(4)[:8])
    assert not small.asks_the_same(request())


def test_blank_paper() -> None:
    blank = replace(request(), ink=plane(4), colour=plane(4))
    assert blank.is_blank
    assert not request().is_blank
    assert not replace(blank, photo=plane(4)).is_blank
    unseen = plane(4)
    unseen[..., :3] = 80  # colours that nothing covers
    assert replace(blank, ink=unseen).is_blank
    assert not replace(blank, ink=np.asfortranarray(plane(4, value=1))).is_blank
