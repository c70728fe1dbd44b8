"""Asking for an import: the job, the child process that does it, and what it tells. Loads no torch.

A checkpoint comes from a stranger. It is read in a process of its own, with a limit on memory and time, and without a
network; what comes back is a style pack's folder, which is checked once more like any other.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from engines.errors import StylePackError
from engines.torch_environment import PASSIVE
from resources.messages import Message

NEEDED = {"torch": "torch", "onnx": "onnx", "onnxscript": "onnxscript"}
TIME_LIMIT_S = 1200.0


class ImportJob(BaseModel):
    """What to import, as what, and where to. With `inspect`, nothing is written: only the family is found.

    `norm`: of pix2pix and CycleGAN, whose checkpoints without weights of a norm may have instance norm or none.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    checkpoint: Path
    folder: Path
    family: str = "auto"
    id: str = Field(default="imported", max_length=40)
    name: str = Field(default="Imported", max_length=80)
    licence: str = Field(default="", max_length=400)
    source: str = Field(default="", max_length=400)
    author: str = Field(default="", max_length=400)
    wants: Literal["", "line_art", "coloured_drawing", "photo"] = ""
    direction: Literal["a2b", "b2a"] = "a2b"
    range: Literal["", "-1..1", "0..1", "0..255"] = ""
    norm: Literal["", "instance", "none"] = ""
    inspect: bool = False


def missing_packages() -> tuple[str, ...]:
    """What has to be installed before anything can be imported."""
    if getattr(sys, "frozen", False):
        return tuple(NEEDED.values())
    return tuple(package for module, package in NEEDED.items() if importlib.util.find_spec(module) is None)


def run_import(
    job: ImportJob,
    *,
    on_progress: Callable[[str], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
    time_limit_s: float = TIME_LIMIT_S,
) -> dict[str, Any]:
    """Do the job in a child process and wait. Returns what it found: `family`, `wants`, `parameters`, `terms`,
    `folder`.

    Raises StylePackError in words: the child's own, or that it ran out of memory or time, or died.
    """
    if missing := missing_packages():
        raise StylePackError("Importing needs more packages ({0}): pip install 'sketchart[train]'", ", ".join(missing))
    if not job.checkpoint.exists():
        raise StylePackError("There is no file or folder {0}.", job.checkpoint.name)
    with tempfile.TemporaryDirectory(prefix="sketchart-import-") as work:
        path = Path(work) / "job.json"
        path.write_text(job.model_dump_json(), encoding="utf-8")
        environment = {
            **PASSIVE,
            **os.environ,
            "OMP_NUM_THREADS": "2",
            "PYTHONUNBUFFERED": "1",
            "CUDA_VISIBLE_DEVICES": "",
        }
        with (Path(work) / "stderr").open("w+b") as errors:
            child = subprocess.Popen(
                [sys.executable, "-m", "engines.importers", str(path)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment,
                cwd=Path(__file__).parents[2],
            )
            return _followed(child, on_progress, should_stop, time_limit_s)


def _followed(
    child: subprocess.Popen[bytes],
    on_progress: Callable[[str], None],
    should_stop: Callable[[], bool],
    time_limit_s: float,
) -> dict[str, Any]:
    told: dict[str, Any] = {}

    def read() -> None:
        assert child.stdout is not None
        for line in child.stdout:
            try:
                event = json.loads(line)
            except ValueError:
                continue
            if isinstance(event, dict):
                if event.get("event") == "progress":
                    on_progress(str(event.get("text", "")))
                else:
                    told.update(event)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        waited = 0.0
        while child.poll() is None:
            reader.join(0.1)
            waited += 0.1
            if should_stop():
                raise StylePackError("The import was stopped.")
            if waited > time_limit_s:
                raise StylePackError("The import took too long and was stopped.")
            if not reader.is_alive():
                child.wait(10)
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()
        reader.join(5)
    if told.get("event") == "done":
        terms = told.get("terms")
        return {**told, "terms": Message.from_json(terms) if isinstance(terms, list) else ""}
    if told.get("event") == "error":
        try:
            message = Message.from_json(told.get("message"))
        except ValueError:
            message = Message("The import ended without a word; the checkpoint may need more memory than there is.")
        raise StylePackError(message)
    raise StylePackError("The import ended without a word; the checkpoint may need more memory than there is.")
