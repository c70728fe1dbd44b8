"""Settings, Teach: from drawings to a style that is kept, with a trainer that plays its part from a script, and once
with the real one. Whatever befalls the trainer, the window goes on and says what to do.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

import resources
from resources.messages import Message
from sketchart_desktop.app import App
from sketchart_desktop.preferences import options, paths
from sketchart_desktop.session.teaching import TeachingStage
from sketchart_desktop.ui.teaching import page as page_module
from sketchart_desktop.ui.teaching.page import TeachPage
from sketchart_desktop.workers import trainer_thread
from sketchart_desktop.workers.style_scan import scan
from tests.gui.conftest import Bench, answer, draw_ring
from tests.unit.engines.picture_packs import picture_pack, same

REPORT = {
    "pairs": 12,
    "held_out": 2,
    "pictures": 0,
    "drawings": 0,
    "fell_out": {"noise": 1, "copy": 1},
    "sides_px": [512, 512, 512],
    "bytes": 1,
    "licence": "CC0",
    "few": True,
    "sheets": {},
    "left_out": [
        {"name": "x.png", "reason": "noise", "detail": "", "thumbnail": ""},
        {"name": "y.png", "reason": "copy", "detail": "x.png", "thumbnail": ""},
    ],
}
CURATED = [
    {"event": "progress", "preparing": "a.png", "step": 1, "steps": 2, "reason": "", "before": False},
    {"event": "done", "path": "set", "report": REPORT},
]
ESTIMATED = [{"event": "estimate", "text": "", "drawings": 10, "steps": 600, "pictures_per_s": 8.25, "step_s": 0.5}]
LEARNING = [
    {"event": "progress", "preparing": "preparing", "step": 0, "steps": 1},
    {
        "event": "warning",
        "text": "few",
        "message": ["{0} drawings are few: with {1} and more a style becomes surer.", "10", "20"],
    },
    {"event": "measured", "text": "", "base": {"l1": 0.4, "perceptual": 0.9}},
    {"event": "progress", "step": 30, "steps": 60, "losses": {"loss": 1.5}, "images_per_s": 8.0, "eta_s": 31.0},
    {"event": "measured", "text": "", "step": 30, "new": {"l1": 0.1, "perceptual": 0.3}},
]
LEARNT = {
    "event": "outcome",
    "text": "",
    "drawings": 10,
    "held_out": 2,
    "base": {"l1": 0.4, "perceptual": 0.9},
    "new": {"l1": 0.1, "perceptual": 0.3},
    "beats_base": True,
}
Played = dict[str, list[str]]


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Played:
    """What the trainer's process does instead, by task: lines of Python. Learning waits for the file `go`."""
    parts: Played = {
        "curate": [*map(_saying, CURATED)],
        "estimate": [*map(_saying, ESTIMATED)],
        "learn": [*map(_saying, LEARNING), "wait()", "write_style()", _saying(LEARNT), _saying({"event": "done"})],
    }

    def begin(words: tuple[str, ...], errors: IO[bytes]) -> subprocess.Popen[bytes]:
        task = "curate" if "curate" in words else "estimate" if words[-1].endswith("estimate.json") else "learn"
        job = json.dumps(words[-1])
        script = "\n".join([PROLOGUE.replace("JOB", job), *parts[task]])
        return subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=errors)

    monkeypatch.setattr(trainer_thread, "begin_trainer", begin)
    return parts


PROLOGUE = """
import json, pathlib, shutil, sys, time
home = pathlib.Path(JOB).parent
def say(event):
    print(json.dumps(event), flush=True)
def wait():
    while not (home / 'go').exists() and not (home / 'run' / 'stop').exists():
        time.sleep(0.02)
def write_style():
    shutil.copyfile(home / 'taught.sketchstyle', home / 'style.sketchstyle')
(home / 'run').mkdir(parents=True, exist_ok=True)
(home / 'run' / 'plan.json').write_text('{}')
"""


def _saying(event: dict) -> str:
    return f"say({event!r})"


def style_file(tmp_path: Path) -> None:
    """What the played trainer gives for a taught style."""
    from engines.packs.archive import zip_pack

    pack = picture_pack(tmp_path / "taught", same(), styles=("taught",))
    paths.teaching_dir().mkdir(parents=True, exist_ok=True)
    files = [path for path in pack.folder.iterdir() if path.is_file()]
    zip_pack(files, paths.teaching_dir() / "taught.sketchstyle")


@pytest.fixture
def teach(bench, qtbot, tmp_path) -> Callable[[], tuple[App, TeachPage]]:
    """The program with its real styles known, at the page Teach."""

    def start() -> tuple[App, TeachPage]:
        style_file(tmp_path)
        styles, _ = scan(resources.styles_dir(), paths.styles_dir())
        app = bench(styles=styles).app
        qtbot.waitUntil(lambda: bool(app.look.entries))
        app._open_settings()
        dialog = app._settings_dialog
        assert dialog is not None
        dialog.show_page("training")
        page = dialog.findChild(TeachPage)
        assert page is not None
        return app, page

    return start


