"""“Where it looked”: asked for by its action, shown over drawing and artwork until it is asked for again."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QPointF, Signal, Slot
from PySide6.QtGui import QCursor, QImage

from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.artwork.view import ArtworkView
from sketchart_desktop.ui.canvas.view import CanvasView
from sketchart_desktop.ui.heatmap.overlay import HeatmapOverlay, heatmap_picture


class HeatmapMode(QObject):
    """Asks by `wanted`, for what is under the pen where that is over the paper, else for all of the picture."""

    wanted = Signal(bool, object)  # on or off; the spot as shares of the sheet's width and height, or None
    told = Signal(object)

    def __init__(self, table: Actions, *, canvas: CanvasView, artwork: ArtworkView) -> None:
        super().__init__(canvas)
        self._action = table["view.heatmap"]
        self._canvas = canvas
        self._artwork = artwork
        self.overlays = (HeatmapOverlay(canvas), HeatmapOverlay(artwork))
        artwork.addAction(self._action)
        self._action.toggled.connect(self._toggled)

    @Slot(object, object)
    def show_heatmap(self, heatmap: np.ndarray, spot: tuple[float, float] | None) -> None:
        """`heatmap`: float32 [H, W] in 0..1."""
        if self._action.isChecked():
            self._show(heatmap_picture(heatmap), spot)
            circle = self.tr("The circle is what was painted; the bright places are what decided it.")
            self.told.emit("" if spot is None else circle)

    @Slot(object)
    def show_reason(self, reason: str) -> None:
        """Why it cannot be shown."""
        self._action.setChecked(False)
        self.told.emit(reason)

    @Slot()
    def clear(self) -> None:
        self._show(None, None)

    @Slot(bool)
    def _toggled(self, on: bool) -> None:
        if on:
            self.told.emit(self.tr("Looking where the style looked…"))
        else:
            self.clear()
        self.wanted.emit(on, self._spot() if on else None)

    def _show(self, picture: QImage | None, spot: tuple[float, float] | None) -> None:
        words = self.tr("Hardly looked"), self.tr("Looked most")
        for overlay in self.overlays:
            overlay.show_heatmap(picture, spot, words)

    def _spot(self) -> tuple[float, float] | None:
        for view in (self._canvas, self._artwork):
            place = view.mapFromGlobal(QCursor.pos())
            if view.isVisible() and view.rect().contains(place):
                point = view.viewport.to_canvas(QPointF(place))
                across, down = point.x() / view.sheet.width(), point.y() / view.sheet.height()
                if 0 <= across < 1 and 0 <= down < 1:
                    return across, down
        return None
