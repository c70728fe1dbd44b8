"""A grid of colours to press: one tab stop, arrow keys walk. Where it may be changed, colours are dragged to order."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QToolTip, QWidget

from engines.palette import Colour
from sketchart_desktop.ui.widgets.swatch import hex_of
from sketchart_desktop.ui.widgets.theme import DARK, Tones

CELL_PX, GAP_PX = 26, 4
MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ColourGrid(QWidget):
    """`colour_requested`: take it in hand. `removed` and `moved` come from grids that may be changed."""

    colour_requested = Signal(object)  # Colour
    remove_requested = Signal(int)
    move_requested = Signal(int, int)  # from place, to place

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tones: Tones = DARK
        self._title = title
        self._colours: tuple[Colour, ...] = ()
        self._in_hand: Colour | None = None
        self._editable = False
        self._at = 0  # where the keys are
        self._pressed = -1
        self._dragged_to = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press leaves the letter keys to the drawing
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._name()

    @property
    def colours(self) -> tuple[Colour, ...]:
        return self._colours

    @property
    def at(self) -> int:
        """The place the keys are at."""
        return self._at

    def show_colours(self, colours: tuple[Colour, ...], *, editable: bool = False) -> None:
        self._colours, self._editable = colours, editable
        self._at = min(self._at, max(len(colours) - 1, 0))
        self._fix_height()
        self._name()
        self.update()

    def show_in_hand(self, colour: Colour) -> None:
        self._in_hand = colour
        self.update()

    def set_title(self, title: str) -> None:
        self._title = title
        self._name()

    def set_tones(self, tones: Tones) -> None:
        self.tones = tones
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(4 * (CELL_PX + GAP_PX), CELL_PX)

    def sizeHint(self) -> QSize:
        return QSize(8 * (CELL_PX + GAP_PX) - GAP_PX, self._height())

    def cell(self, place: int) -> QRect:
        """Where a colour is, widget pixels."""
        row, column = divmod(place, self._columns())
        return QRect(column * (CELL_PX + GAP_PX), row * (CELL_PX + GAP_PX), CELL_PX, CELL_PX)

    # Within

    def _columns(self) -> int:
        return max((self.width() + GAP_PX) // (CELL_PX + GAP_PX), 1)

    def _height(self) -> int:
        rows = max(-(-len(self._colours) // self._columns()), 1)
        return rows * (CELL_PX + GAP_PX) - GAP_PX

    def _fix_height(self) -> None:
        self.setFixedHeight(self._height())

    def _place(self, at: QPoint) -> int:
        """Which colour is there; -1 for none."""
        return next((i for i in range(len(self._colours)) if self.cell(i).contains(at)), -1)

    def _name(self) -> None:
        colour = self._colours[self._at] if self._colours else None
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(hex_of(colour) if colour is not None else self.tr("Empty"))

    def _go(self, place: int) -> None:
        self._at = min(max(place, 0), max(len(self._colours) - 1, 0))
        self._name()
        self.update()

    def _take(self, place: int) -> None:
        if 0 <= place < len(self._colours):
            self.colour_requested.emit(self._colours[place])

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fix_height()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._place(event.position().toPoint())
            if self._pressed >= 0:
                self._go(self._pressed)
                self._take(self._pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed >= 0 and self._editable:
            away = (at - self.cell(self._pressed).center()).manhattanLength()
            if self._dragged_to >= 0 or away > max(QApplication.startDragDistance(), CELL_PX // 2):
                self._dragged_to = max(self._place(at), -1)
                self.update()
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._place(at) >= 0 else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, to = self._pressed, self._dragged_to
        self._pressed = self._dragged_to = -1
        self.update()
        if self._editable and pressed >= 0 and to >= 0 and to != pressed:
            self.move_requested.emit(pressed, to)
            self._go(to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, columns = event.key(), self._columns()
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {**MOVES, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}
        if key in MOVES and ctrl and self._editable:
            to = self._at + MOVES[Qt.Key(key)]
            if 0 <= to < len(self._colours):
                self.move_requested.emit(self._at, to)
                self._go(to)
        elif key in steps:
            self._go(self._at + steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._at)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._editable and self._colours:
            self.remove_requested.emit(self._at)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = self._place(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else self._at
        if not self._editable or not 0 <= place < len(self._colours):
            return
        self._go(place)
        menu = QMenu(self)
        earlier = QAction(self.tr("Move to the left"), menu)
        later = QAction(self.tr("Move to the right"), menu)
        remove = QAction(self.tr("Remove colour"), menu)
        menu.addActions([earlier, later, remove])
        earlier.setEnabled(place > 0)
        later.setEnabled(place + 1 < len(self._colours))
        answer = menu.exec(event.globalPos())
        if answer is remove:
            self.remove_requested.emit(place)
        elif answer in (earlier, later):
            to = place + (1 if answer is later else -1)
            self.move_requested.emit(place, to)
            self._go(to)
        menu.deleteLater()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._place(event.pos())
            QToolTip.showText(event.globalPos(), hex_of(self._colours[place]) if place >= 0 else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(self.tones.text)
        edge.setAlpha(70)
        for place, colour in enumerate(self._colours):
            area = QRectF(self.cell(place)).adjusted(1.5, 1.5, -1.5, -1.5)
            if place == self._pressed and self._dragged_to >= 0:
                painter.setOpacity(0.35)
            painter.setPen(QPen(edge, 1))
            painter.setBrush(QColor(*colour))
            painter.drawRoundedRect(area, 5, 5)
            painter.setOpacity(1.0)
            focus = self.hasFocus() and place == self._at
            if focus or colour == self._in_hand or place == self._dragged_to:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(self.tones.focus if focus else self.tones.text), 2))
                painter.drawRoundedRect(QRectF(self.cell(place)).adjusted(1, 1, -1, -1), 6, 6)
        if not self._colours and self.hasFocus():
            painter.setPen(QPen(QColor(self.tones.focus), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()
