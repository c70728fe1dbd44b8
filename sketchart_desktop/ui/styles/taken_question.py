"""Asks what is to become of a style that has the name of one to be imported. A style is never replaced unasked."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from sketchart_desktop.ui.widgets.error_messages import translated


def ask_taken(window: QWidget, message: str, *, replaceable: bool) -> str:
    """ "replace", "keep_both", or nothing where the user thinks better of it. `message`: what there is already."""
    words = {
        "replace": QCoreApplication.translate("TakenQuestion", "Replace it"),
        "keep_both": QCoreApplication.translate("TakenQuestion", "Keep both"),
    }
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(QCoreApplication.translate("TakenQuestion", "Import a style"))
    box.setText(translated(message))
    buttons = {}
    for answer, text in words.items():
        if answer != "replace" or replaceable:
            buttons[answer] = box.addButton(text, QMessageBox.ButtonRole.ActionRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(buttons["keep_both"])
    box.setEscapeButton(cancel)
    box.exec()
    return next((answer for answer, button in buttons.items() if button is box.clickedButton()), "")
