"""tensors: the planes of a request, made anew or from what is still true of the last one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest

from engines.api import RenderRequest
from engines.palette import Palette
from engines.sketch.input_planes import PLANES, PlaneMaker, picture, request_planes, share_of_shapes

PALETTE = Palette.of(((200, 40, 60),))
RED, BLUE = (220, 30, 30, 255), (30, 60, 220, 255)


def drawn(height: int, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Two shapes, one with two colours in it, and a dab on open paper."""
    ink, colour = np.zeros((height, width, 4), np.uint8), np.zeros((height, width, 4), np.uint8)
    line = np.zeros((height, width), np.uint8)
    cv2.rectangle(line, (20, 20), (width // 2, height - 30), 255, 3)
    cv2.circle(line, (width * 3 // 4, height // 2), height // 6, 255, 3)
    ink[:, :, 3] = line
    colour[40:60, 30:50], colour[90:110, 30:60], colour[5:12, width - 20 : width - 8] = RED, BLUE, RED
    return ink, colour


def asked(ink: np.ndarray, colour: np.ndarray, *, use_hints: bool = True) -> RenderRequest:
    return RenderRequest(1, ink.copy(), colour.copy(), PALETTE, (1.0,), use_hints=use_hints)


def test_blank_paper_makes_blank_planes():
    blank = np.zeros((50, 70, 4), np.uint8)
    planes = request_planes(asked(blank, blank), 16)
    assert planes.shape == (1, len(PLANES), 64, 80) and not planes.any()


@pytest.mark.parametrize("threads", [0, 1])
def test_planes_do_not_hang_on_what_was_drawn_before(threads: int):
    """A drawing grows, and is undone: ink alone, colour alone, both, other sizes, without hints."""
    beside = ThreadPoolExecutor(1) if threads else None
    maker = PlaneMaker(16, beside=beside)
    dice = np.random.default_rng(5)
    for height, width in ((160, 160), (150, 201), (160, 160), (160, 154)):
        ink, colour = drawn(height, width)
        for step in range(12):
            x, y = int(dice.integers(0, width)), int(dice.integers(0, height))
            if step % 3 != 1:
                line = np.ascontiguousarray(ink[:, :, 3])
                cv2.line(line, (x, y), (width // 3, height // 3), 255, 3)
                ink[:, :, 3] = line
            if step % 3 != 0:
                colour[y : y + 12, x : x + 12] = RED if step % 2 else BLUE
            if step == 7:
                ink[:] = 0
            if step == 9:
                colour[:] = 0
            request = asked(ink, colour, use_hints=step != 5)
            for _ in range(2):  # the second time, nothing has changed
                assert np.array_equal(maker.planes(request), request_planes(request, 16)), step
    if beside is not None:
        beside.shutdown()


def test_after_a_failure_nothing_is_left_half_made(monkeypatch):
    maker = PlaneMaker(16)
    ink, colour = drawn(160, 160)
    maker.planes(asked(ink, colour))
    ink[100:110, 100:150, 3] = 255
    with monkeypatch.context() as broken:
        broken.setattr("engines.sketch.regions.enclosed", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            maker.planes(asked(ink, colour))
    assert np.array_equal(maker.planes(asked(ink, colour)), request_planes(asked(ink, colour), 16))


def test_nothing_is_painted_but_shapes_lines_and_open_dabs():
    ink, colour = drawn(160, 160)
    line = np.ascontiguousarray(ink[:, :, 3])
    cv2.line(line, (100, 150), (150, 150), 255, 3)
    ink[:, :, 3] = line
    whole = np.ones((1, 4, 160, 160), np.float32)
    art = picture(whole, 160, 160, share=share_of_shapes(request_planes(asked(ink, colour), 16), 160, 160))
    assert (art[[60, 150, 8], [50, 120, 146]] == 255).all(), "a region, a line, a dab on open paper"
    assert not art[20:40, 100:].any() and not art[:, :10].any()
    without = request_planes(asked(ink, colour, use_hints=False), 16)
    assert not picture(whole, 160, 160, share=share_of_shapes(without, 160, 160))[8, 146].any()
