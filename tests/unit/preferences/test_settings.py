"""Settings: kept, checked, and never in the way of starting."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from sketchart_desktop.preferences import paths
from sketchart_desktop.preferences.options import options
from sketchart_desktop.preferences.settings import Settings


def test_what_is_set_is_there_next_time(sketchart_home: Path) -> None:
    first = Settings()
    heard: list[str] = []
    first.changed.connect(heard.append)
    assert first.set("theme", "dark")
    assert first.set("smoothing_px", 4)
    assert first.set("theme", "dark")
    assert heard == ["theme", "smoothing_px"]
    again = Settings()
    assert again.get("theme") == "dark"
    assert again.get("smoothing_px") == 4.0
    assert (sketchart_home / "config" / "settings.json").is_file()
    again.reset("theme")
    assert Settings().get("theme") == "system"


def test_every_option_takes_its_own_default_and_has_a_label() -> None:
    keys = [option.key for option in options()]
    assert len(set(keys)) == len(keys)
    for option in options():
        assert option.accepts(option.default)
        assert option.shown_label()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("theme", "pink"),
        ("theme", 3),
        ("canvas_width_px", 10**6),
        ("canvas_width_px", 800.5),
        ("canvas_width_px", True),
        ("smoothing_px", float("nan")),
        ("smoothing_px", float("inf")),
        ("smoothing_px", 10**400),
        ("undo_memory_mb", 10**400),
        ("palette_locked", 1),
        ("style", "x" * 1000),
    ],
)
def test_impossible_values_are_our_own_mistake_in_set_and_ignored_in_the_file(tmp_path: Path, key: str, value) -> None:
    path = tmp_path / "settings.json"
    settings = Settings(path)
    with pytest.raises(ValueError, match=key):
        settings.set(key, value)
    path.write_text(json.dumps({key: value, "language": "ko"}))
    again = Settings(path)
    assert again.get(key) == settings.get(key)
    assert again.get("language") == "ko"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"theme": "dark"' + b" " * 2_000_000]
)
def test_a_damaged_file_is_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.get("theme") == "system"
    assert (tmp_path / "settings.json.damaged").read_bytes() == content
    assert settings.set("theme", "light")
    assert Settings(path).get("theme") == "light"


def test_mutated_files_never_stop_the_program(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    whole = json.dumps({"theme": "dark", "smoothing_px": 0.5, "canvas_width_px": 800, "palette_locked": True}).encode()
    rng = random.Random(0)
    for _ in range(500):
        content = bytearray(whole)
        for _ in range(rng.choice([1, 3, 9])):
            content[rng.randrange(len(content))] = rng.randrange(256)
        path.write_bytes(content[: rng.randrange(len(content) + 1)])
        settings = Settings(path)
        assert all(option.accepts(settings.get(option.key)) for option in options())


def test_keys_of_a_newer_version_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"hologram": {"depth": 3}, "odd": "\ud800"}))
    assert Settings(path).set("theme", "dark")
    assert json.loads(path.read_text())["hologram"] == {"depth": 3}


def test_a_folder_that_cannot_be_written_is_told_and_survived(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    settings = Settings(tmp_path / "file" / "settings.json")
    assert not settings.set("theme", "dark")
    assert settings.get("theme") == "dark"


def test_all_files_live_under_the_home_that_is_told(sketchart_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = (
        paths.config_dir,
        paths.data_dir,
        paths.cache_dir,
        paths.state_dir,
        paths.styles_dir,
        paths.journal_dir,
    )
    assert all(sketchart_home in place().parents for place in everything)
    monkeypatch.delenv("SKETCHART_HOME")
    assert all(sketchart_home not in place().parents for place in everything)
    assert len({place() for place in everything[:4]}) >= 3
