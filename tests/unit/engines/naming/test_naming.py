"""The shipped classifier on drawings made here: what it says must not hang on size, line width or place."""

from __future__ import annotations

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from engines.errors import StylePackError
from engines.naming.classifier import SketchClassifier
from engines.naming.figures import name_drawing, name_figures
from engines.naming.raster import seen
from resources import resources_dir


@pytest.fixture(scope="module")
def classifier() -> SketchClassifier:
    return SketchClassifier()


def paper(side: int = 512) -> np.ndarray:
    return np.zeros((side, side), np.uint8)


def star(canvas: np.ndarray, centre: tuple[float, float], radius: float, width: int) -> None:
    """A five-pointed star in one line."""
    angles = np.deg2rad(-90 + 144 * np.arange(6))
    points = np.stack([np.cos(angles), np.sin(angles)], axis=1) * radius + centre
    cv2.polylines(canvas, [np.round(points).astype(np.int32)], True, 255, width, cv2.LINE_AA)


def house(canvas: np.ndarray, x: int, y: int, side: int) -> None:
    cv2.rectangle(canvas, (x, y), (x + side, y + side), 255, 4, cv2.LINE_AA)
    roof = np.array([[x - 12, y], [x + side // 2, y - side // 2], [x + side + 12, y]])
    cv2.polylines(canvas, [roof], True, 255, 4, cv2.LINE_AA)
    cv2.rectangle(canvas, (x + side // 3, y + side // 2), (x + side // 2, y + side), 255, 4, cv2.LINE_AA)


@pytest.mark.parametrize(("side", "radius", "width"), [(512, 200, 1), (512, 200, 40), (2048, 300, 6), (96, 40, 2)])
def test_a_star_is_a_star_in_any_size_and_width(
    classifier: SketchClassifier, side: int, radius: int, width: int
) -> None:
    canvas = paper(side)
    star(canvas, (side / 2, side / 2), radius, width)
    (figure,) = name_figures(canvas, classifier)
    assert figure.labels[0].thing == "star"


def test_probabilities_are_sorted_and_add_up(classifier: SketchClassifier) -> None:
    canvas = paper()
    house(canvas, 180, 220, 160)
    labels = classifier.recognise(canvas, count=len(classifier.groups)).labels
    chances = [label.probability for label in labels]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) == pytest.approx(1.0, abs=1e-6)
    assert all(label.thing in classifier.vocabulary for label in labels)


def test_the_embedding_has_length_one_and_knows_a_thing_again(classifier: SketchClassifier) -> None:
    canvases = [paper(), paper(), paper()]
    star(canvases[0], (256, 256), 200, 5)
    star(canvases[1], (150, 300), 120, 9)
    house(canvases[2], 180, 220, 160)
    first, again, other = (classifier.recognise(c).embedding for c in canvases)
    assert first.shape == (128,) and np.linalg.norm(first) == pytest.approx(1.0, abs=1e-5)
    assert float(first @ again) > float(first @ other) + 0.2


def test_two_things_apart_have_two_names(classifier: SketchClassifier) -> None:
    canvas = paper(1024)
    star(canvas, (200, 300), 150, 6)
    house(canvas, 640, 420, 240)
    figures = name_figures(canvas, classifier)
    assert len(figures) == 2
    named = sorted(f.labels[0].thing for f in figures)
    assert named in (["house", "star"], ["barn", "star"])
    assert sum(f.ink_share for f in figures) == pytest.approx(1.0, abs=1e-6)
    for figure in figures:
        left, top, right, bottom = figure.box
        ys, xs = np.nonzero(figure.mask)
        assert left - 2 <= xs.min() and xs.max() <= right + 2 and top - 2 <= ys.min() and ys.max() <= bottom + 2
    assert not (figures[0].mask & figures[1].mask).any()


def test_a_face_of_loose_parts_stays_one_figure(classifier: SketchClassifier) -> None:
    canvas = paper()
    cv2.circle(canvas, (256, 256), 180, 255, 5, cv2.LINE_AA)
    cv2.circle(canvas, (190, 200), 14, 255, -1, cv2.LINE_AA)
    cv2.circle(canvas, (322, 200), 14, 255, -1, cv2.LINE_AA)
    cv2.ellipse(canvas, (256, 290), (90, 60), 0, 20, 160, 255, 5, cv2.LINE_AA)
    figures = name_figures(canvas, classifier)
    assert len(figures) == 1
    assert figures[0].labels[0].thing in {"smiley-face", "face"}


def test_empty_paper_has_no_figures_and_a_dot_one(classifier: SketchClassifier) -> None:
    assert name_figures(paper(), classifier) == ()
    assert name_drawing(paper(), classifier) is None
    dot = paper()
    dot[200, 300] = 255
    assert len(name_figures(dot, classifier)) == 1


def test_lines_of_all_widths_look_alike_to_the_network() -> None:
    pictures = []
    for width in (1, 3, 8, 12, 20):
        canvas = paper()
        house(canvas, 180, 220, 160)
        thick = cv2.dilate(canvas, np.ones((width, width), np.uint8)) if width > 1 else canvas
        pictures.append(seen(thick, side_px=32))
    shares = [float(p.mean()) for p in pictures]
    assert max(shares) / min(shares) < 2.1
    assert all(p.shape == (32, 32) and p.min() >= 0 and p.max() <= 1 for p in pictures)


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "classifier"
    shutil.copytree(resources_dir() / "classifier", folder)
    (folder / "classifier.onnx").write_bytes(b"no graph")
    with pytest.raises(StylePackError):
        SketchClassifier(folder)
    (folder / "classifier.json").unlink()
    with pytest.raises(StylePackError):
        SketchClassifier(folder)


def test_the_files_are_small() -> None:
    assert sum(p.stat().st_size for p in (resources_dir() / "classifier").iterdir()) <= 6 * 2**20
