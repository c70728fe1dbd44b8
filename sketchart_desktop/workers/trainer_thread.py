"""The thread that waits for the trainer's process: curating, estimating, learning. Knows no widget.

What the process says comes as one dictionary for each of its lines; how it ended, as a sentence or nothing.
"""

from __future__ import annotations

import json
import logging
import subprocess
import tempfile
import threading
from typing import IO

from PySide6.QtCore import QObject, QThread, Signal, Slot

from resources.messages import Message
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.files import drawing_files
from sketchart_desktop.session.teaching import Teaching, TrainerTask
from sketchart_desktop.styling.trainer_process import begin_trainer

LOG = logging.getLogger(__name__)
TAIL_BYTES = 2000


class TrainerThread(QThread):
    """One task at a time; a new one ends the one that runs. What is asked of it, and told by it, goes to `teaching`."""

    told = Signal(str, object)  # the task's name, one line of the process
    ended = Signal(str, object)  # the task's name; None where it went well, else a sentence

    def __init__(self, teaching: Teaching, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainer")
        self._task: TrainerTask | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        teaching.task_requested.connect(self.begin)
        teaching.end_requested.connect(self.stop)
        self.told.connect(teaching.process_told)
        self.ended.connect(teaching.process_ended)

    @Slot(object)
    def begin(self, task: TrainerTask) -> None:
        self.stop()
        self._task = task
        self.start()

    @Slot()
    def stop(self) -> None:
        """End the process at once; what its folder has stays."""
        if not self.isRunning():
            return
        self.requestInterruption()
        with self._lock:
            process = self._process
        if process is not None and process.poll() is None:
            process.kill()  # asked politely, it would first measure and write a style
        self.wait()

    def run(self) -> None:
        task = self._task
        assert task is not None
        try:
            problem = self._do(task)
        except (DrawingFileError, OSError) as error:
            problem = str(error)
        except Exception as error:  # the thread's border
            LOG.exception("the trainer could not be followed")
            problem = str(error) or type(error).__name__
        if not self.isInterruptionRequested():
            self.ended.emit(task.name, problem)

    def _do(self, task: TrainerTask) -> str | None:
        try:
            for copy in task.copies:
                copy.path.parent.mkdir(parents=True, exist_ok=True)
                drawing_files.save_file(copy.path, copy.drawing, copy.painting, position=copy.position)
        finally:
            for copy in task.copies:
                copy.painting.close()
        with tempfile.TemporaryFile() as errors:
            if self.isInterruptionRequested():
                return None
            process = begin_trainer(task.words, errors)
            with self._lock:
                self._process = process
            last = self._follow(process, task.name)
            code = process.wait()
            with self._lock:
                self._process = None
            if code == 0 or last.get("event") == "done":
                return None
            return _problem(code, last, _tail(errors))

    def _follow(self, process: subprocess.Popen[bytes], name: str) -> dict[str, object]:
        """Pass on every line; the last one."""
        last: dict[str, object] = {}
        assert process.stdout is not None
        for line in process.stdout:
            try:
                event = json.loads(line)
            except ValueError:
                continue
            if isinstance(event, dict):
                last = event
                if not self.isInterruptionRequested():
                    self.told.emit(name, event)
        return last


def _problem(code: int, last: dict[str, object], tail: str) -> str:
    if last.get("event") == "error":
        try:
            return Message.from_json(last.get("message"))
        except ValueError:
            return str(last.get("text", ""))
    if code < 0 or code in (137, 143):
        return Message(
            "The training was ended from outside, perhaps because memory ran out. What it learnt until a moment before "
            "is kept: close other programs and go on, or give fewer drawings."
        )
    if "MemoryError" in tail or "out of memory" in tail:
        return Message("There is too little memory. Close other programs and go on, or give fewer drawings.")
    return Message("The training ended by itself ({0}).", tail.splitlines()[-1][:200] if tail.strip() else code)


def _tail(errors: IO[bytes]) -> str:
    end = errors.seek(0, 2)
    errors.seek(max(0, end - TAIL_BYTES))
    return errors.read().decode(errors="replace").strip()
