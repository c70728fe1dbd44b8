"""What the drawings show: what the classifier sees in the one in hand, and what the person says that it is.

A name that the person chose holds, whatever is drawn later, until it is let go. Kept for every open drawing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from sketchart_desktop.session.open_drawings import OpenDrawings

if TYPE_CHECKING:
    from engines.naming.classifier import Label
    from engines.naming.figures import NamedFigure

SURE = 0.3  # a less probable label is no name for a file or an entry of the gallery


class DrawingName(QObject):
    """Follows the open drawings. Knows things by their ids in the vocabulary."""

    changed = Signal()

    def __init__(self, drawings: OpenDrawings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drawings = drawings
        self._figures: tuple[NamedFigure, ...] = ()
        self._chosen: dict[int, str] = {}
        drawings.switched.connect(self._switched)
        drawings.closed.connect(self._closed)

    @property
    def figures(self) -> tuple[NamedFigure, ...]:
        """What the classifier sees, the largest figure first; none for an empty drawing."""
        return self._figures

    @property
    def labels(self) -> tuple[Label, ...]:
        """What the largest figure may be, the most probable first."""
        return self._figures[0].labels if self._figures else ()

    @property
    def chosen(self) -> str:
        """The thing that the person says it is; "" where nothing was said."""
        return self._chosen.get(self._drawings.current, "")

    @property
    def thing(self) -> str:
        """What it shows: as chosen, else as seen with some certainty, else ""."""
        labels = self.labels
        return self.chosen or (labels[0].thing if labels and labels[0].probability >= SURE else "")

    def choose(self, thing: str) -> None:
        """The person says what it is; "" leaves it to the classifier again."""
        if thing == self.chosen:
            return
        if thing:
            self._chosen[self._drawings.current] = thing
        else:
            del self._chosen[self._drawings.current]
        self.changed.emit()

    @Slot(object)
    def show_figures(self, figures: tuple[NamedFigure, ...]) -> None:
        """The classifier has looked."""
        self._figures = figures
        self.changed.emit()

    @Slot(int)
    def _switched(self, _key: int) -> None:
        self._figures = ()
        self.changed.emit()

    @Slot(int)
    def _closed(self, key: int) -> None:
        self._chosen.pop(key, None)
