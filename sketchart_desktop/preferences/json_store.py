"""The one way in which small things are kept as JSON: a file is written whole or not at all, and read with suspicion.

A damaged file never stops the program: it is set aside as NAME.damaged.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any, TypeVar

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.saving import remove_leftovers, write_text_whole

FILE_LIMIT_BYTES = 1_000_000
C = TypeVar("C", dict[str, Any], list[Any])


def read_json(path: Path, empty: C) -> C:
    """What `write_json` wrote, of the kind of `empty`; `empty` where there is no file, or a damaged one."""
    remove_leftovers(path.parent, path.name)
    try:
        if path.stat().st_size > FILE_LIMIT_BYTES:
            raise ValueError("too large")
        stored = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(stored, type(empty)):
            raise ValueError(f"no {type(empty).__name__}")
    except OSError:
        return empty  # none yet
    except (ValueError, RecursionError):
        with contextlib.suppress(OSError):
            path.replace(path.with_name(path.name + ".damaged"))
        return empty
    return stored


def write_json(path: Path, content: dict[str, Any] | list[Any], *, to_disk: bool = True) -> bool:
    """False where writing failed; the old file is then as it was.

    `to_disk`: wait until the disk has it. False for what changes while something is dragged and costs nothing to lose.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text_whole(path, json.dumps(content, indent=2) + "\n", to_disk=to_disk)
    except (OSError, DrawingFileError):
        return False
    return True
