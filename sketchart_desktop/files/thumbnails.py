"""Small pictures of drawings on disk, as their files carry them; nothing is opened for one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from sketchart_desktop.document.archive import Archive
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.locking import FileLock
from sketchart_desktop.raster.image_codec import decode_png

ENTRY = "Thumbnails/thumbnail.png"
LIMIT_BYTES = 1 << 20


def thumbnail_of(path: Path) -> QImage:
    """The picture inside an .ora file, at most 256 px a side; a null image where there is none."""
    if path.suffix.lower() != ".ora":
        return QImage()
    try:
        with Archive(path) as archive:
            rgba = decode_png(archive.read(ENTRY, limit=LIMIT_BYTES))
    except DrawingFileError:
        return QImage()
    height, width = rgba.shape[:2]
    return QImage(rgba.tobytes(), width, height, width * 4, QImage.Format.Format_RGBA8888).copy()


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
