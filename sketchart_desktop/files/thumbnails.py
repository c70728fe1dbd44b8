"""Small pictures of what lies on disk: of drawings as their files carry them, of pictures where that takes no time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from sketchart_desktop.document.archive import Archive
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.locking import FileLock
from sketchart_desktop.raster.image_codec import SUFFIXES, decode_png

ENTRY = "Thumbnails/thumbnail.png"
LIMIT_BYTES = 1 << 20
SIDE_PX = 256
QUICK_PX = 4_000_000  # a larger picture that has to be decoded whole keeps the window waiting


def thumbnail_of(path: Path) -> QImage:
    """The picture inside an .ora file, or another picture made small: at most 256 px a side; a null image where there
    is none."""
    if path.suffix.lower() in SUFFIXES:
        return _small_picture(path)
    if path.suffix.lower() != ".ora":
        return QImage()
    try:
        with Archive(path) as archive:
            rgba = decode_png(archive.read(ENTRY, limit=LIMIT_BYTES))
    except DrawingFileError:
        return QImage()
    height, width = rgba.shape[:2]
    return QImage(rgba.tobytes(), width, height, width * 4, QImage.Format.Format_RGBA8888).copy()


def _small_picture(path: Path) -> QImage:
    """JPEG is decoded small; others whole, where they are small enough."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or (reader.format() != b"jpeg" and size.width() * size.height() > QUICK_PX):
        return QImage()
    if max(size.width(), size.height()) > SIDE_PX:
        reader.setScaledSize(size.scaled(QSize(SIDE_PX, SIDE_PX), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def is_anything_left(journals: Path) -> bool:
    """Did a crash leave a journal with more than its first line? Reads no drawing."""
    for path in journals.glob("*.journal") if journals.is_dir() else ():
        lock = FileLock(path.with_suffix(".lock"))
        try:
            if not lock.acquire():
                continue  # a living program's
            lock.release()
            with path.open("rb") as file:
                file.readline(LIMIT_BYTES)
                if file.read(1):
                    return True
        except OSError:
            continue
    return False
