"""Asks what to do with a drawing that a crash left behind."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale
from PySide6.QtWidgets import QMessageBox, QWidget

RECOVER, DISCARD, LATER = "recover", "discard", "later"


def ask_recovery(changed_s: float, steps: int, parent: QWidget, *, drawings: int = 1) -> str:
    """`changed_s`: when the newest was last drawn on, seconds since the epoch. `steps`: of all `drawings` together.

    Returns RECOVER, DISCARD or LATER.
    """
    when = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(changed_s)), QLocale.FormatType.ShortFormat)
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(QCoreApplication.translate("Recovery", "Unsaved drawing found"))
    question = QCoreApplication.translate("Recovery", "Sketchart ended without saving. Bring the drawing back?")
    if drawings > 1:
        question = QCoreApplication.translate(
            "Recovery", "Sketchart ended without saving. Bring your {0} drawings back?"
        ).format(drawings)
    box.setText(question)
    box.setInformativeText(
        QCoreApplication.translate("Recovery", "Last drawn on: {0}. Steps: {1}.").format(when, steps)
    )
    recover = box.addButton(QCoreApplication.translate("Recovery", "Bring back"), QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(QCoreApplication.translate("Recovery", "Discard"), QMessageBox.ButtonRole.DestructiveRole)
    later = box.addButton(QCoreApplication.translate("Recovery", "Ask later"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(recover)
    box.setEscapeButton(later)
    box.exec()
    clicked = box.clickedButton()
    return RECOVER if clicked is recover else DISCARD if clicked is discard else LATER
