"""Takes colours from the artwork: with the eyedropper in hand, or while Ctrl or Alt is held."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from engines.palette import Colour
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.artwork.view import ArtworkView

HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class ArtworkPicker(QObject):
    """Watches an artwork view's mouse; after a pick the focus goes back to `home`, where one draws."""

    def __init__(self, view: ArtworkView, toolbox: ToolBox, *, home: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._toolbox = toolbox
        self._home = home
        self._picking = False
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            # The click took the focus from the drawing, and with it a held eyedropper: only keys tell of that one.
            self._picking = self._toolbox.tool == "pick" or bool(event.modifiers() & HELD)
        if not self._picking:
            return False
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove):
            colour = colour_of_artwork(self._view, event.position())
            if colour is not None:
                self._toolbox.set_colour(colour)
        elif kind == QEvent.Type.MouseButtonRelease:
            self._picking = False
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


def colour_of_artwork(view: ArtworkView, at: QPointF) -> Colour | None:
    """The artwork's colour under a point of the view, on white paper; None beside the artwork."""
    image, sheet = view.artwork, view.sheet
    if image is None:
        return None
    point = view.viewport.to_canvas(at)
    x, y = int(point.x() * image.width() // sheet.width()), int(point.y() * image.height() // sheet.height())
    if not (0 <= x < image.width() and 0 <= y < image.height()):
        return None
    pixel = image.pixelColor(x, y)
    cover = pixel.alphaF()
    mixed = [round(part * cover + 255 * (1 - cover)) for part in (pixel.red(), pixel.green(), pixel.blue())]
    return (mixed[0], mixed[1], mixed[2])
