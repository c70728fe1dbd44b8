"""The drawings opened or saved last, kept in a small file. Losing it costs nothing, so damage is forgiven silently."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from sketchart_desktop.preferences.json_store import read_json, write_json

LONGEST = 10


class RecentFiles(QObject):
    """Newest first; files that are gone are not listed."""

    changed = Signal()

    def __init__(self, store: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._paths: list[str] = _read(store)

    def paths(self) -> tuple[Path, ...]:
        return tuple(path for path in map(Path, self._paths) if path.is_file())

    def note(self, path: Path) -> None:
        text = str(path.absolute())
        self._paths = [text, *(p for p in self._paths if p != text)][:LONGEST]
        self._write()
        self.changed.emit()

    def clear(self) -> None:
        self._paths = []
        self._write()
        self.changed.emit()

    def _write(self) -> None:
        write_json(self._store, self._paths)  # a list of file names is not worth a word when the disk is full


def _read(store: Path) -> list[str]:
    return [p for p in read_json(store, []) if isinstance(p, str) and p and "\0" not in p][:LONGEST]
