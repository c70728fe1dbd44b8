"""The gallery's window: search, cards, and buttons for what can be done with the one that is chosen."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.files.gallery import Entry, Gallery
from sketchart_desktop.ui.files.save_name import ask_save_name
from sketchart_desktop.ui.gallery.cards import CARD_PX, CardDelegate, GalleryModel
from sketchart_desktop.ui.widgets import icons
from sketchart_desktop.ui.widgets.error_messages import translated
from sketchart_desktop.ui.widgets.theme import Tones

FIRST_SIZE_PX = (960, 720)


class GalleryWindow(QDialog):
    """Stays open beside the drawing."""

    reopen_requested = Signal(object)  # Entry: its drawing, with its look

    def __init__(self, gallery: Gallery, parent: QWidget) -> None:
        super().__init__(parent)
        self.resize(*FIRST_SIZE_PX)
        self._gallery = gallery
        self._model = GalleryModel(gallery)
        self._cards = CardDelegate()
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self._starred = QToolButton(self)
        self._starred.setCheckable(True)
        self._starred.setIconSize(QSize(20, 20))
        self._count = QLabel(self)
        self._count.setProperty("role", "faint")
        self.list = QListView(self)
        self.list.setObjectName("gallery")
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._cards)
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setUniformItemSizes(True)
        self.list.setGridSize(CARD_PX)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._empty = QLabel(self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "faint")
        self._open, self._star, self._teach = QPushButton(self), QPushButton(self), QPushButton(self)
        self._rename, self._export, self._delete = QPushButton(self), QPushButton(self), QPushButton(self)
        self._undo = QPushButton(self)
        self._star.setCheckable(True)
        self._teach.setCheckable(True)
        self._lay_out()
        self._connect()
        self.retranslate()

    def open_fresh(self) -> None:
        """Show what is kept now, the newest chosen."""
        self._gallery.refresh()
        self._choose(self._model.index(0))
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> Entry | None:
        return self._model.entry(self.list.currentIndex())

    def set_tones(self, tones: Tones) -> None:
        self._cards.tones = tones
        self._starred.setIcon(icons.icon("star", tones))
        self.list.viewport().update()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Gallery"))
        self.search.setPlaceholderText(self.tr("Search by name, style or day"))
        self.search.setAccessibleName(self.tr("Search by name, style or day"))
        self._starred.setToolTip(self.tr("Only those with a star"))
        self._starred.setAccessibleName(self.tr("Only those with a star"))
        self.list.setAccessibleName(self.tr("Kept artworks"))
        self._open.setText(self.tr("Open drawing"))
        self._open.setToolTip(self.tr("Opens the drawing again, with the look its artwork had"))
        self._star.setText(self.tr("Star"))
        self._teach.setText(self.tr("Use for training"))
        self._teach.setToolTip(self.tr("Lays the drawing and its artwork aside to teach a style from"))
        self._rename.setText(self.tr("Rename…"))
        self._export.setText(self.tr("Export…"))
        self._delete.setText(self.tr("Delete"))
        self._undo.setText(self.tr("Undo delete"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # in the search field it searches, and must not press the first button
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list that it would take for letters to search by."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Delete:
            self.delete()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        else:
            return False
        return True

    @Slot()
    def reopen(self) -> None:
        entry = self.chosen()
        if entry is not None:
            self.reopen_requested.emit(entry)
            self.hide()

    @Slot()
    def delete(self) -> None:
        entry, row = self.chosen(), self.list.currentIndex().row()
        if entry is not None and self._try(lambda: self._gallery.delete(entry.id)):
            self._choose(self._model.index(min(row, self._model.rowCount() - 1)))

    @Slot()
    def undo(self) -> None:
        back: list[str | None] = []
        if self._try(lambda: back.append(self._gallery.undo())) and back and back[0]:
            self._choose(self._model.place_of(back[0]))

    @Slot()
    def export(self) -> None:
        entry = self.chosen()
        if entry is None:
            return
        words = self.tr("PNG picture ({0})").format("*.png")
        start = Path.home() / f"{_as_file_name(entry.name)}.png"
        target = ask_save_name(self, self.tr("Export artwork"), start, kind=words, suffix=".png")
        if target is not None:
            self._try(lambda: _copy(entry.artwork, target))

    @Slot()
    def rename(self) -> None:
        entry = self.chosen()
        if entry is None:
            return
        name, done = QInputDialog.getText(self, self.tr("Rename"), self.tr("Name of the artwork"), text=entry.name)
        if done and name.strip():
            self._try(lambda: self._gallery.rename(entry.id, name))

    @Slot(bool)
    def _set_star(self, starred: bool) -> None:
        entry = self.chosen()
        if entry is not None:
            self._try(lambda: self._gallery.set_starred(entry.id, starred))

    @Slot(bool)
    def _set_teach(self, training: bool) -> None:
        entry = self.chosen()
        if entry is not None:
            self._try(lambda: self._gallery.set_training(entry.id, training))

    @Slot()
    def _search(self) -> None:
        entry = self.chosen()
        self._model.search(self.search.text(), starred=self._starred.isChecked())
        place = self._model.place_of(entry.id) if entry is not None else QModelIndex()
        self._choose(place if place.isValid() else self._model.index(0))

    @Slot()
    def _show(self) -> None:
        """Buttons and words for what is chosen and how much there is."""
        entry, shown, kept = self.chosen(), self._model.rowCount(), len(self._gallery.entries)
        for button in (self._open, self._star, self._teach, self._rename, self._export, self._delete):
            button.setEnabled(entry is not None)
        self._star.setChecked(entry is not None and entry.starred)
        self._teach.setChecked(entry is not None and entry.training)
        self._undo.setEnabled(self._gallery.can_undo)
        count = self.tr("{0} of {1}").format(shown, kept) if shown != kept else str(kept)
        if self._gallery.damaged:
            count += " · " + self.tr("{0} damaged, left out").format(self._gallery.damaged)
        self._count.setText(count)
        if not kept:
            self._empty.setText(self.tr("Nothing is kept yet.\nCtrl+K keeps the artwork you see, with its drawing."))
        else:
            self._empty.setText(self.tr("Nothing here is like that."))
        self._pages.setCurrentIndex(0 if shown else 1)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(index)
        self._show()

    def _try(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except DrawingFileError as error:
            box = QMessageBox(self)
            box.setIcon(QMessageBox.Icon.Warning)
            box.setWindowTitle(self.tr("Gallery"))
            box.setText(translated(str(error)))
            box.addButton(self.tr("OK"), QMessageBox.ButtonRole.AcceptRole)
            box.exec()
            self._gallery.refresh()
            return False
        self._show()
        return True

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(self._starred)
        top.addSpacing(8)
        top.addWidget(self._count)
        bottom = QHBoxLayout()
        bottom.setSpacing(8)
        for button in (self._open, self._star, self._teach, self._rename, self._export):
            bottom.addWidget(button)
        bottom.addStretch(1)
        bottom.addWidget(self._undo)
        bottom.addWidget(self._delete)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(self._pages, 1)
        column.addLayout(bottom)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self._starred.toggled.connect(self._search)
        self.list.selectionModel().currentChanged.connect(self._show)
        self.list.installEventFilter(self)
        self.list.activated.connect(self.reopen)
        self._model.modelReset.connect(self._show)
        self._open.clicked.connect(self.reopen)
        self._star.clicked.connect(self._set_star)
        self._teach.clicked.connect(self._set_teach)
        self._rename.clicked.connect(self.rename)
        self._export.clicked.connect(self.export)
        self._delete.clicked.connect(self.delete)
        self._undo.clicked.connect(self.undo)


def _as_file_name(name: str) -> str:
    return (
        "".join("-" if letter in '/\\:*?"<>|' or ord(letter) < 32 else letter for letter in name).strip(". ") or "art"
    )


def _copy(source: Path, target: Path) -> None:
    try:
        fresh = target.with_name(f".{target.name}.tmp")
        shutil.copyfile(source, fresh)
        fresh.replace(target)
    except OSError as error:
        raise DrawingFileError("{0} could not be written: {1}.", target.name, error.strerror or error) from error
