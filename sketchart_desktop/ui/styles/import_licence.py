"""The licence prompt of an import: what may be done with the checkpoint, where it comes from and who made it. All three
are needed; what is known of the family's own terms stands above them.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

from resources.messages import Message
from sketchart_desktop.ui.widgets.error_messages import translated


class ImportLicence(QObject):
    """Rows of a form, and `terms` to stand above it."""

    changed = Signal()

    def __init__(self, parent: QWidget, *, source: str) -> None:
        super().__init__(parent)
        self.terms = QLabel(parent)
        self.terms.setWordWrap(True)
        self.terms.setProperty("role", "faint")
        self.terms.hide()
        self.licence_field, self.source_field, self.author_field = (QLineEdit(parent) for _ in range(3))
        self.source_field.setText(source)
        self.licence_field.setPlaceholderText(self.tr("For example CC-BY-4.0"))
        self.source_field.setPlaceholderText(self.tr("A web address, or who gave it to you"))
        for _, field in self._rows():
            field.textChanged.connect(self.changed)

    @property
    def licence(self) -> str:
        return self.licence_field.text().strip()

    @property
    def source(self) -> str:
        return self.source_field.text().strip()

    @property
    def author(self) -> str:
        return self.author_field.text().strip()

    def missing(self) -> list[str]:
        """Titles of what was not said yet."""
        return [title for title, field in self._rows() if not field.text().strip()]

    def show_terms(self, terms: str | Message) -> None:
        """What is known of the family's licence; nothing hides it."""
        self.terms.setText(translated(terms))
        self.terms.setVisible(bool(terms))

    def set_usable(self, usable: bool) -> None:
        for _, field in self._rows():
            field.setEnabled(usable)

    def lay_out(self, form: QFormLayout, *, field_height_px: int) -> None:
        for title, field in self._rows():
            field.setMinimumHeight(field_height_px)
            field.setAccessibleName(title)
            form.addRow(title, field)

    def _rows(self) -> tuple[tuple[str, QLineEdit], ...]:
        return (
            (self.tr("Licence"), self.licence_field),
            (self.tr("Source"), self.source_field),
            (self.tr("Author"), self.author_field),
        )
