"""A whole teaching: prepared, learnt step by step, measured, kept, told. What can be interrupted here loses nothing
that a checkpoint has.
"""

from __future__ import annotations

import contextlib
import copy
import errno
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engines.networks.finishing import FinishingNetwork
from resources.messages import Message
from trainer.features.network import load_features
from trainer.job import PAUSE, STOP, TeachError, TeachJob
from trainer.reporting import Report
from trainer.run import Kept, Progress, RunFolder, as_numbers
from trainer.teaching.learner import FinishLearner
from trainer.teaching.material import TeachingMaterial, read_material
from trainer.teaching.measures import LOOKED_AT, Distance, Examiner
from trainer.teaching.plan import TeachingPlan, keep_plan, kept_plan
from trainer.teaching.preparing import Base, Estimate, new_learner, new_plan, open_base, processor_threads
from trainer.teaching.variants import Variants

SHOW_EVERY_S = 20.0
TELL_EVERY_S = 1.0
PATIENCE = 5  # held-out measures without a better one, then it ends
FEW_PAIRS = 20
LATE = 1.3  # times the minutes asked for: where the computer had other things to do, it ends then


class Best:
    """The weights that came nearest to the held-out pictures so far, and how many measures ago that was."""

    def __init__(self, network: FinishingNetwork) -> None:
        self._weights = copy.deepcopy(network.state_dict())
        self.whole = float("inf")
        self.step = 0
        self.waited = 0

    def look_at(self, network: FinishingNetwork, distance: Distance, step: int) -> None:
        self.waited += 1
        if distance.whole < self.whole:
            self.whole, self.step, self.waited = distance.whole, step, 0
            self._weights = copy.deepcopy(network.state_dict())

    def give_to(self, network: FinishingNetwork) -> None:
        network.load_state_dict(self._weights)

    def state_dict(self) -> dict[str, Any]:
        return {"weights": self._weights, "whole": self.whole, "step": self.step, "waited": self.waited}

    def load_state_dict(self, state_dict: dict[str, Any], /) -> None:
        self._weights = state_dict["weights"]
        self.whole, self.step, self.waited = (state_dict[name] for name in ("whole", "step", "waited"))


@dataclass(frozen=True, eq=False)
class Taught:
    """The outcome: `network`, nearest to the held-out pictures of all that were measured; `champion`: the base's
    distance, `challenger`: the new style's. `finished`: False where it was stopped early."""

    network: FinishingNetwork
    plan: TeachingPlan
    champion: Distance
    challenger: Distance
    step: int
    material: TeachingMaterial
    examiner: Examiner
    finished: bool

    @property
    def beats_base(self) -> bool:
        return self.challenger.beats(self.champion)


@dataclass(eq=False)
class _Teaching:
    """All that the loop works with."""

    job: TeachJob
    plan: TeachingPlan
    material: TeachingMaterial
    variants: Variants
    examiner: Examiner
    champion: Distance
    learner: FinishLearner
    best: Best
    kept: RunFolder


def estimate(job: TeachJob) -> tuple[Estimate, TeachingMaterial]:
    """What the job's minutes would give on this computer, by ten steps. Raises TeachError, SetError, StylePackError."""
    threads = processor_threads(job.threads)
    material = read_material(job.material)
    base = open_base(job.base, job.style, threads=threads)
    with contextlib.closing(base):
        features = load_features()
        examiner = Examiner(base.painter, material.held_out[:1], features)
        measure_s = _measure_s(examiner, min(LOOKED_AT, len(material.held_out)))
        return new_plan(job, material, base, features=features, threads=threads, measure_s=measure_s)[1], material


def teach(job: TeachJob, report: Report, *, should_stop: Callable[[], bool]) -> Taught:
    """Learn until the plan's steps are done, nothing gets better any more, or it is asked to stop; going on where the
    run's folder has something to go on from. Raises TeachError, SetError, StylePackError."""
    started = time.monotonic()
    (job.run / STOP).unlink(missing_ok=True)
    report.says("preparing")
    plan = kept_plan(job.run)
    threads = processor_threads(plan.threads if plan is not None else job.threads)
    material = read_material(job.material)
    for sentence in material.skipped:
        report.told("skipped", sentence, message=sentence.to_json())
    if len(material.pairs) < FEW_PAIRS:
        few = Message("{0} drawings are few: with {1} and more a style becomes surer.", len(material.pairs), FEW_PAIRS)
        report.told("warning", few, message=few.to_json())
    base = open_base(job.base, job.style, threads=threads)
    with contextlib.closing(base):
        teaching = _prepared(job, plan, material, base, report=report, threads=threads)
        return _learn(teaching, report, should_stop=should_stop, started=started)


