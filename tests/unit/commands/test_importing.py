"""`sketchart styles import`: bad checkpoints are refused in one line, and terms are asked for. The importers' child
process is tested with the importers; here its work is done in this one, for speed.
"""

from __future__ import annotations

import io
import json
import sys

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

import torch

from engines.importers import download, job
from engines.importers.convert import convert
from sketchart_desktop.cli import run_command_line
from sketchart_desktop.preferences import paths
from tests.unit.engines.importers.bad_checkpoints import BAD, small

TERMS = ("--licence", "CC0-1.0", "--source", "the tests", "--author", "the tests")


@pytest.fixture(autouse=True)
def here(monkeypatch, tmp_path):
    monkeypatch.setenv("SKETCHART_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(
        job, "run_import", lambda asked, *, on_progress=print, **_: convert(asked, on_progress=on_progress)
    )


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_checkpoint_is_refused_in_one_line(kind, tmp_path, capsys):
    make, words = BAD[kind]
    assert run_command_line(["styles", "import", str(make(tmp_path)), "--name", "Bad", *TERMS]) == 2
    told = capsys.readouterr().err.strip().splitlines()
    assert words in told[-1] and told[-1].startswith("sketchart: ")
    assert not (tmp_path / "harm").exists()
    assert not paths.styles_dir().exists() or not list(paths.styles_dir().iterdir())


def test_terms_that_nobody_told_are_asked_for(tmp_path, capsys):
    torch.save(small(), tmp_path / "net.pth")
    assert run_command_line(["styles", "import", str(tmp_path / "net.pth"), "--name", "Net"]) == 2
    told = capsys.readouterr().err
    assert "srvgg" in told and "licence was asked for and not answered" in told
    assert "--licence, --source, --author" in told


def test_terms_that_nobody_told_are_asked_for_at_a_terminal(tmp_path, capsys, monkeypatch):
    """Only those missing, and again until there is an answer. What is piped is refused, as above."""
    torch.save(small(), tmp_path / "net.pth")
    words = ["styles", "import", str(tmp_path / "net.pth"), "--name", "Net", "--source", "the tests"]
    keyboard = io.StringIO("   \nCC0-1.0\nme\n")
    keyboard.isatty = lambda: True
    monkeypatch.setattr(sys, "stdin", keyboard)
    assert run_command_line(words) == 2, "standard error is no terminal"
    assert "--licence, --author" in capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert run_command_line(words) == 0
    told = capsys.readouterr()
    assert "licence was asked for and not answered" in told.err and "Imported net: net" in told.out
    assert told.err.count("Licence (") == 2 and told.err.count("Author (") == 1 and "Source (" not in told.err
    style = json.loads((paths.styles_dir() / "net" / "style.json").read_text(encoding="utf-8"))
    assert (style["licence"], style["author"]) == ("CC0-1.0", "me") and "the tests" in style["sources"]


def test_an_import_that_is_left_at_the_question_installs_nothing(tmp_path, monkeypatch):
    torch.save(small(), tmp_path / "net.pth")
    keyboard = io.StringIO("CC0-1.0\n")  # and then its end
    keyboard.isatty = lambda: True
    monkeypatch.setattr(sys, "stdin", keyboard)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert run_command_line(["styles", "import", str(tmp_path / "net.pth"), "--name", "Net"]) == 130
    assert not paths.styles_dir().exists() or not list(paths.styles_dir().iterdir())


def test_a_checkpoint_at_an_address_is_fetched_and_imported(tmp_path, capsys, monkeypatch):
    torch.save(small(), tmp_path / "net.pth")
    content = (tmp_path / "net.pth").read_bytes()
    monkeypatch.setattr(download.download, "__kwdefaults__", {
        **download.download.__kwdefaults__, "opened": lambda _: io.BytesIO(content),
    })  # fmt: skip
    words = ["styles", "import", "https://example.org/net.pth", "--name", "Twice", "--licence", "MIT", "--author", "me"]
    assert run_command_line(words) == 0
    told = capsys.readouterr()
    assert "SHA-256" in told.err and "Imported twice: twice" in told.out
    assert "https://example.org/net.pth" in (paths.styles_dir() / "twice" / "style.json").read_text(encoding="utf-8")


def test_a_style_is_replaced_only_when_that_is_said(tmp_path, capsys):
    """Two checkpoints of one name, and names in letters that no folder's name keeps."""
    torch.save(small(), tmp_path / "net.pth")
    words = ["styles", "import", str(tmp_path / "net.pth"), *TERMS]
    assert run_command_line([*words, "--name", "수채화"]) == 0
    assert run_command_line([*words, "--name", "연필화"]) == 0
    assert len(list(paths.styles_dir().iterdir())) == 2
    capsys.readouterr()
    assert run_command_line([*words, "--name", "수채화"]) == 2
    told = capsys.readouterr().err
    assert "There is a style called 수채화 already. Replace it with --replace, or give it another --name." in told
    assert run_command_line([*words, "--name", "수채화", "--replace", "--author", "another"]) == 0
    authors = {
        json.loads((p / "style.json").read_text(encoding="utf-8"))["author"] for p in paths.styles_dir().iterdir()
    }
    assert authors == {"the tests", "another"}


def test_a_pack_is_replaced_or_kept_beside_another_when_that_is_said(tmp_path, capsys):
    """As two exports of one recipe are, which have its id."""
    from tests.unit.engines.picture_packs import picture_pack, same

    first = picture_pack(tmp_path / "one" / "pix2pix", same())
    second = picture_pack(tmp_path / "two" / "pix2pix", same())
    style = json.loads((second.folder / "style.json").read_text(encoding="utf-8"))
    (second.folder / "style.json").write_text(json.dumps(style | {"author": "another"}), encoding="utf-8")
    assert run_command_line(["styles", "install", str(first.folder)]) == 0
    assert run_command_line(["styles", "install", str(second.folder)]) == 2
    assert "--replace, or keep both with --keep-both" in capsys.readouterr().err
    assert run_command_line(["styles", "install", str(second.folder), "--replace", "--keep-both"]) == 2
    assert run_command_line(["styles", "install", str(second.folder), "--keep-both"]) == 0
    assert f"Installed {first.id}-2" in capsys.readouterr().out
    assert run_command_line(["styles", "install", str(second.folder), "--replace"]) == 0
    assert sorted(p.name for p in paths.styles_dir().iterdir()) == [first.id, f"{first.id}-2"]
