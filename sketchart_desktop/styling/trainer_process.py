"""The trainer as a process of its own: what it needs, and how it is begun. Imports nothing of it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from engines.torch_environment import PASSIVE

NEEDED = {
    "torch": "torch",
    "torchvision": "torchvision",
    "lightning_fabric": "lightning-fabric",
    "onnx": "onnx",
    "onnxscript": "onnxscript",
    "svgelements": "svgelements",
    "resvg_py": "resvg-py",
}
INSTALL = "pip install 'sketchart[train]'"


def is_frozen() -> bool:
    """A build that paints only: it has no Python to train with."""
    return bool(getattr(sys, "frozen", False))


def missing_packages() -> tuple[str, ...]:
    """What has to be installed before anything can be learnt."""
    if is_frozen():
        return tuple(NEEDED.values())
    return tuple(package for module, package in NEEDED.items() if importlib.util.find_spec(module) is None)


def begin_trainer(words: Sequence[str], errors: IO[bytes]) -> subprocess.Popen[bytes]:
    """`python -m trainer` with these words; JSON lines come from its standard output."""
    return subprocess.Popen(
        [sys.executable, "-m", "trainer", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=errors,
        env={**PASSIVE, **os.environ, "PYTHONUNBUFFERED": "1"},
        cwd=Path(__file__).parents[2],
    )
