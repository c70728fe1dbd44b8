"""A window for the artwork alone, for a second screen. Closing it asks for the artwork to come back."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

FIRST_SIZE_PX = (820, 860)


class ArtworkWindow(QWidget):
    """Holds one view while it is shown."""

    return_requested = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self._owner = owner
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.resize(*FIRST_SIZE_PX)
        self.retranslate()

    def take(self, view: QWidget, place: str) -> None:
        """Show this view. `place`: as `place()` told it last; without one, on another screen if there is one."""
        self._column.addWidget(view)
        if not place or not self.restoreGeometry(QByteArray.fromBase64(place.encode("ascii", "ignore"))):
            here = self._owner.screen()
            other = next((screen for screen in here.virtualSiblings() if screen is not here), None)
            room = (other or here).availableGeometry()
            self.resize(min(self.width(), room.width()), min(self.height(), room.height()))
            shown = self.frameGeometry()
            shown.moveCenter(room.center())
            self.move(shown.topLeft())
        view.show()
        self.show()

    def place(self) -> str:
        """Where the window is, to be kept."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Artwork – Sketchart"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()  # it is hidden when the view has gone
        self.return_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
        else:
            super().keyPressEvent(event)