def _prepared(
    job: TeachJob, plan: TeachingPlan | None, material: TeachingMaterial, base: Base, *, report: Report, threads: int
) -> _Teaching:
    features = load_features()
    examiner = Examiner(base.painter, material.held_out, features)
    if plan is not None and (plan.material, plan.base, plan.base_style) != (material.digest, base.digest, base.style):
        raise TeachError("The drawings or the base style were changed since this teaching began. Begin anew.")
    begun = time.monotonic()
    champion = examiner.of_base()
    if plan is None:
        measure_s = 2 * (time.monotonic() - begun) * min(1.0, LOOKED_AT / len(material.held_out))
        plan, found = new_plan(job, material, base, features=features, threads=threads, measure_s=measure_s)
        _within_disk(lambda: keep_plan(job.run, plan), 0)
        report.told("estimate", told_estimate(found, job), **vars(found))
    report.told("measured", f"the base: {told_distance(champion)}", base=vars(champion))
    variants = Variants(base.painter, material.pairs, seed=plan.seed)
    learner = new_learner(plan, material, variants, features=features)
    best = Best(learner.average)
    parts: dict[str, Kept] = {**learner.parts, "best": best}
    kept = RunFolder(job.run, recipe=plan.model_dump_json(indent=1), digest=plan.digest, parts=parts)
    return _Teaching(job, plan, material, variants, examiner, champion, learner, best, kept)


def _learn(t: _Teaching, report: Report, *, should_stop: Callable[[], bool], started: float) -> Taught:
    step = first = t.kept.resume()
    begun = saved = shown = told = time.monotonic()
    learnt, finished = 0, True
    ends = started + LATE * 60 * t.job.minutes if t.job.steps is None else float("inf")
    while step < t.plan.steps and t.best.waited < PATIENCE:
        _wait_while_paused(t.job.run, report, should_stop)
        if should_stop() or (t.job.run / STOP).exists() or time.monotonic() > ends:
            finished = False
            break
        losses = t.learner.learn(t.variants, step)
        step += 1
        learnt += t.plan.batch
        if step % t.plan.measure_every == 0 or step == t.plan.steps:
            _measure(t, step, report)
        now = time.monotonic()
        if now - told > TELL_EVERY_S or step == t.plan.steps:
            told = now
            pace = (now - begun) / (step - first)
            preview = None
            if now - shown > SHOW_EVERY_S or step == t.plan.steps:
                preview, shown = _within_disk(lambda at=step: _strip(t, at), step), now
            values = as_numbers(losses, step)
            t.kept.log({"step": step, **values})
            eta_s = pace * (t.plan.steps - step)
            report.progress(Progress(step, t.plan.steps, values, learnt / (now - begun), eta_s, preview))
        if now - saved > t.job.save_every_s:
            _within_disk(lambda at=step: t.kept.save(at), step)
            saved = time.monotonic()
    if not finished:
        _measure(t, step, report)
    _within_disk(lambda: t.kept.save(step), step)
    t.best.give_to(t.learner.average)
    challenger = t.examiner.of_network(t.learner.average)
    report.says(f"{step} steps in {(time.monotonic() - started) / 60:.1f} min")
    return Taught(t.learner.average, t.plan, t.champion, challenger, t.best.step, t.material, t.examiner, finished)


def _measure(t: _Teaching, step: int, report: Report) -> None:
    distance = t.examiner.of_network(t.learner.average, quick=True)
    t.best.look_at(t.learner.average, distance, step)
    t.kept.log({"step": step, "held_out_l1": distance.l1, "held_out_perceptual": distance.perceptual})
    report.told("measured", f"step {step}: {told_distance(distance)}", step=step, new=vars(distance))


def _strip(t: _Teaching, step: int) -> Path:
    path = t.examiner.strip(t.learner.average, t.job.run / f"preview-{step:07d}.png")
    for old in sorted(t.job.run.glob("preview-*.png"))[:-3]:
        old.unlink(missing_ok=True)
    return path


def _wait_while_paused(run: Path, report: Report, should_stop: Callable[[], bool]) -> None:
    if not (run / PAUSE).exists():
        return
    report.told("paused", "paused")
    while (run / PAUSE).exists() and not (run / STOP).exists() and not should_stop():
        time.sleep(0.2)
    report.told("continued", "going on")


def _within_disk(deed: Callable[[], Any], step: int) -> Any:
    """What `deed` gives; a full disk is told in words."""
    try:
        return deed()
    except (OSError, RuntimeError) as error:
        full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "file write failed" in str(error)
        if full or "PytorchStreamWriter" in str(error):
            raise TeachError(
                "The disk is full. Make room and continue: what was saved before step {0} is kept.", step
            ) from error
        raise TeachError("The run's folder cannot be written: {0}.", str(error)) from error


def _measure_s(examiner: Examiner, count: int) -> float:
    begun = time.monotonic()
    examiner.of_base()
    return 2 * count * (time.monotonic() - begun)


def told_distance(distance: Distance) -> str:
    return f"held-out L1 {distance.l1:.4f}, perceptual {distance.perceptual:.4f}"


def told_estimate(found: Estimate, job: TeachJob) -> str:
    """For people."""
    return (
        f"{1 / found.step_s:.1f} steps a second on this computer: about {job.steps or found.steps} steps "
        f"({found.pictures_per_s:.0f} pictures a second), {found.variants} variants of each drawing"
    )
