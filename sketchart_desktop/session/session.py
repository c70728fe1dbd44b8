"""What is done to the drawing in hand: strokes, steps, files. Tells by signals; knows no widget."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from numpy.typing import ArrayLike
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QImage

from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.file_stamp import FileStamp
from sketchart_desktop.document.layerstack import LayerStack
from sketchart_desktop.document.operations import AddStroke, Clear, Fill, Operation, Reshape
from sketchart_desktop.document.smoothing import UNSTEADIED, Point, Steadiness
from sketchart_desktop.document.stroke import PAPER, PAPER_LAYERS, Brush, Stroke, checked_points
from sketchart_desktop.document.symmetry import Symmetry
from sketchart_desktop.document.tidying import tidied
from sketchart_desktop.files import drawing_files, file_jobs
from sketchart_desktop.files.file_jobs import SaveJob
from sketchart_desktop.files.gallery import GallerySnapshot
from sketchart_desktop.raster.painting import Dirty, Painting
from sketchart_desktop.raster.snapshot import PaintingSnapshot
from sketchart_desktop.scheduling.interpreter_gate import InterpreterGate
from sketchart_desktop.scheduling.pen_interval import PenInterval
from sketchart_desktop.session import layer_locks
from sketchart_desktop.session.drawing_in_hand import DrawingInHand
from sketchart_desktop.session.open_drawing import OpenDrawing
from sketchart_desktop.styling.look_record import LookRecord

DEFAULT_SIZE_PX = (1024, 1024)
CLEARED_LAYERS = ("colour", "ink", "mask")
MASK_COLOUR = (236, 72, 153)  # what other programs show of the mask; only its coverage counts


class Session(DrawingInHand):
    """A drawing of `size` with undo, open and save. A failed open or save leaves everything as it was."""

    def __init__(
        self,
        width: int = DEFAULT_SIZE_PX[0],
        height: int = DEFAULT_SIZE_PX[1],
        *,
        journal_folder: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`journal_folder`: where a crash journal of this drawing is kept; None keeps none."""
        super().__init__(OpenDrawing.blank(width, height), parent)
        self.interpreter_gate = InterpreterGate()  # of what the hand waits for
        self.pen_interval = PenInterval()
        self._smoother = UNSTEADIED.begin(1.0)
        self._journal_folder = journal_folder
        self._start_journal()

    @property
    def journal_folder(self) -> Path | None:
        """Where crash journals are kept; None keeps none."""
        return self._journal_folder

    def set_undo_budget(self, budget_bytes: int) -> None:
        """Memory for undo tiles, of this drawing and of those opened after it."""
        self._open.painting.undo_budget_bytes = budget_bytes

    # Operations

    def do(self, operation: Operation) -> bool:
        """Do one operation; False, with a message, where it cannot be done."""
        self.finish_stroke()
        allowed = layer_locks.unlocked_part(self.stack, operation)
        if allowed is None:
            layers = operation.layers if isinstance(operation, Clear) else (getattr(operation, "layer", "ink"),)
            self.message.emit(layer_locks.refusal(self.stack, layers[-1]))
            return False
        operation = allowed
        try:
            dirty = self._open.painting.apply(operation)
        except DrawingFileError as error:
            self.message.emit(str(error))
            return False
        self._note(operation)
        self._tell(dirty)
        return True

    def undo(self) -> bool:
        """Take back the last operation; a stroke in progress is dropped instead."""
        if self.is_drawing:
            self.cancel_stroke()
            return True
        if self._open.history.undo() is None:
            return False
        return self._go("undo")

    def redo(self) -> bool:
        if self.is_drawing or self._open.history.redo() is None:
            return False
        return self._go("redo")

    def clear(self) -> bool:
        """Empty the layers one draws on. Undoable."""
        self.cancel_stroke()
        return self.do(Clear(CLEARED_LAYERS))

    def fill(self, layer: str, x: int, y: int, *, colour: tuple[int, int, int], gap_px: float = 4.0) -> bool:
        """Pour colour into the region of the ink around (x, y). False, and no step, on a line: there is no region."""
        ink = self._open.painting.layer("ink")
        colour = MASK_COLOUR if layer == "mask" else colour
        operation = Fill(layer, x, y, colour, gap_px=gap_px, to_middle=True)
        if not ink.isNull() and ink.pixelColor(x, y).alpha() > operation.tolerance:
            return False
        return self.do(operation)

    def set_layer(self, name: str, **values: bool | float) -> None:
        """Change how a layer shows: `visible`, `opacity` (0..1), `locked`. Kept with the drawing; no undo step."""
        stack = self.stack.changed(name, **values)
        if stack == self.stack:
            return
        if not stack[name].can_be_drawn_on:
            self.finish_stroke()
        self._open.painting.stack = stack
        self._changes += 1
        self._open.note(stack)
        self.layers_changed.emit()
        self.title_changed.emit()

    def tidy_lines(self) -> bool:
        """Draw the ink anew without its wobbles and gaps, as one step. False, with a message, without any lines."""
        self.finish_stroke()
        step = tidied(self._open.history.done, self.size)
        if step is None:
            self.message.emit(self.tr("There are no lines here that could be tidied."))
            return False
        return self.do(step)

    # The stroke in progress

    def begin_stroke(
        self,
        layer: str,
        brush: Brush,
        *,
        colour: tuple[int, int, int],
        point: Point,
        steadiness: Steadiness = UNSTEADIED,
        symmetry: Symmetry | None = None,
    ) -> None:
        """Put the pen down. An eraser on layer `PAPER` takes ink and colour away together.

        `steadiness`: how wobbles are taken out; not wanted for points that no hand drew.
        """
        self.finish_stroke()
        if layer == PAPER and brush.kind != "eraser":
            layer = PAPER_LAYERS[-1]
        asked, layer = layer, layer_locks.unlocked_layer(self.stack, layer)
        if not layer:
            self.message.emit(layer_locks.refusal(self.stack, asked))
            return
        colour = MASK_COLOUR if layer == "mask" else colour
        self._smoother = steadiness.begin(brush.size_px)
        head = Stroke(checked_points(self._smoother.feed([point])), brush, colour, layer, symmetry)
        with self.interpreter_gate:
            self._tell(self._open.painting.begin(head), history=False)

    def extend_stroke(self, points: Iterable[Point]) -> None:
        """More samples (x, y, pressure 0..1, seconds since the pen touched). Ignored where no stroke is in progress."""
        if not self.is_drawing:
            return
        self.pen_interval.note()
        smoothed = self._smoother.feed(points)
        if smoothed:
            self._extend(smoothed)

    def rest_stroke(self, time_s: float) -> None:
        """The pen is down and rests until `time_s` (seconds since it touched): a lagging line comes nearer to it."""
        if self.is_drawing:
            late = self._smoother.rest(time_s)
            if late:
                self._extend(late)

    def finish_stroke(self) -> None:
        """Lift the pen: the stroke becomes an operation. Nothing happens where no stroke is in progress."""
        if not self.is_drawing:
            return
        self.pen_interval.stop()
        rest = self._smoother.flush()
        if rest:
            self._extend(rest)
        if self.is_drawing:  # a stroke that grew too long was finished by _extend
            with self.interpreter_gate:
                self._end_stroke()
            self.history_changed.emit()
            self.title_changed.emit()

    def reshape_stroke(self, points: ArrayLike) -> bool:
        """The stroke in progress ends, and becomes one through float [N, 4] `points`. Undo first brings it back."""
        self.finish_stroke()
        last = self._open.history.last_done
        return isinstance(last, AddStroke) and self.do(Reshape(replace(last.stroke, points=checked_points(points))))

    def cancel_stroke(self) -> None:
        """Drop the stroke in progress as if it had never begun."""
        if self.is_drawing:
            self._tell(self._open.painting.cancel(), history=False)

    # Files

    def new(self, width: int = DEFAULT_SIZE_PX[0], height: int = DEFAULT_SIZE_PX[1]) -> bool:
        """Blank paper, without undo to what was before; False, with a message, for an impossible size."""
        try:
            drawing = Drawing(width, height)
        except DrawingFileError as error:
            self.message.emit(str(error))
            return False
        self.take(drawing_files.Opened(drawing, 0, Painting(width, height), None, True))
        return True

    def open(self, path: str | Path) -> bool:
        """Open an .ora, or a picture of a drawing split into ink and colour; False, with a message, where it fails.

        Here and now; the window lets a thread do it (`file_jobs.OpenJob`) and then calls `take`.
        """
        try:
            opened = drawing_files.open_file(path)
        except DrawingFileError as error:
            self.message.emit(str(error))
            return False
        self.take(opened)
        return True

    def open_copy(self, path: str | Path) -> bool:
        """Open a drawing to play with: it has no file of its own, so saving asks for a new name."""
        if not self.open(path):
            return False
        self._open.path = self._open.stamp = None
        self._start_journal()
        self.title_changed.emit()
        return True

    def save(self, path: str | Path | None = None) -> bool:
        """Write the .ora (the log with its undone tail inside); False, with a message, where it fails. Here and now."""
        job = self.save_job(path)
        try:
            stamp = file_jobs.carry_out(job)
        except DrawingFileError as error:
            self.message.emit(str(error))
            return False
        if not isinstance(stamp, FileStamp):
            self.message.emit(self.tr("Another program changed the file meanwhile."))
            return False
        self.saved(job, stamp)
        return True

    def save_job(self, path: str | Path | None = None, *, overwrite: bool = False) -> SaveJob:
        """All that saving needs, as it is now, for another thread to carry out; then call `saved`.

        Nothing happens to this drawing where the job fails: it stays modified, and the old file stays. So it does where
        another program changed the drawing's file since it was read or written here, unless `overwrite`.
        """
        target = self._open.path if path is None else Path(path)
        if target is None:
            raise ValueError("a drawing without a file needs a path")
        self.finish_stroke()
        return self._open.save_job(target, overwrite=overwrite)

    def copy_job(self, target: Path) -> SaveJob:
        """Writes this drawing as it is now into a file that does not become its own."""
        return self._open.copy_job(target)

    def gallery_snapshot(self, name: str, artwork: QImage, look: LookRecord) -> GallerySnapshot:
        """This drawing as it is now, with its artwork, for the gallery; another thread may write it."""
        self.finish_stroke()
        position, painting = self._open.history.position, self._open.painting
        return GallerySnapshot(name, artwork, self._open.whole, position, PaintingSnapshot(painting), look)

    def saved(self, job: SaveJob, stamp: FileStamp | None = None) -> None:
        """`job` was carried out and gave `stamp`. It may be told late: what was drawn meanwhile counts as not saved."""
        if not self.owns(job):
            return  # another drawing is open here by now
        self._open.saved(job, stamp)
        self.history_changed.emit()
        self.title_changed.emit()

    def leave_file(self) -> None:
        """The drawing goes on without its file, which another program changed; saving asks for a name."""
        self._open.leave_file()
        self._start_journal()
        self.history_changed.emit()
        self.title_changed.emit()

    def recover(self, drawing: Drawing, position: int, *, stack: LayerStack | None = None) -> bool:
        """Take over what a crash journal kept; it counts as modified. False, with a message, where it fails."""
        try:
            opened = drawing_files.recovered(drawing, position)
        except DrawingFileError as error:
            self.message.emit(str(error))
            return False
        opened.painting.stack = stack or opened.painting.stack
        self.take(opened)
        return True

    def take(self, opened: drawing_files.Opened) -> None:
        """Take over a drawing that was opened, recovered or made; what was here before is gone."""
        opened.painting.undo_budget_bytes = self._open.painting.undo_budget_bytes
        self._open.close()
        self._open = OpenDrawing.of(opened)
        if self._open.journal is None:
            self._start_journal()
        self.tell_all()

    def swap(self, other: OpenDrawing | None) -> OpenDrawing:
        """Give away the drawing in hand, and take `other` instead, without a word: then call `tell_all`.

        Without another, call `take` next. A stroke in progress goes along; finish it first where it shall not.
        """
        before = self._open
        if other is None:
            other = OpenDrawing(before.drawing, before.history, before.painting, before.saved_stack)
        other.painting.undo_budget_bytes = before.painting.undo_budget_bytes
        self._open = other
        return before

    def tell_all(self) -> None:
        """Everything about the drawing in hand is new."""
        self._changes += 1
        self.drawing_changed.emit(QRect(0, 0, *self.size))
        self.layers_changed.emit()
        self.history_changed.emit()
        self.title_changed.emit()

    def owns(self, job: SaveJob) -> bool:
        """Was this job made for the drawing in hand?"""
        return job in self._open.own_jobs

    def close(self) -> None:
        """The drawing is no longer needed: its crash journal goes."""
        self._open.close()

    # Within

    def _extend(self, points: list[Point]) -> None:
        try:
            with self.interpreter_gate:
                dirty = self._open.painting.extend(points)
        except DrawingFileError:
            # Longer than any stroke may be, or far off the paper: what was drawn so far stays.
            self._end_stroke()
            self.history_changed.emit()
            return
        self._tell(dirty, history=False)

    def _end_stroke(self) -> None:
        self._tell(self._open.painting.settle(), history=False)
        self._note(self._open.painting.finish())

    def _go(self, event: str) -> bool:
        dirty = self._open.painting.go_to(self._open.history.position, self._open.history.operations)
        self._changes += 1
        self._open.note(event)
        self._tell(dirty)
        return True

    def _note(self, operation: AddStroke | Operation) -> None:
        self._open.history.do(operation)
        self._changes += 1
        self._open.note(operation)

    def _tell(self, dirty: Dirty, *, history: bool = True) -> None:
        for rect in dirty:
            self.drawing_changed.emit(rect)
        if history:
            self.history_changed.emit()
            self.title_changed.emit()

    def _start_journal(self) -> None:
        if self._journal_folder is None:
            return
        try:
            self._open.start_journal(self._journal_folder)
        except DrawingFileError as error:
            self.message.emit(str(error))
