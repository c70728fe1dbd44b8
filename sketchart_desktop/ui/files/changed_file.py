"""Asks what to do with a drawing whose file another program changed since it was opened or saved here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

OVERWRITE, SAVE_COPY, LOAD, CANCEL = "overwrite", "copy", "load", "cancel"


def ask_changed(path: Path, parent: QWidget) -> str:
    """OVERWRITE, SAVE_COPY, LOAD (theirs, beside ours) or CANCEL."""
    translate = QCoreApplication.translate
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(translate("ChangedFile", "The file was changed"))
    box.setText(translate("ChangedFile", "Another program changed “{0}” since it was opened here.").format(path.name))
    box.setInformativeText(
        translate(
            "ChangedFile",
            "Overwriting loses what the other program saved. Loading it opens it beside your drawing, which stays.",
        )
    )
    copy = box.addButton(translate("ChangedFile", "Save a copy…"), QMessageBox.ButtonRole.AcceptRole)
    load = box.addButton(translate("ChangedFile", "Load theirs"), QMessageBox.ButtonRole.ActionRole)
    overwrite = box.addButton(translate("ChangedFile", "Overwrite"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(translate("ChangedFile", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(copy)
    box.setEscapeButton(cancel)
    box.exec()
    answers = ((overwrite, OVERWRITE), (copy, SAVE_COPY), (load, LOAD))
    return next((answer for button, answer in answers if box.clickedButton() is button), CANCEL)
