"""Asks what a picture is to become: a new drawing, a picture to trace, lines, or colours."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QCommandLinkButton, QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sketchart_desktop.ui.widgets import icons
from sketchart_desktop.ui.widgets.theme import DARK, Tones

NEW, REFERENCE, INK, COLOUR = "new", "reference", "ink", "colour"
CHOICES = (REFERENCE, INK, COLOUR, NEW)
GLYPHS = {NEW: "new", REFERENCE: "image", INK: "ink", COLOUR: "colour"}
PREVIEW_PX = 240


class ImportPictureDialog(QDialog):
    """`picture`: uint8 [H, W, 4] straight RGBA. After it was accepted, `choice` is one of CHOICES."""

    def __init__(self, picture: np.ndarray, *, tones: Tones = DARK, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import picture"))
        self.choice = REFERENCE
        height, width = picture.shape[:2]
        image = QLabel(self)
        image.setPixmap(preview_of(picture, PREVIEW_PX))
        image.setAlignment(Qt.AlignmentFlag.AlignCenter)
        image.setFixedWidth(PREVIEW_PX)
        size = QLabel(self.tr("{0} × {1} pixels").format(width, height), self)
        size.setProperty("role", "faint")
        size.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        left = QVBoxLayout()
        left.addStretch(1)
        left.addWidget(image)
        left.addWidget(size)
        left.addStretch(1)
        question = QLabel(self.tr("What shall this picture be?"), self)
        question.setProperty("role", "title")
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(question)
        right.addSpacing(4)
        self.buttons: dict[str, QCommandLinkButton] = {}
        for choice, (title, text) in self._words().items():
            button = QCommandLinkButton(title, text, self)
            button.setIcon(icons.tinted(GLYPHS[choice], tones.text))
            button.setIconSize(QSize(24, 24))
            button.setObjectName(choice)
            button.setAutoDefault(choice == REFERENCE)
            button.clicked.connect(self._chosen)
            right.addWidget(button)
            self.buttons[choice] = button
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(22)
        row.addLayout(left)
        row.addLayout(right, 1)
        cancel = QDialogButtonBox(self)
        cancel.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(16)
        column.addLayout(row)
        column.addWidget(cancel)
        self.setMinimumWidth(640)
        self.buttons[REFERENCE].setFocus()

    @Slot()
    def _chosen(self) -> None:
        self.choice = self.sender().objectName()
        self.accept()

    def _words(self) -> dict[str, tuple[str, str]]:
        return {
            REFERENCE: (self.tr("A picture to trace"), self.tr("Lies faintly under your drawing.")),
            INK: (self.tr("Lines"), self.tr("Its lines go into the ink, ready to be painted.")),
            COLOUR: (self.tr("Colours"), self.tr("Goes into the colours of this drawing.")),
            NEW: (self.tr("A new drawing"), self.tr("Opens by itself: lines and colours are told apart.")),
        }


def preview_of(picture: np.ndarray, side_px: int) -> QPixmap:
    """A small picture on white, no side longer than `side_px`."""
    pixels = np.ascontiguousarray(picture)
    height, width = pixels.shape[:2]
    # Coarsely first: a picture may be a hundred million pixels.
    step = max(1, min(width, height) // (2 * side_px))
    pixels = np.ascontiguousarray(pixels[::step, ::step])
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
    small = image.scaled(
        side_px, side_px, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return QPixmap.fromImage(small)
