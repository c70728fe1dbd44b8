"""The row of tabs: all drawings that are open, one of them in the session. Tells by signals; knows no widget."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.file_stamp import FileStamp
from sketchart_desktop.files import drawing_files
from sketchart_desktop.files.drawing_files import Opened
from sketchart_desktop.files.file_jobs import SaveJob
from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.session.open_drawing import OpenDrawing
from sketchart_desktop.session.session import Session

RESTING_SHARE = 4  # a drawing that is put away keeps this part of its memory for undo


@dataclass(frozen=True)
class DrawingTab:
    """What is to be known of an open drawing. `key` is its own while it is open.

    Without a file, `name` names it, or `number` where that is "", too.
    """

    key: int
    number: int
    path: Path | None
    is_modified: bool
    name: str = ""


class OpenDrawings(QObject):
    """A row of open drawings, never empty. The session is always the same one: what is in its hand changes."""

    switching = Signal(int)  # another drawing will be in hand: the key of the one that is put away
    switched = Signal(int)  # the key of the one in hand now; the session has told already
    changed = Signal()  # which there are, which is in hand, their order, names and whether they are saved
    closed = Signal(int)  # the key of one that is gone

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._keys = [1]
        self._numbers = {1: 1}
        self._away: dict[int, OpenDrawing] = {}
        self._current = 1
        self._next_key = 2
        self._told: tuple[tuple[DrawingTab, ...], int] = ((), 0)
        session.history_changed.connect(self._tell)
        session.title_changed.connect(self._tell)
        session.layers_changed.connect(self._tell)

    @property
    def session(self) -> Session:
        return self._session

    @property
    def current(self) -> int:
        """The key of the drawing in hand."""
        return self._current

    def tabs(self) -> tuple[DrawingTab, ...]:
        return tuple(self._tab(key) for key in self._keys)

    def find(self, path: Path) -> int | None:
        """The key of the drawing that is this file."""
        wanted = path.resolve()
        return next((tab.key for tab in self.tabs() if tab.path is not None and tab.path.resolve() == wanted), None)

    def add(self, opened: Opened) -> int:
        """Take a drawing in hand beside the others; in place of the one in hand where that is blank and has no name."""
        self._session.finish_stroke()
        if self._in_hand_is_nothing():
            self._session.take(opened)
            self.switched.emit(self._current)
        else:
            self._set_aside()
            before, key, self._next_key = self._current, self._next_key, self._next_key + 1
            self._keys.append(key)
            self._current = key
            self._numbers[key] = self._free_number()
            self._session.take(opened)
            self._rest(before)
            self.switched.emit(key)
        self._tell()
        return self._current

    def add_blank(self, width: int, height: int) -> bool:
        """Blank paper; False, with the session's message, for an impossible size."""
        try:
            opened = Opened(Drawing(width, height), 0, Painting(width, height), None, True)
        except DrawingFileError as error:
            self._session.message.emit(str(error))
            return False
        self.add(opened)
        return True

    def add_copy(self, path: Path) -> bool:
        """A drawing to play with: saving asks for a new name. False, with the session's message, where it fails."""
        try:
            opened = drawing_files.open_file(path)
        except DrawingFileError as error:
            self._session.message.emit(str(error))
            return False
        self.add(replace(opened, path=None, stamp=None))
        return True

    def show(self, key: int) -> None:
        """Take another open drawing in hand."""
        if key == self._current or key not in self._away:
            return
        self._session.finish_stroke()
        self._set_aside(self._away[key])
        del self._away[key]
        self._rest(self._current)
        self._current = key
        self._session.tell_all()
        self.switched.emit(key)
        self._tell()

    def step(self, direction: int) -> None:
        """The next drawing in the row, or the one before (-1), round and round."""
        place = self._keys.index(self._current)
        self.show(self._keys[(place + direction) % len(self._keys)])

    def move(self, place: int, to: int) -> None:
        """Another order of the row."""
        self._keys.insert(to, self._keys.pop(place))
        self._tell()

    def close(self, key: int) -> None:
        """Let a drawing go without asking. In place of the last one comes blank paper of its size."""
        if key == self._current:
            if len(self._keys) == 1:
                self.switching.emit(key)
                self.closed.emit(key)
                self._session.new(*self._session.size)
                self._numbers[key] = 1
                self.switched.emit(key)
                self._tell()
                return
            place = self._keys.index(key)
            self.show(self._keys[place + 1] if place + 1 < len(self._keys) else self._keys[place - 1])
        gone = self._away.pop(key, None)
        if gone is not None:
            gone.close()
            self._keys.remove(key)
            self._numbers.pop(key)
            self.closed.emit(key)
            self._tell()

    def close_all(self) -> None:
        """The program ends in good order: no crash journal stays."""
        for gone in self._away.values():
            gone.close()
        self._away.clear()
        self._session.close()

    def saved(self, job: SaveJob, stamp: FileStamp | None = None) -> None:
        """`job` was carried out and gave `stamp`, for whichever of the open drawings it was made."""
        if self._session.owns(job):
            self._session.saved(job, stamp)
            return
        for kept in self._away.values():
            if job in kept.own_jobs:
                kept.saved(job, stamp)
                self._tell()

    def copies(self, folder: Path) -> tuple[SaveJob, ...]:
        """Jobs that write each open drawing that is not blank into `folder`; nothing counts as saved by them. Close
        their paintings afterwards."""
        self._session.finish_stroke()
        return tuple(drawing.copy_job(folder / f"{key}.ora") for key, drawing in self._drawn())

    def drawn_count(self) -> int:
        """How many of the open drawings are not blank."""
        return len(self._drawn())

    def show_owner(self, job: SaveJob) -> bool:
        """Take in hand the drawing that `job` was made for; False where it is not open any more."""
        for key, kept in self._away.items():
            if job in kept.own_jobs:
                self.show(key)
                break
        return self._session.owns(job)

    def _drawn(self) -> list[tuple[int, Session | OpenDrawing]]:
        both = [(key, self._session if key == self._current else self._away[key]) for key in self._keys]
        return [(key, drawing) for key, drawing in both if drawing.painting.position]

    @Slot()
    def _tell(self) -> None:
        now = self.tabs(), self._current
        if now != self._told:
            self._told = now
            self.changed.emit()

    def _tab(self, key: int) -> DrawingTab:
        drawing = self._session if key == self._current else self._away[key]
        return DrawingTab(key, self._numbers[key], drawing.path, drawing.is_modified, drawing.name)

    def _set_aside(self, other: OpenDrawing | None = None) -> None:
        self.switching.emit(self._current)
        self._away[self._current] = self._session.swap(other)

    def _rest(self, key: int) -> None:
        """What is put away needs less memory; whoever took its place has taken over the budget by now."""
        self._away[key].painting.undo_budget_bytes = self._session.painting.undo_budget_bytes // RESTING_SHARE

    def _in_hand_is_nothing(self) -> bool:
        session = self._session
        return session.is_blank and not session.can_redo and not session.is_modified and session.path is None

    def _free_number(self) -> int:
        taken = {self._numbers[key] for key in self._keys if key != self._current and key in self._numbers}
        return next(number for number in range(1, len(taken) + 2) if number not in taken)
