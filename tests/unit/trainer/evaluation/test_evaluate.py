"""Drawings to measure by, and the measures: the artist's own picture is best, paper the worst; int8 is compared."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engines.packs.stylepack import StylePack
from engines.sketch.input_planes import PLANES
from trainer.datasets.subjects import StyleSource, Subjects, load_subjects
from trainer.evaluation.evaluate import artists_heap, measure, premultiplied
from trainer.evaluation.held_out import Drawn, held_out_drawings
from trainer.features.network import load_features
from trainer.job import JobError
from trainer.quantise import good_enough, markdown, moved, quantise, sources_of

SIDE = 64


@pytest.fixture
def subjects(tiny_sets: None, cache: Path) -> list[Subjects]:
    return [load_subjects(StyleSource("soft", "fluent", "fluent-flat"), cache)]


@pytest.fixture
def drawings(subjects: list[Subjects]) -> list[Drawn]:
    return held_out_drawings(subjects, size_px=SIDE, per_style=4, part="train")


def test_the_drawings_are_the_same_every_time_and_held_out(subjects: list[Subjects]) -> None:
    once, again = (held_out_drawings(subjects, size_px=SIDE, per_style=9) for _ in range(2))
    assert {d.name for d in once} == {subjects[0].names[i] for i in subjects[0].held_out}
    for a, b in zip(once, again, strict=True):
        assert a.name == b.name and (a.ink == b.ink).all() and (a.colour == b.colour).all()
        assert a.ink.max() > 128 and a.target[:, :, 3].max() > 0.99
        # The lines run along the artist's silhouette, not somewhere else.
        near = a.target[:, :, 3][a.ink > 128]
        assert (near > 0.05).mean() > 0.5


def test_dabs_reach_the_planes_only_when_asked_for(drawings: list[Drawn]) -> None:
    confidence = PLANES.index("hint_confidence")
    dabbed = next(d for d in drawings if d.colour[:, :, 3].any())
    assert dabbed.planes(8, dabs=True)[0, confidence].any() and not dabbed.planes(8, dabs=False)[0, confidence].any()


def test_the_artist_wins_and_paper_loses(subjects: list[Subjects], drawings: list[Drawn], tmp_path: Path) -> None:
    features = load_features()
    heap = artists_heap(subjects, features, tmp_path / "heap.npy")
    assert np.array_equal(artists_heap(subjects, features, tmp_path / "heap.npy"), heap)
    best = measure(lambda d, _: d.target, drawings, features=features, heap=heap, dabs=True)
    worst = measure(
        lambda d, _: np.ones((SIDE, SIDE, 3), np.float32), drawings, features=features, heap=heap, dabs=True
    )
    assert best["l1"] == 0 and best["perceptual"] == 0 and best["ssim"] == best["iou_seen"] == best["iou_alpha"] == 1
    assert best["chroma"] == 1 and best["dab_median"] < 2
    assert "iou_alpha" not in worst and worst["iou_seen"] == 0 and worst["chroma"] < 0.01
    assert all(worst[name] > best[name] for name in ("l1", "perceptual", "dab_median"))
    assert np.isfinite([best["kid"], worst["kid"]]).all() and best["kid"] != worst["kid"]


def test_an_answer_is_premultiplied_for_judging() -> None:
    straight = np.ones((1, 4, 2, 2), np.float32)
    straight[:, 3] = 0.25
    assert (premultiplied(straight) == 0.25).all()


@pytest.mark.slow
def test_eight_bits_are_written_and_paint_nearly_the_same(
    pack: StylePack, drawings: list[Drawn], tmp_path: Path
) -> None:
    pytest.importorskip("nncf")
    from engines.runtimes.openvino import OpenVinoRuntime

    path = quantise(pack, tmp_path / "int8.xml", drawings[:3])
    assert 'type="FakeQuantize"' in path.read_text()
    style = np.eye(1, pack.parameters.styles, dtype=np.float32)
    inputs = (drawings[0].planes(pack.manifest.size_multiple, dabs=True), drawings[0].palette.array()[None], style)
    exact = OpenVinoRuntime(pack.generator_onnx, "f32").run(*inputs).copy()
    rough = OpenVinoRuntime(path, "f32").run(*inputs)
    # The opacity alone: untrained, the choice among the colours turns on a hair.
    assert 0 < np.abs(exact - rough)[:, 3].mean() < 0.05


def test_eight_bits_ship_only_where_nothing_gets_worse() -> None:
    exact = {"l1": 0.05, "ssim": 0.9, "perceptual": 0.2, "chroma": 0.9, "ms_at_512": 20.0}
    better = exact | {"l1": 0.03, "ssim": 0.95}
    worse = exact | {"ssim": 0.87}
    assert good_enough({"f32": exact, "int8": better}) and not good_enough({"f32": exact, "int8": worse})
    assert moved({"f32": exact, "int8": better})["l1"] == pytest.approx(-0.4)
    assert "not within" in markdown({"f32": exact, "int8": worse})


def test_a_pack_without_a_recipe_is_refused_in_words(pack: StylePack) -> None:
    with pytest.raises(JobError, match="trained"):
        sources_of(pack)
