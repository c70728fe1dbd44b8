"""One life of the real window for `kill_at_random`: recovers, draws with mouse events, undoes, saves, opens, and tells.

python -m tests.e2e.scripted_life FOLDER SEED PIPE [--engine]: it never ends by itself.
"""

from __future__ import annotations

import functools
import json
import math
import os
import random
import sys
import traceback
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer, Slot
from PySide6.QtWidgets import QApplication, QMessageBox

from sketchart_desktop.app import App
from sketchart_desktop.preferences import paths
from sketchart_desktop.ui.files import recovery
from sketchart_desktop.ui.files.recovery import DISCARD, RECOVER
from tests.gui.conftest import send_mouse

FILES = 3  # names that are saved to
WORDS = ("stroke", "stroke", "stroke", "stroke", "undo", "redo", "save", "save", "clear", "layer", "fill", "open")


class Script(QObject):
    """A step at each turn of the event loop; what is done is told through the pipe at once."""

    def __init__(self, app: App, folder: Path, seed: int, pipe: int) -> None:
        super().__init__(app)
        self._app = app
        self._folder = folder
        self._rng = random.Random(seed)
        self._pipe = pipe
        self._way: list[QPointF] = []
        self._asked = 0
        app.window.files.recent.changed.connect(self._saved)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)

    @Slot()
    def begin(self) -> None:
        """Draw once what was left is recovered."""
        if self._app.window.files.jobs.is_busy:
            QTimer.singleShot(5, self, self.begin)
            return
        self.tell()
        self._timer.start(1)

    def tell(self, *, saved: bool = False) -> None:
        from tests.e2e.kill_at_random import digest

        session = self._app.session
        history = session._open.history
        said = {
            "done": digest(history.done),
            "whole": digest(history.operations),
            "position": history.position,
            "saved": saved,
        }
        os.write(self._pipe, json.dumps(said).encode() + b"\n")

    @Slot()
    def _saved(self) -> None:
        self.tell(saved=True)

    @Slot()
    def _step(self) -> None:
        session, canvas, rng = self._app.session, self._app.window.canvas, self._rng
        if self._way:
            point = self._way.pop()
            send_mouse(canvas, QEvent.Type.MouseMove if self._way else QEvent.Type.MouseButtonRelease, point)
            if not self._way:
                self.tell()
            return
        word = rng.choice(WORDS)
        files = self._app.window.files
        path = self._folder / f"{rng.randrange(FILES)}.ora"
        if word == "stroke":
            self._begin_stroke()
            return
        if word == "undo":
            session.undo()
        elif word == "redo":
            session.redo()
        elif word == "clear" and rng.random() < 0.2:
            session.clear()
        elif word == "layer":
            session.set_layer("ink", opacity=rng.random())
        elif word == "fill":
            session.fill("colour", rng.randrange(session.size[0]), rng.randrange(session.size[1]), colour=(9, 99, 200))
        elif word == "save":
            files.save_to(path)
        elif word == "open" and path.is_file() and rng.random() < 0.3 and not files.jobs.is_busy:
            if session.is_modified:  # what is thrown away on purpose is no loss: save it first
                assert session.save(session.path or path)
            files.open_path(path)
        self.tell()

    def _begin_stroke(self) -> None:
        rng, canvas = self._rng, self._app.window.canvas
        x, y = rng.uniform(0.1, 0.9) * canvas.width(), rng.uniform(0.1, 0.9) * canvas.height()
        turn = rng.uniform(0, 6)
        send_mouse(canvas, QEvent.Type.MouseButtonPress, QPointF(x, y))
        for _ in range(rng.randrange(3, 20)):
            turn += rng.gauss(0, 0.4)
            x, y = x + 9 * math.cos(turn), y + 9 * math.sin(turn)
            self._way.append(QPointF(x, y))


def run(folder: Path, seed: int, pipe: int, *, engine: bool) -> None:
    """Until killed."""
    qt_app = QApplication(["sketchart"])
    # The newest is brought back. Older ones are its twins: a life that was killed just after it had recovered.
    answers = iter([RECOVER])
    recovery.ask_recovery = lambda *_: next(answers, DISCARD)
    sys.excepthook = functools.partial(_stumbled, pipe)  # Qt prints what a slot raises, and goes on
    QMessageBox.exec = lambda box: os.write(pipe, f"asked: {box.text()} {box.informativeText()}\n".encode())
    paths.config_dir().mkdir(parents=True, exist_ok=True)
    (paths.config_dir() / "settings.json").write_text('{"canvas_width_px": 320, "canvas_height_px": 240}')
    app = App(qt_app) if engine else App(qt_app, choices=())
    app.window.resize(700, 500)
    app.window.show()
    app.begin()
    app.recovery.begin()
    script = Script(app, folder, seed, pipe)
    QTimer.singleShot(0, script, script.begin)
    qt_app.exec()


def _stumbled(pipe: int, *error: Any) -> None:
    """Tell, and end: a life that goes on after a fault would show nothing."""
    os.write(pipe, "".join(traceback.format_exception(*error)).encode().replace(b"\n", b" / ") + b"\n")
    os._exit(4)


def main_forked(folder: Path, seed: int, pipe: int, *, engine: bool) -> None:
    """In a fork: never returns to the caller's code."""
    try:
        run(folder, seed, pipe, engine=engine)
    except BaseException:  # noqa: BLE001  # a fork must not run on in its parent's code
        os.write(pipe, traceback.format_exc().replace("\n", " / ").encode() + b"\n")
    finally:
        os._exit(3)


if __name__ == "__main__":
    main_forked(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), engine="--engine" in sys.argv)
