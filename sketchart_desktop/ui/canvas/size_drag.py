"""Shift and drag: the brush grows to the right and shrinks to the left, its outline standing where the hand began."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from sketchart_desktop.tools.brushes import DRAWING_TOOLS
from sketchart_desktop.tools.toolbox import ToolBox


class SizeDrag:
    """One drag at a time."""

    def __init__(self, toolbox: ToolBox) -> None:
        self._toolbox = toolbox
        self._from: QPointF | None = None
        self._size_px = 0.0

    @property
    def active(self) -> bool:
        return self._from is not None

    def begin(self, position: QPointF) -> bool:
        """False where the tool in hand has no brush of its own (Shift makes shapes regular)."""
        if self._toolbox.tool not in DRAWING_TOOLS:
            return False
        self._from, self._size_px = QPointF(position), self._toolbox.brush.size_px
        return True

    def drag(self, position: QPointF, scale: float) -> None:
        """`scale`: widget pixels per canvas pixel. The outline's rim follows the hand."""
        if self._from is not None:
            size = self._size_px + 2.0 * (position.x() - self._from.x()) / scale
            self._toolbox.set_size(round(size) if size >= 4 else round(size * 2) / 2)

    def end(self) -> None:
        self._from = None
