"""A guard for PySide6: 6.12.0 loses a reference to None on void calls and aborts the process after some thousand."""

from __future__ import annotations

import sys

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter


def test_void_calls_keep_their_references_to_none() -> None:
    rect, image = QRect(0, 0, 1, 1), QImage(8, 8, QImage.Format.Format_ARGB32_Premultiplied)
    before = sys.getrefcount(None)
    painter = QPainter(image)
    for _ in range(1000):
        rect.translate(0, 0)
        painter.drawLine(0, 0, 7, 7)
    painter.end()
    assert abs(sys.getrefcount(None) - before) < 500
