"""The drawing in hand as others see it: its pixels, log, file and state, and the signals that tell of its changes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QRect, Signal

from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.layerstack import LayerStack
from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.session.open_drawing import OpenDrawing


class DrawingInHand(QObject):
    """What there is to know. What is done to it is the session's matter."""

    drawing_changed = Signal(QRect)  # these canvas pixels are new, and others where it is told again; all after open()
    history_changed = Signal()
    title_changed = Signal()
    layers_changed = Signal()  # how the layers show: eyes, opacities, locks
    message = Signal(object)  # Message, or a translated text

    def __init__(self, drawing: OpenDrawing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = drawing
        self._changes = 0

    @property
    def painting(self) -> Painting:
        """The pixels. A new object after new(), open() and recover()."""
        return self._open.painting

    @property
    def drawing(self) -> Drawing:
        """The drawing with the operations that are done now."""
        return Drawing(*self.size, self._open.history.done, self._open.drawing.background)

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) of the canvas, pixels."""
        return self._open.drawing.width, self._open.drawing.height

    @property
    def path(self) -> Path | None:
        """The .ora file that save() without a name would write; None for a new or imported drawing."""
        return self._open.path

    @property
    def name(self) -> str:
        """What to call the drawing where it has no file: that of the picture it came from; "" for a new one."""
        return self._open.name

    @property
    def title(self) -> str:
        """The file's name, "" for a drawing without one."""
        return "" if self._open.path is None else self._open.path.name

    @property
    def is_modified(self) -> bool:
        return self._open.is_modified

    @property
    def stack(self) -> LayerStack:
        """How the layers show."""
        return self._open.painting.stack

    @property
    def changes(self) -> int:
        """Grows with every step done, undone or redone, and with every drawing opened."""
        return self._changes

    @property
    def is_drawing(self) -> bool:
        """A stroke is in progress."""
        return self._open.painting.is_drawing

    @property
    def is_blank(self) -> bool:
        """Nothing is done on the paper (and no stroke is in progress)."""
        return self._open.history.position == 0 and not self.is_drawing

    @property
    def can_undo(self) -> bool:
        return self._open.history.can_undo

    @property
    def undo_takes_long(self) -> bool:
        """How it was one step back is not kept: some of it will be painted anew."""
        kept = self._open.painting.undo_spans()[-1:]
        return self.can_undo and not self.is_drawing and not any(span.end - span.start == 1 for span in kept)

    @property
    def can_redo(self) -> bool:
        return self._open.history.can_redo
