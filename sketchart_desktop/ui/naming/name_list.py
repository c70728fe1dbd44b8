"""The list of names: likely ones at once, all others by typing in English or Korean."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from engines.naming.vocabulary import Vocabulary

WIDTH_PX, HEIGHT_PX = 260, 300


class NameList(QFrame):
    """A small window over the line; it closes when a name is chosen, on Escape, or on a click elsewhere."""

    thing_chosen = Signal(str)  # its id; "" leaves it to the classifier

    def __init__(self, vocabulary: Vocabulary, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._vocabulary = vocabulary
        self._likely: tuple[str, ...] = ()
        self._chosen = ""
        self._language = "en"
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.names = QListWidget(self)
        self.names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.search)
        column.addWidget(self.names, 1)
        self.resize(WIDTH_PX, HEIGHT_PX)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.names.itemClicked.connect(self._take)
        self.retranslate()

    def open_at(self, below: QPoint, *, likely: list[str], chosen: str, language: str) -> None:
        """Show it with its lower left corner at `below` (global pixels). `likely`: things, offered before typing."""
        self._likely = tuple(dict.fromkeys(likely))
        self._chosen, self._language = chosen, language
        self.search.clear()
        self._fill()
        self.move(below - QPoint(0, HEIGHT_PX))
        self.show()
        self.search.setFocus()

    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("What is it? Type a name"))
        self.search.setAccessibleName(self.tr("Search the names"))
        self.names.setAccessibleName(self.tr("Names"))

    @Slot()
    def _fill(self) -> None:
        typed = self.search.text()
        found = [t.id for t in self._vocabulary.search(typed, limit=40)] if typed.strip() else list(self._likely)
        self.names.clear()
        if self._chosen and not typed.strip():
            self._add(self.tr("As the program sees it"), "")
        for thing in found:
            shown = self._vocabulary[thing]
            other = shown.en if self._language == "ko" else shown.ko
            self._add(f"{shown.name(self._language)}  ·  {other}", thing)
        if not found and typed.strip():
            item = QListWidgetItem(self.tr("No such name"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.names.addItem(item)
        elif self.names.count():
            self.names.setCurrentRow(0)

    def _add(self, text: str, thing: str) -> None:
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, thing)
        self.names.addItem(item)

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem | None) -> None:
        thing = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if thing is not None:
            self.hide()
            self.thing_chosen.emit(thing)

    # Qt overrides

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        # The keys go to the search field: up, down and Return are meant for the list below it.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.names.setCurrentRow(max(0, min(self.names.count() - 1, self.names.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.names.currentItem())
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
