"""The grid of styles over the artwork's pane: two or three cells a side, in pages where there are more styles."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from sketchart_desktop.styling.look import Look
from sketchart_desktop.ui.grid.cell import GridCell
from sketchart_desktop.ui.widgets import icons
from sketchart_desktop.ui.widgets.theme import DARK, Tones

LARGEST_SIDE = 3
HEAD_PX = 58  # the mode switch floats in it
STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class GridPane(QWidget):
    """Lies over `home` while shown. Says which styles it shows by `cells_changed`, and is given their pictures."""

    cells_changed = Signal(object, int)  # tuple of style keys, the cells' long side in device pixels; () = hidden
    leave_requested = Signal()
    style_adopted = Signal(str)  # style key

    def __init__(self, look: Look, home: QWidget) -> None:
        super().__init__(home)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._look = look
        self._home = home
        self._sheet = QSize(1, 1)
        self._tones: Tones = DARK
        self._page = 0
        self._cells: list[GridCell] = []
        self._told: tuple[tuple[str, ...], int] = ((), 0)
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._back, self._forth = QToolButton(self), QToolButton(self)
        self._number = QLabel(self)
        self._number.setProperty("role", "faint")
        for button, step in ((self._back, -1), (self._forth, 1)):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setIconSize(QSize(20, 20))
            button.setProperty("step", step)
            button.clicked.connect(self._turn_page)
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 14, 0)
        for part in (self._title, self._back, self._number, self._forth):
            head.addWidget(part)
        head.addStretch(1)
        top = QWidget(self)
        top.setFixedHeight(HEAD_PX)
        top.setLayout(head)
        self._field = QGridLayout()
        self._field.setContentsMargins(12, 4, 12, 12)
        self._field.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(self._field, 1)
        look.styles_changed.connect(self._fill)
        look.changed.connect(self._show_chosen)
        home.installEventFilter(self)
        self.retranslate()
        self.hide()

    @property
    def cells(self) -> tuple[GridCell, ...]:
        """Those of the page in sight."""
        return tuple(self._cells)

    @property
    def side(self) -> int:
        """Cells in a row."""
        return min(LARGEST_SIDE, max(2, int(np.ceil(np.sqrt(len(self._look.entries))))))

    @property
    def pages(self) -> int:
        return max(1, -(-len(self._look.entries) // self.side**2))

    def set_tones(self, tones: Tones) -> None:
        self._tones = tones
        self._back.setIcon(icons.icon("previous", tones))
        self._forth.setIcon(icons.icon("next", tones))
        for cell in self._cells:
            cell.tones = tones
        self.update()

    def set_sheet(self, sheet: QSize) -> None:
        """The drawing's size."""
        if sheet != self._sheet:
            self._sheet = QSize(sheet)
            for cell in self._cells:
                cell.sheet = self._sheet
                cell.update()

    def open(self) -> None:
        """Show the page of the chosen style, which takes the keys."""
        keys = [entry.key for entry in self._look.entries]
        chosen = self._look.then or self._look.chosen
        self._page = keys.index(chosen.key) // self.side**2 if chosen is not None and chosen.key in keys else 0
        self.setGeometry(self._home.rect())
        self.show()
        self.raise_()
        self._fill()
        self._focus_chosen()

    def close_grid(self) -> None:
        self.hide()
        self._tell()

    @Slot(str, object)
    def show_picture(self, key: str, image: np.ndarray) -> None:
        """`image`: uint8 [H, W, 4] straight RGBA."""
        pixels = np.ascontiguousarray(image)
        height, width = pixels.shape[:2]
        shared = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
        picture = shared.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)  # a copy of its own
        for cell in self._cells:
            if cell.entry.key == key:
                cell.show_picture(picture)

    @Slot(str, object)
    def show_reason(self, key: str, reason: str) -> None:
        for cell in self._cells:
            if cell.entry.key == key:
                cell.show_reason(reason)

    @Slot()
    def empty(self) -> None:
        """Nothing is drawn."""
        for cell in self._cells:
            cell.show_picture(None)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Styles on your drawing"))
        self._title.setText(self.tr("Click the style you like"))
        for button, words in ((self._back, self.tr("Previous page")), (self._forth, self.tr("Next page"))):
            button.setAccessibleName(words)
            button.setToolTip(words)
        for cell in self._cells:
            cell.retranslate()
        self._show_page()

    @Slot()
    def _fill(self) -> None:
        """Make the cells of the page."""
        for cell in self._cells:
            self._field.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []
        if not self.isVisible():
            return
        self._page = min(self._page, self.pages - 1)
        side, first = self.side, self._page * self.side**2
        for place, entry in enumerate(self._look.entries[first : first + side**2]):
            cell = GridCell(entry, self._sheet, self)
            cell.tones = self._tones
            cell.clicked.connect(self._adopt)
            cell.installEventFilter(self)
            self._field.addWidget(cell, place // side, place % side)
            cell.show()
            self._cells.append(cell)
        for place in range(LARGEST_SIDE):
            self._field.setRowStretch(place, int(place < side))
            self._field.setColumnStretch(place, int(place < side))
        self._field.activate()
        self._show_page()
        self._show_chosen()
        self._tell()

    @Slot()
    def _show_chosen(self) -> None:
        first = self._look.chosen
        chosen = self._look.then or first
        for cell in self._cells:
            cell.setChecked(chosen is not None and cell.entry.key == chosen.key)
            cell.set_ground(first if self._look.paints_on(cell.entry) else None)

    @Slot()
    def _adopt(self) -> None:
        cell = self.sender()
        if isinstance(cell, GridCell):
            self.style_adopted.emit(cell.entry.key)
            self._show_chosen()  # a click takes the mark off the cell that had it

    @Slot()
    def _turn_page(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton):
            self._show_other_page(int(button.property("step")))

    def _show_other_page(self, step: int) -> None:
        page = min(max(self._page + step, 0), self.pages - 1)
        if page != self._page:
            self._page = page
            self._fill()
            if self._cells:
                self._cells[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_page(self) -> None:
        for part in (self._back, self._number, self._forth):
            part.setVisible(self.pages > 1)
        self._back.setEnabled(self._page > 0)
        self._forth.setEnabled(self._page + 1 < self.pages)
        self._number.setText(self.tr("{0} of {1}").format(self._page + 1, self.pages))

    def _focus_chosen(self) -> None:
        chosen = next((cell for cell in self._cells if cell.isChecked()), self._cells[0] if self._cells else self)
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        keys = tuple(cell.entry.key for cell in self._cells) if self.isVisible() else ()
        long_side = 0
        if keys:
            paper = self._cells[0].picture_rect()
            long_side = round(max(paper.width(), paper.height()) * self.devicePixelRatioF())
        if (keys, long_side) != self._told:
            self._told = keys, long_side
            self.cells_changed.emit(keys, long_side)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._home and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._home.rect())
        elif isinstance(watched, GridCell) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._cell_key(watched, Qt.Key(event.key()))
        return False

    def _cell_key(self, cell: GridCell, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            cell.click()
            return True
        if key not in STEPS or cell not in self._cells:
            return False
        across, down = STEPS[key]
        place = self._cells.index(cell) + across + down * self.side
        if 0 <= place < len(self._cells):
            self._cells[place].setFocus(Qt.FocusReason.OtherFocusReason)
        elif across:
            self._show_other_page(across)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._show_other_page(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._field.activate()
        self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Between the cells: nothing for the artwork underneath."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self._show_other_page(-1 if event.angleDelta().y() > 0 else 1)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._tones.window))
        painter.end()
