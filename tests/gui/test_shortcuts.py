"""The shortcut dialog: found by words, changed by pressing keys, told of conflicts, kept across starts."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sketchart_desktop.preferences.shortcuts import ShortcutStore
from sketchart_desktop.ui.actions import ACTIONS
from sketchart_desktop.ui.preferences.shortcuts import ShortcutsDialog
from tests.gui.conftest import focus_canvas

OWN = {row.id: row.keys for row in ACTIONS}


@pytest.fixture
def opened(qtbot, bench):
    """(the running program, a dialog of its table)."""
    made = bench(begin=False)
    dialog = ShortcutsDialog(made.app.window.actions_table, made.app.window)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    yield made.app, dialog
    dialog.close()


def press(dialog: ShortcutsDialog, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where keys are recorded."""
    dialog._edit.setFocus()
    QTest.keyClick(dialog.focusWidget(), key, modifiers)


def shown(dialog: ShortcutsDialog) -> list[str]:
    return [item.text(0) for item in dialog._items() if not item.isHidden()]


def test_the_list_shows_every_action_and_finds_by_name_and_key(opened) -> None:
    _, dialog = opened
    assert len(shown(dialog)) > len(ACTIONS)
    dialog._search.setText("eras")
    assert "Eraser" in shown(dialog)
    assert dialog._action_id() == "tool.eraser"
    dialog._search.setText("ctrl+y")
    assert shown(dialog) == ["Redo"]
    dialog._search.setText("no such thing")
    assert shown(dialog) == []


def test_a_pressed_key_works_in_the_window(qtbot, opened) -> None:
    app, dialog = opened
    dialog.choose("tool.eraser")
    press(dialog, Qt.Key.Key_N)
    assert dialog._warning.text() == ""
    dialog._use.click()
    assert app.window.actions_table.keys("tool.eraser") == ("N",)
    dialog.close()
    focus_canvas(qtbot, app.window)
    QTest.keyClick(app.window.canvas, Qt.Key.Key_E)
    assert app.toolbox.tool == "ink"
    QTest.keyClick(app.window.canvas, Qt.Key.Key_N)
    assert app.toolbox.tool == "eraser"


def test_keys_alone_do_it_all(qtbot, opened) -> None:
    app, dialog = opened
    dialog._search.setText("smaller")
    dialog._list.setFocus()
    QTest.keyClick(dialog._list, Qt.Key.Key_Return)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(dialog._use.hasFocus)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    assert app.window.actions_table.keys("brush.smaller") == ("Ctrl+J",)
    assert dialog._list.hasFocus()


def test_a_taken_key_is_told_before_it_changes_hands(opened) -> None:
    app, dialog = opened
    table = app.window.actions_table
    dialog.choose("tool.ink")
    press(dialog, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert "Redo" in dialog._warning.text()
    assert table.keys("edit.redo") == OWN["edit.redo"]
    dialog._use.click()
    assert table.keys("tool.ink") == ("Ctrl+Y",)
    assert table.keys("edit.redo") == ("Ctrl+Shift+Z",)
    taken = [key for row in ACTIONS for key in table.keys(row.id)]
    assert len(taken) == len(set(taken))


def test_keys_the_drawing_listens_to_are_refused(opened) -> None:
    _, dialog = opened
    dialog.choose("tool.ink")
    press(dialog, Qt.Key.Key_Space)
    assert "drawing" in dialog._warning.text()
    assert not dialog._use.isEnabled()
    assert not dialog._add.isEnabled()


def test_add_remove_reset_one_and_all(opened) -> None:
    app, dialog = opened
    table = app.window.actions_table
    dialog.choose("tool.colour")
    press(dialog, Qt.Key.Key_K)
    dialog._add.click()
    assert table.keys("tool.colour") == ("C", "K")
    dialog.choose("tool.pick")
    dialog._remove.click()
    assert table.keys("tool.pick") == ()
    dialog._reset.click()
    assert table.keys("tool.pick") == OWN["tool.pick"]
    assert table.keys("tool.colour") == ("C", "K")
    dialog._reset_all.click()
    assert {row.id: table.keys(row.id) for row in ACTIONS} == OWN
    assert not dialog._reset_all.isEnabled()


def test_keys_are_kept_across_starts(bench, sketchart_home) -> None:
    bench(begin=False).app.window.actions_table.rebind("tool.ink", ("Ctrl+Y", "N"))
    again = bench(begin=False).app.window.actions_table
    assert again.keys("tool.ink") == ("Ctrl+Y", "N")
    assert again.keys("edit.redo") == ("Ctrl+Shift+Z",)
    again.reset_all()
    assert json.loads((sketchart_home / "config" / "shortcuts.json").read_text()) == {}
    assert bench(begin=False).app.window.actions_table.keys("tool.ink") == OWN["tool.ink"]


def test_a_key_the_user_gave_away_is_not_given_again_by_a_newer_version(bench, sketchart_home) -> None:
    path = sketchart_home / "config" / "shortcuts.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('{"tool.ink": ["E"], "no.such.action": ["Q"]}')
    table = bench(begin=False).app.window.actions_table
    assert table.keys("tool.ink") == ("E",)
    assert table.keys("tool.eraser") == ()


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff", b"[" * 100_000, b" " * 300_000])
def test_a_damaged_key_book_is_set_aside(tmp_path, content) -> None:
    path = tmp_path / "shortcuts.json"
    path.write_bytes(content)
    shortcuts = ShortcutStore(path)
    assert shortcuts.all_keys() == frozenset()
    assert (tmp_path / "shortcuts.json.damaged").read_bytes() == content
    assert shortcuts.note({"tool.ink": ("N",)})
    assert ShortcutStore(path).keys("tool.ink") == ("N",)


@pytest.mark.parametrize("keys", ["N", [1], ["x" * 99], ["N"] * 50, [""], ["a\nb"], None, {"a": 1}])
def test_impossible_keys_are_ignored(tmp_path, keys) -> None:
    path = tmp_path / "shortcuts.json"
    path.write_text(json.dumps({"tool.ink": keys, "tool.eraser": ["F2"]}))
    shortcuts = ShortcutStore(path)
    assert shortcuts.keys("tool.ink") is None
    assert shortcuts.keys("tool.eraser") == ("F2",)


def test_alt_let_go_after_picking_leaves_the_keys_to_the_drawing(qtbot, bench) -> None:
    window = bench().app.window
    focus_canvas(qtbot, window)
    QTest.keyPress(window.canvas, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    assert window.canvas._toolbox.tool == "pick"
    QTest.keyRelease(window.canvas, Qt.Key.Key_Alt)
    assert window.focusWidget() is window.canvas
    assert window.menuBar().activeAction() is None
    QTest.keyClick(window.canvas, Qt.Key.Key_E)
    assert window.canvas._toolbox.tool == "eraser"
