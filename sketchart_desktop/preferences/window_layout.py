"""How the window was left: places of splitters and windows, kept in a small file. Losing it costs nothing."""

from __future__ import annotations

import json
from pathlib import Path

FILE_LIMIT_BYTES = 100_000
LONGEST_TEXT = 4000
Place = str | int | float | bool


class WindowLayout:
    """Values by name. A value of another kind than its fallback is as good as none."""

    def __init__(self, store: Path | None) -> None:
        """`store`: the file; None keeps nothing beyond this run."""
        self._store = store
        self._values: dict[str, Place] = _read(store) if store is not None else {}

    def text(self, name: str, fallback: str = "") -> str:
        value = self._values.get(name)
        return value if isinstance(value, str) else fallback

    def number(self, name: str, fallback: float, *, low: float, high: float) -> float:
        value = self._values.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            return fallback
        return float(value)

    def flag(self, name: str, fallback: bool) -> bool:
        value = self._values.get(name)
        return value if isinstance(value, bool) else fallback

    def keep(self, name: str, value: Place) -> None:
        if self._values.get(name) == value and type(self._values.get(name)) is type(value):
            return
        self._values[name] = value
        if self._store is None:
            return
        try:
            self._store.parent.mkdir(parents=True, exist_ok=True)
            new = self._store.with_name(self._store.name + ".tmp")
            new.write_text(json.dumps(self._values, ensure_ascii=False), encoding="utf-8")
            new.replace(self._store)
        except OSError:
            # Where a splitter stood is not worth a word when the disk is full.
            return


def _read(store: Path) -> dict[str, Place]:
    try:
        if store.stat().st_size > FILE_LIMIT_BYTES:
            return {}
        values = json.loads(store.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(values, dict):
        return {}
    return {k: v for k, v in values.items() if isinstance(v, Place) and len(str(v)) <= LONGEST_TEXT}
