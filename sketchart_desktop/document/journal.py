"""The crash journal: one JSON line per event, each with a checksum, appended as it happens.

Every line reaches the operating system at once (nothing is lost to a crash of the program) and the disk at most
`sync_every_s` later (what a power cut may take); a torn last line is expected. A lock held by the living program tells
its journals from orphaned ones.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import logging
import os
import threading
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sketchart_desktop.document import limits
from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.file_stamp import FileStamp
from sketchart_desktop.document.history import History
from sketchart_desktop.document.layerstack import LayerStack
from sketchart_desktop.document.locking import FileLock
from sketchart_desktop.document.operations import Operation, operation_from_json

LOG = logging.getLogger(__name__)
SUFFIX = ".journal"
FORMAT = 2  # 2: a save is an event of its own
MAX_LINE_BYTES = 2 * limits.MAX_PICTURE_BYTES
SYNC_EVERY_S = 5.0


class DamagedJournalError(DrawingFileError):
    """Not even the first line is whole: nothing can ever be had from this journal."""


@dataclass(frozen=True)
class Recovered:
    """What an orphaned journal holds: the whole log, the position in it, and the file it was last saved as.

    `stamp`: what that file was then; None where it is not known.
    """

    path: Path
    drawing: Drawing
    position: int
    saved_as: Path | None
    changed_s: float
    events: int
    stack: LayerStack = field(default_factory=LayerStack)
    stamp: FileStamp | None = None


@dataclass(frozen=True)
class LeftBehind:
    """What a crash left: drawings with something unsaved, newest first, and the files of those that were all saved."""

    unsaved: list[Recovered]
    saved: tuple[Path, ...]


class Journal:
    """The journal of one open drawing; starts with a picture of its log, then follows each event."""

    def __init__(self, path: Path, lock: FileLock, *, sync_every_s: float) -> None:
        """Use `start`."""
        self.path = path
        self._lock = lock
        self._sync_every_s = sync_every_s
        self._sync: threading.Timer | None = None
        self._file = path.open("xb", buffering=0)

    @staticmethod
    def start(
        folder: Path,
        drawing: Drawing,
        *,
        position: int | None = None,
        stack: LayerStack | None = None,
        saved_as: Path | None = None,
        stamp: FileStamp | None = None,
        unsaved: bool = False,
        sync_every_s: float = SYNC_EVERY_S,
    ) -> Journal:
        """A new journal in `folder` for `drawing`. Raises DrawingFileError where it cannot be written.

        `unsaved`: no file holds `drawing` as it is, so that it is worth recovering without any further event.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{uuid.uuid4().hex}{SUFFIX}"
            lock = FileLock(path.with_suffix(".lock"))
            lock.acquire()
            journal = Journal(path, lock, sync_every_s=sync_every_s)
            journal._write(
                {
                    "format": FORMAT,
                    "width": drawing.width,
                    "height": drawing.height,
                    "background": list(drawing.background),
                    "saved_as": None if saved_as is None else str(saved_as.absolute()),
                    "stamp": None if stamp is None else stamp.to_json(),
                }
            )
            if unsaved:
                journal._write({"opened": True})
            for operation in drawing.operations:
                journal._write({"do": operation.to_json()})
            if position is not None and position != len(drawing.operations):
                journal._write({"go": position})
            if stack is not None:
                journal._write({"stack": stack.to_json()})
            journal._write({"opened": True})
        except OSError as error:
            raise DrawingFileError("The crash journal cannot be written: {0}.", error.strerror or error) from error
        return journal

    def append(self, event: Operation | LayerStack | str) -> None:
        """An operation done, "undo" or "redo", or how the layers show now.

        A full disk must not stop the hand: the journal then falls silent.
        """
        if isinstance(event, str):
            self._try_to_write({"go": event})
        else:
            self._try_to_write({"stack" if isinstance(event, LayerStack) else "do": event.to_json()})

    def note_saved(self, path: Path, *, modified: bool, stamp: FileStamp | None = None) -> None:
        """The drawing was saved as `path`; `modified`: it was drawn on while that went on."""
        told = None if stamp is None else stamp.to_json()
        self._try_to_write({"saved": str(path.absolute()), "modified": modified, "stamp": told})

    def discard(self) -> None:
        """The drawing is saved or closed in good order: nothing to recover."""
        if self._sync is not None:
            self._sync.cancel()
        self._file.close()
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)
        self._lock.release()

    def _try_to_write(self, event: dict[str, Any]) -> None:
        if self._file.closed:
            return
        try:
            self._write(event)
        except OSError:
            self._file.close()

    def _write(self, event: dict[str, Any]) -> None:
        body = json.dumps(event, separators=(",", ":"), allow_nan=False).encode("utf-8")
        line = _checksum(body) + b" " + body + b"\n"
        written = self._file.write(line)
        if written != len(line):
            raise OSError("the disk is full")
        if self._sync is None or self._sync.finished.is_set():
            # In its own thread: a slow disk must not hold the hand.
            self._sync = threading.Timer(self._sync_every_s, self._push)
            self._sync.daemon = True
            self._sync.start()

    def _push(self) -> None:
        """In the timer's thread: what was written goes to the disk, unless the journal is closed by now."""
        with contextlib.suppress(OSError, ValueError):
            handle = os.dup(self._file.fileno())
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def recoverable(folder: Path) -> list[Recovered]:
    """The orphaned journals in `folder` with something unsaved, newest first."""
    return left_behind(folder).unsaved


