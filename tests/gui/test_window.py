"""The whole window: keys, files, unsaved changes, export, words, names for screen readers, and the guards."""

from __future__ import annotations

import ast
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from sketchart_desktop.ui.actions import ACTIONS
from sketchart_desktop.ui.files import actions
from sketchart_desktop.ui.files.export_dialog import ExportChoice, ExportDialog
from sketchart_desktop.ui.files.new_dialog import PRESETS, NewDrawingDialog
from sketchart_desktop.ui.preferences.shortcuts import ShortcutsDialog
from tests.fake_engine import FakeEngine
from tests.gui.conftest import RED, choices, draw_ring, focus_canvas, mouse_stroke

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "sketchart_desktop").rglob("*.py"))


def answer(monkeypatch, label: str) -> list[str]:
    """Every question box from now on is answered by the button with this text; returns the texts asked."""
    asked: list[str] = []

    def choose(box: QMessageBox) -> int:
        asked.append(box.text())
        button = next(b for b in box.buttons() if b.text().replace("&", "") == label)
        monkeypatch.setattr(box, "clickedButton", lambda: button, raising=False)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", choose)
    return asked


def press(window, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.canvas, key, modifiers)


def focus(qtbot, window) -> None:
    """Keys reach the canvas from now on."""
    focus_canvas(qtbot, window)


# The panel


def test_the_light_is_asked_for_and_only_where_there_is_something_to_light(qtbot, bench) -> None:
    lit, unlit = choices("drawn", "painted")
    unlit = replace(unlit, pack_id="other", pack=SimpleNamespace(picture=SimpleNamespace(wants="line_art")))
    made = bench(None, (replace(lit, light=0.25), unlit))
    panel = made.app.window.style_panel
    draw_ring(made)
    qtbot.waitUntil(lambda: bool(made.engines) and made.engines[0].requests[-1:] != [], timeout=5000)
    assert made.engines[0].requests[-1].light == 0.25
    assert panel._light.isVisible()
    panel._light.slider.setValue(80)
    qtbot.waitUntil(lambda: made.engines[0].requests[-1].light == 0.8, timeout=5000)
    made.app.look.choose(unlit.key)
    assert not panel._light.isVisible()


# Keys


def test_undo_and_both_redo_keys(qtbot, bench) -> None:
    made = bench()
    window, session = made.app.window, made.app.session
    focus(qtbot, window)
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    draw_ring(made)
    draw_ring(made, 300, 300, 50)
    assert len(session.drawing.operations) == 2
    press(window, Qt.Key.Key_Z, ctrl)
    press(window, Qt.Key.Key_Z, ctrl)
    assert session.drawing.operations == ()
    assert not window.actions_table["edit.undo"].isEnabled()
    press(window, Qt.Key.Key_Y, ctrl)
    assert len(session.drawing.operations) == 1
    press(window, Qt.Key.Key_Z, ctrl | shift)
    assert len(session.drawing.operations) == 2
    assert not window.actions_table["edit.redo"].isEnabled()


def test_letters_choose_tools_and_brackets_the_size(qtbot, bench) -> None:
    app = bench().app
    window, box = app.window, app.toolbox
    focus(qtbot, window)
    for key, tool in (
        (Qt.Key.Key_C, "colour"),
        (Qt.Key.Key_E, "eraser"),
        (Qt.Key.Key_A, "airbrush"),
        (Qt.Key.Key_H, "pan"),
        (Qt.Key.Key_B, "airbrush"),
        (Qt.Key.Key_Slash, "colour"),
        (Qt.Key.Key_Slash, "airbrush"),
    ):
        press(window, key)
        assert box.tool == tool
        assert window.actions_table[f"tool.{tool}"].isChecked()
    box.set_size(48)
    size = box.brush.size_px
    press(window, Qt.Key.Key_BracketRight)
    assert box.brush.size_px > size
    press(window, Qt.Key.Key_BracketLeft)
    assert box.brush.size_px == size


