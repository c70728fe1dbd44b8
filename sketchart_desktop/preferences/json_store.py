"""Small tables of what the user chose, kept as JSON. A damaged one never stops the program: it is set aside."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.saving import remove_leftovers, write_text_whole

FILE_LIMIT_BYTES = 200_000


def read_table(path: Path) -> dict[str, Any]:
    """What `write_table` wrote; empty where there is no file, or a damaged one (renamed to NAME.damaged)."""
    remove_leftovers(path.parent, path.name)
    try:
        if path.stat().st_size > FILE_LIMIT_BYTES:
            raise ValueError("too large")
        stored = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(stored, dict):
            raise ValueError("no table")
    except OSError:
        return {}  # none yet
    except (ValueError, RecursionError):
        with contextlib.suppress(OSError):
            path.replace(path.with_name(path.name + ".damaged"))
        return {}
    return stored


def write_table(path: Path, table: dict[str, Any]) -> bool:
    """False where writing failed; the old file is then as it was."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text_whole(path, json.dumps(table, indent=2, sort_keys=True) + "\n")
    except (OSError, DrawingFileError):
        return False
    return True
