"""Checkpoints of a run: written whole or not at all, the last two kept, loaded without running any code from the
file."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import torch

from trainer.job import JobError

KEEP = 2
FULL_BYTES = 2**20  # a disk with less room than this is full


def save(folder: Path, step: int, state: dict[str, Any]) -> Path:
    """Write `checkpoint-<step>.pt`; a crash while writing leaves the older ones untouched. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"checkpoint-{step:07d}.pt"
    unfinished = path.with_suffix(".tmp")
    try:
        with unfinished.open("wb") as file:
            torch.save({"step": step, **state}, file)
            file.flush()
            os.fsync(file.fileno())
    except (OSError, RuntimeError) as error:
        full = shutil.disk_usage(folder).free < FULL_BYTES
        unfinished.unlink(missing_ok=True)
        if full:  # torch tells of positions in the file
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path)) from error
        raise
    unfinished.replace(path)
    for old in sorted(folder.glob("checkpoint-*.pt"))[:-KEEP]:
        old.unlink()
    return path


def load_latest(folder: Path) -> dict[str, Any] | None:
    """The newest checkpoint that can be read, or None. Raises JobError when there are some and none can be read."""
    paths = sorted(folder.glob("checkpoint-*.pt"), reverse=True)
    for path in paths:
        try:
            return torch.load(path, map_location="cpu", weights_only=True)
        except Exception as error:  # noqa: BLE001  torch.load raises a dozen types; an older one may be whole
            reason = error
    if paths:
        raise JobError(f"no checkpoint in {folder} can be read; the last fault was: {reason}")
    return None
