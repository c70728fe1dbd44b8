"""What menus and keys do to the drawing and to the brush in hand: undo, clear, tidy; size, opacity, colour."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from sketchart_desktop.session.session import Session
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.canvas.view import CanvasView
from sketchart_desktop.ui.widgets.busy_cursor import waiting


class DrawingActions(QObject):
    """A stroke that is being drawn comes first: until it ends, the drawing stays as it is."""

    def __init__(
        self, session: Session, toolbox: ToolBox, *, canvas: CanvasView, actions: Actions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._toolbox = toolbox
        self._canvas = canvas
        self._actions = actions
        deeds = {
            "edit.undo": self._undo,
            "edit.redo": self._redo,
            "edit.clear": self._clear,
            "aid.tidy": self._tidy,
            "brush.last": toolbox.choose_last_brush,
            "brush.previous": toolbox.choose_previous_brush,
            "brush.smaller": self._smaller,
            "brush.larger": self._larger,
            "brush.fainter": self._fainter,
            "brush.stronger": self._stronger,
            "brush.swap": toolbox.swap_colour,
            "brush.default_colour": toolbox.default_colour,
        }
        for action_id, deed in deeds.items():
            actions[action_id].triggered.connect(deed)
        canvas.undo_requested.connect(self._undo)
        canvas.redo_requested.connect(self._redo)
        session.history_changed.connect(self._show_history)
        self._show_history()

    @Slot()
    def _show_history(self) -> None:
        self._actions["edit.undo"].setEnabled(self._session.can_undo)
        self._actions["edit.redo"].setEnabled(self._session.can_redo)

    @Slot()
    def _undo(self) -> None:
        if not self._canvas.is_drawing:
            with waiting(self._session.undo_takes_long):
                self._session.undo()

    @Slot()
    def _redo(self) -> None:
        if not self._canvas.is_drawing:
            self._session.redo()

    @Slot()
    def _tidy(self) -> None:
        if not self._canvas.is_drawing:
            self._session.tidy_lines()

    @Slot()
    def _clear(self) -> None:
        if not self._canvas.is_drawing:
            self._session.clear()

    @Slot()
    def _smaller(self) -> None:
        self._toolbox.step_size(-1)

    @Slot()
    def _larger(self) -> None:
        self._toolbox.step_size(1)

    @Slot()
    def _fainter(self) -> None:
        self._toolbox.step_opacity(-1)

    @Slot()
    def _stronger(self) -> None:
        self._toolbox.step_opacity(1)
