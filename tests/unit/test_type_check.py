"""The list of files with eased types: it names files that exist, eases only some rules, and is written as found."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tools import type_check


def finding(file: str, rule: str) -> dict:
    place = {"start": {"line": 6, "character": 0}}
    return {"file": str(type_check.ROOT / file), "rule": rule, "message": "is wrong", "range": place}


@pytest.fixture
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    """What pyright finds; easy.pyi stands in the list."""
    found: list[dict] = []
    (tmp_path / "exempt.txt").write_text("# the head\nengines/easy.pyi\ntests/easy.pyi\n")
    monkeypatch.setattr(type_check, "EXEMPT", tmp_path / "exempt.txt")
    monkeypatch.setattr(
        subprocess,
        "run",
        lambda *_, **__: subprocess.CompletedProcess([], 1, json.dumps({"generalDiagnostics": found})),
    )
    return found


def test_the_list_names_files_that_exist() -> None:
    assert [file for file in type_check.exempt_files() if not (type_check.ROOT / file).is_file()] == []


@pytest.mark.parametrize(("file", "rule", "code"), [
    ("engines/easy.pyi", "reportCallIssue", 0),
    ("engines/easy.pyi", "reportOptionalSubscript", 1),
    ("engines/strict.pyi", "reportCallIssue", 1),
    ("tests/easy.pyi", "reportOptionalSubscript", 0),
    ("tests/easy.pyi", "reportUndefinedVariable", 1),
])  # fmt: skip
def test_only_some_rules_are_eased_and_only_there(answers: list, file: str, rule: str, code: int, *, capsys) -> None:
    answers.append(finding(file, rule))
    assert type_check.main([]) == code
    assert (f"{file}:7: is wrong ({rule})" in capsys.readouterr().out) == bool(code)


def test_the_list_is_written_as_found_and_what_is_over_is_told(answers: list, capsys) -> None:
    answers.append(finding("engines/new.pyi", "reportCallIssue"))
    assert type_check.main([]) == 1
    assert "tests/easy.pyi need not stand" in capsys.readouterr().out
    assert type_check.main(["--write"]) == 0
    assert type_check.EXEMPT.read_text() == "# the head\nengines/new.pyi\n"
