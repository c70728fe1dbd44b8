"""Every action with its keys, drawn from the table of actions: search, press other keys, and go back.

A key belongs to one action. Who presses a key that is taken is told whose it is before it changes hands.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sketchart_desktop.preferences.shortcuts import MOST_KEYS
from sketchart_desktop.ui.actions import PORTABLE, Actions

ID_ROLE = Qt.ItemDataRole.UserRole
HELD_KEYS = ("Space", "Esc")  # the drawing itself listens to these


class ShortcutsDialog(QDialog):
    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(560, 680)
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(self.tr("Search"))
        self._search.setClearButtonEnabled(True)
        self._search.setAccessibleName(self.tr("Search"))
        self._list = QTreeWidget(self)
        self._fill_list()
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._edit = QKeySequenceEdit(self)
        self._edit.setMaximumSequenceLength(1)
        self._edit.setClearButtonEnabled(True)
        self._warning = QLabel(self)
        self._warning.setWordWrap(True)
        self._warning.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self._warning.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._use = self._button(self.tr("Use"), self.tr("This key instead of those the action has"))
        self._add = self._button(self.tr("Add"), self.tr("This key beside those the action has"))
        self._remove = self._button(self.tr("Remove keys"), self.tr("Leaves the action without keys"))
        self._reset = self._button(self.tr("Reset"), self.tr("Gives the action its first keys again"))
        self._reset_all = self._button(self.tr("Reset all"), self.tr("Gives every action its first keys again"))
        self._lay_out()
        self._connect()
        self._list.setCurrentItem(self._list.topLevelItem(0))
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, action_id: str) -> None:
        """Select an action in the list."""
        for item in self._items():
            if item.data(0, ID_ROLE) == action_id:
                self._list.setCurrentItem(item)

    # Within

    def _lay_out(self) -> None:
        close = self._button(self.tr("Close"), "")
        buttons = QDialogButtonBox(self)
        buttons.addButton(self._reset_all, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        note = QLabel(self.tr("Plain letter keys work while the drawing has the focus."), self)
        note.setProperty("role", "faint")
        note.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._edit, 1)
        for button in (self._use, self._add, self._remove, self._reset):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(self._search)
        column.addWidget(self._list, 1)
        column.addWidget(note)
        column.addSpacing(4)
        column.addWidget(self._title)
        column.addLayout(row)
        column.addWidget(self._warning)
        column.addWidget(buttons)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._filter)
        self._list.currentItemChanged.connect(self._chosen)
        self._list.itemActivated.connect(self._edit_chosen)
        self._edit.keySequenceChanged.connect(self._pressed)
        self._edit.editingFinished.connect(self._typed)
        self._use.clicked.connect(self._use_key)
        self._add.clicked.connect(self._add_key)
        self._remove.clicked.connect(self._remove_keys)
        self._reset.clicked.connect(self._reset_one)
        self._reset_all.clicked.connect(self._reset_everything)

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        return button

    def _fill_list(self) -> None:
        rows = self._list
        rows.setAccessibleName(self.tr("Actions and their keys"))
        rows.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        rows.setRootIsDecorated(False)
        rows.setUniformRowHeights(True)
        rows.setAlternatingRowColors(True)
        rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        rows.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        rows.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for row in self._actions.rows():
            item = QTreeWidgetItem(rows, [self._actions.name(row.id), ""])
            item.setData(0, ID_ROLE, row.id)
        held = (
            (self.tr("Move the view"), self.tr("Space + drag, middle button")),
            (self.tr("Zoom at the cursor"), self.tr("Mouse wheel, Ctrl + Space + drag")),
            (self.tr("Turn the view"), self.tr("Shift + Space + drag")),
            (self.tr("Pick a colour from the drawing"), self.tr("Ctrl + click, Alt + click")),
            (self.tr("Make the brush larger or smaller"), self.tr("Shift + drag")),
            (self.tr("Erase"), self.tr("Eraser end of the pen")),
        )
        for name, keys in held:
            item = QTreeWidgetItem(rows, [name, keys])
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsSelectable)
        self._show_keys()

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self._list.topLevelItem(index) for index in range(self._list.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _show_keys(self) -> None:
        for item in self._items():
            action_id = item.data(0, ID_ROLE)
            if action_id is None:
                continue
            item.setText(1, self._actions.keys_text(action_id))
            font = self._list.font()
            font.setBold(not self._actions.is_own(action_id))
            item.setFont(1, font)

    def _action_id(self) -> str:
        """The action in hand; "" for what is no action."""
        item = self._list.currentItem()
        return item.data(0, ID_ROLE) or "" if item is not None else ""

    def _key(self) -> str:
        return self._edit.keySequence().toString(PORTABLE)

    def _show_panel(self, words: str = "") -> None:
        action_id, key = self._action_id(), self._key()
        own = bool(action_id) and self._actions.is_own(action_id)
        usable = bool(action_id and key) and key not in HELD_KEYS
        has = self._actions.keys(action_id) if action_id else ()
        self._title.setText(
            self.tr("Other keys for “{0}”").format(self._actions.name(action_id))
            if action_id
            else self.tr("This one cannot be changed")
        )
        self._edit.setAccessibleName(self._title.text())
        self._edit.setEnabled(bool(action_id))
        self._use.setEnabled(usable and has != (key,))
        self._add.setEnabled(usable and key not in has and 0 < len(has) < MOST_KEYS)
        self._remove.setEnabled(bool(has))
        self._reset.setEnabled(bool(action_id) and not own)
        self._reset_all.setEnabled(not all(self._actions.is_own(row.id) for row in self._actions.rows()))
        self._warning.setText(words or self._conflict(action_id, key))

    def _conflict(self, action_id: str, key: str) -> str:
        shown = QKeySequence(key, PORTABLE).toString(QKeySequence.SequenceFormat.NativeText)
        if key in HELD_KEYS:
            return "⚠ " + self.tr("{0} belongs to the drawing itself.").format(shown)
        owners = self._actions.owners(key, but=action_id) if key and action_id else ()
        if not owners:
            return ""
        names = ", ".join(f"“{self._actions.name(owner)}”" for owner in owners)
        return "⚠ " + self.tr("{0} belongs to {1} now, which would lose it.").format(shown, names)

    def _done(self, kept: bool, words: str = "") -> None:
        self._edit.clear()
        self._show_keys()
        self._show_panel(words if kept else self.tr("The keys could not be saved: they hold until the program ends."))
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Slots

    @Slot(str)
    def _filter(self, text: str) -> None:
        wanted = text.casefold().strip()
        shown: list[QTreeWidgetItem] = []
        for item in self._items():
            item.setHidden(wanted not in f"{item.text(0)} {item.text(1)}".casefold())
            if not item.isHidden():
                shown.append(item)
        if shown and self._list.currentItem() not in shown:
            self._list.setCurrentItem(shown[0])

    @Slot()
    def _chosen(self) -> None:
        self._edit.clear()
        self._show_panel()

    @Slot()
    def _edit_chosen(self) -> None:
        if self._edit.isEnabled():
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _pressed(self) -> None:
        self._show_panel()

    @Slot()
    def _typed(self) -> None:
        # Enter would be taken for the next key: the button is where it belongs now.
        if self._use.isEnabled() and self._edit.hasFocus():
            self._use.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _use_key(self) -> None:
        self._done(self._actions.rebind(self._action_id(), (self._key(),)))

    @Slot()
    def _add_key(self) -> None:
        action_id = self._action_id()
        self._done(self._actions.rebind(action_id, (*self._actions.keys(action_id), self._key())))

    @Slot()
    def _remove_keys(self) -> None:
        self._done(self._actions.rebind(self._action_id(), ()))

    @Slot()
    def _reset_one(self) -> None:
        self._done(self._actions.reset(self._action_id()))

    @Slot()
    def _reset_everything(self) -> None:
        self._done(self._actions.reset_all(), self.tr("Every action has its first keys again."))
