"""Hands a recipe to the trainer, in a process of its own. Imports nothing of the trainer or of torch."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Mapping, Sequence

from sketchart_desktop.commands.errors import CommandError
from sketchart_desktop.styling.trainer_process import NEEDED


def train(words: Sequence[str], *, needed: Mapping[str, str] | None = None) -> int:
    """Run `python -m trainer` with these words, behind whoever draws, wait, return its exit code. `needed`: modules and
    the packages that have them, those of a training by default. CommandError where it cannot run.
    """
    if getattr(sys, "frozen", False):
        raise CommandError("This build of Sketchart paints only; training needs an installation with pip.")
    missing = [
        package
        for module, package in (NEEDED if needed is None else needed).items()
        if importlib.util.find_spec(module) is None
    ]
    if missing:
        raise CommandError(f"Training needs more packages ({', '.join(missing)}): pip install 'sketchart[train]'")
    process = subprocess.Popen([sys.executable, "-m", "trainer", "--beside", *words])
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            # The trainer got the interrupt too: it finishes its step, saves and ends.
            continue