def test_fit_and_100_per_cent(qtbot, bench) -> None:
    window = bench().app.window
    focus(qtbot, window)
    fitted = window.canvas.viewport.scale
    press(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert window.canvas.viewport.scale == 1.0
    press(window, Qt.Key.Key_2)
    assert window.canvas.viewport.scale == fitted
    press(window, Qt.Key.Key_1)
    assert window.canvas.viewport.scale == 1.0


def test_pause_dice_and_lock_by_key(qtbot, bench) -> None:
    made = bench()
    window, look = made.app.window, made.app.look
    qtbot.waitUntil(lambda: bool(made.engines))
    focus(qtbot, window)
    press(window, Qt.Key.Key_P)
    assert made.app.preview.paused
    press(window, Qt.Key.Key_P)
    assert not made.app.preview.paused
    dice = look.values.dice
    press(window, Qt.Key.Key_R)
    assert look.values.dice != dice
    press(window, Qt.Key.Key_L)
    assert look.values.locked
    press(window, Qt.Key.Key_S)
    assert look.chosen.key == "pack/flat"


def test_no_two_actions_share_a_key() -> None:
    keys = [key for row in ACTIONS for key in row.keys]
    assert len(keys) == len(set(keys))


def test_actions_can_be_rebound(qtbot, bench) -> None:
    made = bench(begin=False)
    table = made.app.window.actions_table
    table.rebind("tool.ink", ("N",))
    made.app.toolbox.choose("eraser")
    focus(qtbot, made.app.window)
    press(made.app.window, Qt.Key.Key_N)
    assert made.app.toolbox.tool == "ink"
    assert "(N)" in table["tool.ink"].toolTip()


def test_f6_walks_through_the_panes(qtbot, bench) -> None:
    window = bench(begin=False).app.window
    focus(qtbot, window)
    seen = []
    for _ in range(6):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_F6)
        seen.append(window.focusWidget())
    assert len(set(seen)) == 6
    assert seen[-1] is window.canvas


def test_the_shortcut_list_shows_and_finds(qtbot, bench) -> None:
    dialog = ShortcutsDialog(bench(begin=False).app.window.actions_table)
    qtbot.addWidget(dialog)
    dialog._search.setText("redo")
    shown = [i for i in range(dialog._list.topLevelItemCount()) if not dialog._list.topLevelItem(i).isHidden()]
    assert len(shown) == 1
    assert "Ctrl+Y" in dialog._list.topLevelItem(shown[0]).text(1)


# Files


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


# Words and looks


def test_without_a_style_the_window_says_so_and_still_draws(qtbot, bench) -> None:
    made = bench(styles=())
    qtbot.waitUntil(lambda: made.app.window.artwork._title == "No style to paint with yet")
    draw_ring(made)
    assert len(made.app.session.drawing.operations) == 1
    assert "No style" in made.app.window.status_line.text
    assert not made.app.window.actions_table["art.dice"].isEnabled()


def test_korean_at_once_and_back_without_losing_the_drawing(qtbot, bench) -> None:
    made = bench()
    draw_ring(made)
    window = made.app.window
    made.app.window.menus.language_requested.emit("ko")
    QApplication.processEvents()
    assert window.actions_table["edit.undo"].text() == "실행 취소(&U)"
    assert window.actions_table.name("edit.undo") == "실행 취소"
    assert window.menuBar().actions()[0].text() == "파일(&F)"
    assert window.style_panel._cards._cards[0].text() == "soft 스타일"
    assert "새 그림" in window.windowTitle()
    assert len(made.app.session.drawing.operations) == 1
    made.app.window.menus.language_requested.emit("en")
    QApplication.processEvents()
    assert window.actions_table["edit.undo"].text() == "&Undo"


def test_themes_change_at_once(bench) -> None:
    made = bench(begin=False)
    made.app.window.menus.theme_requested.emit("light")
    light = made.app.window.grab().toImage().pixelColor(6, 300).lightness()
    made.app.window.menus.theme_requested.emit("dark")
    dark = made.app.window.grab().toImage().pixelColor(6, 300).lightness()
    assert light > 200 > 80 > dark


