"""The keys the user gave to actions, kept as JSON in the config folder. Only what differs from the program's own keys.

A damaged file never stops the program: it is set aside, and the program's own keys hold.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.saving import remove_leftovers, write_text_whole

FILE_LIMIT_BYTES = 200_000
MOST_KEYS = 6
LONGEST_KEY = 60

Keys = tuple[str, ...]


class KeyBook:
    """Action id -> portable key sequences; an empty tuple means that the user took all keys away."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._keys: dict[str, Keys] = _read(path)

    def keys(self, action_id: str) -> Keys | None:
        """None where the user changed nothing."""
        return self._keys.get(action_id)

    def all_keys(self) -> frozenset[str]:
        """Every key that the user gave to something."""
        return frozenset(key for keys in self._keys.values() for key in keys)

    def note(self, changes: dict[str, Keys | None]) -> bool:
        """Keep these changes, None for the program's own keys. False where writing failed: they hold until the end."""
        for action_id, keys in changes.items():
            if keys is None:
                self._keys.pop(action_id, None)
            else:
                self._keys[action_id] = keys
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_text_whole(self._path, json.dumps(self._keys, indent=2, sort_keys=True) + "\n")
        except (OSError, DrawingFileError):
            return False
        return True


def _read(path: Path) -> dict[str, Keys]:
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
    return {action_id: tuple(keys) for action_id, keys in stored.items() if _are_keys(keys)}


def _are_keys(keys: Any) -> bool:
    if not isinstance(keys, list) or len(keys) > MOST_KEYS:
        return False
    return all(isinstance(key, str) and 0 < len(key) <= LONGEST_KEY and key.isprintable() for key in keys)
