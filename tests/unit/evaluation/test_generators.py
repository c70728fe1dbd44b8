"""The comparison of generators in small: rows are made, kept and told; one that fails leaves the others alone; empty
parts of a sketch say nothing to the features."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engines.palette import Palette
from evaluation import (
    ablation,
    empty_sketches,
    flagship_table,
    generator_rows,
    generator_sheets,
    generators,
    style_transfer,
)
from evaluation.flagship_sheets import filled
from evaluation.generator_rows import ENTRANTS
from evaluation.style_transfer import how_far, transferred
from tests.unit.trainer.conftest import cache, tiny_recipe, tiny_sets  # noqa: F401  fixtures
from trainer.datasets import drawn_pairs
from trainer.evaluation.held_out import Drawn
from trainer.features.network import load_features
from trainer.flagship.recipe import Recipe
from trainer.translation.objective_table import new_generator

SIDE = 64
TINY = {
    "pix2pix": {"halvings": 4, "width": 4},
    "cyclegan": {"width": 4, "blocks": 1},
    "munit-pono": {"width": 4, "blocks": 1, "mlp": 8},
    "ugatit-light": {"width": 4, "blocks": 1},
    "cartoongan": {"width": 4, "blocks": 1},
}
DISCRIMINATORS = {"munit-pono": {"width": 4, "layers": 2, "scales": 2}, "ugatit-light": {"width": 4, "layers": 4}}
# One of each kind: the other families go the same way, and learn in tests/unit/trainer.
MADE = ("drawing", "pix2pix", "cyclegan", "munit-pono", "style-transfer", "sketchnet-blind", "artist")


@pytest.fixture
def entrants(monkeypatch: pytest.MonkeyPatch) -> tuple[generator_rows.Entrant, ...]:
    tiny = tuple(
        replace(
            e,
            small=TINY[e.name],
            discriminator=DISCRIMINATORS.get(e.name, {**e.discriminator, "width": 4, "layers": 2}),
        )
        for e in ENTRANTS
    )
    monkeypatch.setattr(generators, "ENTRANTS", tiny)
    return tiny


@pytest.fixture
def small_world(monkeypatch: pytest.MonkeyPatch, tiny_sets: None, tiny_recipe: Recipe, cache: Path) -> list[str]:  # noqa: F811
    """Pictures of 64 pixels, tiny networks, no costs; drawings are made in this process. What to call `main` with."""
    for name in ("LEARNT_PX", "MEASURED_PX", "TIMED_PX"):
        monkeypatch.setattr(generators, name, SIDE)
    monkeypatch.setattr(flagship_table, "TIMED_PX", SIDE)
    monkeypatch.setattr(generators, "costs", lambda network, _inputs, runs=1: {"torch_ms": float(runs)})
    monkeypatch.setattr(generators, "read_recipe", lambda _: tiny_recipe)
    monkeypatch.setattr(ablation, "small", lambda recipe: recipe)
    monkeypatch.setattr(ablation, "SIZE_PX", SIDE)
    monkeypatch.setattr(drawn_pairs, "ProcessPoolExecutor", lambda count, mp_context: ThreadPoolExecutor(count))
    monkeypatch.setattr(generator_rows, "TIMED_STEPS", 4)
    monkeypatch.setattr(generator_rows, "WINDOW", 8)
    monkeypatch.setattr(style_transfer, "ROUNDS_AT_ONCE", 2)  # the clock is looked at between them only
    return ["--cache", str(cache), "--minutes", "0.005", "--per-style", "2"]


@pytest.mark.torch
@pytest.mark.slow
def test_every_row_is_made_once_and_a_fault_ends_one_row_only(
    small_world: list[str],
    entrants: tuple,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    order = [*small_world, "--out", str(tmp_path), "--rows", *MADE]

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("cyclegan is broken on purpose")

    with monkeypatch.context() as patched:
        whole = generator_rows.painter
        patched.setattr(
            generator_rows, "painter", lambda e, network: broken() if e.name == "cyclegan" else whole(e, network)
        )
        assert generators.main(order) == 1
    assert "broken on purpose" in capsys.readouterr().err
    assert {path.stem for path in tmp_path.glob("*.json")} == set(MADE) - {"cyclegan"}
    kept = {path.name: path.read_bytes() for path in tmp_path.glob("*.json")}

    assert generators.main(order) == 0
    told = json.loads((tmp_path / "cyclegan.json").read_text())
    assert told["trained"]["steps"] >= 1 and told["trained"]["allowed"] == 0.005 and told["whole"]["gflop"] > 0
    assert all((tmp_path / name).read_bytes() == before for name, before in kept.items()), "a row is made once"
    table = (tmp_path / "generators.md").read_text(encoding="utf-8")
    assert all(f"| {generators.TITLES[name]} |" in table for name in MADE)
    lines = table.split("\n\n")[0].splitlines()
    assert len({line.count("|") for line in lines}) == 1 and len(lines) == len(MADE) + 2

    rows = {name: json.loads((tmp_path / f"{name}.json").read_text()) for name in MADE}
    assert rows["artist"]["no dabs"]["l1"] == 0 < rows["drawing"]["no dabs"]["l1"]
    assert how_far(tmp_path / "run-style-transfer")["pictures"] == 2 + len(generators.SHOWN_FREEHAND)
    assert {len(list((tmp_path / "painted" / name).glob("*.png"))) for name in MADE} == {4}
    page = generator_sheets.contact_sheet(tmp_path, tmp_path / "pictures")
    assert page.stat().st_size > 2000


@pytest.mark.torch
@pytest.mark.parametrize("name", ["munit-pono", "ugatit-light"])
def test_costs_of_networks_with_two_inputs_or_several_answers(name: str, entrants: tuple) -> None:
    entrant = next(e for e in entrants if e.name == name)
    network = new_generator(entrant.recipe(size_px=SIDE, steps=1)).eval()
    inputs = generator_rows.example(entrant, torch.rand(1, 3, SIDE, SIDE))
    found = flagship_table.costs(network, inputs, runs=1)
    assert found["parameters_m"] == pytest.approx(sum(p.numel() for p in network.parameters()) / 1e6)
    assert found["gflop"] > 0 and found["torch_ms"] > 0 and found["openvino_ms"] > 0


def test_the_shipped_entrants_fit_the_papers_losses() -> None:
    by_name = {e.name: e.recipe(size_px=128, steps=1000) for e in ENTRANTS}
    assert by_name["munit-pono"].parameters.pono and by_name["munit-pono"].checked_weights.keep_drawn  # type: ignore[union-attr]
    assert by_name["cartoongan"].checked_weights.first_steps == 100
    assert by_name["ugatit-light"].parameters.light  # type: ignore[union-attr]
    assert all(recipe.parameters.fixed_size is None for recipe in by_name.values())


@pytest.mark.torch
def test_the_palette_is_all_that_tells_ours_of_colours(tiny_recipe: Recipe) -> None:  # noqa: F811
    recipe = generators.of_one_style(tiny_recipe)
    assert [style.id for style in recipe.styles] == ["soft"]
    assert recipe.variety.dabs == 0 and recipe.variety.partial == 0


@pytest.mark.torch
def test_the_inside_of_a_sketch_is_empty_paper_to_the_features() -> None:
    side = 128
    ink = np.zeros((side, side), np.uint8)
    ink[16:20, 16:112] = ink[108:112, 16:112] = ink[16:112, 16:20] = ink[16:112, 108:112] = 255
    target = np.zeros((side, side, 4), np.float32)
    target[16:112, 16:112] = (0.8, 0.2, 0.2, 1)
    drawn = Drawn("box", 0, ink, np.zeros((side, side, 4), np.uint8), Palette(((200, 50, 50),), (1.0,)), target)
    inside = empty_sketches.empty_inside(drawn)
    assert inside[64, 64] and not inside[18, 64] and not inside[4, 4]
    features = load_features()
    sketch = (generator_rows.as_picture(ink) + 1) / 2
    style = torch.from_numpy(np.ascontiguousarray(drawn.artist.transpose(2, 0, 1)))[None]
    empty, full = (empty_sketches.strengths(picture, features)[0][32, 32] for picture in (sketch, style))
    assert empty < 1e-3 < 0.1 < full
    assert empty_sketches.silhouette(sketch)[0, 0, 64, 64] == 1 and empty_sketches.silhouette(sketch)[0, 0, 4, 4] == 0
    dense = empty_sketches.filled_in(sketch, style)
    assert dense[0, :, 64, 64].tolist() == pytest.approx([0.8, 0.2, 0.2], abs=0.02)
    assert dense[0, :, 4, 4].tolist() == [1, 1, 1] and dense[0, :, 18, 64].max() == 0
    picture, asked = transferred(dense, style, features, rounds=3)
    assert asked >= 3 and float(picture.min()) >= 0 and float(picture.max()) <= 1


def test_the_document_has_every_place(tmp_path: Path) -> None:
    document = generator_sheets.DOCUMENT.read_text(encoding="utf-8")
    for name, file in generator_sheets.PLACES.items():
        (tmp_path / file).write_text(f"told of {name}\n")
    once = filled(document, tmp_path, generator_sheets.PLACES)
    assert all(f"<!-- {name} -->\ntold of {name}\n<!-- end -->" in once for name in generator_sheets.PLACES)
