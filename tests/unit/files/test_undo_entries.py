"""Undo after opening a file: the last steps come back by tiles that are in the file, and damage only costs time."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from sketchart_desktop.document.openraster import UNDO_FOLDER
from sketchart_desktop.document.operations import AddStroke
from sketchart_desktop.files import drawing_files, undo_entries
from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.session.session import Session
from tests.drawings import pixels, random_operation, random_stroke, stroke

STEPS = 40


@pytest.fixture
def drawn(tmp_path: Path) -> tuple[Session, Path]:
    rng = np.random.default_rng(4)
    session = Session(300, 260)
    while len(session.drawing.operations) < STEPS:
        session.do(random_operation(rng, 300, 260))
    assert session.save(tmp_path / "a.ora")
    return session, tmp_path / "a.ora"


def counted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every operation painted from now on."""
    painted: list[object] = []
    apply = Painting.apply
    monkeypatch.setattr(Painting, "apply", lambda self, op: (painted.append(op), apply(self, op))[1])
    return painted


def test_the_first_steps_back_paint_nothing_and_later_ones_little(drawn, monkeypatch) -> None:
    session, path = drawn
    other = Session()
    assert other.open(path)
    painted = counted(monkeypatch)
    for step in range(STEPS):
        before = len(painted)
        assert other.undo()
        assert len(painted) - before < (1 if step < 4 else max(undo_entries.SPAN_STEPS)), step
        assert session.undo()
        assert pixels(other.painting) == pixels(session.painting), step
    while session.undo():
        assert other.undo()
    assert other.is_blank


def test_a_drawing_opened_and_saved_again_keeps_its_trail(drawn, monkeypatch, tmp_path: Path) -> None:
    _, path = drawn
    again = Session()
    assert again.open(path)
    assert again.save(tmp_path / "b.ora")
    last = Session()
    assert last.open(tmp_path / "b.ora")
    painted = counted(monkeypatch)
    assert last.undo()
    assert painted == []


def test_undo_without_a_trail_paints_ahead_for_the_next_ones(monkeypatch) -> None:
    rng = np.random.default_rng(5)
    operations = [AddStroke(random_stroke(rng, 1500, 1500)) for _ in range(60)]
    painting = Painting(1500, 1500)
    for operation in operations:
        painting.apply(operation)
    layers = {name: (0, 0, painting.layer_pixels(name)) for name in ("reference", "colour", "ink", "mask")}
    fresh = Painting(1500, 1500)
    fresh.restore(layers.items(), 60)
    painted = counted(monkeypatch)
    for step in range(1, 8):
        fresh.go_to(60 - step, operations)
        if step == 1:
            painted.clear()
    assert painted == []
    painting.go_to(53, operations)
    assert pixels(fresh) == pixels(painting)


def test_a_damaged_trail_costs_only_time(drawn, tmp_path: Path) -> None:
    session, path = drawn
    with zipfile.ZipFile(path) as pack:
        entries = {name: pack.read(name) for name in pack.namelist()}
    session.undo()
    rng = np.random.default_rng(6)
    names = [name for name in entries if name.startswith(UNDO_FOLDER)]
    assert len(names) > 5
    for turn in range(20):
        name = names[turn % len(names)]
        content = bytearray(entries[name])
        if turn % 3:
            content[int(rng.integers(len(content)))] ^= 1 << int(rng.integers(8))
        else:
            del content[int(rng.integers(len(content))) :]
        bad = tmp_path / "bad.ora"
        with zipfile.ZipFile(bad, "w") as pack:
            for each, bytes_ in entries.items():
                pack.writestr(each, bytes(content) if each == name else bytes_)
        other = Session()
        assert other.open(bad)
        assert other.undo()
        if name != undo_entries.INDEX or not other.painting.undo_spans():
            assert pixels(other.painting) == pixels(session.painting)


@pytest.mark.parametrize(
    "index",
    [b"", b"[[]]", b"{}", b"[" * 4000, b'[{"start":-1,"end":40}]', b'[{"start":0,"end":40,"tiles":[["ink",9999,0]]}]'],
)
def test_an_impossible_index_is_no_trail(index: bytes) -> None:
    assert undo_entries.unpacked({undo_entries.INDEX: index}, 300, 260, position=40) == []


def test_spans_with_gaps_or_for_another_place_are_no_trail(drawn) -> None:
    session, _ = drawn
    spans = undo_entries.trail_of(session.painting.undo_spans(), STEPS)
    assert [span.end - span.start for span in spans] == [1, 1, 1, 1, 2, 2, 4, 4, 8, 8, 8]
    whole = undo_entries.packed(spans)
    assert len(undo_entries.unpacked(whole, 300, 260, position=STEPS)) == len(spans)
    assert undo_entries.unpacked(whole, 300, 260, position=STEPS - 1) == []
    index = json.loads(whole[undo_entries.INDEX])
    assert (
        undo_entries.unpacked(
            {**whole, undo_entries.INDEX: json.dumps(index[:2] + index[3:]).encode()}, 300, 260, position=STEPS
        )
        == []
    )
    assert undo_entries.unpacked(whole, 120, 120, position=STEPS) == []
    assert undo_entries.trail_of(session.painting.undo_spans(), STEPS - 1) == []


def test_the_trail_of_a_huge_step_is_left_out(monkeypatch, drawn, tmp_path: Path) -> None:
    session, _ = drawn
    monkeypatch.setattr(undo_entries, "MOST_TILES", 1)
    assert session.save(tmp_path / "b.ora")
    assert drawing_files.open_file(tmp_path / "b.ora").position == STEPS


def test_a_step_back_that_takes_long_is_known_before(qapp) -> None:
    session = Session(500, 500)
    assert not session.undo_takes_long, "there is none"
    for _ in range(4):
        session.do(AddStroke(stroke([(100, 100), (300, 300)])))  # one over the other: blank tiles cost nothing
    assert not session.undo_takes_long
    session.set_undo_budget(0)
    assert session.undo_takes_long
    session.undo()
    assert len(session.drawing.operations) == 3
