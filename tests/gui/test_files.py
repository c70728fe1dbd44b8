"""Files beside the drawing: the hand goes on while a thread reads and writes, and nothing is ever half there."""

from __future__ import annotations

import threading
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.journal import recoverable
from sketchart_desktop.document.operations import AddStroke
from sketchart_desktop.files import drawing_files as state_files
from sketchart_desktop.files.drawing_files import open_file
from sketchart_desktop.preferences import paths
from sketchart_desktop.raster.image_codec import encode_png
from sketchart_desktop.session.session import Session
from sketchart_desktop.ui.files.export_dialog import ExportChoice
from tests.drawings import pixels, stroke
from tests.fake_engine import FakeEngine
from tests.gui.conftest import RED, Bench, answer, draw_ring


@pytest.fixture
def gate(monkeypatch) -> threading.Event:
    """Saves wait for this before they write."""
    held = threading.Event()
    write = state_files.write_ora

    def slow(*args, **more) -> None:
        assert held.wait(20)
        write(*args, **more)

    monkeypatch.setattr(state_files, "write_ora", slow)
    return held


def line(session, y: float) -> None:
    session.do(AddStroke(stroke([(20, y), (200, y)])))


def test_one_draws_on_while_it_saves(qtbot, bench, tmp_path, gate) -> None:
    made = bench(begin=False)
    files, session, window = made.app.window.files, made.app.session, made.app.window
    draw_ring(made)
    shown = pixels(session.painting)
    files.save_to(tmp_path / "a.ora")
    qtbot.waitUntil(lambda: window.status_line._work.isVisible() and "a.ora" in window.status_line._work.text())
    draw_ring(made, 300, 300, 90)
    line(session, 40)
    session.undo()
    gate.set()
    qtbot.waitUntil(lambda: not files.jobs.is_busy)
    assert not window.status_line._work.isVisible()
    assert session.path == tmp_path / "a.ora"
    assert session.is_modified, "what was drawn meanwhile is not in the file"
    saved = open_file(tmp_path / "a.ora")
    assert saved.position == 1
    assert pixels(saved.painting) == shown
    session.undo()
    assert not session.is_modified
    assert made.app.recent.paths() == (tmp_path / "a.ora",)


def test_what_was_saved_and_then_undone_and_replaced_is_modified(qtbot, bench, tmp_path, gate) -> None:
    made = bench(begin=False)
    files, session = made.app.window.files, made.app.session
    line(session, 20)
    files.save_to(tmp_path / "a.ora")
    session.undo()
    line(session, 60)
    gate.set()
    qtbot.waitUntil(lambda: not files.jobs.is_busy)
    assert session.is_modified


def test_saving_many_times_quickly_keeps_the_newest(qtbot, bench, tmp_path, monkeypatch) -> None:
    made = bench(begin=False)
    files, session = made.app.window.files, made.app.session
    written: list[int] = []
    write = state_files.write_ora

    def counted(*args, **more) -> None:
        written.append(more["position"])
        time.sleep(0.02)
        write(*args, **more)

    monkeypatch.setattr(state_files, "write_ora", counted)
    for step in range(12):
        line(session, 20 + step)
        files.save_to(tmp_path / "a.ora")
    qtbot.waitUntil(lambda: not files.jobs.is_busy)
    assert not session.is_modified
    assert written[-1] == 12
    assert len(written) <= 3
    assert open_file(tmp_path / "a.ora").position == 12


@pytest.mark.parametrize("error", [DrawingFileError("The disk is full."), RuntimeError("The disk is full.")])
def test_a_failed_save_keeps_the_old_file_and_says_so(qtbot, bench, tmp_path, monkeypatch, error) -> None:
    made = bench(begin=False)
    files, session = made.app.window.files, made.app.session
    path = tmp_path / "a.ora"
    line(session, 20)
    files.save_to(path)
    qtbot.waitUntil(lambda: not session.is_modified)
    old = path.read_bytes()
    asked = answer(monkeypatch, "OK")

    def fails(*_args, **_more) -> None:
        raise error

    monkeypatch.setattr(state_files, "write_ora", fails)
    line(session, 50)
    files.save_to(path)
    files.save_to(path)
    qtbot.waitUntil(lambda: bool(asked) and not files.jobs.is_busy)
    assert "a.ora" in asked[0]
    assert session.is_modified
    assert path.read_bytes() == old
    monkeypatch.undo()
    answer(monkeypatch, "OK")
    files.save_to(path)
    qtbot.waitUntil(lambda: not session.is_modified)


