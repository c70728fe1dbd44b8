"""Tracing where a generator looked: inside the drawing, near the spot asked for, and refused in words."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from engines.api import RenderRequest
from engines.engine import open_engine
from engines.errors import EngineError
from engines.heatmaps import Tracer
from engines.packs.stylepack import StylePack
from engines.palette import Palette
from tests.unit.engines.picture_packs import picture_pack, same

pytestmark = pytest.mark.torch


def two_boxes(height: int = 250, width: int = 330) -> RenderRequest:
    ink = np.zeros((height, width, 4), np.uint8)
    for left in (30, 200):
        ink[60:190, left : left + 100, 3] = 255
        ink[64:186, left + 4 : left + 96, 3] = 0
    return RenderRequest(1, ink, np.zeros_like(ink), Palette.of(((200, 40, 40), (40, 40, 200))), (0.5, 0.5))


@pytest.fixture
def engine(pack: StylePack):
    opened = open_engine(pack, "torch-cpu")
    yield opened
    opened.close()


def with_weights(engine, request: RenderRequest) -> RenderRequest:
    count = len(engine.pack.manifest.styles)
    return RenderRequest(1, request.ink, request.colour, request.palette, tuple([1 / count] * count))


def test_the_map_has_the_drawings_size_and_range(engine) -> None:
    request = with_weights(engine, two_boxes())
    heat = Tracer().trace(engine, request, None)
    assert heat.shape == (250, 330)
    assert heat.dtype == np.float32
    assert (heat.min(), heat.max()) == (0, 1)


def test_a_spot_is_decided_near_it(engine) -> None:
    request, tracer = with_weights(engine, two_boxes()), Tracer()
    left = tracer.trace(engine, request, (80 / 330, 0.5))
    right = tracer.trace(engine, request, (250 / 330, 0.5))
    assert left[:, :165].mean() > left[:, 165:].mean()
    assert right[:, 165:].mean() > right[:, :165].mean()


def test_without_torch_it_says_so(engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(EngineError, match="torch"):
        Tracer().trace(engine, with_weights(engine, two_boxes()), None)


def test_a_style_without_its_network_cannot_be_looked_into(tmp_path: Path) -> None:
    pack = picture_pack(tmp_path / "plain", same())
    with pytest.raises(EngineError, match="without its network"):
        Tracer().trace(SimpleNamespace(pack=pack), two_boxes(), None)
