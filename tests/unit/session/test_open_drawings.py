"""Several drawings open: each its own log, undo, journal, file; one in hand; nothing lost between them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sketchart_desktop.document.journal import recoverable
from sketchart_desktop.document.locking import FileLock
from sketchart_desktop.document.stroke import Brush
from sketchart_desktop.files import file_jobs
from sketchart_desktop.files.drawing_files import open_file
from sketchart_desktop.session.open_drawings import OpenDrawings
from sketchart_desktop.session.session import Session

INK = Brush("ink", 8.0)


def line(session: Session, y: float = 50.0) -> None:
    session.begin_stroke("ink", INK, colour=(0, 0, 0), point=(10.0, y, 1.0, 0.0))
    session.extend_stroke([(90.0, y, 1.0, 0.1)])
    session.finish_stroke()


def ink(session: Session) -> np.ndarray:
    return session.painting.layer_pixels("ink")


@pytest.fixture
def drawings(tmp_path: Path) -> OpenDrawings:
    session = Session(100, 100, journal_folder=tmp_path / "journals")
    made = OpenDrawings(session)
    made.keep = session  # type: ignore[attr-defined]
    return made


def test_each_keeps_its_own_steps(drawings: OpenDrawings) -> None:
    session = drawings.session
    line(session, 30)
    line(session, 60)
    first, pixels = drawings.current, ink(session).copy()
    assert drawings.add_blank(80, 120)
    second = drawings.current
    assert second != first
    assert session.size == (80, 120)
    assert not session.can_undo
    line(session, 20)
    drawings.show(first)
    assert session.size == (100, 100)
    np.testing.assert_array_equal(ink(session), pixels)
    assert session.undo()
    assert session.undo()
    assert not session.undo()
    drawings.show(second)
    assert len(session.drawing.operations) == 1
    drawings.show(first)
    assert session.redo()
    assert session.redo()
    np.testing.assert_array_equal(ink(session), pixels)


def test_a_stroke_in_progress_is_finished_before_another_is_taken_in_hand(drawings: OpenDrawings) -> None:
    session = drawings.session
    session.begin_stroke("ink", INK, colour=(0, 0, 0), point=(10.0, 10.0, 1.0, 0.0))
    first = drawings.current
    drawings.add_blank(50, 50)
    assert not session.is_drawing
    drawings.show(first)
    assert len(session.drawing.operations) == 1


def test_untouched_paper_is_replaced_and_drawn_paper_is_not(drawings: OpenDrawings) -> None:
    drawings.add_blank(70, 70)
    assert len(drawings.tabs()) == 1
    assert drawings.session.size == (70, 70)
    line(drawings.session)
    drawings.session.undo()
    drawings.add_blank(60, 60)
    assert len(drawings.tabs()) == 2, "what was undone can still be redone"


def test_impossible_sizes_leave_all_as_it_was(drawings: OpenDrawings) -> None:
    line(drawings.session)
    heard: list[str] = []
    drawings.session.message.connect(heard.append)
    assert not drawings.add_blank(0, 40)
    assert heard
    assert len(drawings.tabs()) == 1
    assert len(drawings.session.drawing.operations) == 1


def test_names_numbers_and_modified_marks(drawings: OpenDrawings, tmp_path: Path) -> None:
    told: list[int] = []
    drawings.changed.connect(lambda: told.append(len(drawings.tabs())))
    line(drawings.session)
    drawings.add_blank(50, 50)
    assert [(t.number, t.is_modified) for t in drawings.tabs()] == [(1, True), (2, False)]
    line(drawings.session)
    assert drawings.session.save(tmp_path / "b.ora")
    assert [(t.path, t.is_modified) for t in drawings.tabs()] == [(None, True), (tmp_path / "b.ora", False)]
    assert drawings.find(tmp_path / "x" / ".." / "b.ora") == drawings.current
    assert drawings.find(tmp_path / "c.ora") is None
    assert told


def test_a_save_that_ends_after_the_switch_counts_for_its_own_drawing(drawings: OpenDrawings, tmp_path: Path) -> None:
    session = drawings.session
    line(session)
    first = drawings.current
    order = session.save_job(tmp_path / "a.ora")
    drawings.add_blank(50, 50)
    line(session)
    heard: list[str] = []
    session.title_changed.connect(lambda: heard.append("title"))
    file_jobs.carry_out(order)
    drawings.saved(order)
    assert heard == []
    assert [(t.path, t.is_modified) for t in drawings.tabs()] == [(tmp_path / "a.ora", False), (None, True)]
    assert session.size == (50, 50)
    drawings.show(first)
    assert session.path == tmp_path / "a.ora"
    assert not session.is_modified
    assert len(open_file(tmp_path / "a.ora").drawing.operations) == 1


def test_closing_takes_the_neighbour_in_hand_and_the_last_leaves_blank_paper(drawings: OpenDrawings) -> None:
    session = drawings.session
    line(session)
    keys = [drawings.current]
    for size in (50, 60):
        drawings.add_blank(size, size)
        line(session)
        keys.append(drawings.current)
    drawings.show(keys[1])
    drawings.close(keys[1])
    assert drawings.current == keys[2]
    drawings.close(keys[0])
    assert [t.key for t in drawings.tabs()] == [keys[2]]
    drawings.close(keys[2])
    assert len(drawings.tabs()) == 1
    assert session.is_blank
    assert session.size == (60, 60)


def test_the_row_can_be_reordered_and_walked_through(drawings: OpenDrawings) -> None:
    line(drawings.session)
    keys = [drawings.current]
    for _ in range(2):
        drawings.add_blank(50, 50)
        line(drawings.session)
        keys.append(drawings.current)
    drawings.move(2, 0)
    assert [t.key for t in drawings.tabs()] == [keys[2], keys[0], keys[1]]
    drawings.step(1)
    assert drawings.current == keys[0]
    drawings.step(-1)
    drawings.step(-1)
    assert drawings.current == keys[1]


def test_each_has_a_crash_journal_of_its_own(drawings: OpenDrawings, tmp_path: Path, monkeypatch) -> None:
    session, folder = drawings.session, tmp_path / "journals"
    line(session)
    first = drawings.current
    drawings.add_blank(50, 60)
    line(session, 20)
    line(session, 40)
    drawings.show(first)
    line(session, 80)
    assert len(list(folder.glob("*.journal"))) == 2
    with monkeypatch.context() as patch:
        patch.setattr(FileLock, "acquire", lambda self: True)  # as if the program had died
        patch.setattr(FileLock, "release", lambda self: None)
        found = {(left.drawing.width, left.drawing.height): left.position for left in recoverable(folder)}
    assert found == {(100, 100): 2, (50, 60): 2}
    drawings.close_all()
    assert list(folder.glob("*.journal")) == []


def test_drawings_not_in_hand_keep_less_memory_for_undo_and_lose_no_step(drawings: OpenDrawings) -> None:
    session = drawings.session
    session.set_undo_budget(4_000_000)
    line(session)
    first, painting = drawings.current, session.painting
    drawings.add_blank(50, 50)
    line(session)
    assert painting.undo_budget_bytes == 1_000_000
    assert session.painting.undo_budget_bytes == 4_000_000
    drawings.show(first)
    assert session.painting is painting
    assert painting.undo_budget_bytes == 4_000_000
    assert session.undo()
