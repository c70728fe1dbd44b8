"""What the classifier learns from, how it is shown, and a training in small that ends in files the program reads."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")

import torch

from engines.naming.classifier import SketchClassifier
from resources import resources_dir
from trainer.classifier import loop
from trainer.classifier.augmenting import Variation, bitmap_seen, strokes_seen
from trainer.classifier.export import export_classifier, folded, temperature_of
from trainer.classifier.material import Batches, Material
from trainer.classifier.network import ClassifierNet, widened
from trainer.classifier.recipe import ClassifierRecipe, read_classifier_recipe
from trainer.classifier.strokes import is_held_out, normalised, read_folder
from trainer.job import JobError

pytestmark = pytest.mark.torch
CIRCLE = np.stack([np.cos(np.linspace(0, 6.28, 40)), np.sin(np.linspace(0, 6.28, 40))], axis=1).astype(np.float32) / 2
CROSS = (np.array([[-0.5, -0.5], [0.5, 0.5]], np.float32), np.array([[-0.5, 0.5], [0.5, -0.5]], np.float32))


def small_recipe(steps: int) -> ClassifierRecipe:
    more = {"steps": steps, "decay_steps": steps // 2, "batch": 16, "seed": 3, "strokes_share": 0.5}
    return read_classifier_recipe().model_copy(update=more)


def material() -> Material:
    bitmaps = np.zeros((2, 28, 28), np.uint8)
    bitmaps[0, 3:25, [4, 24]] = bitmaps[0, [3, 24], 4:25] = 255  # a box
    bitmaps[1, 13:15, 2:26] = 255  # a line
    return Material(
        [(CIRCLE,), CROSS],
        np.array([0, 1]),
        bitmaps,
        np.array([2, 3]),
        np.zeros((0, 64, 64), np.uint8),
        np.zeros(0, int),
    )


def test_drawings_are_read_from_plain_and_packed_files(tmp_path: Path) -> None:
    line = {"word": "cat", "key_id": "1", "drawing": [[[0, 50, 100], [0, 20, 0], [0, 1, 2]]]}
    (tmp_path / "a.ndjson").write_text(json.dumps(line) + "\n\n" + json.dumps(line | {"recognized": False}) + "\n")
    with gzip.open(tmp_path / "b.ndjson.gz", "wt") as file:
        file.write(json.dumps(line | {"word": "dog", "key_id": "2"}))
    drawings = read_folder(tmp_path)
    assert [d.word for d in drawings] == ["cat", "dog"]
    points = np.concatenate(drawings[0].strokes)
    assert np.ptp(points, axis=0).max() == pytest.approx(1.0)
    assert points.min(axis=0) + points.max(axis=0) == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("text", ["no json", '{"word": "cat"}', "[1]", '{"word":"a","key_id":"1","drawing":[[1]]}'])
def test_a_file_at_fault_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.ndjson").write_text(text)
    with pytest.raises(JobError, match=r"a\.ndjson"):
        read_folder(tmp_path)


def test_a_folder_without_drawings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JobError):
        read_folder(tmp_path)


def test_ink_without_extent_is_no_drawing() -> None:
    assert normalised([]) == ()
    assert normalised([np.zeros((3, 2), np.float32)]) == ()


def test_a_tenth_is_held_out_whatever_else_there_is() -> None:
    apart = [is_held_out(str(key)) for key in range(5000)]
    assert 0.08 < np.mean(apart) < 0.12
    assert apart == [is_held_out(str(key)) for key in range(5000)]


def test_every_showing_is_another_and_stays_in_the_square() -> None:
    how = Variation()
    for number in range(60):
        rng = np.random.default_rng(number)
        first = strokes_seen(CROSS, 32, rng=rng, how=how)
        second = bitmap_seen(material().bitmaps[0], 32, rng=rng, how=how)
        for picture in (first, second):
            assert picture.shape == (32, 32) and picture.dtype == np.float32
            assert picture.min() >= 0 and picture.max() <= 1 and picture.sum() > 3
        assert not np.array_equal(first, strokes_seen(CROSS, 32, rng=rng, how=how))


def test_a_batch_is_decided_by_its_number() -> None:
    batches = Batches(material(), small_recipe(10))
    pictures, labels = batches.batch(4, 32)
    again, _ = Batches(material(), small_recipe(10)).batch(4, 32)
    assert pictures.shape == (16, 1, 32, 32) and np.array_equal(pictures, again)
    assert set(labels.tolist()) == {0, 1, 2, 3}


def test_new_labels_keep_what_old_ones_learnt() -> None:
    network = ClassifierNet(2)
    state = widened(network.state_dict(), ["cat", "dog"], ["ant", "dog", "cat"])
    assert torch.equal(state["labels.weight"][2], network.labels.weight[0])
    assert torch.equal(state["labels.weight"][1], network.labels.weight[1])
    ClassifierNet(3).load_state_dict(state)


def test_folding_changes_no_answer() -> None:
    network = ClassifierNet(5)
    with torch.no_grad():
        for _ in range(3):
            network(torch.rand(8, 1, 32, 32))  # statistics of their own
        network.eval()
        probe = torch.rand(2, 1, 32, 32)
        for ours, theirs in zip(network(probe), folded(network)(probe), strict=True):
            assert torch.allclose(ours, theirs, atol=1e-4)


def test_the_temperature_of_too_sure_logits_is_above_one() -> None:
    rng = np.random.default_rng(0)
    truth = rng.normal(size=(4000, 4))
    chances = np.exp(truth) / np.exp(truth).sum(1, keepdims=True)
    wanted = np.array([rng.choice(4, p=row) for row in chances])
    assert temperature_of(torch.tensor(truth * 2), wanted) == pytest.approx(2.0, rel=0.15)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.slow
def test_a_small_training_learns_resumes_and_ends_in_files_that_name(tmp_path: Path) -> None:
    labels = ["circle", "cross-mark", "square", "line"]
    source, told = Batches(material(), small_recipe(80)), []

    def run(steps: int) -> ClassifierNet:
        return loop.train(
            small_recipe(steps),
            source,
            labels,
            run=tmp_path / "run",
            on_progress=lambda *_: None,
            measure=lambda *_: "",
            should_stop=lambda: bool(told),
        )

    run(20)
    assert (tmp_path / "run" / "checkpoint-0000020.pt").exists()
    network = run(80)
    pictures, wanted = source.batch(1000, 32)
    with torch.no_grad():
        found = network(torch.from_numpy(pictures))[0].argmax(1).numpy()
    assert (found == wanted).mean() > 0.8
    logits = network(torch.from_numpy(pictures))[0]
    export_classifier(network, labels, tmp_path / "out", side_px=32, held_out=(logits, wanted), made="in a test")
    shutil.copy(resources_dir() / "classifier" / "vocabulary.json", tmp_path / "out")
    named = SketchClassifier(tmp_path / "out")
    assert named.labels == tuple(labels)
    assert named.recognise_picture(pictures[0, 0]).labels[0].thing == labels[wanted[0]]
