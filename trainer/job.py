"""A job for the trainer and its progress, as files and lines of text. Torch-free: the window imports this.

A job is a JSON file; the trainer answers with one JSON object per line on standard output, told apart by `event`:
`progress`, `preview`, `done`, `error`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class JobError(Exception):
    """A job cannot be done; the text is fit for the user."""


class Job(BaseModel):
    """What to train: a recipe file, the run's folder, and how long at most."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    recipe: Path
    run: Path
    max_minutes: float | None = Field(default=None, gt=0)
    max_steps: int | None = Field(default=None, gt=0)
    drawings: tuple[Path, ...] = ()


def read_job(path: Path) -> Job:
    """Raises JobError with the first fault in words."""
    try:
        return Job.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise JobError(f"cannot read the job {path}: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise JobError(
            f"the job {path.name} is not valid: {'.'.join(map(str, first['loc']))}: {first['msg']}"
        ) from error


def tell(event: str, **fields: Any) -> None:
    """One line of progress on standard output."""
    sys.stdout.write(json.dumps({"event": event, **fields}) + "\n")
    sys.stdout.flush()