def test_quitting_waits_for_the_save(qtbot, bench, tmp_path, gate) -> None:
    made = bench(begin=False)
    line(made.app.session, 20)
    made.app.window.files.save_to(tmp_path / "a.ora")
    threading.Timer(0.5, gate.set).start()
    assert made.app.window.close()  # and no question: by then it is saved
    assert open_file(tmp_path / "a.ora").position == 1


def test_the_program_never_ends_before_its_files_are_written(qtbot, bench, tmp_path, gate) -> None:
    made = bench(begin=False)
    line(made.app.session, 20)
    made.app.window.files.save_to(tmp_path / "a.ora")
    threading.Timer(0.2, gate.set).start()
    made.app.end()
    assert open_file(tmp_path / "a.ora").position == 1


def test_strokes_drawn_while_a_file_opens_stay_beside_it(qtbot, bench, tmp_path, monkeypatch) -> None:
    made = bench(begin=False)
    files, session = made.app.window.files, made.app.session
    line(session, 20)
    assert session.save(tmp_path / "a.ora")
    session.new(100, 100)
    asked = answer(monkeypatch, "Cancel")
    files.open_path(tmp_path / "a.ora")
    line(session, 30)
    qtbot.waitUntil(lambda: not files.jobs.is_busy)
    assert asked == []
    assert session.size == (1024, 1024)
    assert [tab.is_modified for tab in files.drawings.tabs()] == [True, False]
    journals = paths.journal_dir()
    assert len(list(journals.glob("*.journal"))) == 2
    assert recoverable(journals) == []


def test_after_a_save_a_crash_finds_only_what_came_later(qtbot, bench, tmp_path, monkeypatch) -> None:
    made = bench(begin=False)
    files, session = made.app.window.files, made.app.session
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a"), ""))
    line(session, 20)
    assert files.save()
    qtbot.waitUntil(lambda: not session.is_modified)
    journal = session._open.journal
    assert journal is not None
    copy = tmp_path / "journals" / "copy.journal"
    copy.parent.mkdir()
    copy.write_bytes(journal.path.read_bytes())
    assert recoverable(copy.parent) == []
    line(session, 50)
    copy.write_bytes(journal.path.read_bytes())
    (found,) = recoverable(copy.parent)
    assert found.saved_as == tmp_path / "a.ora"
    assert found.position == 2


def test_what_another_programs_file_loses_is_told(qtbot, bench, tmp_path, monkeypatch) -> None:
    made = bench(begin=False)
    asked = answer(monkeypatch, "OK")
    path = tmp_path / "theirs.ora"
    png = encode_png(np.full((30, 40, 4), 255, np.uint8))
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("mimetype", "image/openraster")
        layers = '<layer name="notes" src="a.png" visibility="hidden"/><layer name="sky" src="a.png"/>'
        pack.writestr(
            "stack.xml", f'<image w="40" h="30"><stack><layer name="ink" src="a.png"/>{layers}</stack></image>'
        )
        pack.writestr("a.png", png)
    made.app.window.files.open_path(path)
    qtbot.waitUntil(lambda: made.app.session.size == (40, 30))
    qtbot.waitUntil(lambda: bool(asked))
    assert "theirs.ora" in asked[0]
    assert made.app.session.path is None


def test_the_copied_artwork_is_as_fine_as_the_drawing(qtbot, bench) -> None:
    made = bench()
    draw_ring(made)
    qtbot.waitUntil(lambda: made.app.preview.state == "idle")
    clipboard = QGuiApplication.clipboard()
    made.app.window.actions_table["edit.copy_art"].trigger()
    assert max(clipboard.image().size().toTuple()) <= 512, "at once, as it is on screen"
    qtbot.waitUntil(lambda: clipboard.image().size().toTuple() == made.app.session.size)
    assert clipboard.image().pixelColor(512, 512).getRgb() == (*RED, 255)
    assert clipboard.image().pixelColor(3, 3).alpha() == 0


def copying(qtbot, bench) -> tuple[Bench, threading.Event]:
    """A ring's artwork was copied; its finer form is painted once the event is set."""
    gate = threading.Event()
    gate.set()
    made = bench(lambda _pack, device: FakeEngine(gate=gate, device=device))
    draw_ring(made)
    qtbot.waitUntil(lambda: made.app.preview.state == "idle")
    gate.clear()
    made.app.window.actions_table["edit.copy_art"].trigger()
    return made, gate