def look(app: App, page: TeachPage, qtbot, folder: Path) -> None:
    page.set_up.add_places([folder])
    page.set_up.name.setText("Ink and tea")
    qtbot.mouseClick(page.set_up.look, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.teaching.stage is TeachingStage.CURATED and app.teaching.estimate is not None)


def begin_learning(app: App, page: TeachPage, qtbot, folder: Path) -> None:
    look(app, page, qtbot, folder)
    qtbot.mouseClick(page.report.learn, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(app.teaching.progress.measures) == 2)


def go(name: str = "go") -> None:
    (paths.teaching_dir() / name).touch()


def test_from_drawings_to_a_style_that_is_kept(teach, played, qtbot, tmp_path, monkeypatch) -> None:
    app, page = teach()
    assert page.set_up.look.isEnabled() is False, "nothing is chosen yet"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    qtbot.mouseClick(page.set_up._add_folder, Qt.MouseButton.LeftButton)
    assert page.set_up.chosen_places() == (tmp_path,)
    begin_learning(app, page, qtbot, tmp_path)
    assert page.report.fallen.topLevelItemCount() == 2 and not page.report.few.isHidden()
    assert "600" in page.report.estimate.text()
    assert "30" in page.learning.state.text() and "31 s" in page.learning.state.text()
    assert page.learning.distance._points == ((0, 1.0), (30, pytest.approx((0.03 / 0.36) ** 0.5)))
    assert "few" in page.learning.warnings.text()
    draw_ring(Bench(app, []))  # one paints on meanwhile
    assert not app.session.is_blank
    go()
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.comparison)
    assert "0.400" in page.comparison.measure.text() and "-75%" in page.comparison.measure.text()
    assert page.comparison.name.text() == "Ink and tea"
    page.comparison.name.setText("Tea, later")
    qtbot.mouseClick(page.comparison.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.teaching.stage is TeachingStage.SETTING_UP, timeout=20_000)
    assert (paths.styles_dir() / "tea-later" / "style.json").is_file()
    assert not (paths.teaching_dir() / "job.json").exists()


def test_open_drawings_are_learnt_from_as_they_are(teach, played, qtbot) -> None:
    app, page = teach()
    draw_ring(Bench(app, []))
    page.refresh()
    assert app.teaching.open_folder in page.set_up.chosen_places()
    qtbot.mouseClick(page.set_up.look, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.teaching.stage is TeachingStage.CURATED)
    assert len(list(app.teaching.open_folder.glob("*.ora"))) == 1
    assert app.session.is_modified, "a copy is no save"
    assert all(one.closed for one in app.session.painting._layers._snapshots), "nothing is kept for it any more"


def test_pause_go_on_and_stop_and_keep(teach, played, qtbot, tmp_path) -> None:
    app, page = teach()
    begin_learning(app, page, qtbot, tmp_path)
    qtbot.mouseClick(page.learning.pause, Qt.MouseButton.LeftButton)
    assert (paths.teaching_dir() / "run" / "pause").exists() and "Paused" in page.learning.state.text()
    qtbot.mouseClick(page.learning.pause, Qt.MouseButton.LeftButton)
    assert not (paths.teaching_dir() / "run" / "pause").exists()
    qtbot.mouseClick(page.learning.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.comparison)


def test_thrown_away_only_after_a_question(teach, played, qtbot, tmp_path, monkeypatch) -> None:
    app, page = teach()
    begin_learning(app, page, qtbot, tmp_path)
    answer(monkeypatch, "Cancel")
    qtbot.mouseClick(page.learning.throw_away, Qt.MouseButton.LeftButton)
    assert app.teaching.stage is TeachingStage.LEARNING
    answer(monkeypatch, "Throw away")
    qtbot.mouseClick(page.learning.throw_away, Qt.MouseButton.LeftButton)
    assert page.steps.currentWidget() is page.set_up and not app.trainer.isRunning()
    assert not (paths.teaching_dir() / "run").exists()


FULL = Message("The disk is full. Make room and continue: what was saved before step {0} is kept.", 40)


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "ended from outside"),
        (_saying({"event": "error", "text": str(FULL), "message": FULL.to_json()}) + "; sys.exit(2)", "disk is full"),
        ("raise MemoryError()", "too little memory"),
        ("raise RuntimeError('a fault of ours')", "a fault of ours"),
    ],
)
def test_whatever_ends_the_trainer_the_window_goes_on_and_so_can_it(teach, played, qtbot, tmp_path, deed, told) -> None:
    well = played["learn"]
    played["learn"] = [*map(_saying, LEARNING), deed]
    app, page = teach()
    begin_learning(app, page, qtbot, tmp_path)
    qtbot.waitUntil(lambda: app.teaching.stage is TeachingStage.INTERRUPTED)
    assert told in page.problem.text() and not page.problem.isHidden()
    draw_ring(Bench(app, []))
    assert not app.session.is_blank
    played["learn"] = well
    go()
    qtbot.mouseClick(page.learning.pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.comparison)
    assert page.problem.isHidden()


