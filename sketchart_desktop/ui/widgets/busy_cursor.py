"""A sign that the window is busy itself for a moment: the pointer says so, because nothing else can be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication


@contextmanager
def waiting(is_long: bool) -> Iterator[None]:
    """What is done inside may take a moment, where `is_long`."""
    if is_long:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        if is_long:
            QGuiApplication.restoreOverrideCursor()
