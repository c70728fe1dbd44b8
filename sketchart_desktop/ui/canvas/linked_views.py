"""Two views of one sheet that move, zoom and turn together."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from sketchart_desktop.ui.canvas.pannable import PannableView


class ViewLink(QObject):
    """What is in the middle of one view is in the middle of the other, at the same scale, turn and mirror.

    A view that is fitted leaves the other fitted too: each knows best how the sheet fits into it.
    """

    def __init__(self, first: PannableView, second: PannableView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._views = (first, second)
        self._linked = False
        self._following = False
        first.viewport_changed.connect(self._first_moved)
        second.viewport_changed.connect(self._second_moved)

    @property
    def linked(self) -> bool:
        return self._linked

    @Slot(bool)
    def set_linked(self, linked: bool) -> None:
        """Linked, the second follows at once."""
        self._linked = linked
        if linked:
            self._first_moved()

    @Slot()
    def _first_moved(self) -> None:
        self._follow(*self._views)

    @Slot()
    def _second_moved(self) -> None:
        self._follow(self._views[1], self._views[0])

    def _follow(self, leader: PannableView, other: PannableView) -> None:
        if not self._linked or self._following or not other.isVisible() or leader.sheet != other.sheet:
            return
        self._following = True
        other.look_like(leader)
        self._following = False
