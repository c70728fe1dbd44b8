"""The drawings opened or saved last, kept in a small file. Losing it costs nothing, so damage is forgiven silently."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal

LONGEST = 10
FILE_LIMIT_BYTES = 100_000


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
        try:
            self._store.parent.mkdir(parents=True, exist_ok=True)
            new = self._store.with_name(self._store.name + ".tmp")
            new.write_text(json.dumps(self._paths, ensure_ascii=False), encoding="utf-8")
            new.replace(self._store)
        except OSError:
            # A list of file names is not worth a word when the disk is full.
            return


def _read(store: Path) -> list[str]:
    try:
        if store.stat().st_size > FILE_LIMIT_BYTES:
            return []
        paths = json.loads(store.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    if not isinstance(paths, list):
        return []
    return [p for p in paths if isinstance(p, str) and p and "\0" not in p][:LONGEST]
