"""Jobs that read or write files, whole in themselves: any thread can carry them out while one draws on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QIODevice, QSaveFile
from PySide6.QtGui import QColor, QImage, QPainter

import resources
from engines.reading import READ_SIDE_PX, read_drawing
from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.file_stamp import FileStamp, is_changed
from sketchart_desktop.document.journal import Journal, Recovered, left_behind
from sketchart_desktop.files import drawing_files, gallery
from sketchart_desktop.files.drawing_files import Opened, Progress
from sketchart_desktop.files.gallery import GallerySnapshot
from sketchart_desktop.files.opened import reading_opened
from sketchart_desktop.preferences import paths
from sketchart_desktop.raster.image_codec import read_picture
from sketchart_desktop.raster.snapshot import PaintingSnapshot

CHANGED = "changed"  # by another program: the answer to a guarded save


@dataclass(frozen=True, eq=False)
class SaveJob:
    """Write a drawing as it was when `Session.save_job` made this. `path`: the .ora.

    Result: the FileStamp of what was written; or CHANGED, and nothing is written, where `guarded` and another program
    changed the file since it was `known`.
    """

    path: Path
    drawing: Drawing = field(repr=False)
    position: int
    painting: PaintingSnapshot = field(repr=False)
    guarded: bool = False
    known: FileStamp | None = None


@dataclass(frozen=True, eq=False)
class OpenJob:
    """Open an .ora or a picture, for `Session.take`. Result: Opened, its crash journal begun in `journal_folder`."""

    path: Path
    journal_folder: Path | None


@dataclass(frozen=True, eq=False)
class FindLeftJob:
    """Look for what a crash left in `journal_folder`. Result: LeftBehind."""

    journal_folder: Path


@dataclass(frozen=True, eq=False)
class RecoverJob:
    """Paint anew what a crash left. Result: Opened, with a crash journal of its own."""

    left: Recovered = field(repr=False)
    journal_folder: Path | None


@dataclass(frozen=True, eq=False)
class ReadPictureJob:
    """Read a picture to bring into the drawing. Result: uint8 [H, W, 4] straight RGBA."""

    path: Path


@dataclass(frozen=True, eq=False)
class ReadDrawingJob:
    """Read a picture of a drawing, uint8 [H, W, 4] straight RGBA, into ink and colour; `corners` and `more` as for
    engines.reading.read_drawing; `name`: what to call the drawing, empty where the
    picture came from no file. Result: Opened."""

    picture: np.ndarray = field(repr=False)
    corners: np.ndarray = field(repr=False)
    more: float
    name: str
    journal_folder: Path | None


@dataclass(frozen=True, eq=False)
class WritePictureJob:
    """Write uint8 [H, W, 4] straight RGBA as PNG, on white `paper` or with its transparency, `enlarge` times as large
    (1, 2, 4). Result: None.
    """

    path: Path
    image: np.ndarray = field(repr=False)
    paper: bool
    enlarge: int = 1


@dataclass(frozen=True, eq=False)
class KeepJob:
    """Keep an artwork with its drawing in the gallery's folder. Result: the entry's id."""

    gallery: Path
    snapshot: GallerySnapshot = field(repr=False)


FileJob = SaveJob | OpenJob | FindLeftJob | RecoverJob | ReadPictureJob | ReadDrawingJob | WritePictureJob | KeepJob


def carry_out(job: FileJob, progress: Progress = drawing_files.silent) -> object:
    """Do it, in the caller's thread; the result is told at each job. Raises DrawingFileError, having changed nothing.

    `progress` is called with the share done, 0..1.
    """
    if isinstance(job, SaveJob):
        return _save(job, progress)
    if isinstance(job, OpenJob):
        return _with_journal(drawing_files.open_file(job.path), job.journal_folder)
    if isinstance(job, FindLeftJob):
        return left_behind(job.journal_folder)
    if isinstance(job, RecoverJob):
        return _recover(job)
    if isinstance(job, ReadPictureJob):
        return read_picture(job.path, side_px=2 * READ_SIDE_PX)
    if isinstance(job, ReadDrawingJob):
        reading = read_drawing(job.picture, job.corners, more=job.more)
        opened = reading_opened(reading, job.picture, clean=bool(job.name))
        return _with_journal(replace(opened, name=job.name), job.journal_folder)
    if isinstance(job, KeepJob):
        return gallery.keep(job.gallery, job.snapshot)
    return _write_picture(job, progress)


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


def _save(job: SaveJob, progress: Progress) -> FileStamp | str | None:
    try:
        if job.guarded and is_changed(job.path, job.known):
            return CHANGED
        drawing_files.save_file(job.path, job.drawing, job.painting, position=job.position, progress=progress)
        return FileStamp.of(job.path)
    finally:
        job.painting.close()


def _recover(job: RecoverJob) -> Opened:
    left = job.left
    opened = drawing_files.recovered(left.drawing, left.position)
    opened.painting.stack = left.stack
    opened = replace(opened, path=left.saved_as, stamp=left.stamp)
    return _with_journal(opened, job.journal_folder)


def _with_journal(opened: Opened, folder: Path | None) -> Opened:
    """Writing a long log takes a while: it is better done here than by the thread that draws."""
    if folder is None:
        return opened
    try:
        journal = Journal.start(
            folder,
            opened.drawing,
            position=opened.position,
            stack=opened.painting.stack,
            saved_as=opened.path,
            stamp=opened.stamp,
            unsaved=not opened.clean,
        )
    except DrawingFileError:
        return opened  # the session tries again, and tells
    return replace(opened, journal=journal)


def _write_picture(job: WritePictureJob, progress: Progress) -> None:
    """Whole or not at all."""
    image = _enlarged(job, progress)
    file = QSaveFile(str(job.path))
    file.setDirectWriteFallback(False)
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise DrawingFileError(file.errorString())
    if not artwork_image(image, paper=job.paper).save(file, "PNG"):  # type: ignore[call-overload]
        file.cancelWriting()
        file.commit()
        raise DrawingFileError(file.errorString())
    if not file.commit():
        raise DrawingFileError(file.errorString())


def _enlarged(job: WritePictureJob, progress: Progress) -> np.ndarray:
    if job.enlarge == 1:
        return job.image
    from engines.errors import EngineError, StylePackError  # heavy beside what else is done here
    from engines.packs.stylepack import StyleLibrary
    from sketchart_desktop.styling import upscaling

    library = StyleLibrary(resources.styles_dir(), paths.styles_dir())
    try:
        return upscaling.enlarged(job.image, job.enlarge, library, cache_dir=paths.cache_dir(), progress=progress)
    except (EngineError, StylePackError, ValueError, MemoryError) as error:
        raise DrawingFileError("The artwork could not be enlarged: {0}.", error) from error
