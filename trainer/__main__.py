"""The trainer's process: `python -m trainer RECIPE` for people, `--train-job job.json` for the window.

With a job, progress goes to standard output as JSON lines (trainer.job); for people, as a progress bar with the time
to go. `--beside`, as the first word, which `sketchart train` says: someone may be drawing on this computer.
A first interrupt or termination stops after the step and saves; everything resumes from the run's folder.
"""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from engines.errors import StylePackError
from engines.torch_environment import wait_passively, without_triton
from trainer.job import Job, JobError, TeachJob, read_job, tell_error
from trainer.reporting import JsonLines, Report, TerminalReport

if TYPE_CHECKING:
    from trainer.flagship.recipe import Recipe
    from trainer.translation.recipe import PictureRecipe

NICENESS = 10  # of a training beside the window


def main(argv: list[str] | None = None) -> int:
    """Exit code 0 when done or stopped in order, 2 when the order is at fault."""
    words = sys.argv[1:] if argv is None else argv
    if "--compile" not in words:
        without_triton()
    if words[:1] == ["--beside"]:
        words = words[1:]
        _step_back()
    if words[:1] in (["features"], ["quantise"]):
        return _apart(words[0], words[1:])
    if words[:1] == ["curate"]:
        from trainer.curation.command import main as curate

        return curate(words[1:])
    if words[:1] == ["backbone"]:
        from trainer.backbone.train import main as learn_backbone

        return learn_backbone(words[1:])
    if words[:1] == ["classifier"]:
        from trainer.classifier.train import main as learn_classifier

        return learn_classifier(words[1:], cache=default_cache())
    if words[:1] == ["painter"]:
        from trainer.painter.train import main as learn_painter

        return learn_painter(words[1:], cache=default_cache())
    if words[:1] == ["teach"]:
        from trainer.teaching.command import main as teach

        return teach(words[1:])
    parser = argparse.ArgumentParser(prog="python -m trainer", description="Train a style from a recipe.")
    parser.add_argument("recipe", nargs="?", type=Path, help="a recipe file, or the name of one that ships")
    parser.add_argument("--train-job", type=Path, help="an order from the window: a JSON file")
    # torchrun takes --run for a short form of its own --run-path.
    parser.add_argument("--run", "--run-folder", type=Path, help="the run's folder (default: runs/RECIPE)")
    parser.add_argument("--minutes", type=float, help="stop after this long")
    parser.add_argument("--steps", type=int, help="stop after this many steps")
    parser.add_argument(
        "--cache", type=Path, default=default_cache(), help="where fetched and prepared material is kept"
    )
    parser.add_argument(
        "--data", type=Path, help="a folder of pictures: A and B, trainA and trainB, side-by-side pairs, .npz, drawings"
    )
    parser.add_argument("--export", "--out", type=Path, help="write a style pack into this folder at the end")
    parser.add_argument("--licence", help="of the pictures in --data, and so of the style")
    parser.add_argument("--author", default="the owner of this computer", help="who made the style")
    parser.add_argument("--log-every", type=int, default=20, help="steps between lines of the log, 20 by default")
    parser.add_argument("--compile", action="store_true", help="faster steps; needs a C++ compiler")
    parser.add_argument("--export-only", action="store_true", help="export the newest checkpoint, train no further")
    parser.add_argument("--start-from", type=Path, help="begin with the weights of this style pack")
    order = parser.parse_args(words)
    try:
        if order.train_job is not None:
            asked, report = read_job(order.train_job), JsonLines()
            _step_back()
            if isinstance(asked, TeachJob):
                from trainer.teaching.command import run_job

                return run_job(asked, report)
            job = asked
        elif order.recipe is not None:
            run = order.run or Path("runs") / order.recipe.stem
            job = Job(recipe=order.recipe, run=run, max_minutes=order.minutes, max_steps=order.steps)
            report = TerminalReport(quiet=os.environ.get("RANK", "0") != "0")
        else:
            parser.error("give a recipe, or --train-job")
        _run(job, report, order)
    except (JobError, StylePackError) as error:
        if order.train_job is not None:
            tell_error(error)
        print(error, file=sys.stderr)
        return 2
    return 0


