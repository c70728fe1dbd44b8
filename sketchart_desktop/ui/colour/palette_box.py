"""The palettes to draw with: choose one, fill it, order it, name it, bring it in and out as a GIMP palette."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QMessageBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engines.palette import Colour
from sketchart_desktop.styling.palettes import BASICS, STYLE, PaletteLibrary
from sketchart_desktop.tools.toolbox import ToolBox
from sketchart_desktop.ui.colour.grid import ColourGrid
from sketchart_desktop.ui.files.save_name import ask_save_name
from sketchart_desktop.ui.widgets import icons
from sketchart_desktop.ui.widgets.theme import Tones

BUTTON_PX = 32


class PaletteBox(QWidget):
    """Shows a PaletteLibrary. What it cannot do is told by the library's `message`."""

    def __init__(self, toolbox: ToolBox, palettes: PaletteLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toolbox = toolbox
        self._palettes = palettes
        self.choice = QComboBox(self)
        self.choice.setMinimumHeight(BUTTON_PX)
        self.choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(8)
        self.add, self.more = QToolButton(self), QToolButton(self)
        for button in (self.add, self.more):
            button.setIconSize(QSize(20, 20))
            button.setFixedSize(BUTTON_PX, BUTTON_PX)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.more.setMenu(self.menu)
        self.grid = ColourGrid("", self)
        self._hint = QLabel(self)
        self._hint.setProperty("role", "faint")
        self._hint.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.choice, 1)
        row.addSpacing(4)
        row.addWidget(self.add)
        row.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.grid)
        column.addWidget(self._hint)
        self._new = self.menu.addAction("")
        self._copy = self.menu.addAction("")
        self._rename = self.menu.addAction("")
        self._remove = self.menu.addAction("")
        self.menu.addSeparator()
        self._import = self.menu.addAction("")
        self._export = self.menu.addAction("")
        self._connect()
        self.retranslate()

    def set_tones(self, tones: Tones) -> None:
        self.grid.set_tones(tones)
        self.add.setIcon(icons.icon("add", tones))
        self.more.setIcon(icons.icon("more", tones))

    def retranslate(self) -> None:
        self.choice.setAccessibleName(self.tr("Palette"))
        self.choice.setToolTip(self.tr("Palette: each style remembers its own"))
        for button, text in (
            (self.add, self.tr("Add the colour in hand to the palette")),
            (self.more, self.tr("More about palettes")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._new.setText(self.tr("New palette…"))
        self._copy.setText(self.tr("Copy palette"))
        self._rename.setText(self.tr("Rename…"))
        self._remove.setText(self.tr("Remove…"))
        self._import.setText(self.tr("Import GIMP palette…"))
        self._export.setText(self.tr("Export GIMP palette…"))
        self._hint.setText(self.tr("Empty so far: pick a colour and press +."))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def shown_name(self, palette_id: str) -> str:
        """What a palette is called on screen."""
        if palette_id == BASICS:
            return self.tr("Basic colours")
        if palette_id == STYLE:
            return self.tr("Colours of the style")
        return self._palettes.name(palette_id)

    def _connect(self) -> None:
        palettes = self._palettes
        palettes.changed.connect(self._show)
        palettes.chosen_changed.connect(self._show)
        self._toolbox.colour_changed.connect(self._show_colour)
        self.choice.activated.connect(self._chosen)
        self.add.clicked.connect(self._add_colour)
        self.grid.colour_requested.connect(self._take)
        self.grid.remove_requested.connect(self._remove_colour)
        self.grid.move_requested.connect(self._move_colour)
        self._new.triggered.connect(self._make)
        self._copy.triggered.connect(self._duplicate)
        self._rename.triggered.connect(self._ask_name)
        self._remove.triggered.connect(self._ask_remove)
        self._import.triggered.connect(self._bring_in)
        self._export.triggered.connect(self._bring_out)

    @Slot()
    def _show(self) -> None:
        palettes = self._palettes
        chosen, own = palettes.chosen, palettes.is_own(palettes.chosen)
        self.choice.blockSignals(True)
        self.choice.clear()
        for palette_id in palettes.ids():
            self.choice.addItem(self.shown_name(palette_id), palette_id)
        self.choice.setCurrentIndex(self.choice.findData(chosen))
        self.choice.blockSignals(False)
        self.grid.set_title(self.shown_name(chosen))
        self.grid.show_colours(palettes.colours(), editable=own)
        self._rename.setEnabled(own)
        self._remove.setEnabled(own)
        self._hint.setVisible(own and not palettes.colours())
        self.grid.setVisible(bool(palettes.colours()))
        self._show_colour()

    @Slot()
    def _show_colour(self) -> None:
        self.grid.show_in_hand(self._toolbox.colour)

    @Slot(int)
    def _chosen(self, row: int) -> None:
        self._palettes.choose(self.choice.itemData(row))

    @Slot(object)
    def _take(self, colour: Colour) -> None:
        self._toolbox.set_colour(colour)

    @Slot()
    def _add_colour(self) -> None:
        """To the user's palette in use; where another is in use, to a new one made from it."""
        palettes, colour = self._palettes, self._toolbox.colour
        if not palettes.is_own(palettes.chosen):
            colours = tuple(dict.fromkeys((*palettes.colours(), colour)))
            palettes.create(self.tr("My colours"), colours)
        else:
            palettes.add_colour(palettes.chosen, colour)

    @Slot(int)
    def _remove_colour(self, place: int) -> None:
        self._palettes.remove_colour(self._palettes.chosen, place)

    @Slot(int, int)
    def _move_colour(self, place: int, to: int) -> None:
        self._palettes.move_colour(self._palettes.chosen, place, to)

    @Slot()
    def _make(self) -> None:
        name, wanted = QInputDialog.getText(self, self.tr("New palette"), self.tr("Name"))
        if wanted:
            self._palettes.create(name)

    @Slot()
    def _duplicate(self) -> None:
        palettes = self._palettes
        palettes.create(self.tr("{0} (copy)").format(self.shown_name(palettes.chosen)), palettes.colours())

    @Slot()
    def _ask_name(self) -> None:
        chosen = self._palettes.chosen
        name, wanted = QInputDialog.getText(
            self, self.tr("Rename palette"), self.tr("Name"), text=self._palettes.name(chosen)
        )
        if wanted:
            self._palettes.rename(chosen, name)

    @Slot()
    def _ask_remove(self) -> None:
        chosen = self._palettes.chosen
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Remove palette"))
        box.setText(self.tr("Remove the palette “{0}”?").format(self._palettes.name(chosen)))
        box.setInformativeText(self.tr("It cannot be brought back."))
        remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        if box.clickedButton() is remove:
            self._palettes.remove(chosen)

    @Slot()
    def _bring_in(self) -> None:
        words = self.tr("GIMP palettes ({0})").format("*.gpl")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import palette"), str(Path.home()), words)
        if name:
            self._palettes.import_gpl(Path(name))

    @Slot()
    def _bring_out(self) -> None:
        shown = self.shown_name(self._palettes.chosen)
        words = self.tr("GIMP palettes ({0})").format("*.gpl")
        start = Path.home() / f"{shown.replace('/', '-')}.gpl"
        path = ask_save_name(self, self.tr("Export palette"), start, kind=words, suffix=".gpl")
        if path is not None:
            self._palettes.export_gpl(self._palettes.chosen, path, name=shown)
