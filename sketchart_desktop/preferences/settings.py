"""What the user prefers: the values of the table of options, kept as JSON in the config folder.

A damaged file never stops the program: it is set aside, and the defaults hold. Keys of a newer version are kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, overload

from PySide6.QtCore import QObject, Signal

from sketchart_desktop.preferences import paths
from sketchart_desktop.preferences.json_store import read_json, write_json
from sketchart_desktop.preferences.options import Option, T, Value, options


class Settings(QObject):
    """Read once, written at each change."""

    changed = Signal(str)  # the key

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path or paths.config_dir() / "settings.json"
        self._table = {option.key: option for option in options()}
        self._others: dict[str, Any] = {}
        self._values: dict[str, Any] = {key: option.default for key, option in self._table.items()}
        for key, value in read_json(self._path, {}).items():
            option = self._table.get(key)
            if option is None:
                self._others[key] = value
            elif option.accepts(value):
                self._values[key] = option.typed(value)

    @overload
    def get(self, option: Option[T]) -> T: ...

    @overload
    def get(self, option: str) -> Value: ...

    def get(self, option: Option[Any] | str) -> Any:
        """The value of a row of the table, of the row's type; or of the row with this key."""
        return self._values[option if isinstance(option, str) else option.key]

    def set(self, option: Option[T] | str, value: T | Value) -> bool:
        """Change one and write all; ValueError for what the option does not take. False where writing failed."""
        row = self._table[option if isinstance(option, str) else option.key]
        if not row.accepts(value):
            raise ValueError(f"{row.key} cannot be {value!r}")
        value = row.typed(value)
        if value == self._values[row.key]:
            return True
        self._values[row.key] = value
        written = self._write()
        self.changed.emit(row.key)
        return written

    def table(self) -> tuple[Option[Any], ...]:
        return tuple(self._table.values())

    def reset(self, key: str) -> bool:
        return self.set(key, self._table[key].default)

    def _write(self) -> bool:
        changed = {key: value for key, value in self._values.items() if value != self._table[key].default}
        return write_json(self._path, {**self._others, **changed})
