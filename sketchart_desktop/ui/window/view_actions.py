"""What the View menu does to drawing and artwork: zoom, fit, turn, mirror, full screen, panels hidden, next pane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QMainWindow, QWidget

from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.artwork.view import ArtworkView
from sketchart_desktop.ui.canvas.view import CanvasView

TURN_STEP_DEGREES = 15
NO_LIMIT_PX = 16777215  # QWIDGETSIZE_MAX, which PySide does not name


class ViewActions(QObject):
    """`panels`: what Tab hides, as it does `on_demand`, which have actions of their own. `panes`: F6 walks there."""

    def __init__(
        self,
        window: QMainWindow,
        table: Actions,
        *,
        canvas: CanvasView,
        artwork: ArtworkView,
        panels: Sequence[QWidget],
        on_demand: Mapping[str, QWidget],
        panes: Sequence[QWidget],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._table = table
        self._canvas = canvas
        self._artwork = artwork
        self._panels = tuple(panels)
        self._on_demand = dict(on_demand)
        self._panes = tuple(panes)
        deeds = {
            "view.zoom_in": self._zoom_in,
            "view.zoom_out": self._zoom_out,
            "view.actual": self._actual_size,
            "view.fit": self._fit,
            "view.fit_width": self._fit_width,
            "view.mirror": self._mirror,
            "view.turn_left": self._turn_left,
            "view.turn_right": self._turn_right,
            "view.turn_reset": self._turn_back,
            "view.panels": self._show_panels,
            "view.next_pane": self._next_pane,
            "view.full_screen": self._full_screen,
        }
        for action_id, deed in deeds.items():
            table[action_id].triggered.connect(deed)
        for action_id in self._on_demand:
            table[action_id].toggled.connect(self._show_on_demand)
        table["view.panels"].setChecked(True)

    def show_window_state(self) -> None:
        """The window became full screen, or is no longer, however that was done."""
        self._table["view.full_screen"].setChecked(self._window.isFullScreen())

    def show_view(self) -> None:
        self._table["view.mirror"].setChecked(self._canvas.viewport.mirrored)

    @Slot()
    def _zoom_in(self) -> None:
        self._viewed().zoom_step(1)

    @Slot()
    def _zoom_out(self) -> None:
        self._viewed().zoom_step(-1)

    @Slot()
    def _actual_size(self) -> None:
        self._viewed().actual_size()

    @Slot()
    def _fit(self) -> None:
        self._viewed().fit()

    @Slot()
    def _fit_width(self) -> None:
        self._viewed().fit_width()

    @Slot(bool)
    def _mirror(self, mirrored: bool) -> None:
        self._canvas.set_mirrored(mirrored)
        self._artwork.set_mirrored(mirrored)

    @Slot()
    def _turn_left(self) -> None:
        self._viewed().turn(-TURN_STEP_DEGREES)

    @Slot()
    def _turn_right(self) -> None:
        self._viewed().turn(TURN_STEP_DEGREES)

    @Slot()
    def _turn_back(self) -> None:
        self._viewed().turn(0)

    @Slot(bool)
    def _show_panels(self, visible: bool) -> None:
        for part in self._panels:
            part.setVisible(visible)
        for action_id, part in self._on_demand.items():
            part.setVisible(visible and self._table[action_id].isChecked())
        self._window.menuBar().setMaximumHeight(NO_LIMIT_PX if visible else 0)

    @Slot()
    def _show_on_demand(self) -> None:
        wanted = {action_id for action_id in self._on_demand if self._table[action_id].isChecked()}
        fresh = any(not self._on_demand[action_id].isVisible() for action_id in wanted)
        if fresh and not self._table["view.panels"].isChecked():
            self._table["view.panels"].trigger()
        for action_id, part in self._on_demand.items():
            part.setVisible(action_id in wanted)

    @Slot(bool)
    def _full_screen(self, full: bool) -> None:
        state, bit = self._window.windowState(), Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | bit if full else state & ~bit)

    @Slot()
    def _next_pane(self) -> None:
        focused = self._window.focusWidget()
        at = next((i for i, p in enumerate(self._panes) if p.hasFocus() or p.isAncestorOf(focused)), -1)
        for step in range(1, len(self._panes) + 1):
            pane = self._panes[(at + step) % len(self._panes)]
            target = pane if pane.focusPolicy() != Qt.FocusPolicy.NoFocus else _first_focusable(pane)
            if pane.isVisible() and target is not None:
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _viewed(self) -> CanvasView | ArtworkView:
        """The view that the keys mean: the artwork when it has the focus, else the drawing."""
        return self._artwork if self._artwork.hasFocus() else self._canvas


def _first_focusable(pane: QWidget) -> QWidget | None:
    widgets = (w for w in pane.findChildren(QWidget) if w.isVisible() and w.isEnabled())
    return next((w for w in widgets if w.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
