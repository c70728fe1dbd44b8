"""Everything that is kept as JSON: written whole, forgiven when damaged, the same for all that use it."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import sketchart_desktop.preferences
from sketchart_desktop.preferences.json_store import FILE_LIMIT_BYTES, read_json, write_json
from sketchart_desktop.preferences.recent_files import RecentFiles
from sketchart_desktop.preferences.settings import Settings
from sketchart_desktop.preferences.shortcuts import ShortcutStore
from sketchart_desktop.preferences.window_layout import WindowLayout
from sketchart_desktop.tools.brushes import BrushStore


def test_what_is_written_is_read(tmp_path: Path) -> None:
    table = {"나": [1, 2.5, None, {"odd": "\ud800"}], "b": True}
    assert write_json(tmp_path / "deep" / "a.json", table)
    assert read_json(tmp_path / "deep" / "a.json", {}) == table
    assert write_json(tmp_path / "l.json", ["x"])
    assert read_json(tmp_path / "l.json", []) == ["x"]
    assert read_json(tmp_path / "none.json", []) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["deep", "l.json"], "nothing is left beside"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b"7", b"\xff\xfe", b"[" * 100_000, b" " * FILE_LIMIT_BYTES + b"{}"]
)
def test_a_damaged_table_is_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    assert read_json(path, {}) == {}
    assert (tmp_path / "a.json.damaged").read_bytes() == content
    assert not path.exists()


@pytest.mark.parametrize("to_disk", [True, False])
def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to_disk: bool) -> None:
    path = tmp_path / "a.json"
    assert write_json(path, {"a": 1}, to_disk=to_disk)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert not write_json(path, {"a": 2}, to_disk=to_disk)
    monkeypatch.undo()
    assert read_json(path, {}) == {"a": 1}
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_only_what_may_be_lost_does_not_wait_for_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    assert write_json(tmp_path / "a.json", {})
    assert len(synced) == 2, "the file and its folder"
    assert write_json(tmp_path / "a.json", {}, to_disk=False)
    assert len(synced) == 2


STORES: tuple[Callable[[Path], object], ...] = (
    Settings,
    ShortcutStore,
    RecentFiles,
    WindowLayout,
    lambda path: BrushStore(path).read(),
)


@pytest.mark.parametrize("store", STORES)
@pytest.mark.parametrize("content", [b"\x00" * 40, b'{"a": ', b"[" * 100_000])
def test_every_store_sets_damage_aside(tmp_path: Path, store: Callable[[Path], object], content: bytes) -> None:
    path = tmp_path / "kept.json"
    path.write_bytes(content)
    store(path)
    assert (tmp_path / "kept.json.damaged").read_bytes() == content


def test_nobody_in_the_preferences_writes_json_another_way() -> None:
    folder = Path(sketchart_desktop.preferences.__file__).parent
    for file in folder.glob("*.py"):
        names = {
            alias.name
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Import)
            for alias in node.names
        }
        assert "json" not in names or file.name == "json_store.py", file.name
