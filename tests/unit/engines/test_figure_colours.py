"""Colours follow what is drawn, calmly: at most one change a second, cross-faded, neutral while unsure."""

from __future__ import annotations

import numpy as np
import pytest

from engines import figure_colours
from engines.colouring.colourings import GRID, SIZE_BINS, Colouring, Colourings
from engines.figure_colours import CALM_S, FADE_S, NEUTRAL, FigureColours, faded
from engines.naming.classifier import Label
from engines.naming.figures import NamedFigure


def colouring(*tones: tuple[int, int, int]) -> Colouring:
    share = (1 / len(tones),) * len(tones)
    return Colouring(tones, share, np.ones((GRID, GRID), np.uint8), np.ones((len(tones), SIZE_BINS), np.float32))


APPLE = colouring((220, 40, 40)), colouring((130, 190, 60))
TABLE = Colourings({"apple": APPLE, "pear": (colouring((180, 210, 70)),)})


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def told(monkeypatch):
    """What the classifier is to say: thing and probability."""
    answer = {"thing": "apple", "probability": 0.9}

    def named(ink, _classifier):
        labels = (Label(answer["thing"], answer["probability"]),)
        return (NamedFigure((8, 8, 56, 56), labels, np.zeros(128, np.float32), 1.0, ink > 0),)

    monkeypatch.setattr(figure_colours, "name_figures", named)
    return answer


def drawing(strokes: int) -> np.ndarray:
    ink = np.zeros((64, 64), np.uint8)
    ink[8 : 8 + strokes, 8:56] = 255
    return ink


def lead(clock: Clock) -> FigureColours:
    return FigureColours(object(), TABLE, clock=clock)  # type: ignore[arg-type]


def test_a_thing_has_the_colours_of_such_a_thing_and_the_dice_bring_other_artists(told):
    clock = Clock()
    follow = lead(clock)
    assert follow.coloured(drawing(3), 0).figures[0].colouring is APPLE[0]
    assert follow.coloured(drawing(3), 1).figures[0].colouring is APPLE[1]


def test_while_unsure_colours_are_neutral(told):
    told["probability"] = 0.05
    found = lead(Clock()).coloured(drawing(1), 0)
    assert not found.figures and found.palette == NEUTRAL


def test_what_the_person_says_counts(told):
    told["probability"] = 0.05
    assert lead(Clock()).coloured(drawing(1), 0, called="pear").figures[0].colouring.colours == ((180, 210, 70),)


def test_at_most_one_change_a_second_and_it_fades(told):
    clock = Clock()
    follow = lead(clock)
    follow.coloured(drawing(1), 0)
    told["thing"] = "pear"
    clock.now += 0.5
    soon = follow.coloured(drawing(2), 0)
    assert soon.figures[0].colouring is APPLE[0] and not soon.settled
    clock.now += CALM_S
    begun = follow.coloured(drawing(2), 0)
    assert begun.fade == 0 and faded(begun)[0].before[0].colouring is APPLE[0] and not begun.settled
    clock.now += FADE_S / 2
    assert 0.4 < follow.coloured(drawing(2), 0).fade < 0.6
    clock.now += FADE_S
    done = follow.coloured(drawing(2), 0)
    assert done.settled and faded(done) == done.figures


def test_a_file_is_painted_at_once_in_its_last_colours(told):
    clock = Clock()
    follow = lead(clock)
    follow.coloured(drawing(1), 0)
    told["thing"] = "pear"
    found = follow.coloured(drawing(2), 0, at_once=True)
    assert found.settled and found.figures[0].colouring.colours == ((180, 210, 70),)


def test_of_several_likely_things_the_colour_that_most_share_is_taken(monkeypatch):
    yellow, blue = (240, 200, 60), (40, 110, 220)
    table = Colourings({"canoe": (colouring(blue),), "banana": (colouring(yellow),), "moon": (colouring(yellow),)})
    labels = (Label("canoe", 0.3), Label("banana", 0.25), Label("moon", 0.2))
    figure = NamedFigure((8, 8, 56, 56), labels, np.zeros(128, np.float32), 1.0, np.ones((64, 64), bool))
    monkeypatch.setattr(figure_colours, "name_figures", lambda ink, _classifier: (figure,))
    found = FigureColours(object(), table, clock=Clock()).coloured(drawing(2), 0)  # type: ignore[arg-type]
    assert found.figures[0].colouring.colours == (yellow,)


def test_a_growing_drawing_is_looked_at_a_few_times_a_second_and_in_the_end(told, monkeypatch):
    clock, looks = Clock(), []
    named = figure_colours.name_figures
    monkeypatch.setattr(
        figure_colours, "name_figures", lambda ink, c: looks.append(int((ink > 0).sum())) or named(ink, c)
    )
    follow = lead(clock)
    for strokes in range(1, 11):
        found = follow.coloured(drawing(strokes), 0)
        clock.now += 0.05
    assert len(looks) <= 3 and not found.settled
    clock.now += 1
    assert follow.coloured(drawing(10), 0).settled and looks[-1] == 480


def test_what_it_was_coloured_as_stays_while_it_is_nearly_as_likely(told, monkeypatch):
    clock = Clock()
    follow = lead(clock)
    assert follow.coloured(drawing(1), 0).figures[0].colouring is APPLE[0]

    def answer(apple: float, pear: float) -> None:
        labels = tuple(sorted((Label("apple", apple), Label("pear", pear)), key=lambda label: -label.probability))
        figure = NamedFigure((8, 8, 56, 56), labels, np.zeros(128, np.float32), 1.0, drawing(1) > 0)
        monkeypatch.setattr(figure_colours, "name_figures", lambda ink, _classifier: (figure,))

    answer(0.4, 0.5)
    clock.now += 2 * CALM_S
    assert follow.coloured(drawing(2), 0).figures[0].colouring is APPLE[0]
    answer(0.1, 0.8)
    clock.now += 2 * CALM_S
    follow.coloured(drawing(3), 0)
    clock.now += FADE_S
    assert follow.coloured(drawing(3), 0).figures[0].colouring is not APPLE[0]
