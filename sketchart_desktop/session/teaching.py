"""Teaching a style, step by step: drawings are gathered, looked at, learnt from, compared, and kept or thrown away.

Knows what is asked of the trainer's process and what that says; neither widgets nor the thread that waits for it.
All of it is in one folder, so that a teaching goes on after a crash:

teaching/job.json  run/  style.sketchstyle  outcome.json  set/  open/
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from sketchart_desktop.document.saving import write_text_whole
from sketchart_desktop.files.file_jobs import SaveJob
from sketchart_desktop.styling.style_import import PACK_SUFFIX, ImportRequest, id_of

CURATE, ESTIMATE, LEARN = "curate", "estimate", "learn"  # tasks of the trainer's process
MOST_NAME = 60


class TeachingStage(StrEnum):
    """Where a teaching stands."""

    SETTING_UP = "setting up"
    CURATING = "curating"
    CURATED = "curated"  # the report is there; the estimate may still come
    LEARNING = "learning"
    INTERRUPTED = "interrupted"  # it can go on
    COMPARING = "comparing"


@dataclass(frozen=True, eq=False)
class TrainerTask:
    """What the trainer's process is to do. `copies`: open drawings, written as they are now before it begins."""

    name: str
    words: tuple[str, ...]
    copies: tuple[SaveJob, ...] = ()


@dataclass(frozen=True)
class TeachingRequest:
    """What a person asks to have taught. `base`: the pack's folder, `style`: its style's id."""

    places: tuple[Path, ...]
    base: Path
    style: str
    name: str
    minutes: float
    licence: str = ""


@dataclass
class LearningProgress:
    """What the process told so far. `losses`: (step, loss); `measures`: (step, held-out L1, held-out perceptual);
    `doing`: what is being prepared, "" while it learns."""

    step: int = 0
    steps: int = 0
    eta_s: float = 0.0
    images_per_s: float = 0.0
    doing: str = ""
    losses: list[tuple[int, float]] = field(default_factory=list)
    measures: list[tuple[int, float, float]] = field(default_factory=list)
    preview: Path | None = None
    paused: bool = False
    stopping: bool = False
    warnings: list[str] = field(default_factory=list)


