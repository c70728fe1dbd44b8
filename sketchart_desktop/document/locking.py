"""A lock on a file that the system lets go when its holder dies, however it dies."""

from __future__ import annotations

import contextlib
from pathlib import Path

import filelock


class FileLock:
    """`acquire` never waits. The file is deleted on `release`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # Of the object, not of the thread: what the window's thread takes, the thread that saves may let go.
        self._lock = filelock.FileLock(path, timeout=0, thread_local=False)

    def acquire(self) -> bool:
        """False where another lock holds it. Raises OSError where the file cannot be made."""
        if not self._path.parent.is_dir():
            raise FileNotFoundError(f"{self._path.parent} is no folder")  # `filelock` would make it
        try:
            self._lock.acquire()
        except filelock.Timeout:
            return False
        return True

    def release(self) -> None:
        if not self._lock.is_locked:
            return
        # While it is held, so that nobody can take it in between; Windows deletes no file that is open.
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
        self._lock.release()
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
