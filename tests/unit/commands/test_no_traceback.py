"""Every command given what it cannot use: one plain line and an exit code, never a traceback."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sketchart_desktop import __main__, cli

PNG_HEAD = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"
# What a person may give instead of a file, by name; each makes it in the folder and gives its path.
WRONG_FILES: dict[str, Callable[[Path], Path]] = {
    "nothing there": lambda folder: folder / "none.png",
    "no folder there": lambda folder: folder / "none" / "none.png",
    "a name too long": lambda folder: folder / ("n" * 300 + ".png"),
    "a name with a NUL": lambda folder: folder / "a\0b.png",
    "an empty file": lambda folder: _written(folder / "empty.png", b""),
    "a text": lambda folder: _written(folder / "text.png", b"no picture"),
    "the head of a picture": lambda folder: _written(folder / "head.png", PNG_HEAD),
    "no archive": lambda folder: _written(folder / "no.ora", b"PK\x03\x04"),
    "an archive of something else": lambda folder: _archive(folder / "other.ora"),
    "an empty folder": lambda folder: _folder(folder / "empty"),
    "a folder called like a picture": lambda folder: _folder(folder / "folder.png"),
}
COMMANDS: dict[str, Callable[[Path, Path], list[object]]] = {
    "stylize": lambda path, out: ["stylize", path, "--style", "soft-3d", "--out", out],
    "stylize like": lambda path, out: ["stylize", "x.png", "--style", "flat", "--out", out, "--like", path],
    "lines": lambda path, out: ["lines", path, "--out", out / "lines.png"],
    "lines into": lambda path, out: ["lines", "resources/samples/cat.ora", "--out", path],
    "styles install": lambda path, out: ["styles", "install", path],
    "styles info": lambda path, out: ["styles", "info", path],
    "styles remove": lambda path, out: ["styles", "remove", path],
    "bench": lambda path, out: ["bench", "--style", path],
}


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _archive(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    return path


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


@pytest.mark.parametrize("wrong", WRONG_FILES)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_wrong_file_gets_one_line(command: str, wrong: str, tmp_path: Path, capfd) -> None:
    path = WRONG_FILES[wrong](tmp_path)
    code = cli.run_command_line([str(word) for word in COMMANDS[command](path, tmp_path)])
    out, err = capfd.readouterr()
    assert code == 2 and not out
    assert err.startswith("sketchart: ") and err.count("\n") == 1 and "Traceback" not in err


@pytest.mark.parametrize("words", [
    ("stylize",),
    ("stylize", "x.png"),
    ("stylize", "x.png", "--style"),
    ("stylize", "x.png", "--style", "flat", "--out", "o", "--seed", "-1"),
    ("stylize", "x.png", "--style", "flat", "--out", "o", "--size", "big"),
    ("lines",),
    ("lines", "x.png", "--out", "o.png", "--detail", "2"),
    ("styles", "nothing"),
    ("styles", "import", "x.pth"),
    ("styles", "import", "x.pth", "--name", "X", "--family", "none"),
    ("styles", "import", "x.pth", "--name", "X", "--range", "1..2"),
    ("styles", "import", "ftp://example.org/x.pth", "--name", "X"),
    ("bench", "--sizes", "12,,"),
    ("bench", "--seconds", "nan"),
    ("bench", "--device", "abacus"),
    ("doctor", "more"),
    ("--nothing",),
], ids=" ".join)  # fmt: skip
def test_wrong_words_get_one_line(words: tuple[str, ...], capfd) -> None:
    code = cli.run_command_line(words)
    _, err = capfd.readouterr()
    told = err.removeprefix(f"downloading {words[2]}\n") if len(words) > 2 else err
    assert code == 2 and "Traceback" not in err and told.startswith("sketchart: ") and told.count("\n") == 1


def test_the_window_is_not_opened_for_a_file_that_is_not_there(tmp_path: Path, capfd) -> None:
    assert __main__.main([str(tmp_path / "none ☂.ora")]) == 2
    _, err = capfd.readouterr()
    assert "none ☂.ora" in err and "Traceback" not in err


def test_a_recipe_that_is_none_gets_one_line(tmp_path: Path, capfd) -> None:
    (tmp_path / "wrong.toml").write_text("name = ")
    for recipe in ("no-such-recipe", str(tmp_path / "wrong.toml"), str(tmp_path)):
        assert cli.run_command_line(["train", recipe]) == 2
        _, err = capfd.readouterr()
        assert "Traceback" not in err and err.strip().count("\n") == 0, err
