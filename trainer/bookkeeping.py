"""What every training loop does now and then: write the losses down, show samples, tell how far it is, save."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from torch import Tensor

from trainer.run import LOG_EVERY_STEPS, Clock, Progress, RunFolder, as_numbers


class Bookkeeping:
    """`show`: draws the samples of a step, writes held-out measures down, and gives the sheet; only the process that
    writes shows and tells. `gather`: the mean losses of all processes, where there are several.
    """

    def __init__(
        self,
        kept: RunFolder,
        *,
        first_step: int,
        last_step: int,
        steps: int,
        show: Callable[[int], Path],
        on_progress: Callable[[Progress], None],
        log_every: int = LOG_EVERY_STEPS,
        gather: Callable[[Mapping[str, Tensor]], Mapping[str, Tensor]] = lambda losses: losses,
    ) -> None:
        """`first_step` and `last_step`: of this sitting; `steps`: of the whole run."""
        self._kept = kept
        self._clock = Clock(first_step, steps)
        self._last_step = last_step
        self._steps = steps
        self._show = show
        self._on_progress = on_progress
        self._log_every = log_every
        self._gather = gather

    def after(self, step: int, losses: Mapping[str, Tensor], *, images: int, rate: float, **more: float) -> None:
        """`step` steps are done, the last one with `images` pictures; `more` goes into the log. Raises JobError."""
        self._clock.count(images)
        if step % self._log_every == 0 or step == self._last_step:
            values = as_numbers(self._gather(losses), step)
            pace = self._clock.images_per_s()
            self._kept.log({"step": step, **more, "images_per_s": round(pace, 1), "rate": rate, **values})
            if self._kept.writes:
                due = self._clock.time_to_show() or step == self._last_step
                preview = self._show(step) if due else None
                eta_s = self._clock.eta_s(step)
                self._on_progress(Progress(step, self._steps, values, pace, eta_s, preview))
        if self._clock.time_to_save():
            self._kept.save(step)
