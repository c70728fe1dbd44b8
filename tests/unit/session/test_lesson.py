"""The drawing lesson: what counts as drawn, and how it goes on and back."""

from __future__ import annotations

import numpy as np
import pytest

from sketchart_desktop.document.stroke import Brush
from sketchart_desktop.session.lesson import Lesson, cat_lesson, is_near, place
from sketchart_desktop.session.session import Session

CAT = cat_lesson()


def draw(session: Session, shape: np.ndarray, *, layer: str = "ink", kind: str = "ink", wobble: float = 0.0) -> None:
    """The shape as a hand draws it, lesson units."""
    scale, x, y = place(*session.size)
    noise = np.random.default_rng(3).normal(0, wobble, shape.shape)
    rows = (shape + noise) * scale + (x, y)
    brush = Brush(kind, 10.0)
    session.begin_stroke(layer, brush, colour=(0, 0, 0), point=(*map(float, rows[0]), 1.0, 0.0))
    session.extend_stroke([(float(px), float(py), 1.0, 0.01 * i) for i, (px, py) in enumerate(rows[1:], 1)])
    session.finish_stroke()


@pytest.fixture
def lesson(qapp) -> Lesson:
    lesson = Lesson(Session(800, 600), CAT)
    lesson.begin()
    return lesson


@pytest.mark.parametrize("size", [(1024, 1024), (800, 2400), (300, 200)])
def test_a_wobbly_hand_gets_to_the_end(qapp, size) -> None:
    session = Session(*size)
    lesson = Lesson(session, CAT)
    lesson.begin()
    for index, step in enumerate(CAT):
        assert lesson.step is step
        draw(session, step.shape, layer=step.layer, wobble=14)
        assert lesson.at == index + 1
    assert lesson.step is None
    assert lesson.is_on


def test_shapes_are_told_apart() -> None:
    head, ear, _, eye, other_eye, mouth, _ = (step.shape for step in CAT)
    assert is_near(head * 0.85 + 70, head)  # smaller, and not quite there
    assert is_near(head[::6], head)  # a fast mouse
    assert is_near(head[::-1], head)
    for drawn, shape in ((eye, head), (ear, head), (eye, other_eye), (mouth, eye), (np.zeros((1, 2)), head)):
        assert not is_near(drawn, shape)


def test_what_is_far_off_is_told_and_more_may_be_drawn(lesson) -> None:
    head = CAT[0].shape
    draw(lesson._session, CAT[3].shape)
    assert lesson.missed
    assert lesson.at == 0
    draw(lesson._session, head[:36])
    draw(lesson._session, head[35:])
    assert lesson.at >= 1
    assert not lesson.missed


def test_the_wrong_layer_and_the_eraser_do_not_count(lesson) -> None:
    draw(lesson._session, CAT[0].shape, layer="colour", kind="colour")
    draw(lesson._session, CAT[0].shape, kind="eraser")
    assert lesson.at == 0


def test_undo_goes_back_and_redo_is_drawn_again(lesson) -> None:
    draw(lesson._session, CAT[0].shape)
    draw(lesson._session, CAT[1].shape)
    lesson._session.undo()
    assert lesson.at == 1
    lesson._session.undo()
    assert lesson.at == 0
    lesson._session.redo()
    assert lesson.at == 1


def test_next_skips_and_end_ends(lesson) -> None:
    for _ in range(20):
        lesson.next()
    assert lesson.step is None
    lesson.end()
    lesson.end()
    assert not lesson.is_on
    draw(lesson._session, CAT[0].shape)
    assert lesson.at == 0
    lesson.begin()
    draw(lesson._session, CAT[0].shape)
    assert lesson.at == 1


def test_another_drawing_begins_again(lesson) -> None:
    draw(lesson._session, CAT[0].shape)
    draw(lesson._session, CAT[1].shape)
    lesson._session.new(500, 500)
    assert lesson.at == 0