def left_behind(folder: Path) -> LeftBehind:
    """The orphaned journals in `folder`: those with something unsaved stay until `forget`.

    Those with nothing unsaved and damaged ones are deleted. What cannot be read now, or only by a newer program, stays.
    """
    found: list[Recovered] = []
    saved: list[tuple[float, Path]] = []
    for path in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ():
        lock = FileLock(path.with_suffix(".lock"))
        if not lock.acquire():
            continue  # a living program's
        try:
            recovered = read_journal(path)
        except DamagedJournalError:
            _delete(path)
        except DrawingFileError as error:
            LOG.warning("%s stays where it is: %s", path, error)
        else:
            if recovered.events:
                found.append(recovered)
            else:
                if recovered.saved_as is not None:
                    saved.append((recovered.changed_s, recovered.saved_as))
                _delete(path)
        lock.release()
    _remove_lone_locks(folder)
    unsaved = {one.saved_as for one in found}
    files = dict.fromkeys(path for _, path in sorted(saved) if path not in unsaved and _is_file(path))
    return LeftBehind(sorted(found, key=lambda item: item.changed_s, reverse=True), tuple(files))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False  # no name that a file could have


def _remove_lone_locks(folder: Path) -> None:
    """A program that was killed between locking and writing leaves only its lock."""
    for path in folder.glob("*.lock") if folder.is_dir() else ():
        if not path.with_suffix(SUFFIX).exists():
            lock = FileLock(path)
            with contextlib.suppress(OSError):
                if lock.acquire():
                    lock.release()


def forget(recovered: Recovered) -> None:
    """The user took it over, or does not want it."""
    _delete(recovered.path)


def _delete(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def read_journal(path: Path) -> Recovered:
    """Everything up to the first line that is torn, damaged or unknown.

    Raises DamagedJournalError where not even the first line is whole, DrawingFileError where the file cannot be read or
    a newer program wrote it.
    """
    try:
        changed_s = path.stat().st_mtime
        with path.open("rb") as file:
            head = _event(file.readline(MAX_LINE_BYTES))
            if head is None:
                raise DamagedJournalError("The crash journal is damaged, or newer than the program.")
            if limits.whole(head.get("format"), "format", low=1, high=1_000_000) > FORMAT:
                raise DrawingFileError("The crash journal is damaged, or newer than the program.")
            empty = Drawing(
                limits.whole(head.get("width"), "width", low=1, high=limits.MAX_SIDE_PX),
                limits.whole(head.get("height"), "height", low=1, high=limits.MAX_SIDE_PX),
                (),
                limits.colour(head.get("background")),
            )
            history, events, opened, saved_as = History(), 0, False, head.get("saved_as")
            stamp = FileStamp.from_json(head.get("stamp"))
            stack = LayerStack()
            while (event := _event(file.readline(MAX_LINE_BYTES))) is not None:
                if event.get("opened") is True:
                    opened = True
                    continue
                if "saved" in event:
                    saved_as, events = event["saved"], int(event.get("modified") is True)
                    stamp = FileStamp.from_json(event.get("stamp"))
                    continue
                try:
                    if "stack" in event:
                        stack = LayerStack.from_json(event["stack"])
                    else:
                        history = _after(history, event)
                except DrawingFileError:
                    events += opened  # whole, but unknown here: there is more than this program can read
                    break
                events += opened
                if len(history.operations) >= limits.MAX_OPERATIONS:
                    break
    except OSError as error:
        raise DrawingFileError("The crash journal cannot be read: {0}.", error.strerror or error) from error
    drawing = Drawing(empty.width, empty.height, history.operations, empty.background)
    where = Path(saved_as) if isinstance(saved_as, str) and "\0" not in saved_as else None
    return Recovered(path, drawing, history.position, where, changed_s, events, stack, stamp)


def _after(history: History, event: dict[str, Any]) -> History:
    go = event.get("go")
    if go == "undo":
        history.undo()
    elif go == "redo":
        history.redo()
    elif go is not None:
        length = len(history.operations)
        return History(history.operations, limits.whole(go, "position", low=0, high=length))
    else:
        history.do(operation_from_json(event.get("do")))
    return history


def _event(line: bytes) -> dict[str, Any] | None:
    """The event of one line; None where it is torn, damaged or missing."""
    if not line.endswith(b"\n") or line[16:17] != b" " or _checksum(line[17:-1]) != line[:16]:
        return None
    try:
        event = json.loads(line[17:-1])
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) else None


def _checksum(body: bytes) -> bytes:
    return base64.b64encode(hashlib.blake2b(body, digest_size=12).digest())
