"""What each setting does: one function for each row of the table, called with the row's value, at the start and later.

Menus, dialogs and the file all come this way. Knows nothing of what the functions do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot

from sketchart_desktop.preferences.options import Option, T
from sketchart_desktop.preferences.settings import Settings


class SettingsBinding(QObject):
    """Bind every row, then `begin`."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._apply: dict[str, Callable[[Any], object]] = {}
        self._at_start: list[Option[Any]] = []

    def bind(self, option: Option[T], apply: Callable[[T], object], *, at_start: bool = True) -> None:
        """Put the value to work by `apply`. ValueError for a row that is bound already."""
        if option.key in self._apply:
            raise ValueError(f"{option.key} is bound already")
        self._apply[option.key] = apply
        if at_start:
            self._at_start.append(option)

    def begin(self) -> None:
        """Apply what is to be applied at the start, in the order it was bound, and follow the changes from now on.

        ValueError where a row of the table is not bound: a setting that does nothing is a mistake of ours.
        """
        forgotten = [option.key for option in self._settings.table() if option.key not in self._apply]
        if forgotten:
            raise ValueError(f"settings that do nothing: {', '.join(forgotten)}")
        for option in self._at_start:
            self._apply[option.key](self._settings.get(option))
        self._settings.changed.connect(self._changed)

    @Slot(str)
    def _changed(self, key: str) -> None:
        self._apply[key](self._settings.get(key))
