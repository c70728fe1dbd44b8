"""The gallery in the window: keep, look through, search, star, open again with the look, delete and bring back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QInputDialog

from engines.palette import Palette
from tests.gui.conftest import answer, choices, draw_ring, focus_canvas

FIRST = (10, 20, 30)  # the palette's main colour, which the fake engine paints with
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def kept(qtbot, bench):
    """A ring painted and kept with Ctrl+K."""
    made = bench()
    draw_ring(made)
    qtbot.waitUntil(lambda: made.app.preview.state == "idle")
    window = made.app.window
    focus_canvas(qtbot, window)
    made.app.look.choose("pack/flat")
    made.app.look.set_palette(Palette.of((FIRST, (200, 100, 50))))
    made.app.look.set_keep_lines(0.4)
    made.app.look.set_locked(True)
    qtbot.waitUntil(lambda: made.app.preview.state == "idle" and not made.app.preview._dirty)
    keep(qtbot, made)
    return made


def keep(qtbot, made) -> None:
    QTest.keyClick(made.app.window.canvas, Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(lambda: not made.app.window.files.jobs.is_busy)


def opened(made):
    made.app.window.actions_table["art.gallery"].trigger()
    return made.app.window.gallery.window


def test_without_an_artwork_there_is_nothing_to_keep(bench) -> None:
    made = bench(begin=False)
    assert not made.app.window.actions_table["art.keep"].isEnabled()
    window = opened(made)
    assert window._pages.currentWidget() is window._empty
    assert "Ctrl+K" in window._empty.text()


def test_kept_artworks_are_shown_and_found(qtbot, kept) -> None:
    kept.app.look.choose("pack/soft")
    qtbot.waitUntil(lambda: kept.app.preview.state == "idle" and not kept.app.preview._dirty)
    keep(qtbot, kept)
    window = opened(kept)
    assert window._model.rowCount() == 2
    shown = window.list.grab().toImage()
    seen = sum(shown.pixelColor(x, y).getRgb()[:3] == FIRST for x in range(0, 420, 7) for y in range(0, 220, 7))
    assert seen > 60, "the pictures are drawn"
    window.search.setText("flat")
    assert [window._model.entry(window._model.index(0)).look.style] == ["pack/flat"]
    window.search.setText("no such thing")
    assert window._pages.currentWidget() is window._empty
    window.search.setText("")
    window._star.click()
    window._starred.click()
    assert window._model.rowCount() == 1
    assert kept.app.gallery.entries[0].starred


def test_a_kept_drawing_opens_beside_the_others_with_its_look(qtbot, kept) -> None:
    look = kept.app.look
    look.set_locked(False)
    look.choose("pack/soft")
    look.set_keep_lines(0.9)
    draw_ring(kept, 300, 300, 40)
    window = opened(kept)
    QTest.keyClick(window.list, Qt.Key.Key_Return)
    assert not window.isVisible()
    assert len(kept.app.drawings.tabs()) == 2
    assert len(kept.app.session.drawing.operations) == 1
    assert kept.app.session.path is None, "saving must not write into the gallery"
    assert look.chosen.key == "pack/flat"
    assert look.values.keep_lines == 0.4
    assert look.values.locked
    assert look.values.palette.colours == ((10, 20, 30), (200, 100, 50))


def test_a_style_that_is_gone_is_told_and_the_drawing_opens(qtbot, kept, monkeypatch) -> None:
    kept.app.look.set_entries(choices("soft"))
    asked = answer(monkeypatch, "OK")
    opened(kept).reopen()
    assert "Flat" in asked[0]
    assert len(kept.app.session.drawing.operations) == 1
    assert kept.app.look.chosen.key == "pack/soft"


def test_delete_and_undo_by_key(qtbot, kept) -> None:
    window = opened(kept)
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.list, Qt.Key.Key_Delete)
    assert window._model.rowCount() == 0
    assert not window._open.isEnabled()
    assert window._undo.isEnabled()
    window._undo.click()
    assert window._model.rowCount() == 1
    assert window.chosen() is not None


def test_export_rename_and_training(qtbot, kept, monkeypatch, tmp_path) -> None:
    window = opened(kept)
    target = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.export()
    assert QImage(str(target) + ".png").pixelColor(256, 256).getRgb()[:3] == FIRST
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("Disc", True))
    window.rename()
    assert window.chosen().name == "Disc"
    window._teach.click()
    assert window.chosen().training
    asked = answer(monkeypatch, "OK")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "where.png"), ""))
    window.export()
    assert "where.png" in asked[0]


def test_damaged_entries_are_told_of(qtbot, kept) -> None:
    keep(qtbot, kept)
    window = opened(kept)
    (kept.app.gallery.entries[0].folder / "entry.json").write_text("{}", encoding="utf-8")
    window.open_fresh()
    assert window._model.rowCount() == 1
    assert "1 damaged" in window._count.text()


def test_everything_in_the_gallery_has_a_name(kept) -> None:
    window = opened(kept)
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and not button.objectName().startswith("qt_") and button.parent() is window:
            assert button.accessibleName() or button.text()
