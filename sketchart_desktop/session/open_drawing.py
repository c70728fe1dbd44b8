"""What belongs to one open drawing, kept together while it waits in its tab: log, pixels, file and crash journal."""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field
from pathlib import Path

from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.file_stamp import FileStamp
from sketchart_desktop.document.history import History
from sketchart_desktop.document.journal import Journal
from sketchart_desktop.document.layerstack import LayerStack
from sketchart_desktop.document.operations import Operation
from sketchart_desktop.files.file_jobs import SaveJob
from sketchart_desktop.files.opened import Opened
from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.raster.snapshot import PaintingSnapshot


@dataclass(eq=False)
class OpenDrawing:
    """`drawing` as it was opened, whose operations are now those of `history`; `path`: the file that saving writes.

    `stamp`: what that file was when it was read or written last. `name`: what to call a drawing without a file.
    `saving`: the newest save under way; `own_jobs`: all of them.
    """

    drawing: Drawing
    history: History
    painting: Painting
    saved_stack: LayerStack
    path: Path | None = None
    stamp: FileStamp | None = None
    name: str = ""
    journal: Journal | None = None
    saving: SaveJob | None = None
    own_jobs: weakref.WeakSet[SaveJob] = field(default_factory=weakref.WeakSet)

    @staticmethod
    def blank(width: int, height: int) -> OpenDrawing:
        """Raises DrawingFileError for an impossible size."""
        painting = Painting(width, height)
        return OpenDrawing(Drawing(width, height), History(), painting, painting.stack)

    @staticmethod
    def of(opened: Opened) -> OpenDrawing:
        """Its crash journal goes with it, where one was begun."""
        history = History(opened.drawing.operations, opened.position)
        if not opened.clean:
            history.mark_modified()
        return OpenDrawing(
            opened.drawing,
            history,
            opened.painting,
            opened.painting.stack,
            path=opened.path,
            stamp=opened.stamp,
            name=opened.name,
            journal=opened.journal,
        )

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) of the canvas, pixels."""
        return self.drawing.width, self.drawing.height

    @property
    def is_modified(self) -> bool:
        return not self.history.is_clean or self.painting.stack != self.saved_stack

    @property
    def whole(self) -> Drawing:
        """The drawing with its undone operations too."""
        return Drawing(*self.size, self.history.operations, self.drawing.background)

    def save_job(self, target: Path, *, overwrite: bool) -> SaveJob:
        """All that saving needs, as it is now. Without `overwrite`, what another program wrote there is spared."""
        self.history.begin_save()
        guarded = not overwrite and target == self.path
        self.saving = SaveJob(
            target,
            self.whole,
            self.history.position,
            PaintingSnapshot(self.painting),
            guarded=guarded,
            known=self.stamp,
        )
        self.own_jobs.add(self.saving)
        return self.saving

    def copy_job(self, target: Path) -> SaveJob:
        """Writes it as it is now into a file that does not become its own."""
        return SaveJob(target, self.whole, self.history.position, PaintingSnapshot(self.painting))

    def saved(self, job: SaveJob, stamp: FileStamp | None) -> None:
        """One of its own jobs was carried out; `stamp`: of what was written."""
        self.own_jobs.discard(job)
        self.path, self.stamp = job.path, stamp
        if job is self.saving:
            self.saving = None
            self.saved_stack = job.painting.stack
            self.history.mark_saved()
        if self.journal is not None:
            self.journal.note_saved(job.path, modified=self.is_modified, stamp=stamp)

    def leave_file(self) -> None:
        """Its file is another's from now on: it keeps what is drawn and the name, and counts as not saved."""
        self.name = self.path.stem if self.path is not None else self.name
        self.path = self.stamp = None
        self.history.mark_modified()

    def start_journal(self, folder: Path) -> None:
        """Begin the crash journal anew. Raises DrawingFileError where it cannot be written."""
        self.close()
        self.journal = Journal.start(
            folder,
            self.whole,
            position=self.history.position,
            stack=self.painting.stack,
            saved_as=self.path,
            stamp=self.stamp,
            unsaved=self.is_modified,
        )

    def note(self, entry: Operation | LayerStack | str) -> None:
        """One more step, or another look of the layers, for the crash journal where there is one."""
        if self.journal is not None:
            self.journal.append(entry)

    def close(self) -> None:
        """The drawing is no longer needed: its crash journal goes."""
        if self.journal is not None:
            self.journal.discard()
            self.journal = None
