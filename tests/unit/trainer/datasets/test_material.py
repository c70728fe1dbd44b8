"""From icon set to pair: names, shapes, line art, registration, batches."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from trainer.datasets import iconsets
from trainer.datasets.drawn_pairs import PairSampler, Variety, WindowPlan, canvas_sides
from trainer.datasets.iconsets import base_names, held_out
from trainer.datasets.lineart import LineHand, PlacedShape, coverage, draw_lines, random_hand
from trainer.datasets.subjects import StyleSource, load_subjects, register, render
from trainer.datasets.vectors import shapes_of
from trainer.job import JobError

BOX = np.array([[20, 20], [100, 20], [100, 100], [20, 100]], np.float32)


def test_skin_tones_are_no_subjects_of_their_own_and_plain_words_stay() -> None:
    icons = {"icons": dict.fromkeys(("hand", "hand-dark", "hand-medium-light", "light-bulb", "flashlight"))}
    assert base_names(icons) == ["flashlight", "hand", "light-bulb"]


def test_every_twentieth_name_is_held_out() -> None:
    names = [f"{i:03d}" for i in range(100)]
    assert held_out(names) == {"000", "020", "040", "060", "080"}


def test_an_archive_with_another_hash_is_refused_and_removed(tmp_path: Path) -> None:
    one = iconsets.ICON_SETS["noto"]
    archive = tmp_path / "iconsets" / f"noto-{one.version}.tgz"
    archive.parent.mkdir()
    archive.write_bytes(b"not what was asked for")
    with pytest.raises(JobError, match="expected hash"):
        iconsets.fetch("noto", tmp_path)
    assert not archive.exists()


def test_shapes_come_in_painters_order_in_a_unit_square_and_repeats_once() -> None:
    body = (
        '<path fill="red" d="M0 0h16v32h-16z"/><path fill="url(#a)" d="M0 0h16v32h-16z"/><circle cx="24" cy="8" r="8"/>'
    )
    shapes = shapes_of(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32">{body}</svg>'
    )
    assert len(shapes) == 2
    box = np.concatenate(shapes[0].outlines)
    assert box.min() == 0 and np.allclose(box.max(0), [0.5, 1])
    disc = np.concatenate(shapes[1].outlines)
    assert np.allclose(disc.mean(0), [0.75, 0.25], atol=0.03) and np.allclose(np.ptp(disc, axis=0), 0.5, atol=0.01)


def test_hidden_lines_vanish() -> None:
    behind = PlacedShape((BOX,), 0)
    front = PlacedShape((BOX + np.float32([40, 0]),), 0)
    rng = np.random.default_rng(0)
    ink = draw_lines([behind, front], (160, 160), LineHand(width_px=2), rng=rng)
    assert ink[60, 20] > 200 and ink[60, 60] > 200, "visible outlines are drawn"
    assert ink[60, 100] == 0, "the right edge of the box behind is covered"


def test_what_is_left_out_neither_shows_nor_hides() -> None:
    shapes = [PlacedShape((BOX,), 0), PlacedShape((BOX * 0.5 + 30,), 0, drawn=False)]
    ink = draw_lines(shapes, (128, 128), LineHand(width_px=2), rng=np.random.default_rng(0))
    assert ink[60, 45] == 0
    drawn, missing = coverage(shapes, (128, 128))
    assert drawn[30, 30] == 255 and missing[30, 30] == 0 and missing[60, 60] == 255


@pytest.mark.parametrize("seed", range(6))
def test_any_hand_draws_near_the_outline(seed: int) -> None:
    rng = np.random.default_rng(seed)
    hand = random_hand(rng, 128)
    ink = draw_lines([PlacedShape((BOX,), 0)], (128, 128), hand, rng=rng)
    edge = np.zeros((128, 128), np.uint8)
    cv2.polylines(edge, [BOX.astype(np.int32)], True, 255, round(hand.width_px + 16), cv2.LINE_8)
    assert ink.max() > 80
    assert (ink[edge == 0] > 0).mean() < 0.02


def test_a_simple_hand_draws_fewer_bends_and_stays_near() -> None:
    turn = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    wavy = (64 + (40 + 1.5 * np.sin(40 * turn))[:, None] * np.stack([np.cos(turn), np.sin(turn)], 1)).astype(np.float32)
    hand = LineHand(width_px=2, simple_px=3)
    rng = np.random.default_rng(1)
    ink, exact = (draw_lines([PlacedShape((wavy,), 0)], (128, 128), h, rng=rng) for h in (hand, LineHand(width_px=2)))
    assert ink.astype(int).sum() < 0.85 * exact.astype(int).sum(), "the line is shorter: the waves are gone"
    near = cv2.dilate(exact, np.ones((9, 9), np.uint8))
    assert (ink[near == 0] > 0).mean() < 1e-3


def test_registration_finds_a_small_shift() -> None:
    a = np.zeros((128, 128), np.uint8)
    cv2.circle(a, (60, 60), 30, 255, -1)
    b = np.roll(np.roll(a, 4, axis=1), -3, axis=0)
    matrix, overlap = register(a, b)
    assert overlap > 0.97
    assert np.allclose(matrix[:, 2] * 128 + (matrix[:, :2] - np.eye(2)) @ [60, 60], [4, -3], atol=0.6)


def test_what_resvg_cannot_draw_is_reported_not_raised() -> None:
    assert render("this is no drawing", 32) is None


def test_lines_and_picture_of_a_subject_lie_on_each_other(tiny_sets: None, cache: Path) -> None:
    subjects = load_subjects(StyleSource("soft", "fluent", "fluent-flat"), cache)
    assert len(subjects.names) == 40 and len(subjects.held_out) == 2
    sampler = PairSampler([subjects], styles=1, style_shares=[1], variety=Variety(dabs=0), seed=0)
    ink, _, _, _, target, *_ = sampler.sample(np.random.default_rng(0), 128, subject=(0, 3))
    alpha = target[3] > 127
    border = alpha ^ cv2.erode(alpha.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    assert (ink[0][border] > 60).mean() > 0.9


@pytest.mark.parametrize("aspect", [1.5, 0.6])
def test_canvases_of_other_shapes_hold_the_subject_and_its_lines(tiny_sets: None, cache: Path, aspect: float) -> None:
    subjects = load_subjects(StyleSource("soft", "fluent", "fluent-flat"), cache)
    steady = Variety(freehand=0, partial=0, several=0, dabs=1, elastic=1)
    sampler = PairSampler([subjects], styles=1, style_shares=[1], variety=steady, seed=0)
    plan = WindowPlan(stage=0, size_px=128, batch=4, samples=4, aspects=(1.0, aspect))
    square, rows = sampler.window(0, plan), sampler.window(1, plan)
    assert square.ink.shape == (4, 1, 128, 128)
    height, width = canvas_sides(128, aspect)
    assert (height, width) == ((96, 160) if aspect > 1 else (160, 96))
    assert {part.shape[2:] for part in (rows.ink, rows.regions, rows.hints, rows.target)} == {(height, width)}
    for ink, target in zip(rows.ink[:, 0], rows.target, strict=True):
        alpha = target[3] > 127
        border = alpha ^ cv2.erode(alpha.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
        beside = cv2.dilate(ink, np.ones((5, 5), np.uint8))
        assert border.any() and (beside[border] > 60).mean() > 0.9


def test_the_same_seed_gives_the_same_batches_and_a_window_can_be_entered_in_the_middle(
    tiny_sets: None, cache: Path
) -> None:
    subjects = load_subjects(StyleSource("soft", "fluent", "fluent-flat"), cache)
    make = lambda: PairSampler([subjects], styles=1, style_shares=[1], variety=Variety(), seed=5)  # noqa: E731
    plan = WindowPlan(stage=0, size_px=64, batch=4, samples=8, uses=2)
    whole = make().stream(plan, 0)
    straight = [next(whole) for _ in range(7)]
    resumed = make().stream(plan, 6)
    for field in ("ink", "regions", "hints", "target", "weight", "palette", "style"):
        assert np.array_equal(getattr(straight[6], field), getattr(next(make().stream(plan, 6)), field))
    assert np.array_equal(straight[6].target, next(resumed).target)


def test_training_never_sees_a_held_out_subject(tiny_sets: None, cache: Path) -> None:
    subjects = load_subjects(StyleSource("soft", "fluent", "fluent-flat"), cache)
    assert not set(subjects.train) & set(subjects.held_out)
    assert {subjects.names[i] for i in subjects.held_out} == {"subject-00", "subject-20"}
