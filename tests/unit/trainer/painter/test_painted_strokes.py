"""The Painter's teacher and its strokes: deterministic, in the painting's colours, along the field, and local."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from engines.networks.painter import Studio
from trainer.job import JobError
from trainer.painter.folder import painted_by
from trainer.painter.painted_strokes import (
    drift_of,
    flow_of,
    furnish,
    guides_of,
    in_palette,
    measure,
    read_painting,
)
from trainer.painter.recipe import PainterStyle, read_painter_recipe
from trainer.painter.train import new_painter


@pytest.fixture(scope="module")
def painting():
    """A made painting: blue and ochre strokes at all places."""
    rng = np.random.default_rng(0)
    canvas = np.full((240, 320, 3), (60, 80, 150), np.uint8)
    for _ in range(900):
        x, y = rng.integers(0, 320), rng.integers(0, 240)
        colour = (50, 70, 160) if rng.random() < 0.7 else (220, 180, 60)
        colour = (np.asarray(colour) + rng.integers(-20, 20, 3)).tolist()
        cv2.line(canvas, (int(x), int(y)), (int(x) + 12, int(y) + 2), colour, 3, cv2.LINE_AA)
    return measure(canvas)


@pytest.fixture(scope="module")
def style() -> PainterStyle:
    return read_painter_recipe(Path("painter")).styles[0]


@pytest.fixture(scope="module")
def studio(painting, style) -> Studio:
    studio = Studio(1)
    furnish(studio, (style,), [painting])
    return studio


def drawing() -> np.ndarray:
    picture = np.full((128, 128, 3), (150, 210, 250), np.uint8)
    cv2.circle(picture, (64, 64), 36, (220, 60, 40), -1, cv2.LINE_AA)
    return picture


@torch.inference_mode()
def painted(picture: np.ndarray, painting, style: PainterStyle, studio: Studio) -> np.ndarray:
    code = torch.ones(1, 1)
    guides = guides_of(picture, painting, style, studio=studio)
    tensor = torch.from_numpy(picture.transpose(2, 0, 1)[None].astype(np.float32) / 255)
    return studio(guides, code, tensor)[0].permute(1, 2, 0).numpy()


def test_the_same_picture_is_painted_the_same(painting, style, studio) -> None:
    first, second = (painted(drawing(), painting, style, studio) for _ in range(2))
    assert np.array_equal(first, second)


def test_flat_places_show_strokes(painting, style, studio) -> None:
    flat = np.full((128, 128, 3), (150, 210, 250), np.uint8)
    assert painted(flat, painting, style, studio).std((0, 1)).mean() > 0.02


def test_colours_come_from_the_painting(painting, style) -> None:
    given = np.random.default_rng(1).random((400, 3), np.float32)
    answer = in_palette(given, painting, style)
    palette = cv2.cvtColor(painting.palette[None].astype(np.float32), cv2.COLOR_LAB2RGB)[0]

    def distance(colours: np.ndarray) -> float:
        return float(np.linalg.norm(colours[:, None] - palette[None], axis=2).min(1).mean())

    assert distance(answer) < 0.5 * distance(given)


def test_a_lighter_grey_stays_lighter(painting, style) -> None:
    greys = np.repeat(np.linspace(0, 1, 9, dtype=np.float32)[:, None], 3, 1)
    light = cv2.cvtColor(in_palette(greys, painting, style)[None], cv2.COLOR_RGB2LAB)[0, :, 0]
    assert (np.diff(light) > -1.0).all() and light[-1] > light[0] + 10


@pytest.mark.parametrize("angle", [0.0, 0.6, 1.3, 2.4])
def test_the_flow_follows_edges(angle: float) -> None:
    y, x = np.mgrid[0:96, 0:96].astype(np.float32)
    across = np.sin(angle) * x - np.cos(angle) * y
    lab = np.dstack([50 + 40 * np.sin(across / 4), np.zeros_like(x), np.zeros_like(x)]).astype(np.float32)
    flow = flow_of(lab)[24:-24, 24:-24].reshape(-1, 2)
    told = np.arctan2(flow[:, 1], flow[:, 0]) / 2
    difference = np.abs((told - angle + np.pi / 2) % np.pi - np.pi / 2)
    assert np.median(difference) < 0.05


def test_strokes_run_along_the_field(painting, style) -> None:
    """In a flat picture the paint's own grain has the direction of the drift."""
    level = style.model_copy(update={"drift": "level", "grain": 0.0})
    studio = Studio(1)
    furnish(studio, (level,), [painting])
    flat = np.full((128, 128, 3), 128, np.uint8)
    grey = cv2.cvtColor(painted(flat, painting, level, studio).astype(np.float32).clip(0, 1), cv2.COLOR_RGB2GRAY)
    along, across = (np.square(cv2.Sobel(grey, cv2.CV_32F, a, b)).sum() for a, b in ((1, 0), (0, 1)))
    assert across > 2 * along


