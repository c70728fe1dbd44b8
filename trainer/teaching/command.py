"""`python -m trainer teach SET --base PACK ...`, and a TeachJob from the window."""

from __future__ import annotations

import argparse
import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

import resources
from resources.messages import UserError
from trainer.curation.set_folder import is_set
from trainer.job import JobError, TeachError, TeachJob, tell_error
from trainer.reporting import JsonLines, Report, TerminalReport

if TYPE_CHECKING:
    from trainer.curation.curate import CurationStep

BASE = "flagship"


def main(words: list[str]) -> int:
    """Exit code 0 when done or stopped in order, 2 when it could not be done."""
    parser = argparse.ArgumentParser(prog="sketchart teach", description="Teach a style from your own drawings.")
    parser.add_argument(
        "material", type=Path, metavar="SET", help="a set, as `sketchart curate` writes it, or drawings"
    )
    parser.add_argument("--base", default=BASE, help="the style pack to begin with: a folder, or one that ships")
    parser.add_argument("--style", default="", help="which of its styles (default: its first)")
    parser.add_argument("--name", default="My style", help="of the new style")
    parser.add_argument("--minutes", type=float, default=5.0, help="how long to learn, 5 by default")
    parser.add_argument("--steps", type=int, help="how many steps to learn, instead of minutes")
    parser.add_argument("--out", type=Path, help="the style to write: a folder or a .sketchstyle file")
    parser.add_argument(
        "--run", "--run-folder", type=Path, help="where it is kept while it learns (default: runs/NAME)"
    )
    parser.add_argument("--licence", default="", help="of the drawings, and so of the style")
    parser.add_argument("--author", default="the owner of this computer")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=0, help="of the processor; all by default")
    parser.add_argument("--save-every", type=float, default=15.0, help="seconds of learning that a crash may lose")
    parser.add_argument("--estimate", action="store_true", help="only say what the minutes will give")
    parser.add_argument("--json", action="store_true", help="progress for programs: one JSON object a line")
    order = parser.parse_args(words)
    report: Report = JsonLines() if order.json else TerminalReport()
    try:
        return run_job(_job(order), report)
    except ValidationError as error:
        first = error.errors()[0]
        print(f"--{'.'.join(map(str, first['loc']))}: {first['msg']}", file=sys.stderr)
        return 2


def _job(order: argparse.Namespace) -> TeachJob:
    base = Path(order.base)
    if not base.is_dir() and (resources.styles_dir() / order.base).is_dir():
        base = resources.styles_dir() / order.base
    plain = "".join(c if c.isalnum() else "-" for c in order.name.lower()).strip("-") or "taught"
    return TeachJob(
        material=order.material,
        base=base,
        style=order.style,
        name=order.name,
        run=order.run or Path("runs") / plain,
        out=order.out or Path(f"{plain}.sketchstyle"),
        minutes=order.minutes,
        steps=order.steps,
        seed=order.seed,
        threads=order.threads,
        licence=order.licence,
        author=order.author,
        save_every_s=order.save_every,
        estimate=order.estimate,
    )


def run_job(job: TeachJob, report: Report) -> int:
    """Carry it out; 2 and one sentence where that cannot be."""
    try:
        _carry_out(job, report)
    except (JobError, UserError) as error:
        return _failed(error, report)
    except MemoryError:
        return _failed(TeachError("There is too little memory. Close other programs, or give fewer drawings."), report)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return _failed(TeachError("The disk is full. Make room, then go on: what was learnt is kept."), report)
        told = TeachError(
            "{0} cannot be written or read: {1}.", error.filename or "A file", error.strerror or str(error)
        )
        return _failed(told, report)
    except RuntimeError as error:
        if "allocate memory" not in str(error) and "out of memory" not in str(error):
            raise
        return _failed(TeachError("There is too little memory. Close other programs, or give fewer drawings."), report)
    return 0


def _carry_out(job: TeachJob, report: Report) -> None:
    try:
        from trainer.teaching.export import export_taught, measures_of
        from trainer.teaching.loop import estimate, teach, told_estimate
    except ImportError as error:
        raise TeachError(
            "Teaching needs more packages: pip install 'sketchart[train]' ({0} is missing).", error.name or ""
        ) from error
    job = _with_set(job, report)
    if job.estimate:
        found, material = estimate(job)
        about = f"{len(material.pairs)} drawings, {len(material.held_out)} held out. {told_estimate(found, job)}."
        report.told("estimate", about, drawings=len(material.pairs), **vars(found))
        return
    taught = teach(job, report, should_stop=_stopper())
    report.says("writing the style")
    path = export_taught(taught, job)
    outcome = measures_of(taught)
    new, old = taught.challenger, taught.champion
    verdict = "beats its base" if taught.beats_base else "does not beat its base"
    text = f"L1 {old.l1:.4f} -> {new.l1:.4f}, perceptual {old.perceptual:.4f} -> {new.perceptual:.4f}: it {verdict}"
    report.told("outcome", text, **outcome)
    report.done(path)


def _with_set(job: TeachJob, report: Report) -> TeachJob:
    """The job with a set to learn from: drawings and pictures that are none yet are made into one, in the run's
    folder. Raises SetError."""
    if is_set(job.material) or not job.material.exists():
        return job
    from trainer.curation.curate import curate

    def tell_step(step: CurationStep) -> None:
        report.preparing("drawings", step.done, step.total)

    folder = job.run / "set"
    curate([job.material], folder, licence=job.licence, on_step=tell_step)
    return job.model_copy(update={"material": folder})


def _failed(error: Exception, report: Report) -> int:
    if isinstance(report, JsonLines):
        tell_error(error)
    print(error, file=sys.stderr)
    return 2


def _stopper() -> Callable[[], bool]:
    """Answers whether it was asked to stop, by an interrupt or a termination; the second one ends it at once."""
    asked: list[int] = []

    def ask_to_stop(number: int, _frame: object) -> None:
        if asked:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        asked.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    return lambda: bool(asked)
