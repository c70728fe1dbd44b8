"""Pictures from the clipboard, to and from the mouse's hand: as Qt's own picture and as PNG bytes, alpha and all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from sketchart_desktop.document import limits
from sketchart_desktop.raster.image_codec import SUFFIXES


def mime_of(image: QImage) -> QMimeData:
    """A picture for other programs to take."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    data = QMimeData()
    data.setImageData(image)
    data.setData("image/png", buffer.data())
    return data


def pixels_of(image: QImage) -> np.ndarray:
    """uint8 [H, W, 4] straight RGBA, a copy. Raises DrawingFileError for a picture too large to draw on."""
    limits.check_size(image.width(), image.height())
    straight = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(straight.constBits(), np.uint8).reshape(straight.height(), straight.bytesPerLine())
    return rows[:, : straight.width() * 4].reshape(straight.height(), straight.width(), 4).copy()


def picture_path(data: QMimeData) -> Path | None:
    """The one picture file that is pasted or dropped."""
    path = one_path(data)
    return path if path is not None and path.suffix.lower() in SUFFIXES else None


def web_address(data: QMimeData) -> str:
    """What is pasted or dropped from the web, by a name short enough to be shown; "" for what lies here."""
    for url in data.urls():
        if url.scheme() in ("http", "https", "ftp"):
            name = url.fileName() or url.host()
            return name if len(name) <= 60 else name[:59] + "…"
    return ""


def one_path(data: QMimeData) -> Path | None:
    """The one file that is pasted or dropped."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 else None
