"""What may be dropped on the window, and who gets it: drawings, styles, pictures, addresses of styles."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent

from sketchart_desktop.ui.files.actions import FileActions
from sketchart_desktop.ui.pictures.actions import PictureActions
from sketchart_desktop.ui.styles.actions import StyleActions
from sketchart_desktop.ui.widgets.clipboard import one_path, picture_path, web_address


class Drops(QObject):
    """Knows who takes what; takes nothing itself."""

    told = Signal(object)  # a translated text

    def __init__(self, *, files: FileActions, styles: StyleActions, pictures: PictureActions, parent: QObject) -> None:
        super().__init__(parent)
        self._files = files
        self._styles = styles
        self._pictures = pictures

    def accepts(self, event: QDropEvent) -> bool:
        """Would anyone take it? Our own artwork, dragged out, is not to fall back in."""
        data = event.mimeData()
        wanted = bool(_drawings(data)) or data.hasImage() or picture_path(data) is not None
        wanted = wanted or self._styles.can_take(one_path(data)) or bool(web_address(data))
        return wanted and event.source() is None

    def take(self, data: QMimeData) -> None:
        style, address = one_path(data), self._styles.address_in(data)
        if drawings := _drawings(data):
            for path in drawings:
                self._files.open_path(path)
        elif style is not None and self._styles.can_take(style):
            self._styles.take(style)
        elif address:
            self._styles.take_address(address)
        elif not self._pictures.offer(data) and (place := web_address(data)):
            self.told.emit(self.tr("{0} is on the web: save it first, then drop the file here.").format(place))


def _drawings(data: QMimeData) -> list[Path]:
    """The drawings that are dropped, where nothing else is."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths if all(path.suffix.lower() == ".ora" for path in paths) else []
