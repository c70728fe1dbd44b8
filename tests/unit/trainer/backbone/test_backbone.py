"""The backbone trainer: labels from folders and tables, networks by name, a network that learns what it is shown."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

pytest.importorskip("torch")

import torch

from trainer.backbone import train
from trainer.backbone.labelled import read_labelled
from trainer.backbone.networks import answer, build, load_given
from trainer.job import JobError

pytestmark = pytest.mark.torch


@pytest.fixture
def coloured(tmp_path: Path) -> Path:
    """Forty red and blue pictures, a folder for each colour."""
    rng = np.random.default_rng(0)
    for label, colour in (("red", (30, 30, 220)), ("blue", (220, 30, 30))):
        (tmp_path / "data" / label).mkdir(parents=True)
        for i in range(20):
            picture = np.clip(np.array(colour) + rng.normal(0, 25, (40, 48, 3)), 0, 255).astype(np.uint8)
            cv2.imwrite(str(tmp_path / "data" / label / f"{i}.png"), picture)
    return tmp_path / "data"


def test_a_folder_is_a_label(coloured: Path) -> None:
    data = read_labelled(coloured)
    assert data.labels == ("blue", "red") and not data.multi
    assert len(data.paths) == 40 and (data.targets.sum(1) == 1).all()
    assert 2 <= data.held_out.sum() <= 18


@pytest.mark.parametrize("text", ["file,tags\nred/1.png,warm;dark\nblue/1.png,\nblue/2.png,cold\nred/2.png,warm\n"])
def test_a_table_gives_any_number_of_labels(coloured: Path, text: str) -> None:
    table = coloured / "tags.csv"
    table.write_text(text)
    data = read_labelled(coloured, table)
    assert data.multi and data.labels == ("cold", "dark", "warm")
    assert data.targets.sum(1).tolist() == [2, 0, 1, 1]
    table.write_text("file,warm,cold\nred/1.png,1,0\nblue/1.png,0,1\nblue/2.png,0,1\nred/3.png,1,1\n")
    assert read_labelled(coloured, table).targets.tolist() == [
        [False, True],
        [True, False],
        [True, False],
        [True, True],
    ]


@pytest.mark.parametrize(
    "text", ["", "file\nred/1.png\n", "file,a,b\nred/1.png,2,0\n", "file,a\n../secret.png,x\n", "file,a\nred/1.png\n"]
)
def test_a_table_at_fault_is_refused(coloured: Path, text: str) -> None:
    table = coloured / "tags.csv"
    table.write_text(text)
    with pytest.raises(JobError):
        read_labelled(coloured, table)


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JobError):
        read_labelled(tmp_path)
    with pytest.raises(JobError):
        read_labelled(tmp_path / "nowhere")


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", ["resnet18", "mobilenet_v3_small", "squeezenet1_1", "vgg11", "densenet121"])
def test_every_kind_of_network_has_the_labels_asked_for(name: str) -> None:
    with torch.no_grad():
        found, side = answer(build(name, 3).eval(), torch.zeros(1, 3, 64, 64))
    assert found.shape == (1, 3) and side is None


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_inceptions_side_branch_has_them_too() -> None:
    network = build("inception_v3", 3).train()
    with torch.no_grad():
        found, side = answer(network, torch.zeros(2, 3, 299, 299))
    assert found.shape == (2, 3) and side is not None and side.shape == (2, 3)


def test_an_unknown_network_is_refused() -> None:
    with pytest.raises(JobError, match="vgg"):
        build("vgg99", 2)


def test_given_weights_are_taken_as_far_as_they_fit(tmp_path: Path) -> None:
    ours, other = build("resnet18", 2), build("resnet18", 7)
    torch.save(other.state_dict(), tmp_path / "given.pth")
    assert load_given(ours, tmp_path / "given.pth") == len(other.state_dict()) - 2  # all but the labels' layer
    assert torch.equal(ours.state_dict()["conv1.weight"], other.state_dict()["conv1.weight"])
    (tmp_path / "bad.pth").write_text("no weights")
    with pytest.raises(JobError):
        load_given(ours, tmp_path / "bad.pth")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_it_learns_colours_and_writes_what_it_learnt(
    coloured: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--net", "squeezenet1_1", "--data", str(coloured), "--out", str(tmp_path / "out")]
    assert train.main([*words, "--steps", "40", "--batch", "8", "--size", "48", "--rate", "1e-3"]) == 0
    about = json.loads((tmp_path / "out" / "backbone.json").read_text())
    assert about["labels"] == ["blue", "red"] and about["measured"]["top_1"] >= 0.9
    assert (tmp_path / "out" / "weights.safetensors").stat().st_size > 1e6
    assert train.main(["--net", "nothing", "--data", str(coloured)]) == 2
    assert "no classification network" in capsys.readouterr().err


def test_average_precision() -> None:
    assert train.average_precision(np.array([3.0, 2, 1]), np.array([True, False, True])) == pytest.approx(
        (1 + 2 / 3) / 2
    )
