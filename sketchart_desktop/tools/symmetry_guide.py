"""The symmetry one draws with: its kind, its turns, and where on the paper it stands. Told by a signal."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from sketchart_desktop.document.symmetry import LEAST_TURNS, MOST_TURNS, SYMMETRIES, Symmetry

MIDDLE = (0.5, 0.5)


class SymmetryGuide(QObject):
    """`kind` is "" or one of SYMMETRIES; `place` is a share of the paper's width and height."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = ""
        self.turns = 6
        self.place = MIDDLE

    def choose(self, kind: str) -> None:
        """Draw with this symmetry; the one in use already, or "", ends it."""
        if kind and kind not in SYMMETRIES:
            raise ValueError(f"no symmetry {kind!r}")
        self.kind = "" if kind == self.kind else kind
        self.changed.emit()

    def set_turns(self, turns: int) -> None:
        """How many times a radial symmetry repeats what is drawn."""
        self.turns = min(max(turns, LEAST_TURNS), MOST_TURNS)
        self.changed.emit()

    def move(self, x: float, y: float) -> None:
        """Stand at this share of the paper; never outside it."""
        place = (min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))
        if place != self.place:
            self.place = place
            self.changed.emit()

    def to_middle(self) -> None:
        self.move(*MIDDLE)

    def on_paper(self, size: tuple[int, int]) -> Symmetry | None:
        """What strokes on a paper of (width, height) get; None without symmetry."""
        if not self.kind:
            return None
        return Symmetry(self.kind, self.place[0] * size[0], self.place[1] * size[1], self.turns)
