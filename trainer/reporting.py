"""How far a training is, told to whoever started it: lines of JSON for the window, a bar for a person at a terminal, a
line now and then in a log file. Torch-free.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
from rich.progress import Progress as ProgressBar

from trainer.job import tell

if TYPE_CHECKING:
    from trainer.run import Progress

LOG_EVERY_S = 20.0  # between two lines where no terminal is


class Report(Protocol):
    """What a training says of itself while it runs."""

    def preparing(self, what: str, done: int, total: int) -> None: ...

    def says(self, text: str) -> None: ...

    def progress(self, p: Progress) -> None: ...

    def told(self, event: str, text: str, **fields: Any) -> None:
        """Something else: `text` for people, `fields` for programs."""
        ...

    def done(self, path: Path) -> None: ...


class JsonLines:
    """For the window: one JSON object per line on standard output."""

    def preparing(self, what: str, done: int, total: int) -> None:
        if done % 20 == 0 or done == total:
            tell("progress", preparing=what, step=done, steps=total)

    def says(self, text: str) -> None:
        tell("progress", preparing=text, step=0, steps=1)

    def progress(self, p: Progress) -> None:
        tell("progress", step=p.step, steps=p.steps, losses=p.losses, images_per_s=p.images_per_s, eta_s=p.eta_s)
        if p.preview is not None:
            tell("preview", path=str(p.preview))

    def told(self, event: str, text: str, **fields: Any) -> None:
        tell(event, text=text, **fields)

    def done(self, path: Path) -> None:
        tell("done", path=str(path))


class TerminalReport:
    """For a person, on standard error. `quiet`: says nothing, as all processes of a training but the first."""

    def __init__(self, console: Console | None = None, *, quiet: bool = False) -> None:
        self._console = Console(stderr=True) if console is None else console
        self._quiet = quiet
        self._bar: ProgressBar | None = None
        self._task: TaskID | None = None
        self._last_line = 0.0

    def preparing(self, what: str, done: int, total: int) -> None:
        self._show(f"preparing {what}", done, total, details="", worth_a_line=done == total)

    def says(self, text: str) -> None:
        if not self._quiet:
            self._console.print(text, markup=False, highlight=False, soft_wrap=True)

    def progress(self, p: Progress) -> None:
        losses = " ".join(f"{k} {v:.4f}" for k, v in p.losses.items())
        details = f"{losses}  {p.images_per_s:.0f} images/s  {p.eta_s / 60:.0f} min to go"
        self._show("step", p.step, p.steps, details=details, worth_a_line=p.preview is not None)
        if p.step >= p.steps:
            self._end_bar()

    def told(self, event: str, text: str, **fields: Any) -> None:
        self.says(text)

    def done(self, path: Path) -> None:
        self._end_bar()
        self.says(f"done: {path}")

    def _show(self, what: str, done: int, total: int, *, details: str, worth_a_line: bool) -> None:
        if self._quiet:
            return
        if self._console.is_terminal:
            bar, task = self._bar_and_task()
            bar.update(task, description=what, completed=done, total=total, details=details)
        elif worth_a_line or time.monotonic() - self._last_line > LOG_EVERY_S:
            self._last_line = time.monotonic()
            self.says(f"{what} {done} of {total}  {details}".rstrip())

    def _bar_and_task(self) -> tuple[ProgressBar, TaskID]:
        if self._bar is None or self._task is None:
            columns = (
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[details]}", markup=False),
            )
            self._bar = ProgressBar(*columns, console=self._console, transient=True)
            self._task = self._bar.add_task("", total=None, details="")
            self._bar.start()
        return self._bar, self._task

    def _end_bar(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = self._task = None
