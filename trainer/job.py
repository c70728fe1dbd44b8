"""A job for the trainer and its progress, as files and lines of text. Torch-free: the window imports this.

A job is a JSON file; the trainer answers with one JSON object per line on standard output, told apart by `event`:
`progress`, `preview`, `estimate`, `measured`, `done`, `error`.

A teaching (TeachJob) is paused, continued and stopped from outside by files in its run's folder: `ask`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from resources.messages import Message, UserError

PAUSE, STOP = "pause", "stop"  # files in a teaching's run folder


class JobError(Exception):
    """A job cannot be done; the text is fit for the user."""


class TeachError(UserError):
    """A style cannot be taught from this, or could not be taught further."""


class Job(BaseModel):
    """What to train: a recipe file, the run's folder, and how long at most."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    recipe: Path
    run: Path
    max_minutes: float | None = Field(default=None, gt=0)
    max_steps: int | None = Field(default=None, gt=0)
    drawings: tuple[Path, ...] = ()


class TeachJob(BaseModel):
    """Teach a style a person's own hand. `material`: a set folder (trainer.curation.set_folder). `base`: the pack's
    folder, and the id of its `style` ("" = the first). `out`: the pack to write, a folder or a .sketchstyle file.
    `run`: where all that is needed to go on is kept. `threads`: of the processor, 0 = all. `id`: of the new pack, by
    its name if empty. `licence`: the set's own if empty. `save_every_s`: how
    much a crash may lose."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["teach"] = "teach"
    material: Path
    base: Path
    style: str = ""
    name: str = Field(min_length=1, max_length=60)
    run: Path
    out: Path
    id: str = Field(default="", pattern=r"^([a-z0-9][a-z0-9-]{0,39})?$")
    minutes: float = Field(default=5.0, gt=0, le=10_000)
    steps: int | None = Field(default=None, gt=0, le=1_000_000)
    seed: int = Field(default=0, ge=0, lt=2**31)
    threads: int = Field(default=0, ge=0, le=256)
    licence: str = Field(default="", max_length=400)
    author: str = Field(default="the owner of this computer", max_length=400)
    save_every_s: float = Field(default=15.0, ge=0, le=3600)
    estimate: bool = False


def read_job(path: Path) -> Job | TeachJob:
    """Raises JobError with the first fault in words."""
    try:
        text = path.read_text(encoding="utf-8")
        return (TeachJob if _kind(text) == "teach" else Job).model_validate_json(text)
    except OSError as error:
        raise JobError(f"cannot read the job {path}: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise JobError(
            f"the job {path.name} is not valid: {'.'.join(map(str, first['loc']))}: {first['msg']}"
        ) from error


def _kind(text: str) -> str:
    try:
        told = json.loads(text)
    except ValueError:
        return ""
    return str(told.get("kind", "")) if isinstance(told, dict) else ""


def ask(run: Path, what: str, wanted: bool = True) -> None:
    """Ask the teaching in that folder to pause (PAUSE; `wanted` False: to go on), or to stop and keep what it has
    learnt (STOP)."""
    run.mkdir(parents=True, exist_ok=True)
    (run / what).touch() if wanted else (run / what).unlink(missing_ok=True)


def tell_error(error: Exception) -> None:
    """The last line of a job that failed: `text` in English, and `message` for a translation where there is one."""
    message = getattr(error, "message", None)
    told = {"message": message.to_json()} if isinstance(message, Message) else {}
    tell("error", text=str(error), **told)


def tell(event: str, **fields: Any) -> None:
    """One line of progress on standard output."""
    sys.stdout.write(json.dumps({"event": event, **fields}) + "\n")
    sys.stdout.flush()
