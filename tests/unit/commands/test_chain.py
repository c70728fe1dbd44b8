"""Photographs and chains on the command line: what a style wants is what it is given, and styles follow each other."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("onnx")
from onnx import helper

from engines.errors import EngineError
from engines.stylepack import StyleLibrary
from sketchart_desktop.commands.stylize import Outcome, StylizeOrder, plan, stylize
from tests.unit.engines.picture_packs import graph, picture_pack, same


@pytest.fixture
def library(tmp_path):
    negative = graph([helper.make_node("Neg", ["picture"], ["art"])])
    picture_pack(tmp_path / "styles" / "negative", negative, wants="photo", styles=("negative",))
    picture_pack(tmp_path / "styles" / "same", same(), wants="coloured_drawing", styles=("same",))
    picture_pack(tmp_path / "styles" / "lines", same(), wants="line_art", styles=("lines",))
    return StyleLibrary(tmp_path / "bundled", tmp_path / "styles")


@pytest.fixture
def photo(tmp_path):
    pixels = np.random.default_rng(2).integers(0, 256, (31, 44, 3), np.uint8)
    Image.fromarray(pixels).save(tmp_path / "photo.png")
    return tmp_path / "photo.png", pixels


def made(order: StylizeOrder, library: StyleLibrary) -> list[np.ndarray]:
    outcomes: list[Outcome] = []
    assert stylize(order, plan(order, library), on_done=outcomes.append)
    return [np.asarray(Image.open(outcome.target.path)) for outcome in outcomes]


def test_a_style_for_photographs_reads_the_photograph(library, photo, tmp_path):
    path, pixels = photo
    order = StylizeOrder((path,), ("negative",), tmp_path / "out", device="cpu")
    assert np.abs(made(order, library)[0].astype(int) - (255 - pixels)).max() <= 1


def test_styles_follow_each_other(library, photo, tmp_path):
    path, pixels = photo
    order = StylizeOrder((path,), ("same",), tmp_path / "out", then=("negative", "same", "negative"), device="cpu")
    assert np.abs(made(order, library)[0].astype(int) - pixels).max() <= 2


def test_line_art_styles_come_first(library, photo, tmp_path):
    order = StylizeOrder((photo[0],), ("same",), tmp_path / "out", then=("lines",))
    with pytest.raises(EngineError, match="first of a chain"):
        plan(order, library)
    assert not (tmp_path / "out").exists()
