"""A family is one network file and one record: with these two alone, its checkpoints are imported, and it learns and
paints (docs/how-to/add-a-family.md).
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

import torch

from engines.families import table
from engines.families.parameters import PictureParameters, Width
from engines.families.record import Family
from resources.messages import Message
from tests.unit.engines.families.toy_network import ToyGenerator
from tests.unit.engines.importers.importing import agrees, imported


class ToyParameters(PictureParameters):
    width: Width = 8

    @property
    def size_multiple(self) -> int:
        return 1


@pytest.fixture(autouse=True)
def toy(monkeypatch) -> None:
    record = Family(
        name="toy",
        parameters=ToyParameters,
        module=ToyGenerator.__module__,
        class_name="ToyGenerator",
        mark=r"toy_in\.weight",
        read=lambda weights: {"width": weights["toy_in.weight"].shape[0]},
        options=("norm",),
        terms=Message("The toy is {0}.", "free"),
        taught_by=("pix2pix",),
    )
    monkeypatch.setitem(table.FAMILIES, "toy", record)


def test_it_is_imported_and_paints(tmp_path: Path) -> None:
    torch.manual_seed(2)
    network = ToyGenerator(width=5).eval()
    for weight in network.parameters():
        weight.data = (weight.data * 4).half().float()
    torch.save({"epoch": 3, "netG": network.state_dict()}, tmp_path / "net.pth")
    found, pack = imported(tmp_path / "net.pth", tmp_path)
    assert (found["family"], found["parameters"], found["terms"]) == ("toy", {"width": 5}, "The toy is free.")
    agrees(pack, network)


def test_it_is_offered_where_families_are_chosen() -> None:
    assert "toy" in table.importable() and "toy" in table.with_option("norm")
    assert table.taught_by("pix2pix") == ("pix2pix", "toy", "cyclegan")


def test_it_learns_and_paints(tmp_path: Path) -> None:
    import numpy as np

    from trainer.translation.objective_table import new_generator, paint
    from trainer.translation.recipe import PictureRecipe
    from trainer.translation.run import export_pictures

    recipe = PictureRecipe.model_validate({
        "name": "toy", "pack_name": {"en": "Toy"}, "description": {"en": "A toy"}, "objective": "pix2pix",
        "family": "toy", "network": {"width": 4}, "steps": 40, "size_px": 32, "wants": "photo",
    })  # fmt: skip
    torch.manual_seed(1)
    network = new_generator(recipe)
    adam = torch.optim.Adam(network.parameters(), 1e-2)
    picture = torch.rand(2, 3, 32, 32) * 2 - 1
    losses = []
    for _ in range(recipe.steps):
        loss = (paint("toy")(network, picture) + picture).abs().mean()
        losses.append(float(loss.detach()))
        adam.zero_grad()
        loss.backward()
        adam.step()
    assert losses[-1] < 0.7 * losses[0]
    pack = export_pictures(network, recipe, tmp_path / "toy", told="noise", licence="CC0-1.0", author="the tests")
    assert pack.manifest.family == "toy"
    assert json.loads((pack.folder / "style.json").read_text(encoding="utf-8"))["hyper_parameters"] == {"width": 4}
    assert np.isfinite(losses).all()
    agrees(pack, network)
