"""Drags the artwork out of its view, as a PNG file and as a picture, for any program that takes one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QDrag, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication

from sketchart_desktop.ui.artwork.view import ArtworkView
from sketchart_desktop.ui.widgets.clipboard import mime_of

DRAG_PICTURE_PX = 160


class ArtworkDrag(QObject):
    """Watches an artwork view's mouse: a press on the artwork that moves takes it along.

    The file lives as long as the program: who took it may read it later.
    """

    def __init__(self, view: ArtworkView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPointF | None = None
        self._folder: QTemporaryDir | None = None
        self._count = 0
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
            self._pressed = event.position() if plain and self._may_begin(event.position()) else None
        elif kind == QEvent.Type.MouseButtonRelease:
            self._pressed = None
        elif kind == QEvent.Type.MouseMove and self._pressed is not None:
            way = event.position() - self._pressed
            if self._view.panning or not event.buttons() & Qt.MouseButton.LeftButton:
                self._pressed = None
            elif way.manhattanLength() >= QApplication.startDragDistance():
                self._pressed = None
                self._drag()
                return True
        return False

    def data(self) -> QMimeData | None:
        """What is dragged: the file and the picture; None while there is no artwork."""
        image = self._view.artwork
        if image is None:
            return None
        data = mime_of(image)
        if self._folder is None:
            self._folder = QTemporaryDir()
        self._count += 1
        name = self.tr("Artwork") if self._count == 1 else f"{self.tr('Artwork')} {self._count}"
        path = Path(self._folder.path()) / f"{name}.png"
        try:
            path.write_bytes(bytes(data.data("image/png").data()))
            data.setUrls([QUrl.fromLocalFile(str(path))])
        except OSError:
            pass  # a full disk: the picture itself can still be taken
        return data

    def _drag(self) -> None:
        data, image = self.data(), self._view.artwork
        if data is None or image is None:
            return
        drag = QDrag(self._view)
        drag.setMimeData(data)
        small = QPixmap.fromImage(image).scaled(
            DRAG_PICTURE_PX,
            DRAG_PICTURE_PX,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        drag.setPixmap(small)
        drag.setHotSpot(small.rect().center())
        drag.exec(Qt.DropAction.CopyAction)

    def _may_begin(self, at: QPointF) -> bool:
        point, sheet = self._view.viewport.to_canvas(at), self._view.sheet
        inside = 0 <= point.x() < sheet.width() and 0 <= point.y() < sheet.height()
        swipe = self._view.swipe
        if swipe is not None and swipe.is_near(at.x(), self._view.width()):
            return False  # the line is what is taken along
        return inside and self._view.artwork is not None and not self._view.panning
