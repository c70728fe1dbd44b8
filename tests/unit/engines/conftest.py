"""Requests for engines under test; the style pack is in tests/trial_pack.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from engines.api import RenderRequest
from engines.palette import Palette


@pytest.fixture
def make_request() -> Callable[..., RenderRequest]:
    """A drawing of that size: an outlined box and, if wanted, a red dab in it."""

    def make(
        height: int = 64, width: int = 64, *, dab: bool = True, request_id: int = 1, **changes: Any
    ) -> RenderRequest:
        ink, colour = np.zeros((height, width, 4), np.uint8), np.zeros((height, width, 4), np.uint8)
        top, bottom, left, right = height // 4, height * 3 // 4, width // 4, width * 3 // 4
        for row in (top, bottom):
            ink[row, left : right + 1, 3] = 255
        for column in (left, right):
            ink[top : bottom + 1, column, 3] = 255
        if dab:
            colour[height // 2 - 2 : height // 2 + 2, width // 2 - 2 : width // 2 + 2] = (220, 30, 30, 255)
        values = {"style_weights": (1.0, 0.0), "palette": Palette.of(((240, 200, 60), (60, 90, 200))), **changes}
        return RenderRequest(request_id, ink, colour, **values)

    return make
