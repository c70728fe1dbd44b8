"""Recipe, objective, loop, checkpoints, export: a whole training in small."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from engines.api import RenderRequest
from engines.engine import open_engine
from engines.palette import Palette
from trainer import checkpoints
from trainer.datasets.drawn_pairs import Pairs
from trainer.flagship.export import export_pack, weights_of
from trainer.flagship.loop import train
from trainer.flagship.recipe import Recipe
from trainer.job import JobError, read_job
from trainer.objectives.sketch_to_art import forgotten, premultiplied, random_colour_turns, reconstruction, to_batch
from trainer.recipe_files import read_recipe, shipped
from trainer.run import Progress


def test_the_shipped_recipes_are_valid() -> None:
    assert shipped()
    for path in shipped():
        assert read_recipe(Path(path.stem)) == read_recipe(path)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name = [", "not a TOML file"),
        ("name = 'x'", "not valid"),
        ("name = 'x'\nlearning = 3", "not valid"),
    ],
)
def test_a_faulty_recipe_is_answered_in_words(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "r.toml"
    path.write_text(text)
    with pytest.raises(JobError, match=fault):
        read_recipe(path)


def test_an_unknown_recipe_names_those_that_ship() -> None:
    with pytest.raises(JobError, match="flagship"):
        read_recipe(Path("no-such-recipe"))


def test_a_faulty_job_is_answered_in_words(tmp_path: Path) -> None:
    path = tmp_path / "job.json"
    path.write_text('{"recipe": "flagship", "run": "x", "max_minutes": -1}')
    with pytest.raises(JobError, match="max_minutes"):
        read_job(path)


def _pairs(count: int = 4, side: int = 32) -> Pairs:
    rng = np.random.default_rng(0)
    alpha = rng.integers(0, 256, (count, 1, side, side)).astype(np.uint8)
    rgb = (rng.random((count, 3, side, side)) * alpha).astype(np.uint8)
    palette = rng.random((count, 4, 4)).astype(np.float32)
    style = np.eye(2, dtype=np.float32)[[0, 1, 0, 1]][:count]
    full = np.full((count, 1, side, side), 255, np.uint8)
    hints = rng.integers(0, 256, (count, 4, side, side)).astype(np.uint8)
    none = np.zeros((count, 5, side, side), np.uint8)
    return Pairs(alpha, none, none[:, :1], hints, np.concatenate([rgb, alpha], 1), full, palette, style)


def test_the_artists_own_picture_has_no_loss_but_the_cross_entropy_of_half_alphas() -> None:
    batch = to_batch(_pairs(), device=torch.device("cpu"), generator=None)
    straight = torch.cat([batch.target[:, :3] / batch.target[:, 3:].clamp_min(1e-6), batch.target[:, 3:]], 1)
    assert torch.allclose(premultiplied(straight), batch.target, atol=1e-6)
    losses = reconstruction(straight, batch, colour=1, alpha=1, gradient=1)
    assert float(losses["colour"]) < 1e-6 and float(losses["gradient"]) < 1e-5
    worse = reconstruction(straight * 0.9, batch, colour=1, alpha=1, gradient=1)
    assert all(float(worse[name]) > float(losses[name]) for name in losses)


def test_nothing_counts_where_the_weight_is_zero() -> None:
    batch = to_batch(_pairs(), device=torch.device("cpu"), generator=None)
    blind = type(batch)(batch.planes, batch.palette, batch.style, batch.target, batch.weight * 0)
    losses = reconstruction(torch.rand_like(batch.target), blind, colour=1, alpha=1, gradient=1)
    assert all(float(loss) == 0 for loss in losses.values())


def test_colours_turn_together_and_greys_stay() -> None:
    turns = random_colour_turns(200, torch.Generator().manual_seed(1))
    grey = torch.full((200, 3, 1), 0.4)
    assert torch.allclose(turns @ grey, grey, atol=1e-5)
    assert 0.3 < float((turns == torch.eye(3)).all(2).all(1).float().mean()) < 0.6
    batch = to_batch(_pairs(), device=torch.device("cpu"), generator=torch.Generator().manual_seed(2))
    assert float((batch.target[:, :3] - batch.target[:, 3:]).max()) <= 1e-6, "still premultiplied"


def test_a_palette_is_sometimes_cut_but_never_reordered() -> None:
    palette = torch.rand(300, 4, 4) + 0.1
    cut = forgotten(palette, torch.Generator().manual_seed(0))
    kept = (cut[:, :, 3] > 0).sum(1)
    assert {0, 4} < set(kept.tolist()) and (kept == 4).float().mean() > 0.5
    for row, whole, count in zip(cut, palette, kept.tolist(), strict=True):
        assert torch.equal(row[:count], whole[:count]) and not row[count:].any()


@pytest.mark.slow
def test_training_learns_resumes_bit_equal_and_exports_a_pack_that_paints(
    tiny_sets: None, tiny_recipe: Recipe, cache: Path, tmp_path: Path
) -> None:
    seen: list[Progress] = []
    whole = train(tiny_recipe, tmp_path / "whole", cache=cache, on_progress=seen.append)
    assert seen[-1].step == 10 and seen[-1].preview is not None and seen[-1].preview.exists()
    assert {"colour", "alpha", "gradient", "adversarial", "feature_matching", "discriminator"} <= set(seen[-1].losses)

    # Stopped in the first stage and again at the border of the second, then resumed: the same bits.
    for stop in (4, 7, None):
        parts = train(tiny_recipe, tmp_path / "parts", cache=cache, max_steps=stop)
    for name, weight in whole.state_dict().items():
        assert torch.equal(weight, parts.state_dict()[name]), name

    pack = export_pack(whole, tiny_recipe, tmp_path / "pack", cache=cache, run=tmp_path / "whole")
    assert [s.id for s in pack.manifest.styles] == ["soft", "flat"] and pack.bank
    card = (pack.folder / "MODEL_CARD.md").read_text()
    assert "held_out_iou" in card and "GFLOP" in card
    assert str(Path(__file__).parents[4]).encode() not in pack.generator_onnx.read_bytes(), "no path of this machine"
    loaded = weights_of(pack.folder)
    assert all(torch.equal(loaded[k], v) for k, v in whole.state_dict().items())
    blank = np.zeros((50, 70, 4), np.uint8)
    request = RenderRequest(1, blank, blank, Palette.of(((200, 40, 40),)), (0.5, 0.5))
    assert open_engine(pack, "cpu").render(request).image.shape == (50, 70, 4)


def test_a_run_of_another_recipe_is_not_continued(
    tiny_sets: None, tiny_recipe: Recipe, cache: Path, tmp_path: Path
) -> None:
    train(tiny_recipe, tmp_path / "run", cache=cache, max_steps=1)
    other = tiny_recipe.model_copy(update={"seed": 4})
    with pytest.raises(JobError, match="another recipe"):
        train(other, tmp_path / "run", cache=cache, max_steps=2)


def test_a_torn_checkpoint_costs_only_itself(tmp_path: Path) -> None:
    for step in (1, 2, 3):
        checkpoints.save(tmp_path, step, {"weights": torch.full((3,), float(step))})
    assert len(list(tmp_path.glob("*.pt"))) == checkpoints.KEEP
    newest = tmp_path / "checkpoint-0000003.pt"
    newest.write_bytes(newest.read_bytes()[:100])
    state = checkpoints.load_latest(tmp_path)
    assert state is not None and state["step"] == 2
    (tmp_path / "checkpoint-0000002.pt").write_bytes(b"")
    with pytest.raises(JobError, match="no checkpoint"):
        checkpoints.load_latest(tmp_path)


def test_metrics_are_lines_of_json(tiny_sets: None, tiny_recipe: Recipe, cache: Path, tmp_path: Path) -> None:
    train(tiny_recipe, tmp_path / "run", cache=cache, max_steps=2)
    lines = [json.loads(line) for line in (tmp_path / "run" / "metrics.jsonl").read_text().splitlines()]
    assert lines[0]["step"] == 2 and 0 <= lines[-1]["held_out_iou"] <= 1
