"""What paint on the colour layer is: firm dabs fill, soft touches tint, backgrounds stay behind."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engines.api import RenderRequest
from engines.palette import Palette
from engines.sketch.input_planes import PlaneMaker
from engines.sketch.touches import touches_of

SIDE = 192
SKIN, BLUE, MAGENTA = (250, 205, 175), (60, 120, 230), (230, 60, 140)
PALETTE = Palette.of(((200, 180, 160), (90, 60, 40)))


def face() -> np.ndarray:
    ink = np.zeros((SIDE, SIDE), np.uint8)
    cv2.circle(ink, (96, 96), 70, 255, 3, cv2.LINE_AA)
    for x in (70, 122):
        cv2.circle(ink, (x, 80), 11, 255, 3, cv2.LINE_AA)
    return ink


def airbrushed(colour: np.ndarray, at: tuple[int, int], tone: tuple[int, int, int], *, radius: int = 22) -> None:
    y, x = np.mgrid[:SIDE, :SIDE]
    alpha = np.clip((radius - np.hypot(x - at[0], y - at[1])) / (0.75 * radius), 0, 1) * 230
    here = alpha > colour[:, :, 3]
    colour[here] = np.dstack([np.broadcast_to(np.array(tone), (SIDE, SIDE, 3)), alpha])[here]


def planes_of(ink: np.ndarray, colour: np.ndarray) -> tuple[PlaneMaker, np.ndarray]:
    lines = np.zeros((SIDE, SIDE, 4), np.uint8)
    lines[:, :, 3] = ink
    maker = PlaneMaker(32)
    return maker, maker.planes(RenderRequest(1, lines, colour, PALETTE, (1.0,)))[0, :, :SIDE, :SIDE]


def hint(planes: np.ndarray, x: int, y: int) -> np.ndarray:
    return np.rint(255 * planes[6:9, y, x]) if planes[9, y, x] == 1 else np.full(3, -1)


def test_a_firm_dab_fills_its_region():
    colour = np.zeros((SIDE, SIDE, 4), np.uint8)
    cv2.circle(colour, (96, 130), 6, (*SKIN, 255), -1, cv2.LINE_AA)
    maker, planes = planes_of(face(), colour)
    assert np.allclose(hint(planes, 96, 40), SKIN, atol=1) and maker.tinting is None


@pytest.mark.parametrize("beside_a_fill", [False, True])
def test_an_airbrushed_blush_tints_its_own_place_and_fills_nothing(beside_a_fill: bool):
    colour = np.zeros((SIDE, SIDE, 4), np.uint8)
    if beside_a_fill:
        cv2.circle(colour, (96, 40), 6, (*SKIN, 255), -1)
    airbrushed(colour, (96, 128), MAGENTA)
    maker, planes = planes_of(face(), colour)
    assert maker.tinting is not None and maker.tinting[128, 96] == 255
    assert not np.allclose(hint(planes, 60, 120), MAGENTA, atol=40)
    assert np.allclose(hint(planes, 60, 120), SKIN, atol=1) == beside_a_fill


def test_paint_less_than_half_opaque_tints():
    colour = np.zeros((SIDE, SIDE, 4), np.uint8)
    cv2.circle(colour, (96, 130), 12, (*MAGENTA, 120), -1)
    maker, planes = planes_of(face(), colour)
    assert maker.tinting is not None and not planes[9].any()


def test_a_spill_of_less_than_a_third_does_not_count():
    colour = np.zeros((SIDE, SIDE, 4), np.uint8)
    cv2.circle(colour, (70, 80), 9, (*BLUE, 255), -1)
    cv2.rectangle(colour, (70, 77), (88, 82), (*BLUE, 255), -1)  # over the eye's rim into the face
    outside_the_eye = np.hypot(*(np.indices((SIDE, SIDE)) - np.array([80, 70])[:, None, None])) > 12
    spill = (colour[:, :, 3] > 0)[outside_the_eye].sum() / (colour[:, :, 3] > 0).sum()
    assert 0.05 < spill < 1 / 3
    _, planes = planes_of(face(), colour)
    assert np.allclose(hint(planes, 70, 80), BLUE, atol=1) and hint(planes, 96, 140)[0] == -1


def test_a_translucent_dab_mixes_with_what_is_under_it():
    colour = np.zeros((SIDE, SIDE, 4), np.uint8)
    cv2.circle(colour, (96, 130), 10, (0, 0, 0, 178), -1)
    _, planes = planes_of(face(), colour)
    share = 178 / 235
    assert np.allclose(hint(planes, 96, 40), (1 - share) * np.array(PALETTE.colours[0]), atol=2)


def test_one_of_two_twins_takes_the_dab_of_the_other_until_it_has_its_own():
    colour = np.zeros((SIDE, SIDE, 4), np.uint8)
    cv2.circle(colour, (70, 80), 4, (*BLUE, 255), -1)
    _, planes = planes_of(face(), colour)
    assert np.allclose(hint(planes, 122, 80), BLUE, atol=1)
    assert planes[10, 80, 122] == planes[10, 80, 70]  # they vote together
    cv2.circle(colour, (122, 80), 4, (*MAGENTA, 255), -1)
    _, planes = planes_of(face(), colour)
    assert np.allclose(hint(planes, 122, 80), MAGENTA, atol=1) and planes[10, 80, 122] != planes[10, 80, 70]


@pytest.mark.parametrize("under_the_figure", [False, True])
def test_a_painted_background_is_no_shape_and_no_wish(under_the_figure: bool):
    ink = face()
    colour = np.full((SIDE, SIDE, 4), (*BLUE, 255), np.uint8)
    if not under_the_figure:
        cv2.circle(colour, (96, 96), 70, (0, 0, 0, 0), -1)
    maker, planes = planes_of(ink, colour)
    assert maker.background is not None and maker.background[4, 4] == 255
    assert not planes[9].any() and planes[10, 4, 4] == 0


def test_grey_remains_of_lines_fill_nothing_and_a_dark_dab_does():
    ink, colour = face(), np.zeros((SIDE, SIDE, 4), np.uint8)
    for angle in range(0, 360, 40):  # specks on the outline
        at = round(96 + 68 * np.cos(np.deg2rad(angle))), round(96 + 68 * np.sin(np.deg2rad(angle)))
        cv2.circle(colour, at, 2, (70, 70, 72, 255), -1)
    assert touches_of(colour, ink).dabs is None
    cv2.circle(colour, (96, 130), 8, (70, 70, 72, 255), -1)
    _, planes = planes_of(ink, colour)
    assert np.allclose(hint(planes, 96, 40), (70, 70, 72), atol=1)
