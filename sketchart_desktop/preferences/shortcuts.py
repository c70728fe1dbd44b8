"""The keys the user gave to actions, kept as JSON in the config folder. Only what differs from the program's own keys.

A damaged file never stops the program: it is set aside, and the program's own keys hold.
"""

from __future__ import annotations

from pathlib import Path

from sketchart_desktop.preferences.json_store import read_json, write_json

MOST_KEYS = 6
LONGEST_KEY = 60

Keys = tuple[str, ...]


class ShortcutStore:
    """Action id -> portable key sequences; an empty tuple means that the user took all keys away."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._keys: dict[str, Keys] = {
            action_id: tuple(keys) for action_id, keys in read_json(path, {}).items() if _are_keys(keys)
        }

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
        return write_json(self._path, dict(self._keys))


def _are_keys(keys: object) -> bool:
    if not isinstance(keys, list) or len(keys) > MOST_KEYS:
        return False
    return all(isinstance(key, str) and 0 < len(key) <= LONGEST_KEY and key.isprintable() for key in keys)
