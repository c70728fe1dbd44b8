"""A drawing that is open but not in hand: everything a session needs to go on with it as if nothing had been."""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from pathlib import Path

from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.history import History
from sketchart_desktop.document.journal import Journal
from sketchart_desktop.document.layerstack import LayerStack
from sketchart_desktop.files.file_jobs import SaveJob
from sketchart_desktop.raster.painting import Painting


@dataclass(frozen=True, eq=False)
class OpenDrawing:
    """Made and used by `Session.swap`. Its crash journal goes on living."""

    drawing: Drawing
    history: History
    painting: Painting
    saved_stack: LayerStack
    path: Path | None
    journal: Journal | None
    saving: SaveJob | None
    own_jobs: weakref.WeakSet[SaveJob]

    @property
    def is_modified(self) -> bool:
        return not self.history.is_clean or self.painting.stack != self.saved_stack

    def close(self) -> None:
        """The drawing is no longer needed: its crash journal goes."""
        if self.journal is not None:
            self.journal.discard()
