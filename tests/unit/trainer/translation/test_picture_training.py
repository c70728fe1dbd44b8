"""Every family taught in small: its held-out measure falls by half, a stopped and resumed run gives the same bits; two
processes learn what one does with twice the batch."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from torch import nn

from engines.api import RenderRequest
from engines.engine import open_engine
from engines.families.table import taught_by
from engines.networks.ugatit import AdaLin
from engines.packs.stylepack import open_pack
from engines.palette import Palette
from evaluation.family_toys import TOYS, Toy, recipe_of, source_of
from trainer.__main__ import main
from trainer.job import JobError
from trainer.objectives.adversarial import PicturePool, cross_entropy, least_squares
from trainer.objectives.cartoongan import edge_smoothed
from trainer.objectives.contract import darkness
from trainer.objectives.feature_style import gram
from trainer.recipe_files import read_recipe, shipped
from trainer.translation.loop import train_pictures
from trainer.translation.objective_table import new_generator
from trainer.translation.recipe import WEIGHTS, PictureRecipe
from trainer.translation.run import newest_pictures

SIZE_PX = 32
STEPS = 24
CHEAP = {"srvgg": 90, "waifu2x": 60, "pix2pix": 70, "cartoongan": 60, "animegan": 110, "transformernet": 90}

QUICK = {"pix2pix", "cyclegan", "cartoongan"}  # the others take more than ten seconds each


@pytest.mark.torch
@pytest.mark.parametrize(
    "toy", [pytest.param(t, id=t.name, marks=() if t.name in QUICK else pytest.mark.slow) for t in TOYS]
)
def test_a_family_learns_and_resumes_bit_equal(toy: Toy, tmp_path: Path) -> None:
    steps = CHEAP.get(toy.name, STEPS)
    recipe = recipe_of(toy, steps=steps, size_px=SIZE_PX, smaller=2)
    source = source_of(toy, size_px=SIZE_PX, count=24)
    whole = train_pictures(recipe, tmp_path / "whole", source=source)
    assert whole is not None
    name = f"held_out_{toy.measure}"
    told = [line[name] for line in _metrics(tmp_path / "whole") if name in line]
    assert told[-1] < 0.5 * told[0], told
    assert cv2.imread(str(tmp_path / "whole" / f"samples-{steps:07d}.png")) is not None

    for stop in (steps // 2 + 1, steps - 4, None):
        parts = train_pictures(recipe, tmp_path / "parts", source=source, max_steps=stop)
    assert parts is not None
    for name, weight in whole.state_dict().items():
        assert torch.equal(weight, parts.state_dict()[name]), name
    for name, weight in newest_pictures(recipe, tmp_path / "parts").state_dict().items():
        assert torch.equal(weight, whole.state_dict()[name]), name
    for part in whole.modules():
        if isinstance(part, AdaLin):
            assert float(part.rho.min()) >= 0 and float(part.rho.max()) <= 1
    other = recipe.model_copy(update={"seed": 9})
    with pytest.raises(JobError, match="another recipe"):
        train_pictures(other, tmp_path / "parts", source=source, max_steps=1)


@pytest.mark.torch
@pytest.mark.slow
def test_two_processes_learn_what_one_does_with_twice_the_batch(tmp_path: Path) -> None:
    """CycleGAN, whose pool of pictures must be one for both."""
    recipe = """
        name = "pair"
        pack_name = { en = "Pair" }
        description = { en = "Pair" }
        objective = "cyclegan"
        precision = "32-true"
        steps = 5
        size_px = 32
        load_px = 36
        batch = 2
        weights = { pool = 2 }
        network = { width = 4, blocks = 1 }
        discriminator = { width = 4, layers = 2 }
    """
    (tmp_path / "pair.toml").write_text(recipe)
    rng = np.random.default_rng(0)
    for side in ("trainA", "trainB"):
        (tmp_path / "data" / side).mkdir(parents=True)
        for number in range(9):
            picture = rng.integers(0, 256, (6, 6, 3)).astype(np.uint8)
            cv2.imwrite(str(tmp_path / "data" / side / f"{number}.png"), cv2.resize(picture, (40, 40)))
    order = ["-m", "trainer", str(tmp_path / "pair.toml"), "--data", str(tmp_path / "data")]
    words = [*order, "--log-every", "1", "--cache", str(tmp_path), "--run-folder"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""}
    started = ["-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "2"]
    for launch, run in ((["-m", "trainer", *words[2:]], "one"), ([*started, *words], "two")):
        done = subprocess.run(
            [sys.executable, *launch, str(tmp_path / run)],
            capture_output=True,
            env=environment,
            timeout=110,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()[-3000:]
    one, two = ([line for line in _metrics(tmp_path / run) if "cycle" in line] for run in ("one", "two"))
    assert [line["step"] for line in one] == [line["step"] for line in two] == [1, 2, 3, 4, 5]
    for ours, theirs in zip(one, two, strict=True):
        for loss in ("adversarial", "cycle", "identity", "discriminators"):
            assert ours[loss] == pytest.approx(theirs[loss], abs=2e-4), (ours, theirs)


def test_the_shipped_recipes_name_every_family_they_teach() -> None:
    recipes = {path.stem: read_recipe(Path(path.stem)) for path in shipped()}
    pictures = {name: recipe for name, recipe in recipes.items() if isinstance(recipe, PictureRecipe)}
    wanted = {"pix2pix", "cyclegan", "munit", "munit-pono", "ugatit-light", "ugatit", "cartoongan", "animegan"}
    assert wanted | {"transformernet", "srvgg", "waifu2x"} <= pictures.keys()
    assert {recipe.generator for recipe in pictures.values()} == {
        name for objective in WEIGHTS for name in taught_by(objective)
    }
    assert {recipe.objective for recipe in pictures.values()} == WEIGHTS.keys()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"size_px": 100}, "multiple of 256"),
        ({"family": "munit"}, "teaches"),
        ({"weights": {"l2": 3}}, "l2"),
        ({"network": {"width": 0}}, "width"),
        ({"load_px": 128}, "load_px"),
    ],
)
def test_a_faulty_recipe_says_what_is_wrong(change: dict, fault: str) -> None:
    words = {"en": "x"}
    whole = {"name": "x", "pack_name": words, "description": words, "objective": "pix2pix", "steps": 1, "size_px": 256}
    PictureRecipe.model_validate(whole)
    with pytest.raises(ValueError, match=fault):
        PictureRecipe.model_validate({**whole, **change})


def test_discriminators_losses_are_zero_where_they_are_right() -> None:
    assert float(least_squares(torch.ones(2, 1, 3, 3), real=True)) == 0
    assert float(least_squares([torch.zeros(2, 1, 3, 3), torch.full((2, 1), 2.0)], real=False)) == 4
    assert float(cross_entropy(torch.full((2, 1), 40.0), real=True)) < 1e-6
    assert float(cross_entropy(torch.zeros(2, 1), real=False)) == pytest.approx(np.log(2))


class _Alone:
    """A turn of one process."""

    number = 0

    def __init__(self) -> None:
        self._rng = np.random.default_rng(1)

    def step(self, optimizer: torch.optim.Optimizer, loss: torch.Tensor) -> None: ...

    def normal(self, rows: int, *shape: int) -> torch.Tensor:
        return torch.zeros(rows, *shape)

    def rng(self) -> np.random.Generator:
        return self._rng

    def all_gather(self, rows: torch.Tensor) -> torch.Tensor:
        return rows

    def shard(self, rows: torch.Tensor) -> torch.Tensor:
        return rows


def test_a_pool_fills_then_answers_with_old_pictures_half_of_the_time() -> None:
    pool, turn = PicturePool(8), _Alone()
    shown = [pool.swapped(torch.full((1, 3, 2, 2), float(i)), turn) for i in range(208)]
    numbers = [int(picture[0, 0, 0, 0]) for picture in shown]
    assert numbers[:8] == list(range(8))
    old = sum(number != i for i, number in enumerate(numbers[8:], 8)) / 200
    assert 0.4 < old < 0.6
    again = PicturePool(8)
    again.load_state_dict(pool.state_dict())
    assert torch.equal(again.state_dict()["pictures"], pool.state_dict()["pictures"])


def test_edges_are_smoothed_and_nothing_else() -> None:
    picture = np.full((64, 64, 3), 240, np.uint8)
    picture[:, 30:] = (30, 60, 200)
    soft = edge_smoothed(picture)
    assert np.array_equal(soft[:, :24], picture[:, :24]) and np.array_equal(soft[:, 36:], picture[:, 36:])
    jump = np.abs(np.diff(soft[:, 24:36].astype(int), axis=1)).max()
    assert jump < 0.6 * np.abs(np.diff(picture.astype(int), axis=1)).max()


def test_only_black_is_ink() -> None:
    colours = torch.tensor([[-1.0, -1, -1], [1, 1, 1], [1, -1, -1]])[:, :, None, None]
    assert darkness(colours).flatten().tolist() == [1, 0, 0]


def test_a_gram_matrix_forgets_places() -> None:
    features = torch.rand(1, 4, 6, 6)
    moved = features.flatten(2)[:, :, torch.randperm(36)].view(1, 4, 6, 6)
    assert torch.allclose(gram(features), gram(moved), atol=1e-6)


def test_munits_pack_reads_as_a_and_paints_as_b() -> None:
    from trainer.objectives.munit import Munit

    toy = next(toy for toy in TOYS if toy.name == "munit")
    recipe = recipe_of(toy, steps=1, size_px=SIZE_PX, smaller=2)
    of_a, of_b = new_generator(recipe), new_generator(recipe)
    objective = Munit(of_a, of_b, nn.Conv2d(3, 1, 1), nn.Conv2d(3, 1, 1), style_length=8)
    whole = objective.shipped({"of_a": of_a, "of_b": of_b})
    picture, style = torch.rand(1, 3, SIZE_PX, SIZE_PX), torch.rand(1, 8)
    content, _, moments = of_a.encode(picture)
    assert torch.equal(whole(picture, style), of_b.decode(content, style, moments=moments))


def _metrics(run: Path) -> list[dict]:
    return [json.loads(line) for line in (run / "metrics.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.torch
def test_from_a_folder_to_a_style_that_paints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`sketchart train RECIPE --data FOLDER --out STYLE`, as the command hands it on."""
    (tmp_path / "mine.toml").write_text(
        """
        name = "mine"
        pack_name = { en = "Mine" }
        description = { en = "Mine" }
        objective = "munit"
        keep_lines = 1.0
        steps = 2
        size_px = 32
        network = { width = 4, blocks = 1, mlp = 8, pono = true }
        weights = { keep_drawn = true }
        discriminator = { width = 4, layers = 2, scales = 1 }
        """
    )
    for side, tone in (("trainA", 250), ("trainB", 90)):
        (tmp_path / side).mkdir()
        for number in range(3):
            cv2.imwrite(str(tmp_path / side / f"{number}.png"), np.full((40, 40, 3), tone + number, np.uint8))
    order = [str(tmp_path / "mine.toml"), "--data", str(tmp_path), "--run", str(tmp_path / "run")]
    assert main([*order, "--out", str(tmp_path / "style"), "--licence", "CC0-1.0"]) == 0
    assert "3 pictures of A and 3 of B" in capsys.readouterr().err
    pack = open_pack(tmp_path / "style")
    assert pack.manifest.licence == "CC0-1.0" and pack.manifest.styles[0].keep_lines == 1
    assert pack.picture is not None and pack.picture.style == "code"
    assert "taught with Sketchart" in (pack.folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    ink = np.zeros((50, 70, 4), np.uint8)
    ink[20:24, :, 3] = 255
    image = (
        open_engine(pack, "cpu")
        .render(RenderRequest(1, ink, 0 * ink, Palette.of(((9, 9, 9),)), (1.0,), keep_lines=1.0))
        .image
    )
    assert image.shape == (50, 70, 4) and image[21:23, :, :3].max() == 0, "what is drawn stays"
    assert main(["flagship", "--data", str(tmp_path)]) == 2
    assert "--data is for" in capsys.readouterr().err
