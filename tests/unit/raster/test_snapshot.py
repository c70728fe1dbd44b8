"""A snapshot of a painting stays as it was, whatever is drawn, undone or wiped meanwhile, also by another thread."""

from __future__ import annotations

import threading

import numpy as np

from sketchart_desktop.document.history import History
from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.raster.snapshot import PaintingSnapshot
from tests.drawings import pixels, random_operation, random_stroke

SIDE = 300


def test_later_steps_do_not_show() -> None:
    rng = np.random.default_rng(1)
    painting, history = Painting(SIDE, SIDE), History()
    for step in range(60):
        expected, snapshot = pixels(painting), PaintingSnapshot(painting)
        for _ in range(3):
            kind = rng.choice(["do", "do", "live", "undo", "redo"])
            if kind == "do":
                history.do(random_operation(rng, SIDE, SIDE))
                painting.apply(history.done[-1])
            elif kind == "live":
                painting.begin(random_stroke(rng, SIDE, SIDE))
                painting.extend(random_stroke(rng, SIDE, SIDE).points)
                painting.cancel()
            elif (history.undo() if kind == "undo" else history.redo()) is not None:
                painting.go_to(history.position, history.operations)
        detached = snapshot.detached()
        assert pixels(detached) == expected, step
        assert detached.position <= len(history.operations) + 3
        detached.apply(random_operation(rng, SIDE, SIDE))  # one's own: it can be painted on


def test_a_pen_that_runs_through_the_copy_does_not_show() -> None:
    rng = np.random.default_rng(2)
    painting = Painting(SIDE, SIDE)
    for _ in range(5):
        painting.apply(random_operation(rng, SIDE, SIDE))
    wrong: list[int] = []
    for turn in range(40):
        expected, snapshot = pixels(painting), PaintingSnapshot(painting)
        results: list[Painting] = []
        reader = threading.Thread(target=lambda f=snapshot, r=results: r.append(f.detached()))
        reader.start()
        while reader.is_alive():
            painting.apply(random_operation(rng, SIDE, SIDE))
        reader.join()
        if pixels(results[0]) != expected:
            wrong.append(turn)
    assert wrong == []


def test_nothing_is_kept_for_readers_that_are_done() -> None:
    painting = Painting(SIDE, SIDE)
    snapshot = PaintingSnapshot(painting)
    snapshot.close()
    PaintingSnapshot(painting).detached()
    painting.apply(random_operation(np.random.default_rng(0), SIDE, SIDE))
    assert snapshot._layers._kept == {}
    PaintingSnapshot(painting)
    assert len(painting._layers._snapshots) == 1
