"""Photographs and chains on the command line: what a style wants is what it is given, and styles follow each other."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image

pytest.importorskip("onnx")
from onnx import helper

from engines.errors import EngineError
from engines.packs.stylepack import StyleLibrary
from sketchart_desktop.commands.errors import CommandError
from sketchart_desktop.commands.stylize import Outcome, StylizeJob, plan, stylize
from sketchart_desktop.styling.reference_picture import Likeness
from tests.unit.engines.picture_packs import coded, encoder, graph, picture_pack, same


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


def made(job: StylizeJob, library: StyleLibrary) -> list[np.ndarray]:
    outcomes: list[Outcome] = []
    assert stylize(job, plan(job, library), on_done=outcomes.append)
    return [np.asarray(Image.open(outcome.target.path)) for outcome in outcomes]


def test_a_style_for_photographs_reads_the_photograph(library, photo, tmp_path):
    path, pixels = photo
    job = StylizeJob((path,), ("negative",), tmp_path / "out", device="cpu")
    assert np.abs(made(job, library)[0].astype(int) - (255 - pixels)).max() <= 1


def test_styles_follow_each_other(library, photo, tmp_path):
    path, pixels = photo
    job = StylizeJob((path,), ("same",), tmp_path / "out", then=("negative", "same", "negative"), device="cpu")
    assert np.abs(made(job, library)[0].astype(int) - pixels).max() <= 2


def test_a_style_that_follows_paints_as_strongly_as_told(library, photo, tmp_path):
    path, pixels = photo
    job = StylizeJob((path,), ("same",), tmp_path / "out", then=("negative",), then_strength=0.25, device="cpu")
    assert np.abs(made(job, library)[0].astype(int) - (0.75 * pixels + 0.25 * (255 - pixels))).max() <= 2


def test_a_style_with_a_code_is_rolled_given_or_like_a_picture(library, photo, tmp_path):
    picture_pack(tmp_path / "styles" / "coded", coded(), family="munit", style_encoder=encoder(), styles=("coded",))

    def colour(**how) -> list[int]:
        return made(StylizeJob((photo[0],), ("coded",), tmp_path / "out", device="cpu", **how), library)[0][
            0, 0
        ].tolist()

    assert colour(seed=1) == colour(seed=1) != colour(seed=2)
    assert colour(style_code=(1.0, -1.0, 0.0, *[0.0] * 5)) == [255, 0, 128]
    orange = np.full((70, 33, 4), (255, 51, 0, 255), np.uint8)
    assert colour(like=Likeness(orange)) == [255, 51, 0]
    for how, words in (({"style_code": (1.0,)}, "8 numbers"), ({"like": Likeness(orange)}, "neither style nor")):
        styles = ("coded",) if "style_code" in how else ("same",)
        with pytest.raises(CommandError, match=words):
            plan(StylizeJob((photo[0],), styles, tmp_path / "none", **how), library)
    assert not (tmp_path / "none").exists()


def test_line_art_styles_come_first(library, photo, tmp_path):
    job = StylizeJob((photo[0],), ("same",), tmp_path / "out", then=("lines",))
    with pytest.raises(EngineError, match="first of a chain"):
        plan(job, library)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("with_upscaler", [False, True])
def test_an_artwork_can_be_made_larger_at_the_end(library, photo, tmp_path, with_upscaler):
    """By an upscaler of four times asked for two, or smoothly where there is none."""
    path, pixels = photo
    if with_upscaler:
        larger = graph(
            [helper.make_node("Resize", ["picture", "", "four"], ["art"], mode="nearest")],
            numbers={"four": np.array([1, 1, 4, 4], np.float32)},
        )
        picture_pack(tmp_path / "styles" / "larger", larger, parameters={"upscale": 4}, wants="photo")
    job = StylizeJob((path,), ("same",), tmp_path / "out", device="cpu", enlarge=2)
    outcomes: list[Outcome] = []
    assert stylize(job, plan(job, library), library=library, on_done=outcomes.append)
    image = np.asarray(Image.open(outcomes[0].target.path))
    assert image.shape == (62, 88, 3)
    if with_upscaler:
        assert np.abs(image[::2, ::2].astype(int) - pixels).max() <= 1
    else:
        assert np.abs(cv2.resize(image, (44, 31), interpolation=cv2.INTER_AREA).astype(int) - pixels).mean() < 30


def test_landmarks_come_from_a_folder(library, photo, tmp_path):
    shown = helper.make_node("Slice", ["picture", "from", "to", "axis"], ["one"])
    three = helper.make_node("Concat", ["one", "one", "one"], ["art"], axis=1)
    numbers = {"from": np.array([3]), "to": np.array([4]), "axis": np.array([1])}
    picture_pack(
        tmp_path / "styles" / "marked",
        graph([shown, three], channels=4, numbers=numbers),
        family="cyclegan",
        parameters={"landmarks": 1},
        landmarks=1,
        wants="photo",
        styles=("marked",),
    )
    job = StylizeJob((photo[0],), ("marked",), tmp_path / "out", device="cpu", size_px=88, landmarks=tmp_path)
    outcomes: list[Outcome] = []
    assert not stylize(job, plan(job, library), on_done=outcomes.append)
    assert "no landmarks" in outcomes[0].problem
    (tmp_path / "photo.json").write_text("[[10, 20]]")
    image = made(job, library)[0]
    assert image.shape[:2] == (62, 88) and image[40, 20, 0] > 200 and abs(int(image[10, 70, 0]) - 128) <= 1
