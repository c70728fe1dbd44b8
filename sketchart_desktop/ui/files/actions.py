"""Everything the File menu asks: new, open, save, close, export, recent files, and the question about unsaved work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from engines.sizes import fitted_size, scaled_size
from sketchart_desktop.document.file_stamp import FileStamp
from sketchart_desktop.files.drawing_files import Opened
from sketchart_desktop.files.file_jobs import CHANGED, OpenJob, ReadDrawingJob, SaveJob, WritePictureJob
from sketchart_desktop.preferences.recent_files import RecentFiles
from sketchart_desktop.raster.image_codec import SUFFIXES
from sketchart_desktop.session.open_drawings import OpenDrawings
from sketchart_desktop.ui.files import import_notes
from sketchart_desktop.ui.files.changed_file import LOAD, OVERWRITE, SAVE_COPY, ask_changed
from sketchart_desktop.ui.files.export_dialog import ExportChoice, ExportDialog
from sketchart_desktop.ui.files.jobs import FileJobs
from sketchart_desktop.ui.files.new_dialog import NewDrawingDialog
from sketchart_desktop.ui.files.save_name import ask_save_name

OPEN_FORMATS = "*.ora *.png *.jpg *.jpeg *.webp *.tif *.tiff"
EXPORT_LONG_SIDES_PX = (512, 1024, 2048)
COPY_LONG_SIDE_PX = 2048  # a larger artwork is exported, not copied


@dataclass(frozen=True)
class _ArtworkRequest:
    """An artwork asked for: its size, what is done with it (uint8 [H, W, 4] straight RGBA), or why it did not come."""

    size: tuple[int, int]
    then: Callable[[np.ndarray], None]
    otherwise: Callable[[str], None]


class FileActions(QObject):
    """Asks the user, then the session; a worker reads and writes. What fails is told and leaves all as it was."""

    export_requested = Signal(int, int)  # width, height: answered by `export_arrived` or `export_failed`
    size_chosen = Signal(int, int)  # of a new drawing: offered first the next time
    picture_chosen = Signal(object)
    told = Signal(object)  # a remark for the status line

    def __init__(self, drawings: OpenDrawings, recent: RecentFiles, window: QWidget) -> None:
        super().__init__(window)
        self.jobs = FileJobs(window)
        self.drawings = drawings
        self._session = session = drawings.session
        self._saving: Path | None = None  # where the drawing is being saved just now
        self._save_again = False
        self._recent = recent
        self.new_size = session.size  # what the dialog for a new drawing offers first
        self._window = window
        self._asked: _ArtworkRequest | None = None
        self._copied = QImage()  # what was put into the clipboard last
        self._transparent = False
        self._last_words = ""
        session.message.connect(self._hear)

    @property
    def recent(self) -> RecentFiles:
        return self._recent

    @Slot()
    def new(self) -> None:
        dialog = NewDrawingDialog(*self.new_size, parent=self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.size_chosen.emit(*dialog.chosen_size())
            self.new_blank(*dialog.chosen_size())

    def new_blank(self, width: int, height: int) -> bool:
        """Blank paper beside the drawings that are open."""
        failure = self.tr("The drawing could not be made.")
        return self._told_why(failure, lambda: self.drawings.add_blank(width, height))

    def open_copy(self, path: Path) -> bool:
        """A drawing to play with, beside those that are open: it has no file of its own."""
        failure = self.tr("“{0}” could not be opened.").format(path.name)
        return self._told_why(failure, lambda: self.drawings.add_copy(path))

    @Slot()
    def open(self) -> None:
        words = self.tr("Drawings and pictures ({0})").format(OPEN_FORMATS)
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Open drawings"), str(self._folder()), words)
        if len(names) == 1 and Path(names[0]).suffix.lower() in SUFFIXES and self.drawings.find(Path(names[0])) is None:
            self.picture_chosen.emit(Path(names[0]))  # what is read of it is shown first
            return
        for name in names:
            self.open_path(Path(name))

    @Slot(object)
    def open_path(self, path: Path) -> None:
        """Open beside the drawings that are open; a file that is open already comes to the front."""
        already = self.drawings.find(path)
        if already is not None:
            self.drawings.show(already)
            return
        self.jobs.ask(
            OpenJob(path, self._session.journal_folder),
            words=self.tr("Opening “{0}”…").format(path.name),
            failure=self.tr("“{0}” could not be opened.").format(path.name),
            then=lambda opened: self._opened(path, opened),
        )

    def take_read(self, picture: np.ndarray, *, corners: np.ndarray, more: float, path: Path | None = None) -> None:
        """Make a drawing of what is read of a picture (engines.reading.read_drawing); `path`: the file it came from."""
        self.jobs.ask(
            ReadDrawingJob(picture, corners, more, path.stem if path else "", self._session.journal_folder),
            words=self.tr("Reading the drawing…"),
            failure=self.tr("The picture could not be taken."),
            then=lambda opened: self.drawings.add(opened) if path is None else self._opened(path, opened),
        )

    @Slot()
    def save(self) -> bool:
        """Begin to save; False where the user gave no name."""
        path = self._session.path
        if path is None:
            return self.save_as()
        self.save_to(path)
        return True

    @Slot()
    def save_as(self) -> bool:
        name = f"{self._session.name}.ora" if self._session.name else self.tr("Drawing.ora")
        start = self._session.path or self._folder() / name
        words = self.tr("OpenRaster drawing ({0})").format("*.ora")
        path = ask_save_name(self._window, self.tr("Save the drawing"), start, kind=words, suffix=".ora")
        if path is not None:
            self.save_to(path)
        return path is not None

    def save_to(self, path: Path, *, overwrite: bool = False) -> None:
        """Begin to save as `path`; the user draws on meanwhile. `overwrite`: what another program wrote there, too."""
        if path == self._saving:
            self._save_again = True  # pressing the key ten times need not write ten files: the newest does
            return
        job = self._session.save_job(path, overwrite=overwrite)
        self._saving = path
        self.jobs.ask(
            job,
            words=self.tr("Saving “{0}”…").format(path.name),
            failure=self.tr("“{0}” could not be saved.").format(path.name),
            then=lambda result: self._answered(job, result),
            otherwise=self._not_saved,
        )

    def may_discard(self) -> bool:
        """True when nothing would be lost, or the user saved, or does not mind. Waits for a save under way."""
        if not self.jobs.wait():
            return False
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
            return self.save() and self.jobs.wait() and not self._session.is_modified
        return box.clickedButton() is discard

    @Slot()
    def close_drawing(self) -> None:
        """Close the drawing in hand, after asking where something would be lost."""
        self.close_tab(self.drawings.current)

    def close_tab(self, key: int) -> bool:
        """Close one of the open drawings; False where the user would rather keep it."""
        modified = any(tab.key == key and tab.is_modified for tab in self.drawings.tabs())
        if modified or self.jobs.is_busy:
            self.drawings.show(key)
            if not self.may_discard():
                return False
        self.drawings.close(key)
        return True

    def may_discard_all(self) -> bool:
        """As `may_discard`, for every open drawing, each shown before it is asked about."""
        if not self.jobs.wait():
            return False
        for tab in self.drawings.tabs():
            if tab.is_modified:
                self.drawings.show(tab.key)
                if not self.may_discard():
                    return False
        return True

    @Slot()
    def export(self) -> None:
        dialog = ExportDialog(export_sizes(*self._session.size), transparent=self._transparent, parent=self._window)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        stem = self._session.path.stem if self._session.path else self._session.name or self.tr("Artwork")
        words = self.tr("PNG picture ({0})").format("*.png")
        start = self._folder() / f"{stem}.png"
        path = ask_save_name(self._window, self.tr("Export artwork"), start, kind=words, suffix=".png")
        if path is not None:
            self.begin_export(path, dialog.choice())

    def begin_export(self, path: Path, choice: ExportChoice) -> None:
        """Ask for the artwork at this size; it is written when it comes."""
        self._transparent = choice.transparent
        self.told.emit(self.tr("Painting the artwork for export…"))
        self._ask(_ArtworkRequest(choice.size, lambda image: self._write(path, choice, image), self._not_exported))

    def export_arrived(self, image: np.ndarray) -> None:
        """`image`: uint8 [H, W, 4] straight RGBA."""
        # Of another size, it answers an older request.
        if self._asked is not None and self._asked.size == (image.shape[1], image.shape[0]):
            request, self._asked = self._asked, None
            request.then(image)

    def export_failed(self, reason: str) -> None:
        if self._asked is not None:
            request, self._asked = self._asked, None
            request.otherwise(reason)

    def copy_artwork(self, artwork: QImage | None) -> None:
        """What is on screen at once, and in the drawing's own size as soon as that is painted."""
        if artwork is None:
            return
        self._put(artwork)
        self.told.emit(self.tr("Artwork copied"))
        size = fitted_size(self._session.size, COPY_LONG_SIDE_PX)
        if self._asked is None and size[0] > artwork.width():
            self._ask(_ArtworkRequest(size, self._copy_finer, lambda _: None))

    def _ask(self, request: _ArtworkRequest) -> None:
        self._asked = request
        self.export_requested.emit(*request.size)

    def _write(self, path: Path, choice: ExportChoice, image: np.ndarray) -> None:
        self.jobs.ask(
            WritePictureJob(path, image, not choice.transparent, choice.enlarge),
            words=self.tr("Writing “{0}”…").format(path.name),
            failure=self.tr("The artwork could not be exported."),
            then=lambda _: self.told.emit(self.tr("Exported {0}").format(path.name)),
        )

    def _not_exported(self, reason: str) -> None:
        self.told.emit("")
        self.jobs.complain(self.tr("The artwork could not be exported."), reason)

    def _copy_finer(self, image: np.ndarray) -> None:
        if QGuiApplication.clipboard().image() == self._copied:  # nothing else was copied meanwhile, here or elsewhere
            height, width = image.shape[:2]
            self._put(QImage(image.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888).copy())

    def _put(self, artwork: QImage) -> None:
        self._copied = artwork
        # Not a QMimeData made here: on some platforms Qt deletes it after Python has gone, which crashes at exit.
        QGuiApplication.clipboard().setImage(artwork)

    def _answered(self, job: SaveJob, result: FileStamp | str | None) -> None:
        if result != CHANGED:
            self._saved(job, result if isinstance(result, FileStamp) else None)
            return
        if job.path == self._saving:
            self._not_saved()
        if not self.drawings.show_owner(job):
            return  # it was closed meanwhile
        answer = ask_changed(job.path, self._window)
        if answer == OVERWRITE:
            self.save_to(job.path, overwrite=True)
        elif answer == SAVE_COPY:
            self.save_as()
        elif answer == LOAD:
            # Theirs comes beside ours, which goes on without a file: nothing is lost either way.
            self._session.leave_file()
            self.open_path(job.path)

    def _saved(self, job: SaveJob, stamp: FileStamp | None) -> None:
        again = self._save_again
        if job.path == self._saving:
            self._saving, self._save_again = None, False
        self.drawings.saved(job, stamp)
        self._recent.note(job.path)
        self.told.emit(self.tr("Saved {0}").format(job.path.name))
        if again and self._session.is_modified and self._session.path == job.path:
            self.save_to(job.path)

    def _opened(self, path: Path, opened: Opened) -> None:
        already = self.drawings.find(path)
        if already is not None:  # asked for twice before the first came
            if opened.journal is not None:
                opened.journal.discard()
            self.drawings.show(already)
            return
        self.drawings.add(opened)
        self._recent.note(path)
        missed, otherwise = import_notes.lost(opened.notes), import_notes.changed(opened.notes)
        if missed:
            title = self.tr("“{0}” was made by another program.").format(path.name)
            self.jobs.explain(title, "\n".join(filter(None, (missed, otherwise))))
        elif otherwise or opened.kind is not None:
            self.told.emit(otherwise or import_notes.read(opened.kind))

    def _told_why(self, failure: str, deed: Callable[[], bool]) -> bool:
        """Do it; where it fails, tell why in a box. The session says why by its `message`."""
        self._last_words = ""
        done = deed()
        if not done:
            self.jobs.complain(failure, self._last_words)
        return done

    def _not_saved(self) -> None:
        self._saving, self._save_again = None, False

    @Slot(object)
    def _hear(self, text: str) -> None:
        self._last_words = text

    def _folder(self) -> Path:
        """Where the last file was, else the user's home."""
        path = self._session.path or next(iter(self._recent.paths()), None)
        return path.parent if path is not None else Path.home()


def export_sizes(width: int, height: int) -> tuple[tuple[int, int], ...]:
    """The drawing's own size first, then round sizes of the same shape."""
    sizes = [(width, height)]
    for long_side in EXPORT_LONG_SIDES_PX:
        size = scaled_size((width, height), long_side / max(width, height))
        if size not in sizes:
            sizes.append(size)
    return tuple(sizes)
