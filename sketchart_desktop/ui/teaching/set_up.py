"""The first step: which drawings, from which style, how long, under which name and licence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

FIELD_HEIGHT_PX = 32
LIST_HEIGHT_PX = 150
QUICK_MIN, COFFEE_MIN, OVERNIGHT_MIN = 2.0, 15.0, 480.0
PICTURES = "*.ora *.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.npz *.tar"


@dataclass(frozen=True)
class BaseStyle:
    """A style that can be taught further: the pack's folder, the style's id in it, and its name in the window."""

    folder: Path
    style: str
    name: str


@dataclass(frozen=True)
class DrawingsAtHand:
    """Places that the program knows, and how many drawings lie there."""

    marked: Path
    marked_count: int
    gallery: Path
    gallery_count: int
    open_folder: Path
    open_count: int


class SetUpView(QWidget):
    """`look_requested`: the person wants to know what the drawings are worth."""

    look_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at_hand: DrawingsAtHand | None = None
        self._given: list[Path] = []
        self._offered: set[Path] = set()  # chosen by themselves, once
        self._bases: tuple[BaseStyle, ...] = ()
        self.intro = QLabel(self)
        self.intro.setWordWrap(True)
        self.places = QListWidget(self)
        self.places.setFixedHeight(LIST_HEIGHT_PX)
        self.places.setSpacing(3)
        self._add_folder, self._add_files, self._remove = (QPushButton(self) for _ in range(3))
        self.base, self.length = QComboBox(self), QComboBox(self)
        self.minutes = QDoubleSpinBox(self)
        self.minutes.setRange(0.1, 10_000)
        self.minutes.setDecimals(1)
        self.minutes.setValue(QUICK_MIN)
        self.name, self.licence = QLineEdit(self), QLineEdit(self)
        self.name.setMaxLength(60)
        self.licence.setMaxLength(400)
        self.look = QPushButton(self)
        self.reason = QLabel(self)
        self.reason.setWordWrap(True)
        self.reason.setProperty("role", "faint")
        self._titles = {field: QLabel(self) for field in (self.base, self.length, self.name, self.licence)}
        self._lay_out()
        self.places.itemChanged.connect(self._show_ready)
        self.places.currentRowChanged.connect(self._show_ready)
        self.name.textChanged.connect(self._show_ready)
        self.length.currentIndexChanged.connect(self._length_chosen)
        self._add_folder.clicked.connect(self._ask_folder)
        self._add_files.clicked.connect(self._ask_files)
        self._remove.clicked.connect(self._remove_place)
        self.look.clicked.connect(self.look_requested)
        self.retranslate()

    def chosen_places(self) -> tuple[Path, ...]:
        items = (self.places.item(row) for row in range(self.places.count()))
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in items if _is_on(item))

    def chosen_base(self) -> BaseStyle | None:
        place = self.base.currentIndex()
        return self._bases[place] if 0 <= place < len(self._bases) else None

    def show_at_hand(self, at_hand: DrawingsAtHand, bases: tuple[BaseStyle, ...]) -> None:
        """What can be chosen now; choices that were made stay."""
        chosen = set(self.chosen_places())
        for place, count in ((at_hand.marked, at_hand.marked_count), (at_hand.open_folder, at_hand.open_count)):
            if count and place not in self._offered:
                chosen.add(place)
                self._offered.add(place)
        kept = self.chosen_base()
        self._at_hand, self._bases = at_hand, bases
        self._fill(chosen)
        self.base.clear()
        for base in bases:
            self.base.addItem(base.name)
        if kept in bases:
            self.base.setCurrentIndex(bases.index(kept))
        self._show_ready()

    def add_places(self, places: list[Path]) -> None:
        """Folders and files that the person gives; they are chosen."""
        chosen = {*self.chosen_places(), *places}
        self._given += [place for place in places if place not in self._given]
        self._fill(chosen)
        self._show_ready()

    def retranslate(self) -> None:
        self.intro.setText(
            self.tr(
                "Pick drawings that are finished as you like them, yours or pictures of others, and the program learns "
                "to paint that way. It takes only time that you leave: paint on meanwhile. All of it happens on this "
                "computer."
            )
        )
        self.places.setAccessibleName(self.tr("What to learn from"))
        self._add_folder.setText(self.tr("Add folder…"))
        self._add_files.setText(self.tr("Add files…"))
        self._remove.setText(self.tr("Take off the list"))
        words = {
            self.base: self.tr("Begin with"),
            self.length: self.tr("How long"),
            self.name: self.tr("Name of the style"),
            self.licence: self.tr("What others may do with the pictures"),
        }
        for field, word in words.items():
            self._titles[field].setText(word)
            field.setAccessibleName(word)
        self.licence.setPlaceholderText(self.tr("for example: CC BY 4.0, or: for me alone"))
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.setAccessibleName(self.tr("Minutes"))
        if not self.name.text():
            self.name.setText(self.tr("My style"))
        place = max(self.length.currentIndex(), 0)
        self.length.clear()
        for title, minutes in (
            (self.tr("A quick look"), QUICK_MIN),
            (self.tr("A coffee"), COFFEE_MIN),
            (self.tr("Overnight"), OVERNIGHT_MIN),
            (self.tr("As long as I say"), None),
        ):
            self.length.addItem(title, minutes)
        self.length.setCurrentIndex(place)
        self.look.setText(self.tr("Look at the drawings"))
        if self._at_hand is not None:
            self._fill(set(self.chosen_places()))
        self._show_ready()

    def _fill(self, chosen: set[Path]) -> None:
        at_hand = self._at_hand
        rows: list[tuple[str, Path, bool]] = []
        if at_hand is not None:
            rows = [
                (
                    self.tr("Marked for teaching in the gallery ({0})").format(at_hand.marked_count),
                    at_hand.marked,
                    at_hand.marked_count > 0,
                ),
                (
                    self.tr("Everything in the gallery ({0})").format(at_hand.gallery_count),
                    at_hand.gallery,
                    at_hand.gallery_count > 0,
                ),
                (
                    self.tr("Open drawings that I coloured myself ({0})").format(at_hand.open_count),
                    at_hand.open_folder,
                    at_hand.open_count > 0,
                ),
            ]
        rows += [(str(place), place, True) for place in self._given]
        self.places.blockSignals(True)
        self.places.clear()
        for text, place, usable in rows:
            item = QListWidgetItem(text, self.places)
            item.setData(Qt.ItemDataRole.UserRole, place)
            item.setToolTip(text)
            flags = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags | Qt.ItemFlag.ItemIsEnabled if usable else flags)
            on = usable and place in chosen
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.places.blockSignals(False)

    @Slot()
    def _show_ready(self) -> None:
        reason = ""
        if not self._bases:
            reason = self.tr("There is no style yet that could be taught further.")
        elif not self.chosen_places():
            reason = self.tr("Choose at least one place with drawings.")
        elif not self.name.text().strip():
            reason = self.tr("The style needs a name.")
        self.reason.setText(reason)
        self.look.setEnabled(not reason)
        self._remove.setEnabled(self.places.currentRow() >= self.places.count() - len(self._given) >= 0)

    @Slot()
    def _length_chosen(self) -> None:
        minutes = self.length.currentData()
        self.minutes.setEnabled(minutes is None)
        if minutes is not None:
            self.minutes.setValue(float(minutes))

    @Slot()
    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("A folder to learn from"))
        if folder:
            self.add_places([Path(folder)])

    @Slot()
    def _ask_files(self) -> None:
        kinds = self.tr("Drawings and pictures") + f" ({PICTURES})"
        files, _ = QFileDialog.getOpenFileNames(self, self.tr("Pictures to learn from"), "", kinds)
        self.add_places([Path(file) for file in files])

    @Slot()
    def _remove_place(self) -> None:
        item = self.places.currentItem()
        if item is not None and item.data(Qt.ItemDataRole.UserRole) in self._given:
            self._given.remove(item.data(Qt.ItemDataRole.UserRole))
            self._fill(set(self.chosen_places()))
            self._show_ready()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self._add_folder, self._add_files, self._remove):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        length = QHBoxLayout()
        length.setSpacing(10)
        length.addWidget(self.length, 1)
        length.addWidget(self.minutes)
        for field in (self.base, self.length, self.minutes, self.name, self.licence):
            field.setMinimumHeight(FIELD_HEIGHT_PX)
        form.addRow(self._titles[self.base], self.base)
        form.addRow(self._titles[self.length], length)
        form.addRow(self._titles[self.name], self.name)
        form.addRow(self._titles[self.licence], self.licence)
        self.look.setAutoDefault(False)
        end = QHBoxLayout()
        end.addWidget(self.reason, 1)
        end.addWidget(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.intro, self.places):
            column.addWidget(part)
        column.addLayout(buttons)
        column.addLayout(form)
        column.addLayout(end)
        column.addStretch(1)


def _is_on(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked and bool(item.flags() & Qt.ItemFlag.ItemIsEnabled)