def test_what_was_copied_since_stays_in_the_clipboard(qtbot, bench) -> None:
    made, gate = copying(qtbot, bench)
    QGuiApplication.clipboard().setText("something else")
    gate.set()
    painted = len(made.engines[0].results)
    qtbot.waitUntil(lambda: made.app.window.files._asked is None and len(made.engines[0].results) > painted)
    assert QGuiApplication.clipboard().text() == "something else"


def test_an_export_asked_for_during_a_copy_has_its_own_size(qtbot, bench, tmp_path: Path) -> None:
    made, gate = copying(qtbot, bench)
    qtbot.waitUntil(lambda: made.app.preview._export_id != 0)
    made.app.window.files.begin_export(tmp_path / "art.png", ExportChoice((320, 320), True))
    gate.set()
    qtbot.waitUntil((tmp_path / "art.png").is_file)
    assert QImage(str(tmp_path / "art.png")).size().toTuple() == (320, 320)


@pytest.mark.parametrize("label", ["Replace", "Another name…"])
def test_a_name_given_without_its_ending_replaces_no_file_unasked(bench, tmp_path: Path, monkeypatch, label) -> None:
    made = bench(begin=False)
    draw_ring(made)
    (tmp_path / "a.ora").write_bytes(b"somebody's")
    names = iter([str(tmp_path / "a"), str(tmp_path / "b.ora")])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (next(names), ""))
    asked = answer(monkeypatch, label)
    assert made.app.window.files.save_as()
    assert made.app.window.files.jobs.wait()
    assert len(asked) == 1
    saved = "a.ora" if label == "Replace" else "b.ora"
    assert made.app.session.path == tmp_path / saved
    assert ((tmp_path / "a.ora").read_bytes() == b"somebody's") == (saved == "b.ora")


def test_several_drawings_dropped_open_beside_each_other(qtbot, bench, tmp_path: Path) -> None:
    made = bench(begin=False)
    for name in ("a", "b"):
        line(made.app.session, 50)
        assert made.app.session.save(tmp_path / f"{name}.ora")
    made.app.session.new(100, 100)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / f"{name}.ora")) for name in ("a", "b")])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    made.app.window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))
    assert made.app.window.files.jobs.wait()
    assert [tab.path and tab.path.name for tab in made.app.drawings.tabs()] == ["a.ora", "b.ora"]


def changed_by_another(qtbot, bench, path: Path) -> Bench:
    """A drawing with three steps, two of them saved; its file holds another's drawing by now."""
    made = bench(begin=False)
    files, session = made.app.window.files, made.app.session
    line(session, 20)
    line(session, 30)
    files.save_to(path)
    assert files.jobs.wait()
    files.save()
    assert files.jobs.wait(), "what one wrote oneself is no change"
    other = Session(50, 40)
    assert other.save(path)
    line(session, 40)
    return made


@pytest.mark.parametrize("label", ["Overwrite", "Save a copy…", "Load theirs", "Cancel"])
def test_what_another_program_saved_meanwhile_is_not_overwritten_unasked(
    qtbot, bench, tmp_path: Path, monkeypatch, label
) -> None:
    path = tmp_path / "a.ora"
    made = changed_by_another(qtbot, bench, path)
    files, session, theirs = made.app.window.files, made.app.session, path.read_bytes()
    asked = answer(monkeypatch, label)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "b.ora"), ""))
    assert files.save() and files.jobs.wait()
    assert len(asked) == 1
    assert (path.read_bytes() == theirs) == (label != "Overwrite")
    if label == "Overwrite":
        assert open_file(path).position == 3 and not session.is_modified
    elif label == "Save a copy…":
        assert open_file(tmp_path / "b.ora").position == 3 and not session.is_modified
    elif label == "Load theirs":
        qtbot.waitUntil(lambda: session.size == (50, 40))
        ours, loaded = files.drawings.tabs()
        assert (ours.path, ours.name, ours.is_modified) == (None, "a", True)
        assert (loaded.path, loaded.is_modified) == (path, False)
    else:
        assert session.is_modified and session.path == path


def test_a_drawing_of_a_picture_is_called_like_it(qtbot, bench, tmp_path: Path, monkeypatch) -> None:
    made = bench(begin=False)
    files = made.app.window.files
    (tmp_path / "cat.v2.png").write_bytes(encode_png(np.full((30, 40, 4), 255, np.uint8)))
    files.open_path(tmp_path / "cat.v2.png")
    qtbot.waitUntil(lambda: made.app.session.size == (40, 30))
    assert made.app.window.windowTitle().startswith("cat.v2[*]")
    starts: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (starts.append(a[2]), ("", ""))[1])
    files.save_as()
    assert Path(starts[0]).name == "cat.v2.ora"
