"""Several drawings in the window: tabs, keys, questions, artworks, and what a crash left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from sketchart_desktop.__main__ import main
from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.file_stamp import FileStamp
from sketchart_desktop.document.journal import Journal
from sketchart_desktop.document.operations import Clear
from sketchart_desktop.files import drawing_files
from sketchart_desktop.preferences import paths
from sketchart_desktop.session.session import Session
from sketchart_desktop.ui.files import recovery
from sketchart_desktop.ui.files.recovery import DISCARD, RECOVER
from tests.fake_engine import FakeEngine
from tests.gui.conftest import RED, answer, draw_ring, focus_canvas

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def focus(qtbot, window) -> None:
    focus_canvas(qtbot, window)


def settled(made) -> bool:
    return made.app.preview.state == "idle" and not made.app.preview._dirty


@pytest.fixture
def two(qtbot, bench):
    """A ring in the first drawing, a smaller one in the second, which is in hand; both painted."""
    made = bench(lambda pack, device: FakeEngine(delay_s=0.02))
    draw_ring(made)
    qtbot.waitUntil(lambda: settled(made))
    assert made.app.window.files.new_blank(640, 480)
    draw_ring(made, 320, 240, 60)
    qtbot.waitUntil(lambda: settled(made))
    focus(qtbot, made.app.window)
    return made


def texts(made) -> list[str]:
    bar = made.app.window.tabs.bar
    return [bar.tabText(place) for place in range(bar.count())]


def test_one_drawing_needs_no_row_of_tabs(bench) -> None:
    window = bench(begin=False).app.window
    assert not window.tabs.isVisible()
    assert not window.actions_table["file.next_tab"].isEnabled()


def test_each_tab_shows_its_drawing_its_place_and_its_artwork_at_once(qtbot, two) -> None:
    window, session = two.app.window, two.app.session
    assert window.tabs.isVisible()
    assert texts(two) == ["New drawing", "New drawing 2"]
    window.canvas.zoom_step(1)
    place, small = window.canvas.viewport, window.artwork.artwork
    two.app.preview.set_paused(True)
    QTest.keyClick(window.canvas, Qt.Key.Key_Tab, CTRL)
    assert session.size == (1024, 1024)
    assert window.tabs.bar.currentIndex() == 0
    assert window.canvas.sheet.toTuple() == (1024, 1024)
    large = window.artwork.artwork
    assert large.size().toTuple() == (512, 512)
    assert large.pixelColor(256, 256).getRgb()[:3] == RED
    QTest.keyClick(window.canvas, Qt.Key.Key_Tab, CTRL | SHIFT)
    assert session.size == (640, 480)
    assert window.tabs.bar.currentIndex() == 1
    assert window.canvas.viewport == place
    assert window.artwork.artwork.size() == small.size()


def test_an_artwork_that_comes_late_never_lands_in_another_drawing(qtbot, bench) -> None:
    made = bench(lambda pack, device: FakeEngine(delay_s=0.15))
    qtbot.waitUntil(lambda: bool(made.engines) and bool(made.engines[0].results))
    draw_ring(made)
    qtbot.waitUntil(lambda: made.app.preview.state == "working")
    made.app.window.files.new_blank(300, 200)
    shown: list[tuple[int, int]] = []
    made.app.preview.artwork_ready.connect(lambda result: shown.append(result.image.shape[:2]))
    qtbot.waitUntil(lambda: made.app.preview.state == "empty" and made.app.preview._ledger.running is None)
    qtbot.wait(250)
    assert shown == []
    assert made.app.window.artwork.artwork is None
    made.app.drawings.step(1)
    qtbot.waitUntil(lambda: bool(shown))
    assert shown[0] == (512, 512)


def test_closing_a_drawing_asks_only_where_something_would_be_lost(qtbot, two, monkeypatch, tmp_path) -> None:
    window, drawings = two.app.window, two.app.drawings
    asked = answer(monkeypatch, "Cancel")
    QTest.keyClick(window.canvas, Qt.Key.Key_W, CTRL)
    assert len(asked) == 1
    assert len(drawings.tabs()) == 2
    assert two.app.session.save(tmp_path / "small.ora")
    assert texts(two) == ["New drawing", "small.ora"]
    assert window.tabs.bar.tabIcon(1).isNull()
    assert not window.tabs.bar.tabIcon(0).isNull()
    QTest.keyClick(window.canvas, Qt.Key.Key_W, CTRL)
    assert len(asked) == 1
    assert [tab.number for tab in drawings.tabs()] == [1]
    assert not window.tabs.isVisible()
    answer(monkeypatch, "Discard")
    QTest.keyClick(window.canvas, Qt.Key.Key_W, CTRL)
    assert two.app.session.is_blank
    assert window.artwork.artwork is None


def test_the_cross_on_a_tab_closes_that_one(qtbot, two, monkeypatch) -> None:
    bar = two.app.window.tabs.bar
    answer(monkeypatch, "Discard")
    QTest.mouseClick(bar.tabButton(0, bar.ButtonPosition.RightSide), Qt.MouseButton.LeftButton)
    assert two.app.session.size == (640, 480)
    assert len(two.app.drawings.tabs()) == 1


def test_closing_the_window_asks_for_each_unsaved_drawing(two, monkeypatch) -> None:
    asked = answer(monkeypatch, "Discard")
    assert two.app.window.close()
    assert len(asked) == 2


def test_tabs_are_reordered_by_dragging_and_chosen_by_clicking(qtbot, two) -> None:
    bar = two.app.window.tabs.bar
    bar.moveTab(1, 0)
    assert [tab.number for tab in two.app.drawings.tabs()] == [2, 1]
    assert two.app.session.size == (640, 480)
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    assert two.app.session.size == (1024, 1024)


def test_a_file_that_is_open_comes_to_the_front_instead_of_opening_twice(qtbot, two, tmp_path, monkeypatch) -> None:
    window, session = two.app.window, two.app.session
    path = tmp_path / "small.ora"
    assert session.save(path)
    two.app.drawings.step(1)
    assert session.size == (1024, 1024)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    window.actions_table["file.open"].trigger()
    assert session.size == (640, 480)
    assert len(two.app.drawings.tabs()) == 2


def test_several_files_are_opened_at_once_beside_what_is_drawn(qtbot, two, tmp_path, monkeypatch) -> None:
    names = []
    for index in range(2):
        path = tmp_path / f"{index}.ora"
        assert two.app.session.save(path)
        names.append(str(path))
    assert two.app.session.save(tmp_path / "other.ora")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    two.app.window.actions_table["file.open"].trigger()
    qtbot.waitUntil(lambda: len(two.app.drawings.tabs()) == 4)
    assert texts(two) == ["New drawing", "other.ora", "0.ora", "1.ora"]


def test_undo_reaches_only_the_drawing_in_hand(qtbot, two) -> None:
    QTest.keyClick(two.app.window.canvas, Qt.Key.Key_Z, CTRL)
    assert two.app.session.is_blank
    assert not two.app.window.actions_table["edit.undo"].isEnabled()
    QTest.keyClick(two.app.window.canvas, Qt.Key.Key_Tab, CTRL)
    assert len(two.app.session.drawing.operations) == 1
    assert two.app.window.actions_table["edit.undo"].isEnabled()


def test_all_that_a_crash_left_comes_back(qtbot, bench, monkeypatch) -> None:
    for size in (200, 300):
        drawing = Drawing(size, size, (Clear(("ink",)),))
        journal = Journal.start(paths.journal_dir(), drawing, unsaved=True)
        journal._lock.release()
    made = bench()
    asked: list[int] = []

    def say_yes(found, _parent) -> str:
        asked.append(len(found))
        return RECOVER

    monkeypatch.setattr(recovery, "ask_recovery", say_yes)
    made.app.recovery.begin()
    qtbot.waitUntil(lambda: len(made.app.drawings.tabs()) == 2)
    assert asked == [2]
    assert all(tab.is_modified for tab in made.app.drawings.tabs())


def test_drawings_that_were_saved_are_open_again_after_a_crash_without_a_question(
    qtbot, bench, monkeypatch, tmp_path: Path
) -> None:
    for name in ("one.ora", "two.ora", "drawn_on.ora"):
        session = Session(40, 30)
        session.do(Clear(("ink",)))
        assert session.save(tmp_path / name)
        journal = Journal.start(paths.journal_dir(), session.drawing, saved_as=tmp_path / name)
        if name == "drawn_on.ora":
            journal.append(Clear())
        journal._lock.release()
    gone = Journal.start(paths.journal_dir(), Drawing(9, 9), saved_as=tmp_path / "gone.ora")
    gone._lock.release()
    made = bench()
    monkeypatch.setattr(recovery, "ask_recovery", lambda found, _: RECOVER if len(found) == 1 else DISCARD)
    made.app.recovery.begin()
    qtbot.waitUntil(lambda: len(made.app.drawings.tabs()) == 3)
    qtbot.waitUntil(lambda: not made.app.window.files.jobs.is_busy)
    names = sorted(tab.path.name for tab in made.app.drawings.tabs() if tab.path is not None and not tab.is_modified)
    assert names == ["one.ora", "two.ora"]
    assert made.app.session.is_modified and len(made.app.session.drawing.operations) == 2


def test_a_missing_file_among_several_is_told_before_anything_opens(capsys, tmp_path: Path) -> None:
    there = tmp_path / "there.ora"
    there.write_bytes(b"x")
    assert main([str(there), str(tmp_path / "gone.ora")]) == 2
    assert "gone.ora" in capsys.readouterr().err


def test_the_second_tab_gets_its_room(qtbot, bench) -> None:
    """Its name is told while the row of tabs is hidden still."""
    made = bench(begin=False)
    tabs = made.app.window.tabs
    draw_ring(made)
    tabs.layout().activate()
    made.app.window.files.new_blank(300, 200)
    qtbot.waitUntil(lambda: tabs.bar.width() >= tabs.bar.sizeHint().width())


def left_by_a_crash(path: Path | None, *, steps: int = 1) -> None:
    stamp = None if path is None else FileStamp.of(path)
    journal = Journal.start(paths.journal_dir(), Drawing(90, 70), saved_as=path, stamp=stamp)
    for _ in range(steps):
        journal.append(Clear())
    journal._lock.release()


def test_a_drawing_that_comes_back_has_its_file_and_takes_the_place_of_it(qtbot, bench, monkeypatch, tmp_path) -> None:
    path = tmp_path / "kept.ora"
    assert Session(90, 70).save(path)
    left_by_a_crash(path)
    made = bench()
    made.app.window.files.open_path(path)
    qtbot.waitUntil(lambda: made.app.session.path == path)
    monkeypatch.setattr(recovery, "ask_recovery", lambda *_: RECOVER)
    made.app.recovery.offer_unsaved()  # as at a start with that file
    qtbot.waitUntil(lambda: made.app.session.is_modified and not made.app.window.files.jobs.is_busy)
    assert [tab.path for tab in made.app.drawings.tabs()] == [path]
    assert made.app.window.files.save() and made.app.window.files.jobs.wait()
    assert not made.app.session.is_modified
    assert len(drawing_files.open_file(path).drawing.operations) == 1


def test_the_file_menu_finds_what_was_put_off(qtbot, bench, monkeypatch) -> None:
    made = bench()
    asked = answer(monkeypatch, "OK")
    find = made.app.window.actions_table["file.recover"]
    find.trigger()
    qtbot.waitUntil(lambda: asked == ["No unsaved drawing was found."])
    left_by_a_crash(None, steps=3)
    asked = answer(monkeypatch, "Ask later")
    find.trigger()
    qtbot.waitUntil(lambda: len(asked) == 1)
    asked = answer(monkeypatch, "Bring back")
    find.trigger()
    qtbot.waitUntil(lambda: len(made.app.session.drawing.operations) == 3)
    assert made.app.session.is_modified
