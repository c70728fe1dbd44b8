"""The crash journal: what was done is there after a kill, torn ends and damage cost only what came after them."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.history import History
from sketchart_desktop.document.journal import (
    FORMAT,
    SUFFIX,
    Journal,
    LeftBehind,
    forget,
    left_behind,
    read_journal,
    recoverable,
)
from sketchart_desktop.document.operations import AddStroke, Clear
from tests.drawings import random_operation, stroke

STROKE = AddStroke(stroke([(1, 1), (20, 30)]))


def orphan(journal: Journal) -> Path:
    """As if the program had died: the lock is gone, the file stays."""
    journal._lock.release()
    journal._file.close()
    return journal.path


def test_every_event_is_found_again(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    journal, history = Journal.start(tmp_path, Drawing(90, 80)), History()
    for _ in range(60):
        step = rng.choice(["do", "do", "undo", "redo"])
        if step == "do":
            operation = random_operation(rng, 90, 80)
            history.do(operation)
            journal.append(operation)
        elif (history.undo() if step == "undo" else history.redo()) is not None:
            journal.append(str(step))
    orphan(journal)
    (found,) = recoverable(tmp_path)
    assert found.drawing == Drawing(90, 80, history.operations)
    assert found.position == history.position
    forget(found)
    assert recoverable(tmp_path) == []


def test_a_living_programs_journal_is_left_alone(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, Drawing(9, 9))
    journal.append(STROKE)
    assert recoverable(tmp_path) == []
    orphan(journal)
    assert len(recoverable(tmp_path)) == 1


def test_a_drawing_opened_and_not_touched_is_not_worth_recovering(tmp_path: Path) -> None:
    saved = Drawing(9, 9, (STROKE, Clear()))
    orphan(Journal.start(tmp_path, saved, position=1, saved_as=Path("a.ora")))
    assert recoverable(tmp_path) == []
    assert list(tmp_path.glob(f"*{SUFFIX}")) == []
    orphan(Journal.start(tmp_path, saved, position=1, unsaved=True))
    (found,) = recoverable(tmp_path)
    assert (found.drawing, found.position) == (saved, 1)


def test_files_that_were_open_and_saved_are_told_once(tmp_path: Path) -> None:
    folder, one, two = tmp_path / "journals", tmp_path / "one.ora", tmp_path / "two.ora"
    one.touch()
    two.touch()
    for path in (one, one, two, tmp_path / "gone.ora", None):
        orphan(Journal.start(folder, Drawing(9, 9), saved_as=path))
    drawn_on = Journal.start(folder, Drawing(9, 9, (STROKE,)), saved_as=two)
    drawn_on.append(Clear())
    orphan(drawn_on)
    left = left_behind(folder)
    assert [recovered.saved_as for recovered in left.unsaved] == [two]
    assert left.saved == (one,)
    assert left_behind(folder).saved == ()


def test_work_on_a_saved_drawing_knows_its_file(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, Drawing(9, 9, (STROKE,)), saved_as=tmp_path / "a.ora")
    journal.append(Clear())
    orphan(journal)
    (found,) = recoverable(tmp_path)
    assert found.saved_as == tmp_path / "a.ora"
    assert found.drawing.operations == (STROKE, Clear())


def test_discarded_journals_leave_nothing(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, Drawing(9, 9))
    journal.append(STROKE)
    journal.discard()
    assert list(tmp_path.iterdir()) == []
    journal.append(STROKE)  # a late event is harmless


def test_a_newer_programs_journal_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr("sketchart_desktop.document.journal.FORMAT", FORMAT + 1)
        journal = Journal.start(tmp_path, Drawing(9, 9))
        journal.append(STROKE)
    path = orphan(journal)
    content = path.read_bytes()
    assert left_behind(tmp_path) == LeftBehind([], ())
    assert path.read_bytes() == content
    monkeypatch.setattr("sketchart_desktop.document.journal.FORMAT", FORMAT + 1)
    (found,) = recoverable(tmp_path)
    assert found.drawing.operations == (STROKE,)


def test_a_journal_that_cannot_be_read_now_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal.start(tmp_path, Drawing(9, 9))
    journal.append(STROKE)
    path = orphan(journal)
    real_open = Path.open

    def failing_open(self: Path, *args: Any, **options: Any) -> Any:
        if self == path:
            raise OSError(errno.EIO, "the disk does not answer")
        return real_open(self, *args, **options)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "open", failing_open)
        assert recoverable(tmp_path) == []
    assert [found.path for found in recoverable(tmp_path)] == [path]


def test_an_unknown_operation_counts_as_work(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, Drawing(9, 9, (STROKE,)))
    journal._write({"do": {"op": "of a newer program"}})
    path = orphan(journal)
    (found,) = recoverable(tmp_path)
    assert found.drawing.operations == (STROKE,)
    assert path.exists()


def test_a_journal_without_a_whole_first_line_goes(tmp_path: Path) -> None:
    path = orphan(Journal.start(tmp_path, Drawing(9, 9), unsaved=True))
    path.write_bytes(path.read_bytes()[:20])
    assert recoverable(tmp_path) == []
    assert not path.exists()


def test_a_torn_end_costs_only_the_last_event(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, Drawing(9, 9))
    lengths = []
    for _ in range(3):
        journal.append(STROKE)
        lengths.append(journal.path.stat().st_size)
    path = orphan(journal)
    whole = path.read_bytes()
    for cut in range(lengths[0], len(whole)):
        path.write_bytes(whole[:cut])
        expected = sum(length <= cut for length in lengths)
        assert len(read_journal(path).drawing.operations) == expected


def test_damage_anywhere_never_does_more_than_cut_short(tmp_path: Path) -> None:
    journal = Journal.start(tmp_path, Drawing(9, 9))
    for _ in range(4):
        journal.append(STROKE)
    path = orphan(journal)
    whole = path.read_bytes()
    rng = random.Random(1)
    refused = 0
    for _ in range(600):
        content = bytearray(whole)
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        path.write_bytes(content)
        try:
            operations = read_journal(path).drawing.operations
        except DrawingFileError:
            refused += 1
            continue
        assert operations == (STROKE,) * len(operations)
        assert len(operations) < 4
    assert 0 < refused < 300


def test_a_full_disk_does_not_stop_the_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal.start(tmp_path, Drawing(9, 9))
    journal.append(STROKE)

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal, "_write", full)
    journal.append(STROKE)
    monkeypatch.undo()
    journal.append(STROKE)  # a hole in the log would be worse than its end
    path = orphan(journal)
    assert len(read_journal(path).drawing.operations) == 1


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DrawingFileError):
        Journal.start(tmp_path / "file" / "journals", Drawing(9, 9))


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_a_killed_program_loses_nothing_that_was_done(tmp_path: Path) -> None:
    script = textwrap.dedent(
        f"""
        from pathlib import Path
        from sketchart_desktop.document.drawing import Drawing
        from sketchart_desktop.document.journal import Journal
        from tests.drawings import stroke
        from sketchart_desktop.document.operations import AddStroke
        journal = Journal.start(Path({str(tmp_path)!r}), Drawing(900, 900))
        number = 0
        while True:
            number += 1
            journal.append(AddStroke(stroke([(number % 900, 1), (5, 6)] * 30)))
            print(number, flush=True)
        """
    )
    for seed in range(3):
        child = subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "."}, text=True
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(random.Random(seed).uniform(0.0, 0.05))
        child.send_signal(signal.SIGKILL)
        told = [line for line in child.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        child.wait()
        (found,) = recoverable(tmp_path)
        assert len(found.drawing.operations) >= max([1, *map(int, told)])
        forget(found)