def default_cache() -> Path:
    """Where prepared material is kept: under SKETCHART_HOME when set, else the user's cache folder."""
    home = os.environ.get("SKETCHART_HOME")
    if home:
        return Path(home) / "cache"
    import platformdirs

    return Path(platformdirs.user_cache_dir("sketchart", appauthor=False))


def _apart(what: str, words: list[str]) -> int:
    """What is no training of a style has options of its own."""
    module = importlib.import_module("trainer.features.train" if what == "features" else "trainer.quantise")
    return module.main(words if "--cache" in words else [*words, "--cache", str(default_cache())])


def _run(job: Job, report: Report, order: argparse.Namespace) -> None:
    from trainer.flagship.recipe import Recipe
    from trainer.recipe_files import read_recipe

    recipe = read_recipe(job.recipe)
    try:
        import trainer.flagship.export
        import trainer.translation.loop  # noqa: F401
    except ImportError as error:
        raise JobError(
            f"training needs the extra packages: pip install 'sketchart[train]' ({error.name} is missing)"
        ) from error
    if isinstance(recipe, Recipe):
        _run_flagship(recipe, job, report, order)
    else:
        _run_pictures(recipe, job, report, order)


def _run_flagship(recipe: Recipe, job: Job, report: Report, order: argparse.Namespace) -> None:
    from trainer.flagship.export import export_pack, newest_average, weights_of
    from trainer.flagship.loop import train

    if order.data is not None:
        raise JobError(f"the recipe {recipe.name} draws its own pictures; --data is for recipes such as pix2pix")
    if order.export_only:
        folder = order.export or Path(recipe.name)
        export_pack(newest_average(recipe, job.run), recipe, folder, cache=order.cache, run=job.run)
        report.done(folder)
        return
    average = train(
        recipe,
        job.run,
        cache=order.cache,
        on_progress=report.progress,
        on_preparing=report.preparing,
        should_stop=_stopper(job),
        max_steps=job.max_steps,
        initial=weights_of(order.start_from) if order.start_from else None,
        compiled=order.compile,
    )
    if order.export is not None:
        export_pack(average, recipe, order.export, cache=order.cache, run=job.run)
    report.done(order.export or job.run)


def _run_pictures(recipe: PictureRecipe, job: Job, report: Report, order: argparse.Namespace) -> None:
    from trainer.flagship.export import weights_of
    from trainer.translation import run as translation_run
    from trainer.translation.loop import train_pictures

    source = translation_run.open_source(recipe, order.data, cache=order.cache, on_progress=report.preparing)
    report.says(source.told)
    if order.export_only:
        network = translation_run.newest_pictures(recipe, job.run)
    else:
        network = train_pictures(
            recipe,
            job.run,
            source=source,
            on_progress=report.progress,
            should_stop=_stopper(job),
            max_steps=job.max_steps,
            initial=weights_of(order.start_from) if order.start_from else None,
            log_every=max(1, order.log_every),
        )
    if network is None:  # another process of this training writes the style
        return
    if order.export is not None:
        licence = order.licence or translation_run.licence_of(recipe, order.data)
        translation_run.export_pictures(
            network, recipe, order.export, told=source.told, licence=licence, author=order.author
        )
    report.done(order.export or job.run)


def _stopper(job: Job) -> Callable[[], bool]:
    """Answers whether it is time to stop: after an interrupt, or when the job's minutes are over."""
    stop_requested = False

    def ask_to_stop(_number: int, _frame: object) -> None:
        nonlocal stop_requested
        stop_requested = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    ends = time.monotonic() + job.max_minutes * 60 if job.max_minutes else float("inf")
    return lambda: stop_requested or time.monotonic() > ends


def _step_back() -> None:
    """Someone draws beside this, and the hand must not wait: take the time that nobody else wants, which is nearly all
    of it while the pen rests. Before torch is loaded.
    """
    wait_passively()
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetPriorityClass(ctypes.c_void_p(kernel.GetCurrentProcess()), 0x40)  # IDLE_PRIORITY_CLASS
        return
    os.nice(NICENESS)
    if sys.platform == "linux":
        # Niceness shares out time, but lets a thread that wakes up wait for the other's turn to end; this does not.
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


if __name__ == "__main__":
    sys.exit(main())
