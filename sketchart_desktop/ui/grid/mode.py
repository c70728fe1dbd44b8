"""The grid as a way to show the artwork: entered and left by its action, by Esc, or by choosing overlay or swiping."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from sketchart_desktop.styling.look import Look
from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.artwork.mode_switch import ModeSwitch
from sketchart_desktop.ui.artwork.view import ArtworkView
from sketchart_desktop.ui.canvas.view import CanvasView
from sketchart_desktop.ui.grid.pane import GridPane
from sketchart_desktop.ui.widgets.theme import Tones


class GridMode(QObject):
    """`toggled` tells whether the grid stands in the artwork's place."""

    toggled = Signal(bool)

    def __init__(
        self, look: Look, table: Actions, *, canvas: CanvasView, artwork: ArtworkView, switch: ModeSwitch
    ) -> None:
        super().__init__(artwork)
        self._table = table
        self._canvas = canvas
        self._artwork = artwork
        self._switch = switch
        self.pane = GridPane(look, artwork)
        self.pane.addAction(table["art.grid"])
        self.pane.leave_requested.connect(self.leave)
        self.pane.style_adopted.connect(look.adopt)
        table["art.grid"].toggled.connect(self._set_grid)
        for other in ("art.overlay", "art.swipe"):  # which show the artwork that the grid covers
            table[other].toggled.connect(self._another_way)
        canvas.installEventFilter(self)

    @property
    def on(self) -> bool:
        return self._table["art.grid"].isChecked()

    def set_sheet(self, sheet: QSize) -> None:
        self.pane.set_sheet(sheet)

    def set_tones(self, tones: Tones) -> None:
        self.pane.set_tones(tones)

    @Slot()
    def leave(self) -> None:
        self._table["art.grid"].setChecked(False)

    @Slot(bool)
    def _set_grid(self, on: bool) -> None:
        if on:
            self._table["art.overlay"].setChecked(False)
            self._table["art.swipe"].setChecked(False)
            self.pane.set_sheet(self._artwork.sheet)
            self.toggled.emit(True)
            self.pane.open()
            self._switch.raise_()
        else:
            focused = self.pane.isAncestorOf(self.pane.window().focusWidget() or self._canvas)
            self.pane.close_grid()
            self.toggled.emit(False)
            if focused:
                self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def _another_way(self, on: bool) -> None:
        if on:
            self.leave()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._canvas or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() != Qt.Key.Key_Escape or not self.on or self._canvas.is_drawing:
            return False
        self.leave()
        return True
