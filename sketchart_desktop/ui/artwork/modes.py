"""How artwork and drawing are shown together: side by side, laid over, swiped, in its own window; linked or not."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, Qt, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from sketchart_desktop.preferences.window_layout import WindowLayout
from sketchart_desktop.ui.actions import OVER_PICTURE, Actions
from sketchart_desktop.ui.artwork.mode_switch import ModeSwitch
from sketchart_desktop.ui.artwork.view import ArtworkView
from sketchart_desktop.ui.artwork.window import ArtworkWindow
from sketchart_desktop.ui.canvas.linked_views import ViewLink
from sketchart_desktop.ui.canvas.view import CanvasView

OVERLAY_OPACITY = 0.7


class ArtworkModes(QObject):
    """Overlay and own window exclude each other; swiping works wherever the artwork has a pane."""

    def __init__(
        self,
        window: QWidget,
        table: Actions,
        *,
        canvas: CanvasView,
        artwork: ArtworkView,
        views: QSplitter,
        layout: WindowLayout,
    ) -> None:
        super().__init__(window)
        self._table = table
        self._canvas = canvas
        self._artwork = artwork
        self._views = views
        self._layout = layout
        self._opacity = layout.number("overlay_opacity", OVERLAY_OPACITY, low=0.1, high=1.0)
        self._place, self._share = views.indexOf(artwork), 0.5
        self._window = ArtworkWindow(window)
        self._link = ViewLink(canvas, artwork, self)
        self._switch = ModeSwitch(table, OVER_PICTURE, artwork)
        self._switch.opacity_requested.connect(self._set_opacity)
        self._window.return_requested.connect(self._come_back)
        artwork.artwork_changed.connect(self._artwork_changed)
        views.splitterMoved.connect(self._remember_views)
        for action_id, deed in (
            ("art.overlay", self._set_overlay),
            ("art.swipe", self._set_swipe),
            ("art.window", self._set_window),
            ("art.link", self._set_link),
        ):
            table[action_id].toggled.connect(deed)
        table["art.link"].setChecked(layout.flag("views_linked", True))
        views.restoreState(QByteArray.fromBase64(layout.text("views").encode("ascii", "ignore")))

    @property
    def window(self) -> ArtworkWindow:
        return self._window

    @property
    def switch(self) -> ModeSwitch:
        return self._switch

    def close(self) -> None:
        """The main window goes."""
        if self._table["art.window"].isChecked():
            self._layout.keep("artwork_window", self._window.place())
            self._window.hide()

    @Slot(bool)
    def _set_overlay(self, on: bool) -> None:
        if on:
            self._table["art.window"].setChecked(False)
            self._table["art.swipe"].setChecked(False)
            self._note_share()
        self._artwork.setVisible(not on)
        self._switch.float_in(self._canvas if on else self._artwork)
        self._switch.set_sliding(on, self._opacity)
        self._artwork_changed()
        if on:
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def _set_swipe(self, on: bool) -> None:
        if on:
            self._table["art.overlay"].setChecked(False)
        self._artwork.set_comparing(on)

    @Slot(bool)
    def _set_window(self, on: bool) -> None:
        if on:
            self._note_share()
            self._table["art.overlay"].setChecked(False)
            self._place = self._views.indexOf(self._artwork)
            self._window.take(self._artwork, self._layout.text("artwork_window"))
        else:
            self._layout.keep("artwork_window", self._window.place())
            sizes = self._views.sizes()
            self._views.insertWidget(self._place, self._artwork)
            self._artwork.show()
            both = sizes[self._place - 1] - self._views.handleWidth()  # the drawing has had its room
            sizes[self._place - 1 : self._place] = [round(both * (1.0 - self._share)), round(both * self._share)]
            self._views.setSizes(sizes)
            self._window.hide()
        self._link.set_linked(self._link.linked)

    def _note_share(self) -> None:
        """How the drawing and the artwork divide their room, while they stand side by side."""
        place, sizes = self._views.indexOf(self._artwork), self._views.sizes()
        if place > 0 and self._artwork.isVisible() and sizes[place]:
            self._share = sizes[place] / (sizes[place - 1] + sizes[place])

    @Slot(bool)
    def _set_link(self, on: bool) -> None:
        self._link.set_linked(on)
        self._layout.keep("views_linked", on)

    @Slot()
    def _come_back(self) -> None:
        self._table["art.window"].setChecked(False)

    @Slot(float)
    def _set_opacity(self, opacity: float) -> None:
        self._opacity = opacity
        self._layout.keep("overlay_opacity", opacity)
        self._artwork_changed()

    @Slot()
    def _artwork_changed(self) -> None:
        shown = self._table["art.overlay"].isChecked()
        self._canvas.set_overlay(self._artwork.artwork if shown else None, self._opacity)

    @Slot()
    def _remember_views(self) -> None:
        self._layout.keep("views", bytes(self._views.saveState().toBase64().data()).decode("ascii"))
