"""The undo memory: under its budget, and the way back stays short."""

from __future__ import annotations

import numpy as np

from sketchart_desktop.document.history import History
from sketchart_desktop.document.operations import AddStroke
from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.raster.undo_tiles import COARSEST_SPAN, FINE_STEPS, UndoSpans
from tests.drawings import pixels, random_stroke


def tiles(number: int) -> dict:
    return {("ink", number % 4, 0): np.full((16, 16), number, np.uint32), ("ink", 9, 9): None}


def test_blank_tiles_cost_nothing() -> None:
    snapshots = UndoSpans(1000)
    snapshots.push(0, {("ink", 0, 0): None})
    assert snapshots.bytes_used == 0
    assert snapshots.oldest == 0


def test_a_full_budget_makes_the_oldest_steps_coarser_first() -> None:
    snapshots = UndoSpans(40 * 1024)  # 40 tiles of a kilobyte
    for number in range(200):
        snapshots.push(number, tiles(number))
        assert snapshots.bytes_used <= 40 * 1024
    spans = snapshots._done
    assert spans[0].start == 0  # four different tiles in 200 steps: merging is enough
    assert all(one.end == other.start for one, other in zip(spans, spans[1:], strict=False))
    assert all(span.end - span.start <= COARSEST_SPAN for span in spans)
    assert spans[-1].end - spans[-1].start == 1
    assert int(spans[0].tiles["ink", 0, 0][0, 0]) == 0  # the earliest picture of a tile survives


def test_long_histories_on_a_small_budget_come_back_exactly() -> None:
    rng = np.random.default_rng(2)
    history, painting = History(), Painting(300, 200, undo_budget_bytes=1_000_000)
    truth = {0: pixels(painting)}
    for number in range(1, 121):
        operation = AddStroke(random_stroke(rng, 300, 200))
        painting.apply(operation)
        history.do(operation)
        if number % 10 == 0:
            truth[number] = pixels(painting)
        assert painting.undo_bytes <= 1_000_000
    for target in [*range(110, -1, -10), 50, 120, 10, 60, 0]:
        painting.go_to(target, history.operations)
        assert painting.undo_bytes <= 1_000_000
        assert pixels(painting) == truth[target]


def test_a_smaller_budget_holds_at_once() -> None:
    rng = np.random.default_rng(2)
    painting = Painting(300, 200)
    for _ in range(20):
        painting.apply(AddStroke(random_stroke(rng, 300, 200)))
    assert painting.undo_bytes > 500_000
    painting.undo_budget_bytes = 500_000
    assert painting.undo_bytes <= 500_000


def test_the_newest_steps_stay_single_under_a_long_history() -> None:
    snapshots = UndoSpans(60 * 1024)
    for number in range(3000):
        # Every step draws somewhere else: nothing is gained by merging.
        snapshots.push(number, {("ink", number, 0): np.zeros((16, 16), np.uint32)})
        assert snapshots.bytes_used <= 60 * 1024
    spans = snapshots.done()
    assert [span.end - span.start for span in spans[-FINE_STEPS:]] == [1] * FINE_STEPS
    assert spans[-1].end == 3000
