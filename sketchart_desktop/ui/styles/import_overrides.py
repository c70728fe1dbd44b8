"""What an import finds out by itself, for those who know better: family, direction, range and norm, folded away."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QToolButton, QWidget

AUTO = "auto"


class ImportOverrides(QObject):
    """Rows of a form. `looks_otherwise`: another family or another generator of the file is meant, so it is to be
    looked at again.
    """

    looks_otherwise = Signal()

    def __init__(self, parent: QWidget) -> None:
        from engines.families.table import importable, with_option  # pydantic: too slow for the start of the window

        super().__init__(parent)
        self._two_directions, self._norm_untold = with_option("direction"), with_option("norm")
        self.fold = QToolButton(parent)
        self.fold.setText(self.tr("Details"))
        self.fold.setToolTip(self.tr("What is found by itself, and can be said otherwise"))
        self.fold.setCheckable(True)
        self.fold.setProperty("bare", True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.family_box, self.direction_box, self.range_box, self.norm_box = (QComboBox(parent) for _ in range(4))
        self.family_box.addItem(self.tr("Found by itself"), AUTO)
        for name in importable():
            self.family_box.addItem(name, name)
        self.direction_box.addItem(self.tr("From A to B (genA2B)"), "a2b")
        self.direction_box.addItem(self.tr("From B to A (genB2A)"), "b2a")
        self.direction_box.setToolTip(self.tr("MUNIT and U-GAT-IT keep two generators in a file: which one to import"))
        self.range_box.addItem(self.tr("Found by itself"), "")
        for low_high in ("-1..1", "0..1", "0..255"):
            self.range_box.addItem(low_high.replace("..", " … "), low_high)
        self.range_box.setToolTip(self.tr("Of the numbers that the network reads and paints, above all an ONNX file's"))
        self.norm_box.addItem(self.tr("Found by itself"), "")
        self.norm_box.addItem(self.tr("Instance norm"), "instance")
        self.norm_box.addItem(self.tr("None (--norm none)"), "none")
        self.norm_box.setToolTip(
            self.tr("How pix2pix and CycleGAN were trained: instance norm and none have the same weights")
        )
        self.fold.toggled.connect(self._unfold)
        self.family_box.activated.connect(self.looks_otherwise)
        self.direction_box.activated.connect(self.looks_otherwise)
        self.norm_box.activated.connect(self.looks_otherwise)

    @property
    def family(self) -> str:
        return self.family_box.currentData()

    @property
    def direction(self) -> str:
        return self.direction_box.currentData()

    @property
    def range(self) -> str:
        return self.range_box.currentData()

    @property
    def norm(self) -> str:
        return self.norm_box.currentData()

    def show_usable(self, usable: bool, family: str) -> None:
        """`family`: what the checkpoint is known to be, or nothing."""
        self.family_box.setEnabled(usable)
        self.range_box.setEnabled(usable)
        self.direction_box.setEnabled(usable and family in ("", *self._two_directions))
        self.norm_box.setEnabled(usable and family in ("", *self._norm_untold))

    def lay_out(self, form: QFormLayout, *, field_height_px: int) -> None:
        """At the form's end, so that all fields stand in one column."""
        self._form = form
        form.addRow(self.fold)
        for title, field in (
            (self.tr("Family"), self.family_box),
            (self.tr("Direction"), self.direction_box),
            (self.tr("Range"), self.range_box),
            (self.tr("Norm"), self.norm_box),
        ):
            field.setMinimumHeight(field_height_px)
            field.setAccessibleName(title)
            form.addRow(title, field)
        self._unfold(False)

    @Slot(bool)
    def _unfold(self, open_: bool) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow)
        for field in (self.family_box, self.direction_box, self.range_box, self.norm_box):
            self._form.setRowVisible(field, open_)
