"""Random lives of a drawing: strokes, fills, pictures, undo, redo, saves. Replaying the log gives the same pixels.

160 here; SKETCHART_SEQUENCES=5000 for as many (about ten minutes on two cores).
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from sketchart_desktop.document.stroke import LAYERS
from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.session.session import Session
from tests.drawings import pixels, random_operation, random_stroke

SEQUENCES = int(os.environ.get("SKETCHART_SEQUENCES", "160"))
PARTS = 8
STEPS = ("do", "do", "do", "live", "live", "undo", "undo", "redo", "cancel", "layer", "save")


@pytest.mark.timeout(max(1800, 6 * SEQUENCES))  # seconds: one may share the cores while it runs
@pytest.mark.parametrize("part", range(PARTS))
def test_replaying_the_log_and_reopening_the_file_give_the_same_pixels(part: int, tmp_path: Path) -> None:
    for seed in range(part, SEQUENCES, PARTS):
        one_life(seed, tmp_path / "a.ora")


def one_life(seed: int, path: Path) -> None:
    rng = np.random.default_rng(seed)
    width, height = (int(side) for side in rng.integers(1, 200, 2))
    session = Session(width, height)
    session.set_undo_budget(int(rng.choice([0, 100_000, 1_000_000, 100_000_000])))
    for _ in range(int(rng.integers(4, 16))):
        session = step(session, str(rng.choice(STEPS)), rng, path)
    shown, history = pixels(session.painting), session._open.history
    truth = Painting(width, height)
    for operation in history.done:
        truth.apply(operation)
    assert pixels(truth) == shown, f"seed {seed}: replaying the log gives other pixels"
    again = reopened(session, path)
    assert pixels(again.painting) == shown, f"seed {seed}: the file gives other pixels"
    assert (again._open.history.operations, again._open.history.position) == (history.operations, history.position)
    assert again.stack == session.stack
    for _ in range(3):
        assert again.undo() == session.undo()
        assert pixels(again.painting) == pixels(session.painting), f"seed {seed}: undo gives other pixels"


def step(session: Session, kind: str, rng: np.random.Generator, path: Path) -> Session:
    if kind == "do":
        session.do(random_operation(rng, *session.size))
    elif kind in ("live", "cancel"):
        one = random_stroke(rng, *session.size)
        session.begin_stroke(one.layer, one.brush, colour=one.colour, point=tuple(one.points[0].tolist()))
        for start in range(1, len(one.points), 3):
            session.extend_stroke([tuple(point) for point in one.points[start : start + 3].tolist()])
        (session.finish_stroke if kind == "live" else session.cancel_stroke)()
    elif kind == "undo":
        session.undo()
    elif kind == "redo":
        session.redo()
    elif kind == "layer":
        session.set_layer(str(rng.choice(LAYERS)), opacity=float(rng.uniform()), visible=bool(rng.integers(4)))
    else:
        return reopened(session, path)
    return session


def reopened(session: Session, path: Path) -> Session:
    assert session.save(path)
    other = Session()
    other.set_undo_budget(session.painting.undo_budget_bytes)
    assert other.open(path)
    return other
