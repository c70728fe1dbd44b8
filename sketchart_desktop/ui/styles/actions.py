"""Importing a style from the window: what is chosen or dropped, the dialog about it, and the word when it is done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from sketchart_desktop.styling.style_import import CHECKPOINT_SUFFIXES, FOREIGN_SUFFIXES, PACK_SUFFIX, ImportRequest
from sketchart_desktop.ui.styles.import_dialog import ImportStyleDialog
from sketchart_desktop.ui.styles.taken_question import ask_taken
from sketchart_desktop.ui.widgets.error_messages import translated

if TYPE_CHECKING:
    from engines.errors import StyleTakenError


class StyleActions(QObject):
    """Asks the user, then by signals whoever imports."""

    import_requested = Signal(object, bool)  # ImportRequest, True to look at the checkpoint only
    stop_requested = Signal()
    told = Signal(object)  # a remark for the status line

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: ImportStyleDialog | None = None

    @property
    def dialog(self) -> ImportStyleDialog | None:
        """The dialog that is open."""
        return self._dialog

    @staticmethod
    def can_take(path: Path | None) -> bool:
        """Is it a style pack or a checkpoint, by its name, or a folder of weights? Or of another program, which the
        import can tell apart and say what to do with.
        """
        if path is None:
            return False
        return path.suffix.lower() in (PACK_SUFFIX, *CHECKPOINT_SUFFIXES, *FOREIGN_SUFFIXES) or (
            path.is_dir() and next(path.glob("*.npy"), None) is not None
        )

    @staticmethod
    def address_in(data: QMimeData) -> str:
        """The web address of a checkpoint that is dropped, or nothing."""
        links = [url for url in data.urls() if url.scheme() == "https"]
        if len(links) != 1 or Path(links[0].path()).suffix.lower() not in CHECKPOINT_SUFFIXES:
            return ""
        return links[0].toString(QUrl.ComponentFormattingOption.FullyEncoded)

    @Slot()
    def choose(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in (PACK_SUFFIX, *CHECKPOINT_SUFFIXES))
        words = self.tr("Styles and checkpoints ({0})").format(patterns)
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import a style"), "", words)
        if name:
            self.take(Path(name))

    @Slot()
    def choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Import a folder of weights (.npy)"))
        if not name:
            return
        folder = Path(name)
        if self.can_take(folder):
            self.take(folder)
        else:
            self.show_failed(f"The folder {folder.name} holds no weights as .npy files.")

    def take(self, path: Path) -> None:
        """A style pack is installed at once; a checkpoint is looked at, and asked about."""
        if path.suffix.lower() == PACK_SUFFIX:
            self.import_requested.emit(ImportRequest(str(path), path.stem), False)
            return
        self._look_at(str(path), path)

    def _look_at(self, place: str, path: Path, *, source: str = "") -> None:
        if self._dialog is not None:
            self._dialog.close()
        dialog = ImportStyleDialog(path, self._window, place=place, source=source)
        dialog.look_requested.connect(self._look_requested)
        dialog.import_requested.connect(self._import_requested)
        dialog.stop_requested.connect(self.stop_requested)
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        dialog.open()
        dialog.look()

    @Slot()
    def ask_address(self) -> None:
        words = self.tr("Where is the checkpoint? An address that begins with https://")
        address, told = QInputDialog.getText(self._window, self.tr("Import a style"), words)
        if told and address.strip():
            self.take_address(address.strip())

    def take_address(self, address: str) -> None:
        """Nothing is fetched before the user says so."""
        place = QUrl(address)
        name = Path(place.path()).name
        if place.scheme() != "https" or not place.host() or not name:
            self.show_failed(self.tr("A style is fetched from an address such as https://example.org/style.pth."))
            return
        asked = self.tr("Download “{0}” from {1}?").format(name, place.host())
        if QMessageBox.question(self._window, self.tr("Import a style"), asked) == QMessageBox.StandardButton.Yes:
            self._look_at(address, Path(name), source=address)

    @Slot(object)
    def show_found(self, found: dict) -> None:
        if self._dialog is not None:
            self._dialog.show_found(found)

    @Slot(str)
    def show_progress(self, step: str) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(step)

    @Slot(object)
    def show_failed(self, reason: str) -> None:
        if self._dialog is not None:
            self._dialog.show_failed(reason)
        else:
            QMessageBox.warning(self._window, self.tr("Import a style"), translated(reason))

    @Slot(object, object)
    def ask_taken(self, request: ImportRequest, error: StyleTakenError) -> None:
        """Another style has this one's id: the user says what is to become of it, or leaves it."""
        answer = ask_taken(self._window, str(error), replaceable=error.replaceable)
        if answer:
            self.import_requested.emit(replace(request, on_taken=answer), False)
        elif self._dialog is not None:
            self._dialog.show_failed(str(error))

    @Slot(str)
    def show_installed(self, _key: str) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self.told.emit(self.tr("The style is ready: choose it in the panel."))

    @Slot(object)
    def _look_requested(self, request: ImportRequest) -> None:
        self.import_requested.emit(request, True)

    @Slot(object)
    def _import_requested(self, request: ImportRequest) -> None:
        self.import_requested.emit(request, False)

    @Slot()
    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
