"""Lists every action with its keys, drawn from the table of actions; a search box finds one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sketchart_desktop.ui.actions import Actions


class ShortcutsDialog(QDialog):
    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(520, 620)
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(self.tr("Search"))
        self._search.setClearButtonEnabled(True)
        self._search.setAccessibleName(self.tr("Search"))
        self._list = QTreeWidget(self)
        self._list.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setAlternatingRowColors(True)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for row in actions.rows():
            keys = actions.keys_text(row.id)
            if keys:
                QTreeWidgetItem(self._list, [actions.name(row.id), keys])
        held = (
            (self.tr("Move the view"), self.tr("Space + drag, middle button")),
            (self.tr("Zoom at the cursor"), self.tr("Mouse wheel")),
            (self.tr("Pick a colour from the drawing"), self.tr("Ctrl + click")),
            (self.tr("Erase"), self.tr("Eraser end of the pen")),
        )
        for name, keys in held:
            QTreeWidgetItem(self._list, [name, keys])
        note = QLabel(self.tr("Plain letter keys work while the drawing has the focus."), self)
        note.setProperty("role", "faint")
        note.setWordWrap(True)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._search)
        column.addWidget(self._list, 1)
        column.addWidget(note)
        column.addWidget(buttons)
        self._search.textChanged.connect(self._filter)
        buttons.rejected.connect(self.reject)
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _filter(self, text: str) -> None:
        wanted = text.casefold().strip()
        for index in range(self._list.topLevelItemCount()):
            item = self._list.topLevelItem(index)
            if item is not None:
                item.setHidden(wanted not in f"{item.text(0)} {item.text(1)}".casefold())
