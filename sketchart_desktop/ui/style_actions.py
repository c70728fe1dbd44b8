"""Importing a style from the window: a file chosen or dropped, the dialog about it, and the word when it is done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from sketchart_desktop.state.importing import CHECKPOINT_SUFFIXES, PACK_SUFFIX, ImportWish
from sketchart_desktop.ui.dialogs.import_style import ImportStyleDialog
from sketchart_desktop.ui.error_words import in_words


class StyleActions(QObject):
    """Asks the user, then by signals whoever imports."""

    wish_made = Signal(object, bool)  # ImportWish, True to look at the checkpoint only
    stop_requested = Signal()
    told = Signal(str)  # a remark for the status line

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
        """Is it a style pack or a checkpoint, by its name?"""
        return path is not None and path.suffix.lower() in (PACK_SUFFIX, *CHECKPOINT_SUFFIXES)

    @Slot()
    def choose(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in (PACK_SUFFIX, *CHECKPOINT_SUFFIXES))
        words = self.tr("Styles and checkpoints ({0})").format(patterns)
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import a style"), "", words)
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """A style pack is installed at once; a checkpoint is looked at, and asked about."""
        if path.suffix.lower() == PACK_SUFFIX:
            self.wish_made.emit(ImportWish(str(path), path.stem), False)
            return
        if self._dialog is not None:
            self._dialog.close()
        dialog = ImportStyleDialog(path, self._window)
        dialog.wish_made.connect(self._wished)
        dialog.stop_requested.connect(self.stop_requested)
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        dialog.open()
        self.wish_made.emit(ImportWish(str(path), path.stem), True)

    @Slot(object)
    def show_found(self, found: dict) -> None:
        if self._dialog is not None:
            self._dialog.show_found(found)

    @Slot(str)
    def show_progress(self, step: str) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(step)

    @Slot(str)
    def show_failed(self, reason: str) -> None:
        if self._dialog is not None:
            self._dialog.show_failed(reason)
        else:
            QMessageBox.warning(self._window, self.tr("Import a style"), in_words(reason))

    @Slot(str)
    def show_installed(self, _key: str) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self.told.emit(self.tr("The style is ready: choose it in the panel."))

    @Slot(object)
    def _wished(self, wish: ImportWish) -> None:
        self.wish_made.emit(wish, False)

    @Slot()
    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
