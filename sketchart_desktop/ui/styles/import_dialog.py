"""The dialog of an import: what the checkpoint is, its name, its licence (import_licence.py), what was found by itself
(import_overrides.py), and how far the import is.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from sketchart_desktop.styling.style_import import ImportRequest
from sketchart_desktop.ui.styles.import_licence import ImportLicence
from sketchart_desktop.ui.styles.import_overrides import ImportOverrides
from sketchart_desktop.ui.widgets.error_messages import translated

FIELD_HEIGHT_PX = 32
WIDTH_PX = 480


class ImportStyleDialog(QDialog):
    """For one checkpoint. `look_requested` asks what it is, `import_requested` for the import; while it runs, Cancel
    asks to stop.
    """

    look_requested = Signal(object)  # ImportRequest
    import_requested = Signal(object)  # ImportRequest
    stop_requested = Signal()

    def __init__(self, path: Path, parent: QWidget | None = None, *, place: str = "", source: str = "") -> None:
        """`place`: where the checkpoint named `path` is, a file or an address."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import a style"))
        self.setMinimumWidth(WIDTH_PX)
        self._path = path
        self._place = place or str(path)
        self._running = False  # an import
        self._found_family = ""
        self._wants_of = ""  # the family that last said what it paints from
        self._found = QLabel(self)
        self._found.setWordWrap(True)
        self._name = QLineEdit(path.stem.replace("_", " ").strip()[:40] or path.name, self)
        self._licence = ImportLicence(self, source=source)
        self._wants = QComboBox(self)
        for value, text in (
            ("line_art", self.tr("My lines alone")),
            ("coloured_drawing", self.tr("My drawing with its colours")),
            ("photo", self.tr("A photo, else my drawing")),
        ):
            self._wants.addItem(text, value)
        self._details = ImportOverrides(self)
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 0)
        self._problem = QLabel(self)
        self._problem.setWordWrap(True)
        self._problem.setProperty("role", "warning")
        self._problem.hide()
        self._reason = QLabel(self)
        self._reason.setWordWrap(True)
        self._reason.setProperty("role", "faint")
        buttons = QDialogButtonBox(self)
        self._import = buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._import.setDefault(True)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._ask)
        buttons.rejected.connect(self.reject)
        self._name.textChanged.connect(self._show_ready)
        self._licence.changed.connect(self._show_ready)
        self._details.looks_otherwise.connect(self.look)
        self._details.fold.toggled.connect(self._fit)
        self._lay_out(buttons)
        self._show_ready()

    def request(self) -> ImportRequest:
        return ImportRequest(
            self._place,
            self._name.text().strip(),
            licence=self._licence.licence,
            source=self._licence.source,
            author=self._licence.author,
            wants=self._wants.currentData() if self._found_family else "",
            family=self._details.family,
            direction=self._details.direction,
            range=self._details.range,
            norm=self._details.norm,
        )

    @Slot()
    def look(self) -> None:
        """Ask what the checkpoint is, as the details say; an import can be asked for when that is told."""
        self._found_family = ""
        self._found.setText(self.tr("Looking at {0}…").format(self._path.name))
        self._problem.hide()
        self._licence.show_terms("")
        self._progress.show()
        self._show_ready()
        self.look_requested.emit(self.request())

    @Slot(object)
    def show_found(self, found: dict) -> None:
        """The checkpoint was looked at."""
        self._found_family = str(found.get("family", ""))
        self._found.setText(
            self.tr("{0} is a checkpoint of the family {1}.").format(self._path.name, self._found_family)
        )
        self._licence.show_terms(found.get("terms", ""))
        if self._found_family != self._wants_of:
            self._wants_of = self._found_family
            self._wants.setCurrentIndex(max(self._wants.findData(found.get("wants")), 0))
        self._problem.hide()
        self._progress.hide()
        self._show_ready()
        self._fit()

    @Slot(str)
    def show_progress(self, step: str) -> None:
        words = {
            "downloading": self.tr("Downloading {0}…").format(self._path.name),
            "reading": self.tr("Reading the checkpoint…"),
            "converting": self.tr("Converting the network…"),
            "comparing": self.tr("Comparing both forms of the network…"),
            "trying": self.tr("Trying the network…"),
        }
        self._found.setText(words.get(step, step))

    @Slot(object)
    def show_failed(self, reason: str) -> None:
        self._running = False
        self._progress.hide()
        self._problem.setText(translated(reason))
        self._problem.show()
        if not self._found_family:
            self._found.setText(self.tr("{0} cannot be imported.").format(self._path.name))
        self._show_ready()

    def reject(self) -> None:
        self.stop_requested.emit()
        super().reject()

    @Slot()
    def _ask(self) -> None:
        self._running = True
        self._problem.hide()
        self._progress.show()
        self._show_ready()
        self.import_requested.emit(self.request())

    @Slot()
    def _show_ready(self) -> None:
        reason = self._why_not()
        self._import.setEnabled(not reason)
        self._import.setToolTip(reason)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason) and not self._problem.isVisibleTo(self))
        for field in (self._name, self._wants):
            field.setEnabled(not self._running)
        self._licence.set_usable(not self._running)
        self._details.show_usable(not self._running, self._found_family)

    def _why_not(self) -> str:
        """Why nothing can be imported now; nothing where it can."""
        if self._running:
            return self.tr("The style is being imported.")
        if not self._found_family:
            looking = self._progress.isVisibleTo(self)
            return self.tr("The checkpoint is being looked at.") if looking else self._found.text()
        missing = [*([] if self._name.text().strip() else [self.tr("Name")]), *self._licence.missing()]
        return self.tr("Still needed: {0}.").format(", ".join(missing)) if missing else ""

    @Slot()
    def _fit(self) -> None:
        """As high as what it shows."""
        self.layout().activate()
        self.adjustSize()

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(12)
        for title, field in ((self.tr("Name"), self._name), (self.tr("It paints from"), self._wants)):
            field.setMinimumHeight(FIELD_HEIGHT_PX)
            field.setAccessibleName(title)
            form.addRow(title, field)
            if field is self._name:
                self._licence.lay_out(form, field_height_px=FIELD_HEIGHT_PX)
        self._details.lay_out(form, field_height_px=FIELD_HEIGHT_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(14)
        column.addWidget(self._found)
        column.addWidget(self._licence.terms)
        column.addLayout(form)
        column.addWidget(self._problem)
        column.addWidget(self._progress)
        column.addWidget(self._reason)
        column.addWidget(buttons)
