"""Asks where to save a file. A name gets its ending, and what would be replaced by that is asked about, too."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


def ask_save_name(parent: QWidget, title: str, start: Path, *, kind: str, suffix: str) -> Path | None:
    """The path to write to, ending in `suffix` (".ora"); None where the user gave none. `kind`: the dialog's filter."""
    while True:
        name, _ = QFileDialog.getSaveFileName(parent, title, str(start), kind)
        if not name:
            return None
        given = Path(name)
        path = given if given.suffix.lower() == suffix else given.with_name(given.name + suffix)
        # The dialog asks only about the name as it was given.
        if path == given or not path.exists() or _may_replace(path, parent):
            return path
        start = path


def _may_replace(path: Path, parent: QWidget) -> bool:
    translate = QCoreApplication.translate
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(translate("SaveName", "Replace the file?"))
    box.setText(translate("SaveName", "“{0}” exists already.").format(path.name))
    box.setInformativeText(translate("SaveName", "Replacing it cannot be taken back."))
    replace = box.addButton(translate("SaveName", "Replace"), QMessageBox.ButtonRole.DestructiveRole)
    other = box.addButton(translate("SaveName", "Another name…"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(other)
    box.setEscapeButton(other)
    box.exec()
    return box.clickedButton() is replace
