"""How the window was left: places of splitters and windows, kept in a small file. Losing it costs nothing."""

from __future__ import annotations

from pathlib import Path

from sketchart_desktop.preferences.json_store import read_json, write_json

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
        if self._store is not None:
            # Called at each step of a dragged splitter; where it stood is not worth a word when the disk is full.
            write_json(self._store, dict(self._values), to_disk=False)


def _read(store: Path) -> dict[str, Place]:
    values = read_json(store, {})
    return {k: v for k, v in values.items() if isinstance(v, Place) and len(str(v)) <= LONGEST_TEXT}