def test_the_window_fits_a_small_screen_and_a_large_one(qtbot, bench) -> None:
    window = bench().app.window
    for size in ((860, 560), (2400, 1400)):
        window.resize(*size)
        QApplication.processEvents()
        assert window.size().toTuple() == size
        for view in (window.canvas, window.artwork):
            assert view.width() >= 160
            sheet = view.viewport.rect_to_widget(QRect(QPoint(0, 0), view.sheet))
            assert view.rect().contains(sheet)


def test_the_artwork_lies_on_paper_or_on_a_checkerboard(qtbot, bench) -> None:
    made = bench()
    draw_ring(made)
    qtbot.waitUntil(lambda: made.app.preview.state == "idle")
    view = made.app.window.artwork
    spots = [view.viewport.to_widget(QPointF(30 + step, 30)).toPoint() for step in range(0, 100, 5)]
    shown = view.grab().toImage()
    assert {shown.pixelColor(p).name() for p in spots} == {"#ffffff"}
    made.app.window.actions_table["art.transparent"].trigger()
    shown = view.grab().toImage()
    assert {shown.pixelColor(p).name() for p in spots} == {"#ffffff", "#e2e4e8"}


def test_a_crash_leaves_a_drawing_that_is_offered_at_the_next_start(qtbot, bench, monkeypatch, sketchart_home) -> None:
    script = (
        "import os;from PySide6.QtCore import QCoreApplication;a=QCoreApplication([]);"
        "from sketchart_desktop.document.stroke import Brush;"
        "from sketchart_desktop.preferences import paths;from sketchart_desktop.session.session import Session;"
        "s=Session(300,200,journal_folder=paths.journal_dir());"
        "s.begin_stroke('ink',Brush('ink',8.),colour=(0,0,0),point=(10.,10.,1.,0.));s.extend_stroke([(90.,90.,1.,.1)]);s.finish_stroke();os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, cwd=ROOT, timeout=60).returncode == 9
    asked = answer(monkeypatch, "Bring back")
    made = bench(begin=False)
    made.app.recovery.begin()
    qtbot.waitUntil(lambda: made.app.session.size == (300, 200))
    assert len(asked) == 1
    assert len(made.app.session.drawing.operations) == 1
    assert made.app.session.is_modified


def test_our_own_mistakes_are_told_once_and_the_window_stays(bench, monkeypatch, caplog) -> None:
    from sketchart_desktop.ui.window.error_dialog import ErrorDialog

    made = bench(begin=False)
    asked = answer(monkeypatch, "Close")
    ErrorDialog(made.app.window).caught(ValueError, ValueError("a slip"), None)
    assert len(asked) == 1
    assert "a slip" in caplog.text
    assert made.app.window.isVisible()


# Guards


def test_pyside_keeps_its_references_to_none(qtbot, bench) -> None:
    window = bench(begin=False).app.window
    rect = QRect(0, 0, 1, 1)
    before = sys.getrefcount(None)
    for _ in range(2000):
        rect.translate(0, 0)
        window.canvas.update(rect)
    assert abs(sys.getrefcount(None) - before) < 500


def test_signals_reach_only_slots_of_qobjects() -> None:
    """In PySide6 a lambda or a plain function connected to a worker's signal runs in the worker's thread."""
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        for node in ast.walk(tree):
            if not (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect"
            ):
                continue
            for argument in node.args:
                assert not isinstance(argument, ast.Lambda), f"{path.name}:{node.lineno} connects a lambda"
                plain = isinstance(argument, ast.Name) and argument.id in functions
                assert not plain, f"{path.name}:{node.lineno} connects a plain function"


def test_the_window_opens_without_the_engines_heavy_parts() -> None:
    script = (
        "import sys;from PySide6.QtWidgets import QApplication;a=QApplication([]);"
        "from sketchart_desktop.app import App;p=App(a);p.window.show();a.processEvents();"
        "names=('torch','openvino','pydantic','qtawesome','openvino_telemetry');"
        "heavy=[m for m in names if m in sys.modules];"
        "p.end();print(heavy);sys.exit(bool(heavy))"
    )
    child = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert child.returncode == 0, child.stdout + child.stderr


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
