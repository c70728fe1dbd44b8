"""Everything the File menu asks: new, open, save, export, recent files, and the question about unsaved changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QIODevice, QObject, QSaveFile, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from sketchart_desktop.state.recent import RecentFiles
from sketchart_desktop.state.session import Session
from sketchart_desktop.ui.dialogs.export_artwork import ExportChoice, ExportDialog
from sketchart_desktop.ui.dialogs.new_drawing import NewDrawingDialog

OPEN_FORMATS = "*.ora *.png *.jpg *.jpeg *.webp *.tif *.tiff"
EXPORT_LONG_SIDES_PX = (512, 1024, 2048)


class FileActions(QObject):
    """Asks the user, then the session. A failed deed is told in a box and leaves all as it was."""

    export_requested = Signal(int, int)  # width, height: answered by `export_arrived` or `export_failed`
    told = Signal(str)  # a remark for the status line

    def __init__(self, session: Session, recent: RecentFiles, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._recent = recent
        self.new_size = session.size  # what the dialog for a new drawing offers first
        self._window = window
        self._export: tuple[Path, ExportChoice] | None = None
        self._transparent = False
        self._last_words = ""
        session.message.connect(self._hear)

    @property
    def recent(self) -> RecentFiles:
        return self._recent

    @Slot()
    def new(self) -> None:
        if not self.may_discard():
            return
        dialog = NewDrawingDialog(*self.new_size, parent=self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._try(self.tr("The drawing could not be made."), lambda: self._session.new(*dialog.chosen_size()))

    @Slot()
    def open(self) -> None:
        if not self.may_discard():
            return
        words = self.tr("Drawings and pictures ({0})").format(OPEN_FORMATS)
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open a drawing"), str(self._folder()), words)
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> bool:
        """Open without asking; True when it worked."""
        done = self._try(self.tr("“{0}” could not be opened.").format(path.name), lambda: self._session.open(path))
        if done:
            self._recent.note(path)
        return done

    @Slot(object)
    def open_recent(self, path: Path) -> None:
        if self.may_discard():
            self.open_path(path)

    @Slot()
    def save(self) -> bool:
        path = self._session.path
        if path is None:
            return self.save_as()
        return self._save(path)

    @Slot()
    def save_as(self) -> bool:
        start = self._session.path or self._folder() / self.tr("Drawing.ora")
        words = self.tr("OpenRaster drawing ({0})").format("*.ora")
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save the drawing"), str(start.with_suffix(".ora")), words
        )
        return bool(name) and self._save(_with_suffix(Path(name), ".ora"))

    def may_discard(self) -> bool:
        """True when nothing would be lost, or the user saved, or does not mind."""
        if not self._session.is_modified:
            return True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Unsaved drawing"))
        box.setText(self.tr("Save the drawing before it goes?"))
        box.setInformativeText(self.tr("What was drawn since the last save would be lost."))
        save = box.addButton(self.tr("Save"), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(self.tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.setEscapeButton(cancel)
        box.exec()
        if box.clickedButton() is save:
            return self.save()
        return box.clickedButton() is discard

    @Slot()
    def export(self) -> None:
        dialog = ExportDialog(export_sizes(*self._session.size), transparent=self._transparent, parent=self._window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        stem = self._session.path.stem if self._session.path else self.tr("Artwork")
        words = self.tr("PNG picture ({0})").format("*.png")
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Export artwork"), str(self._folder() / f"{stem}.png"), words
        )
        if name:
            self.begin_export(_with_suffix(Path(name), ".png"), dialog.choice())

    def begin_export(self, path: Path, choice: ExportChoice) -> None:
        """Ask for the artwork at this size; it is written when it comes."""
        self._export = (path, choice)
        self._transparent = choice.transparent
        self.told.emit(self.tr("Painting the artwork for export…"))
        self.export_requested.emit(*choice.size)

    def export_arrived(self, image: np.ndarray) -> None:
        """`image`: uint8 [H, W, 4] straight RGBA."""
        if self._export is None:
            return
        (path, choice), self._export = self._export, None
        problem = write_png(path, artwork_image(image, paper=not choice.transparent))
        if problem:
            self._complain(self.tr("The artwork could not be exported."), problem)
            self.told.emit("")
        else:
            self.told.emit(self.tr("Exported {0}").format(path.name))

    def export_failed(self, reason: str) -> None:
        if self._export is not None:
            self._export = None
            self.told.emit("")
            self._complain(self.tr("The artwork could not be exported."), reason)

    def copy_artwork(self, artwork: QImage | None) -> None:
        if artwork is not None:
            QGuiApplication.clipboard().setImage(artwork.convertToFormat(QImage.Format.Format_ARGB32))
            self.told.emit(self.tr("Artwork copied"))

    def _save(self, path: Path) -> bool:
        done = self._try(self.tr("“{0}” could not be saved.").format(path.name), lambda: self._session.save(path))
        if done:
            self._recent.note(path)
            self.told.emit(self.tr("Saved {0}").format(path.name))
        return done

    def _try(self, failure: str, deed: Callable[[], bool]) -> bool:
        """Do it; where it fails, tell why in a box. The session says why by its `message`."""
        self._last_words = ""
        done = deed()
        if not done:
            self._complain(failure, self._last_words)
        return done

    @Slot(str)
    def _hear(self, text: str) -> None:
        self._last_words = text

    def _complain(self, title: str, reason: str) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Sketchart")
        box.setText(title)
        box.setInformativeText(reason)
        box.addButton(self.tr("OK"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def _folder(self) -> Path:
        """Where the last file was, else the user's home."""
        path = self._session.path or next(iter(self._recent.paths()), None)
        return path.parent if path is not None else Path.home()


def export_sizes(width: int, height: int) -> tuple[tuple[int, int], ...]:
    """The drawing's own size first, then round sizes of the same shape."""
    sizes = [(width, height)]
    for long_side in EXPORT_LONG_SIDES_PX:
        scale = long_side / max(width, height)
        size = (max(round(width * scale), 1), max(round(height * scale), 1))
        if size not in sizes:
            sizes.append(size)
    return tuple(sizes)


def artwork_image(image: np.ndarray, *, paper: bool) -> QImage:
    """A picture to write: straight RGBA, or laid on white paper."""
    pixels = np.ascontiguousarray(image)
    height, width = pixels.shape[:2]
    shared = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
    if not paper:
        return shared.copy()
    sheet = QImage(width, height, QImage.Format.Format_RGB888)
    sheet.fill(QColor(255, 255, 255))
    painter = QPainter(sheet)
    painter.drawImage(0, 0, shared)
    painter.end()
    return sheet


def write_png(path: Path, image: QImage) -> str:
    """Write whole or not at all; returns what went wrong, or nothing."""
    file = QSaveFile(str(path))
    file.setDirectWriteFallback(False)
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        return file.errorString()
    if not image.save(file, "PNG"):  # type: ignore[call-overload]
        file.cancelWriting()
        file.commit()
        return file.errorString()
    return "" if file.commit() else file.errorString()


def _with_suffix(path: Path, suffix: str) -> Path:
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
