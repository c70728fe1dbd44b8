"""Landmarks of the drawing from a file, for styles that read them: chosen, dropped, taken away again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sketchart_desktop.styling.look import Look
from sketchart_desktop.ui.widgets.error_messages import translated

SUFFIXES = (".json", ".npy")


class LandmarkBox(QWidget):
    """Hidden while the chosen style reads none."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._folder = Path.home()
        self.setAcceptDrops(True)
        self.open, self.away = QPushButton(self), QPushButton("✕", self)
        self.away.setFixedWidth(36)
        self.away.setStyleSheet("padding: 4px 2px")
        for button in (self.open, self.away):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.note = QLabel(self)
        self.note.setWordWrap(True)
        self.note.setProperty("role", "faint")
        self.note.hide()
        row = QHBoxLayout()
        row.addWidget(self.open, 1)
        row.addWidget(self.away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.note)
        self.open.clicked.connect(self._choose_file)
        self.away.clicked.connect(self._take_away)
        look.changed.connect(self._show)
        look.style_changed.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        self.open.setText(self.tr("Landmarks from a file…"))
        self.open.setToolTip(self.tr("Where eyes, nose and mouth are in your drawing: a .json or .npy file"))
        words = self.tr("Take the landmarks away")
        self.away.setAccessibleName(words)
        self.away.setToolTip(words)
        self._show()

    def take_file(self, path: Path) -> None:
        """The file's landmarks, in pixels of the drawing; a file that holds none is answered in words."""
        from engines.sketch.landmarks import LandmarksError, open_landmarks  # too heavy for the window's start

        try:
            self._look.set_landmarks(open_landmarks(path, self._count()))
        except LandmarksError as error:
            self.note.setText(translated(str(error)))
            self.note.show()

    @Slot()
    def _show(self) -> None:
        told = self._look.values.landmarks
        self.setVisible(self._count() > 0)
        self.away.setVisible(told is not None)
        self.note.setVisible(told is not None)
        if told is not None:
            self.note.setText(self.tr("Landmarks of {0}").format(told.name))

    @Slot()
    def _choose_file(self) -> None:
        words = self.tr("Landmarks ({0})").format(" ".join(f"*{suffix}" for suffix in SUFFIXES))
        name, _ = QFileDialog.getOpenFileName(self, self.open.text(), str(self._folder), words)
        if name:
            self._folder = Path(name).parent
            self.take_file(Path(name))

    @Slot()
    def _take_away(self) -> None:
        self._look.set_landmarks(None)

    def _count(self) -> int:
        """How many planes of landmarks the chosen style reads."""
        chosen = self._look.chosen
        picture = getattr(chosen.pack, "picture", None) if chosen is not None else None
        return getattr(picture, "landmarks", 0)

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _file_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.take_file(path)


def _file_in(data: QMimeData) -> Path | None:
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].suffix.lower() in SUFFIXES else None
