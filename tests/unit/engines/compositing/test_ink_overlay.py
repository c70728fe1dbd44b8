"""inking: ink laid over the artwork: lines as strongly as asked, what is filled with ink whole."""

from __future__ import annotations

import cv2
import numpy as np

from engines.compositing.ink_overlay import inked, inking, solid_ink

SIDE = 512


def drawn(line_px: int = 5) -> np.ndarray:
    """An outline with a pupil in it: ink, uint8 [H, W, 4]."""
    ink = np.zeros((SIDE, SIDE, 4), np.uint8)
    alpha = np.zeros((SIDE, SIDE), np.uint8)
    cv2.circle(alpha, (256, 256), 180, 255, line_px, cv2.LINE_AA)
    cv2.circle(alpha, (200, 220), 14, 255, -1, cv2.LINE_AA)
    ink[:, :, 3] = alpha
    return ink


def test_a_filled_pupil_is_solid_and_an_outline_is_not():
    solid = solid_ink(drawn()[:, :, 3])
    assert solid is not None and solid[220, 200] == 255
    assert not solid[60:90].any()


def test_lines_alone_are_never_solid_however_thick():
    for line_px in (2, 6, 14, 30):
        ink = np.zeros((SIDE, SIDE), np.uint8)
        cv2.circle(ink, (256, 256), 180, 255, line_px, cv2.LINE_AA)
        cv2.line(ink, (20, 20), (490, 60), 255, line_px, cv2.LINE_AA)
        assert solid_ink(ink) is None, line_px


def test_faint_lines_leave_a_pupil_black():
    art = np.full((SIDE, SIDE, 4), (250, 150, 50, 255), np.uint8)
    for strength in (0.0, 0.3):
        laid = inked(art.copy(), inking(drawn(), strength))
        assert laid[220, 200, :3].max() < 10
        line = laid[256, 256 - 180, :3].astype(int)
        assert abs(line - np.array((250, 150, 50)) * (1 - strength)).max() <= 2
        assert tuple(laid[256, 300]) == (250, 150, 50, 255)
