"""Places of splitters and windows are kept, and damage is forgiven."""

from __future__ import annotations

from pathlib import Path

import pytest

from sketchart_desktop.preferences.window_layout import WindowLayout


def test_values_are_found_again(tmp_path: Path) -> None:
    layout = WindowLayout(tmp_path / "deep" / "window.json")
    layout.keep("views", "AAAA")
    layout.keep("overlay_opacity", 0.25)
    layout.keep("views_linked", False)
    again = WindowLayout(tmp_path / "deep" / "window.json")
    assert again.text("views") == "AAAA"
    assert again.number("overlay_opacity", 0.7, low=0.1, high=1.0) == 0.25
    assert again.flag("views_linked", True) is False


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"views": [1], "n": "x", "f": 2}', b"\xff\xfe", b"[" * 9000])
def test_damage_is_as_good_as_nothing(tmp_path: Path, content: bytes) -> None:
    store = tmp_path / "window.json"
    store.write_bytes(content)
    layout = WindowLayout(store)
    assert layout.text("views", "none") == "none"
    assert layout.number("n", 0.5, low=0.0, high=1.0) == 0.5
    assert layout.flag("f", True) is True
    layout.keep("views", "new")
    assert WindowLayout(store).text("views") == "new"


def test_numbers_out_of_range_fall_back(tmp_path: Path) -> None:
    layout = WindowLayout(None)
    layout.keep("a", 7.0)
    layout.keep("b", True)
    assert layout.number("a", 0.5, low=0.0, high=1.0) == 0.5
    assert layout.number("b", 0.5, low=0.0, high=1.0) == 0.5
