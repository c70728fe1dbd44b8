"""Keep what is on screen, look through what was kept, and take it in hand again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.files.file_jobs import KeepJob
from sketchart_desktop.files.gallery import Entry, Gallery
from sketchart_desktop.session.drawing_name import DrawingName
from sketchart_desktop.styling.look import Look
from sketchart_desktop.styling.look_record import LookRecord
from sketchart_desktop.ui.actions import Actions
from sketchart_desktop.ui.artwork.view import ArtworkView
from sketchart_desktop.ui.files.actions import FileActions
from sketchart_desktop.ui.gallery.window import GalleryWindow
from sketchart_desktop.ui.naming.name_line import shown_name
from sketchart_desktop.ui.widgets.theme import DARK, Tones


class GalleryActions(QObject):
    """The gallery's window is made when it is first asked for."""

    def __init__(
        self,
        window: QWidget,
        table: Actions,
        gallery: Gallery,
        *,
        artwork: ArtworkView,
        files: FileActions,
        look: Look,
        drawing_name: DrawingName,
    ) -> None:
        super().__init__(window)
        self._parent = window
        self._gallery = gallery
        self._artwork = artwork
        self._files = files
        self._look = look
        self._drawing_name = drawing_name
        self._tones: Tones = DARK
        self._keep = table["art.keep"]
        self.window: GalleryWindow | None = None
        self._keep.triggered.connect(self.keep)
        table["art.gallery"].triggered.connect(self.show_gallery)
        artwork.artwork_changed.connect(self._show_what_can_be_kept)
        self._show_what_can_be_kept()

    def set_tones(self, tones: Tones) -> None:
        self._tones = tones
        if self.window is not None:
            self.window.set_tones(tones)

    @Slot()
    def keep(self) -> None:
        """Into the gallery with the artwork on screen and the drawing that made it; one draws on meanwhile."""
        picture, session = self._artwork.artwork, self._files.drawings.session
        if picture is None:
            return
        tab = next(tab for tab in self._files.drawings.tabs() if tab.key == self._files.drawings.current)
        if tab.path is not None:
            name = tab.path.stem
        else:
            name = shown_name(self._drawing_name.thing) or self.tr("Drawing {0}").format(tab.number)
        gallery_snapshot = session.gallery_snapshot(name, picture.copy(), LookRecord.of(self._look))
        self._files.jobs.ask(
            KeepJob(self._gallery.folder, gallery_snapshot),
            words=self.tr("Keeping the artwork…"),
            failure=self.tr("The artwork could not be kept."),
            then=self._kept,
        )

    @Slot()
    def show_gallery(self) -> None:
        if self.window is None:
            self._gallery.tidy()
            self.window = GalleryWindow(self._gallery, self._parent)
            self.window.set_tones(self._tones)
            self.window.reopen_requested.connect(self.reopen)
        self.window.open_fresh()

    @Slot(object)
    def reopen(self, entry: Entry) -> None:
        """The drawing beside those that are open, with the look its artwork had."""
        if not self._files.open_copy(entry.drawing):
            return
        if not entry.look.put_on(self._look) and entry.look.style:
            box = QMessageBox(self._parent)
            box.setIcon(QMessageBox.Icon.Information)
            box.setWindowTitle(self.tr("Gallery"))
            name = entry.look.style_name or entry.look.style
            box.setText(self.tr("The style “{0}” is not installed any more.").format(name))
            box.setInformativeText(self.tr("The drawing is painted in the style that is chosen now."))
            box.addButton(self.tr("OK"), QMessageBox.ButtonRole.AcceptRole)
            box.exec()

    def _kept(self, entry_id: object) -> None:
        words = self.tr("Kept in the gallery")
        if self._gallery.teaches or (self.window is not None and self.window.isVisible()):
            self._gallery.refresh()
        if self._gallery.teaches:
            try:
                self._gallery.set_training(str(entry_id), True)
                words = self.tr("Kept in the gallery, and for training")
            except DrawingFileError as error:
                words = str(error)
        self._files.told.emit(words)

    @Slot()
    def _show_what_can_be_kept(self) -> None:
        self._keep.setEnabled(self._artwork.artwork is not None)
