"""The whole window: keys, words, looks, names for screen readers, and the guards."""

from __future__ import annotations

import ast
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sketchart_desktop.ui.actions import ACTIONS
from sketchart_desktop.ui.preferences.shortcuts import ShortcutsDialog
from tests.gui.conftest import answer, choices, draw_ring, focus_canvas

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "sketchart_desktop").rglob("*.py"))


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
