"""Features of pictures: the measures that stand on them, the weights that ship, and a learning in small."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from trainer.__main__ import main
from trainer.datasets.damage import DAMAGES, damaged
from trainer.features.network import SHIPPED, FeatureNet, kernel_distance, load_features, over_white
from trainer.features.train import FeatureRecipe, write
from trainer.job import JobError

SIDE = 64


def _subject() -> np.ndarray:
    """A yellow disc with a red one in it: premultiplied, float32 [64, 64, 4]."""
    y, x = np.mgrid[:SIDE, :SIDE] - (SIDE - 1) / 2
    flat = np.zeros((SIDE, SIDE, 4), np.float32)
    flat[x**2 + y**2 < 24**2] = (0.95, 0.8, 0.2, 1)
    flat[x**2 + (y - 6) ** 2 < 9**2] = (0.85, 0.2, 0.2, 1)
    return flat


def _shown(flat: np.ndarray) -> torch.Tensor:
    return over_white(torch.from_numpy(flat).permute(2, 0, 1)[None])


@pytest.fixture(scope="module")
def features() -> FeatureNet:
    return load_features()


def test_alike_pictures_have_no_distance_and_only_ours_gets_a_gradient(features: FeatureNet) -> None:
    theirs = _shown(_subject()).requires_grad_()
    ours = (theirs.detach() * 0.8).requires_grad_()
    assert float(features.perceptual(theirs, theirs).detach()) == 0
    distance = features.perceptual(ours, theirs)
    assert distance.shape == (1,) and float(distance.detach()) > 0.01
    distance.sum().backward()
    assert theirs.grad is None and ours.grad is not None and ours.grad.abs().sum() > 0
    assert all(p.grad is None for p in features.parameters())


def test_under_autocast_the_distance_stays_a_number_of_float32(features: FeatureNet) -> None:
    ours, theirs = torch.ones(2, 3, 32, 48), torch.zeros(2, 3, 32, 48)
    exact = features.perceptual(ours, theirs)
    with torch.autocast("cpu", torch.bfloat16):
        ours.requires_grad_()
        rough = features.perceptual(ours, theirs)
        rough.sum().backward()
    assert rough.dtype == torch.float32 and ours.grad is not None and ours.grad.isfinite().all()
    assert torch.allclose(rough, exact, rtol=0.03)


@pytest.mark.parametrize("kind", DAMAGES[1:])
def test_the_distance_grows_with_the_damage(features: FeatureNet, kind: str) -> None:
    flat = _subject()
    rows = []
    for amount in (0.0, 0.3, 1.0):
        seeds = [damaged(flat, kind, amount, rng=np.random.default_rng(seed)) for seed in range(6)]
        rows.append(np.mean([float(features.perceptual(_shown(worse), _shown(flat))) for worse in seeds]))
    assert rows[0] < 1e-4 and rows[0] < rows[1] < rows[2]


def test_damage_keeps_pictures_premultiplied() -> None:
    for kind in DAMAGES:
        worse = damaged(_subject(), kind, 1.0, rng=np.random.default_rng(3))
        assert worse.shape == (SIDE, SIDE, 4) and worse.dtype == np.float32
        assert worse.min() >= 0 and (worse[:, :, :3] <= worse[:, :, 3:] + 1e-5).all()
        assert (kind == "none") == np.array_equal(worse, _subject())


def test_the_kernel_distance_tells_heaps_apart_and_is_without_bias() -> None:
    dice = torch.Generator().manual_seed(0)
    alike, apart = [], []
    for _ in range(60):
        a, b = torch.randn(12, 8, generator=dice), torch.randn(12, 8, generator=dice)
        alike.append(kernel_distance(a, b))
        apart.append(kernel_distance(a, b + 1))
    assert abs(np.mean(alike)) < 3 * np.std(alike) / 60**0.5 and min(alike) < 0
    assert np.mean(apart) > 5 * np.std(alike)


def test_the_features_that_ship_are_small_and_have_a_card() -> None:
    assert SHIPPED.stat().st_size <= 3_000_000
    card = SHIPPED.with_suffix(".md").read_text(encoding="utf-8")
    assert "MIT" in card and "Apache-2.0" in card and '"seed"' in card


def test_other_files_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="does not hold"):
        load_features(tmp_path / "none.safetensors")


@pytest.mark.slow
def test_learning_in_small_writes_weights_a_card_and_the_same_again(
    tiny_sets: None, cache: Path, tmp_path: Path
) -> None:
    import tomllib

    plan = tomllib.loads(SHIPPED.with_suffix(".toml").read_text(encoding="utf-8"))
    plan |= {"steps": 3, "subjects_a_step": 8, "sizes_px": [32]}
    plan["sources"] = plan["sources"][:2]
    recipe = FeatureRecipe.model_validate(plan)
    measured = write(recipe, cache, tmp_path / "a")
    write(recipe, cache, tmp_path / "b")
    weights = [load_features(tmp_path / n / "icon-features.safetensors").state_dict() for n in "ab"]
    assert all(torch.equal(weights[0][name], weights[1][name]) for name in weights[0])
    assert json.loads((tmp_path / "a" / "icon-features.json").read_text()) == measured
    # Folded and scaled: a feature is about 1 long, a number of an embedding about 1.
    network = load_features(tmp_path / "a" / "icon-features.safetensors")
    assert 0.2 < float(network.embed(_shown(_subject())).square().mean().sqrt()) < 5


def test_a_faulty_order_is_answered_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recipe = tmp_path / "r.toml"
    recipe.write_text("seed = 1")
    assert main(["features", "--recipe", str(recipe), "--out", str(tmp_path / "o")]) == 2
    assert "steps" in capsys.readouterr().err and not (tmp_path / "o").exists()