def test_a_change_in_a_corner_moves_no_stroke_elsewhere(painting, style, studio) -> None:
    before, after = drawing(), drawing()
    cv2.circle(after, (6, 6), 4, (0, 0, 0), -1)
    first, second = (painted(picture, painting, style, studio) for picture in (before, after))
    assert np.abs(first - second)[80:, 80:].mean() < 2 / 255
    assert np.abs(first - second)[:16, :16].mean() > 4 / 255


def test_drifts_are_directions() -> None:
    for kind in ("swirl", "wave", "diagonal", "restless", "level"):
        assert np.allclose(np.linalg.norm(drift_of(kind), axis=0), 1, atol=1e-5)


def test_what_is_no_painting_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    for name in ("a.jpg", "missing.jpg"):
        with pytest.raises(JobError, match=name):
            read_painting(tmp_path / name)


def test_the_recipe_names_each_style_once_in_both_languages() -> None:
    recipe = read_painter_recipe(Path("painter"))
    assert len({s.id for s in recipe.styles}) == len(recipe.styles) == 7
    assert all(s.name.ko and s.name.en for s in recipe.styles)


def test_any_folder_of_pictures_becomes_styles(tmp_path: Path) -> None:
    """Each picture a style, its brush by what was measured; a folder with the recipe's paintings keeps the recipe."""
    recipe = read_painter_recipe(Path("painter"))
    rng = np.random.default_rng(2)
    y, x = np.mgrid[0:200, 0:260]
    steady = np.dstack([128 + 90 * np.sin((x + 2 * y) / 9)] * 3).astype(np.uint8)
    cv2.imwrite(str(tmp_path / "My Steady_Lines.png"), steady)
    cv2.imwrite(str(tmp_path / "얼룩.jpg"), cv2.GaussianBlur(rng.integers(0, 256, (200, 260, 3), np.uint8), (0, 0), 4))
    cv2.imwrite(str(tmp_path / "own-colours.webp"), steady)
    (tmp_path / "notes.txt").write_text("no picture")
    own, paintings = painted_by(recipe, tmp_path)
    assert [s.id for s in own.styles] == ["my-steady-lines", "own-colours-2", "picture-3", "own-colours"]
    assert own.styles[0].name.en == "My Steady Lines" and [p is None for p in paintings] == [False] * 3 + [True]
    steady_brush, blotchy_brush = own.styles[0].brush, own.styles[2].brush
    assert steady_brush.length > blotchy_brush.length and steady_brush.angle < blotchy_brush.angle
    assert own.name != recipe.name and own.licence == "not told" and "public domain" not in own.material
    network = new_painter(own, paintings)
    with torch.inference_mode():
        assert network(torch.rand(1, 3, 64, 64), torch.eye(4)[2:3]).isfinite().all()

    named = recipe.model_copy(update={"styles": (recipe.styles[0], recipe.styles[-1])})
    cv2.imwrite(str(tmp_path / recipe.styles[0].painting), steady)
    assert painted_by(named, tmp_path)[0] is named
    with pytest.raises(JobError, match=recipe.styles[1].painting):
        painted_by(recipe, tmp_path)


def test_a_folder_without_pictures_is_refused_in_words(tmp_path: Path) -> None:
    recipe = read_painter_recipe(Path("painter"))
    with pytest.raises(JobError, match="no picture"):
        painted_by(recipe, tmp_path)
    with pytest.raises(JobError, match="no folder"):
        painted_by(recipe, tmp_path / "missing")
    for number in range(16):
        (tmp_path / f"{number}.png").write_bytes(b"")
    with pytest.raises(JobError, match="at most 15"):
        painted_by(recipe, tmp_path)
