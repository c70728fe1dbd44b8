"""Files in the whole window: saved, opened, dropped, closed unsaved, exported, made anew."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage

from sketchart_desktop.ui.files import actions
from sketchart_desktop.ui.files.export_dialog import ExportChoice, ExportDialog
from sketchart_desktop.ui.files.new_dialog import PRESETS, NewDrawingDialog
from tests.fake_engine import FakeEngine
from tests.gui.conftest import RED, answer, draw_ring, mouse_stroke


def test_save_open_and_recent_files(qtbot, bench, tmp_path) -> None:
    made = bench()
    files, session = made.app.window.files, made.app.session
    draw_ring(made)
    assert made.app.window.isWindowModified()
    path = tmp_path / "ring.ora"
    files.save_to(path)
    qtbot.waitUntil(lambda: not session.is_modified)
    assert "ring.ora" in made.app.window.windowTitle()
    assert made.app.recent.paths() == (path,)
    pixels = session.painting.layer_pixels("ink")
    session.new(200, 100)
    assert made.app.window.canvas.sheet.toTuple() == (200, 100)
    files.open_path(path)
    qtbot.waitUntil(lambda: session.path == path)
    np.testing.assert_array_equal(session.painting.layer_pixels("ink"), pixels)
    assert made.app.window.canvas.sheet.toTuple() == (1024, 1024)


def test_a_file_that_cannot_be_opened_is_told_and_changes_nothing(qtbot, bench, tmp_path, monkeypatch) -> None:
    made = bench(begin=False)
    draw_ring(made)
    asked = answer(monkeypatch, "OK")
    bad = tmp_path / "bad.ora"
    bad.write_bytes(b"no zip at all")
    before = made.app.session.drawing
    made.app.window.files.open_path(bad)
    qtbot.waitUntil(lambda: bool(asked))
    assert "bad.ora" in asked[0]
    assert made.app.session.drawing == before
    assert made.app.recent.paths() == ()


@pytest.mark.parametrize(
    ("label", "closes", "saves"), [("Save", True, True), ("Discard", True, False), ("Cancel", False, False)]
)
def test_closing_with_unsaved_changes_asks(qtbot, bench, tmp_path, monkeypatch, label, closes, saves) -> None:
    made = bench()
    window = made.app.window
    draw_ring(made)
    asked = answer(monkeypatch, label)
    path = tmp_path / "kept.ora"
    monkeypatch.setattr(actions.QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    assert window.close() == closes
    assert len(asked) == 1
    assert path.is_file() == saves


def test_closing_without_changes_does_not_ask(bench, monkeypatch) -> None:
    asked = answer(monkeypatch, "Cancel")
    assert bench(begin=False).app.window.close()
    assert asked == []


@pytest.mark.parametrize("transparent", [True, False])
def test_export_writes_the_artwork_with_or_without_paper(qtbot, bench, tmp_path, transparent) -> None:
    made = bench()
    draw_ring(made)
    qtbot.waitUntil(lambda: made.app.preview.state == "idle")
    path = tmp_path / "art.png"
    made.app.window.files.begin_export(path, ExportChoice((640, 640), transparent))
    qtbot.waitUntil(path.is_file)
    image = QImage(str(path))
    assert image.size().toTuple() == (640, 640)
    assert image.hasAlphaChannel() == transparent
    corner, middle = image.pixelColor(3, 3), image.pixelColor(320, 320)
    assert (corner.alpha() == 0) if transparent else (corner.getRgb() == (255, 255, 255, 255))
    assert middle.getRgb() == (*RED, 255)


def test_an_export_into_a_folder_that_is_not_there_is_told(qtbot, bench, tmp_path, monkeypatch) -> None:
    made = bench()
    draw_ring(made)
    qtbot.waitUntil(lambda: made.app.preview.state == "idle")
    asked = answer(monkeypatch, "OK")
    made.app.window.files.begin_export(tmp_path / "nowhere" / "art.png", ExportChoice((64, 64), False))
    qtbot.waitUntil(lambda: bool(asked))
    assert not (tmp_path / "nowhere").exists()


def test_export_dialog_offers_the_drawing_size_first(qtbot) -> None:
    dialog = ExportDialog(actions.export_sizes(1440, 1024))
    qtbot.addWidget(dialog)
    assert dialog.choice() == ExportChoice((1440, 1024), False)
    assert (512, 364) in actions.export_sizes(1440, 1024)
    offered = [dialog._enlarge.itemText(i) for i in range(dialog._enlarge.count())]
    assert offered == ["As it is", "2 times: 2880 × 2048 pixels", "4 times: 5760 × 4096 pixels"]
    dialog._enlarge.setCurrentIndex(2)
    dialog._size.setCurrentIndex(1)
    assert dialog.choice() == ExportChoice((512, 364), False, 4), "what was chosen stays where it can"
    assert not dialog._note.isHidden()


def test_an_artwork_is_exported_twice_as_large(qtbot, bench, tmp_path) -> None:
    made = bench()
    draw_ring(made)
    qtbot.waitUntil(lambda: made.app.preview.state == "idle")
    path = tmp_path / "art.png"
    made.app.window.files.begin_export(path, ExportChoice((320, 320), True, 2))
    qtbot.waitUntil(path.is_file, timeout=20_000)
    image = QImage(str(path))
    assert image.size().toTuple() == (640, 640)
    assert image.pixelColor(3, 3).alpha() == 0 and image.pixelColor(320, 320).getRgb() == (*RED, 255)


def test_new_drawing_dialog(qtbot) -> None:
    dialog = NewDrawingDialog(1024, 1024)
    qtbot.addWidget(dialog)
    sizes = [(p.width, p.height) for p in PRESETS]
    assert dialog._list.currentRow() == sizes.index((1024, 1024))
    assert not dialog._lying.isEnabled()  # a square has no sides to turn
    dialog._list.setFocus()
    dialog._list.setCurrentRow(sizes.index((1240, 1754)))
    assert dialog.chosen_size() == (1240, 1754)
    assert dialog._upright.isChecked()
    dialog._lying.click()
    assert dialog.chosen_size() == (1754, 1240)
    assert dialog._list.currentRow() == sizes.index((1240, 1754))
    assert dialog._lying.isChecked()
    dialog._width.setValue(801)
    assert dialog._list.currentRow() == len(PRESETS)  # a size of one's own
    dialog._width.setValue(99_999)
    assert dialog.chosen_size()[0] == 8192


def test_the_size_of_the_last_new_drawing_is_offered_again(bench, monkeypatch) -> None:
    made = bench(begin=False)

    def choose(dialog: NewDrawingDialog) -> int:
        dialog._list.setCurrentRow(7)
        return int(NewDrawingDialog.DialogCode.Accepted)

    monkeypatch.setattr(NewDrawingDialog, "exec", choose)
    made.app.window.files.new()
    assert made.app.session.size == (800, 2400)
    assert made.app.window.files.new_size == (800, 2400)
    assert bench(begin=False).app.window.files.new_size == (800, 2400)


def test_a_drawing_dropped_on_the_window_opens(qtbot, bench, tmp_path, monkeypatch) -> None:
    from PySide6.QtCore import QMimeData, QUrl
    from PySide6.QtGui import QDropEvent

    made = bench(lambda pack, device: FakeEngine(), begin=False)
    path = tmp_path / "dropped.ora"
    mouse_stroke(made.app.window.canvas, [QPointF(100, 100), QPointF(200, 200)])
    assert made.app.session.save(path)
    made.app.session.new(50, 50)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy = Qt.DropAction.CopyAction
    event = QDropEvent(QPointF(5, 5), copy, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    made.app.window.dropEvent(event)
    qtbot.waitUntil(lambda: made.app.session.path == path)