def test_a_killed_process_of_ours_is_told(teach, played, qtbot, tmp_path) -> None:
    app, page = teach()
    begin_learning(app, page, qtbot, tmp_path)
    assert app.trainer._process is not None
    os.kill(app.trainer._process.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: app.teaching.stage is TeachingStage.INTERRUPTED)
    assert "ended from outside" in page.problem.text()


def test_a_teaching_goes_on_after_the_program_was_ended(teach, played, qtbot, tmp_path) -> None:
    app, page = teach()
    begin_learning(app, page, qtbot, tmp_path)
    app.end()
    assert not app.trainer.isRunning()
    again, page = teach()
    assert again.teaching.stage is TeachingStage.INTERRUPTED and "Ink and tea" in page.learning.title.text()
    go()
    qtbot.mouseClick(page.learning.pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.comparison)
    third, page = teach()
    assert third.teaching.stage is TeachingStage.COMPARING and page.comparison.keep.isEnabled()


def test_nothing_to_learn_from_is_said(teach, played, qtbot, tmp_path) -> None:
    played["curate"] = [_saying({"event": "done", "report": {**REPORT, "pairs": 0, "held_out": 0}})]
    app, page = teach()
    page.set_up.add_places([tmp_path])
    qtbot.mouseClick(page.set_up.look, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.teaching.stage is TeachingStage.CURATED)
    assert "nothing to learn from" in page.report.summary.text() and not page.report.learn.isEnabled()
    qtbot.mouseClick(page.report.back, Qt.MouseButton.LeftButton)
    assert page.steps.currentWidget() is page.set_up


def test_without_the_train_extra_the_page_says_so_and_gives_the_command(teach, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(page_module, "missing_packages", lambda: ("torch", "onnx"))
    _, page = teach()
    assert page.steps.currentWidget() is page.missing
    assert "torch, onnx" in page.missing._text.text() and page.missing.command.text().startswith("pip install")


def test_the_page_speaks_korean(teach, played, qtbot, tmp_path) -> None:
    app, page = teach()
    app.settings.set(options.LANGUAGE, "ko")
    qtbot.waitUntil(lambda: page.set_up.look.text() == "그림 살펴보기")


@pytest.mark.torch
@pytest.mark.slow
def test_a_real_short_training_end_to_end(teach, qtbot, tmp_path) -> None:
    """Eight small pairs, one of them damaged; a few steps; the style is installed and chosen."""
    pytest.importorskip("torch")
    for number in range(8):
        drawing, finished = np.full((128, 128, 3), 255, np.uint8), np.full((128, 128, 3), (120, 60, 20), np.uint8)
        place, size = (40 + 6 * number, 64 - 2 * number), (18 + 2 * number, 30)
        cv2.ellipse(drawing, place, size, 12 * number, 0, 360, (0, 0, 0), 2, cv2.LINE_AA)
        cv2.ellipse(finished, place, size, 12 * number, 0, 360, (240, 220, 200), -1, cv2.LINE_AA)
        for side, picture in (("A", drawing), ("B", finished)):
            (tmp_path / "pairs" / side).mkdir(parents=True, exist_ok=True)
            cv2.imwrite(str(tmp_path / "pairs" / side / f"{number}.png"), picture)
    (tmp_path / "pairs" / "A" / "bad.png").write_bytes(b"damaged")
    cv2.imwrite(str(tmp_path / "pairs" / "B" / "bad.png"), finished)
    app, page = teach()
    page.set_up.add_places([tmp_path / "pairs"])
    page.set_up.name.setText("Tea stains")
    page.set_up.length.setCurrentIndex(page.set_up.length.count() - 1)
    page.set_up.minutes.setValue(0.3)
    page.set_up.look.click()
    qtbot.waitUntil(lambda: app.teaching.stage is TeachingStage.CURATED, timeout=120_000)
    assert app.teaching.report is not None and app.teaching.report["pairs"] == 8, app.teaching.report
    assert app.teaching.report["fell_out"] == {"unreadable": 1}
    qtbot.waitUntil(lambda: app.teaching.estimate is not None or bool(app.teaching.problem), timeout=240_000)
    assert not app.teaching.problem
    page.report.learn.click()
    qtbot.waitUntil(lambda: app.teaching.stage is not TeachingStage.LEARNING, timeout=600_000)
    assert app.teaching.stage is TeachingStage.COMPARING, app.teaching.problem
    assert app.teaching.outcome is not None and app.teaching.outcome["held_out"] > 0
    page.comparison.keep.click()
    qtbot.waitUntil(lambda: app.teaching.stage is TeachingStage.SETTING_UP, timeout=60_000)
    assert (paths.styles_dir() / "tea-stains" / "style.json").is_file()