class Teaching(QObject):
    """One teaching at a time."""

    changed = Signal()
    task_requested = Signal(object)  # TrainerTask
    end_requested = Signal()  # of the process
    install_requested = Signal(object, bool)  # ImportRequest, only look

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.stage = TeachingStage.SETTING_UP
        self.problem = ""  # a sentence or a Message, shown until something else is begun
        self.request: TeachingRequest | None = None
        self.report: dict[str, Any] | None = None
        self.estimate: dict[str, Any] | None = None
        self.curated = (0, 0)  # done, of all (0: nobody knows)
        self.progress = LearningProgress()
        self.outcome: dict[str, Any] | None = None
        self._installing = False
        self._running = ""  # the task that the process is at; what others still say comes too late
        self._find_what_was_left()

    @property
    def set_folder(self) -> Path:
        return self._folder / "set"

    @property
    def run_folder(self) -> Path:
        return self._folder / "run"

    @property
    def open_folder(self) -> Path:
        """Where copies of open drawings go."""
        return self._folder / "open"

    @property
    def is_busy(self) -> bool:
        return self.stage in (TeachingStage.CURATING, TeachingStage.LEARNING)

    def curate(self, request: TeachingRequest, copies: Sequence[SaveJob] = ()) -> None:
        """Look at what the places hold; the estimate follows. `copies` lie in `open_folder`, one of the places."""
        shutil.rmtree(self.open_folder, ignore_errors=True)
        self.request, self.report, self.estimate, self.problem = request, None, None, ""
        self.curated = (0, 0)
        self.stage = TeachingStage.CURATING
        words = ["--beside", "curate", *map(str, request.places), "--out", str(self.set_folder), "--prune", "--json"]
        if request.licence:
            words.append(f"--licence={request.licence}")
        self._ask(TrainerTask(CURATE, tuple(words), tuple(copies)))
        self.changed.emit()

    def back(self) -> None:
        """To the choice of drawings; what runs is ended."""
        self._end()
        self.stage, self.problem = TeachingStage.SETTING_UP, ""
        self.changed.emit()

    def learn(self) -> None:
        """Begin what was curated."""
        assert self.request is not None
        self._forget_run()
        self.progress = LearningProgress()
        self.outcome = None
        if self._write_job("job.json", estimate=False):
            self._go()

    def go_on(self) -> None:
        """A teaching that was interrupted; from its last checkpoint."""
        self.progress = LearningProgress(losses=self.progress.losses, measures=self.progress.measures)
        self._go()

    def pause(self, wanted: bool) -> None:
        from trainer.job import PAUSE, ask

        ask(self.run_folder, PAUSE, wanted)
        self.progress.paused = wanted
        self.changed.emit()

    def stop_and_keep(self) -> None:
        """After this step the style is measured and written."""
        from trainer.job import PAUSE, STOP, ask

        ask(self.run_folder, STOP)
        ask(self.run_folder, PAUSE, False)
        self.progress.stopping, self.progress.paused = True, False
        self.changed.emit()

    def throw_away(self) -> None:
        """What was learnt is gone; the drawings' set stays for the next time."""
        self._end()
        self._forget_run()
        self.stage, self.problem, self.outcome = TeachingStage.SETTING_UP, "", None
        self.changed.emit()

    def keep(self, name: str) -> None:
        """Install what was learnt as a style of that name."""
        self._installing, self.problem = True, ""
        request = ImportRequest(str(self._style), name.strip()[:MOST_NAME], on_taken="keep_both", rename=True)
        self.install_requested.emit(request, False)
        self.changed.emit()

    @Slot(str)
    def style_installed(self, _key: str) -> None:
        if self._installing:
            self._installing = False
            self._forget_run()
            self.stage, self.outcome = TeachingStage.SETTING_UP, None
            self.changed.emit()

    @Slot(object)
    def install_failed(self, reason: str) -> None:
        if self._installing:
            self._installing = False
            self.problem = reason
            self.changed.emit()

    @Slot(str, object)
    def process_told(self, task: str, event: Mapping[str, Any]) -> None:
        """One line of the process."""
        if task != self._running:
            return
        kind = event.get("event")
        if task == CURATE:
            if kind == "progress":
                self.curated = int(event.get("step", 0)), int(event.get("steps", 0))
            elif kind == "done":
                self.report = dict(event.get("report") or {})
        elif task == ESTIMATE:
            if kind == "estimate":
                self.estimate = dict(event)
        else:
            self._learning_told(str(kind), event)
        self.changed.emit()

    @Slot(str, object)
    def process_ended(self, task: str, problem: str | None) -> None:
        """Well (None), or with a sentence."""
        if task != self._running:
            return
        self._running = ""
        if task == CURATE:
            self._curated(problem)
        elif task == ESTIMATE:
            if problem is not None:
                self.problem = problem
        elif problem is None and self.outcome is not None and self._style.is_file():
            self.stage = TeachingStage.COMPARING
            write_text_whole(self._folder / "outcome.json", json.dumps(self._kept_outcome()))
        else:
            self.stage = TeachingStage.INTERRUPTED
            self.problem = problem or ""
        self.changed.emit()

    def _learning_told(self, kind: str, event: Mapping[str, Any]) -> None:
        progress = self.progress
        if kind == "progress" and "preparing" in event:
            progress.doing = str(event["preparing"])
        elif kind == "progress":
            progress.doing = ""
            progress.step, progress.steps = int(event.get("step", 0)), int(event.get("steps", 0))
            progress.eta_s = float(event.get("eta_s", 0.0))
            progress.images_per_s = float(event.get("images_per_s", 0.0))
            losses = event.get("losses") or {}
            if losses:
                whole = losses.get("loss", losses.get("whole", sum(map(float, losses.values()))))
                progress.losses.append((progress.step, float(whole)))
        elif kind == "preview":
            progress.preview = Path(str(event.get("path", "")))
        elif kind == "measured":
            base = event.get("base")
            new = base or event.get("new") or {}
            step = 0 if base else int(event.get("step", 0))
            progress.measures.append((step, float(new.get("l1", 0)), float(new.get("perceptual", 0))))
        elif kind in ("paused", "continued"):
            progress.paused = kind == "paused"
        elif kind in ("warning", "skipped"):
            progress.warnings.append(_message_in(event))
        elif kind == "outcome":
            self.outcome = dict(event)

    def _curated(self, problem: str | None) -> None:
        if problem is not None or self.report is None:
            self.stage, self.problem = TeachingStage.SETTING_UP, problem or ""
            return
        self.stage = TeachingStage.CURATED
        if self.report.get("pairs") and self._write_job("estimate.json", estimate=True):
            self._ask(TrainerTask(ESTIMATE, ("--train-job", str(self._folder / "estimate.json"))))

    def _ask(self, task: TrainerTask) -> None:
        self._running = task.name
        self.task_requested.emit(task)

    def _end(self) -> None:
        self._running = ""
        self.end_requested.emit()

    def _go(self) -> None:
        from trainer.job import PAUSE, ask

        ask(self.run_folder, PAUSE, False)
        self.stage, self.problem = TeachingStage.LEARNING, ""
        self._ask(TrainerTask(LEARN, ("--train-job", str(self._folder / "job.json"))))
        self.changed.emit()

    @property
    def _style(self) -> Path:
        return self._folder / f"style{PACK_SUFFIX}"

    def _write_job(self, name: str, *, estimate: bool) -> bool:
        """False, with the problem told, where the disk does not take it."""
        from trainer.job import TeachJob

        request = self.request
        assert request is not None
        job = TeachJob(
            material=self.set_folder,
            base=request.base,
            style=request.style,
            name=request.name,
            id=id_of(request.name),
            run=self._folder / "probe" if estimate else self.run_folder,
            out=self._style,
            minutes=request.minutes,
            licence=request.licence[:400],
            estimate=estimate,
        )
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_text_whole(self._folder / name, job.model_dump_json(indent=1))
        except OSError as error:
            self.problem = error.strerror or str(error)
            self.changed.emit()
            return False
        return True

    def _kept_outcome(self) -> dict[str, Any]:
        preview = self.progress.preview
        return {"outcome": self.outcome, "preview": str(preview) if preview else ""}

    def _forget_run(self) -> None:
        shutil.rmtree(self.run_folder, ignore_errors=True)
        for name in ("job.json", "outcome.json", "estimate.json", self._style.name):
            (self._folder / name).unlink(missing_ok=True)

    def _find_what_was_left(self) -> None:
        """By the program before it ended: a style to compare, or a teaching to go on with."""
        try:
            job = json.loads((self._folder / "job.json").read_text(encoding="utf-8"))
            self.request = TeachingRequest(
                (), Path(job["base"]), job["style"], job["name"], job["minutes"], job["licence"]
            )
            if (self._folder / "outcome.json").is_file() and self._style.is_file():
                kept = json.loads((self._folder / "outcome.json").read_text(encoding="utf-8"))
                self.outcome = dict(kept["outcome"])
                self.progress.preview = Path(kept["preview"]) if kept["preview"] else None
                self.stage = TeachingStage.COMPARING
            elif (self.run_folder / "plan.json").is_file():
                self.progress.preview = max(self.run_folder.glob("preview-*.png"), default=None)
                self.stage = TeachingStage.INTERRUPTED
        except (OSError, ValueError, KeyError, TypeError):
            return  # nothing was left, or nothing that can be read


def _message_in(event: Mapping[str, Any]) -> str:
    from resources.messages import Message

    try:
        return Message.from_json(event.get("message"))
    except ValueError:
        return str(event.get("text", ""))
