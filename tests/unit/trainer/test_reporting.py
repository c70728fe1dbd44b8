"""How a training tells how far it is: a bar at a terminal, lines in a log, nothing where it is to be quiet."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from trainer import reporting
from trainer.reporting import JsonLines, TerminalReport
from trainer.run import Progress


def progress(step: int) -> Progress:
    return Progress(step, 10, {"l1": 0.5}, images_per_s=12.0, eta_s=120.0, preview=None)


def written(*, terminal: bool, quiet: bool = False) -> str:
    screen = io.StringIO()
    report = TerminalReport(Console(file=screen, force_terminal=terminal, width=100), quiet=quiet)
    report.preparing("drawings", 5, 5)
    report.says("[bold] is no markup")
    for step in range(1, 11):
        report.progress(progress(step))
    report.done(Path("out"))
    return screen.getvalue()


def test_a_terminal_sees_a_bar_that_goes_away() -> None:
    shown = written(terminal=True)
    assert "10/10" in shown and "l1 0.5000" in shown and "2 min to go" in shown
    assert shown.rstrip().endswith("done: out") and "[bold] is no markup" in shown
    assert "\x1b[2K" in shown  # the bar's line is cleared


def test_a_log_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = written(terminal=False)
    assert shown.splitlines() == ["preparing drawings 5 of 5", "[bold] is no markup", "done: out"]
    monkeypatch.setattr(reporting, "LOG_EVERY_S", 0.0)
    assert "step 3 of 10  l1 0.5000  12 images/s  2 min to go" in written(terminal=False).splitlines()


def test_the_other_processes_say_nothing() -> None:
    assert written(terminal=True, quiet=True) == ""


def test_the_window_gets_json(capsys: pytest.CaptureFixture[str]) -> None:
    JsonLines().progress(progress(3))
    assert json.loads(capsys.readouterr().out) == {
        "event": "progress",
        "step": 3,
        "steps": 10,
        "losses": {"l1": 0.5},
        "images_per_s": 12.0,
        "eta_s": 120.0,
    }
