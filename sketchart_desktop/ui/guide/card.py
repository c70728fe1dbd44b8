"""The guide's card at the foot of the drawing: what to draw now, how far one is, and the way on or out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sketchart_desktop.ui.widgets.theme import DARK, Tones

WIDEST_PX = 460


class StepDots(QWidget):
    """One dot for each step; those done are full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tones: Tones = DARK
        self._at, self._count = 0, 1
        self.setFixedHeight(12)

    def show_step(self, at: int, count: int) -> None:
        self._at, self._count = at, count
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left = 0.0
        for index in range(self._count):
            width = 22.0 if index == self._at else 8.0
            painter.setBrush(QColor(self.tones.accent if index <= self._at else self.tones.pressed))
            painter.drawRoundedRect(QRectF(left, 2, width, 8), 4, 4)
            left += width + 5
        painter.end()


class GuideCard(QFrame):
    """Says what it is told to say. Presses on the card draw nothing."""

    next_requested = Signal()
    end_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("guide_card")
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._dots = StepDots(self)
        self._title, self._text = QLabel(self), QLabel(self)
        font = QFont(self._title.font())
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(font)
        for label in (self._title, self._text):
            label.setWordWrap(True)
        self._next, self._end = QPushButton(self), QPushButton(self)
        self._next.setDefault(True)
        self._next.clicked.connect(self.next_requested)
        self._end.clicked.connect(self.end_requested)
        for button in (self._next, self._end):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        foot = QHBoxLayout()
        foot.addWidget(self._dots, 1)
        foot.addWidget(self._end)
        foot.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(6)
        column.addLayout(foot)
        self.hide()

    @property
    def words(self) -> str:
        return f"{self._title.text()} {self._text.text()}"

    @property
    def next_button(self) -> QPushButton:
        return self._next

    @property
    def end_button(self) -> QPushButton:
        return self._end

    def set_tones(self, tones: Tones) -> None:
        self._dots.tones = tones
        self._dots.update()

    def say(self, title: str, text: str, *, step: int, steps: int) -> None:
        """`step`: 0 for the first; `steps` when all is drawn."""
        self._title.setText(title)
        self._text.setText(text)
        self._dots.show_step(step, steps)
        self._dots.setVisible(step < steps)
        last = step >= steps
        self._next.setText(self.tr("Finish") if last else self.tr("Next"))
        self._end.setText(self.tr("Leave the guide"))
        self._end.setVisible(not last)
        self.setAccessibleName(self.tr("Drawing guide"))
        self.setAccessibleDescription(self.words)
        self.settle()

    def settle(self) -> None:
        """At the foot of the parent, in the middle."""
        parent = self.parentWidget()
        width = min(WIDEST_PX, parent.width() - 24)
        self.setFixedWidth(max(width, 200))
        self.layout().activate()
        height = self.layout().heightForWidth(self.width()) if self.layout().hasHeightForWidth() else -1
        self.resize(self.width(), max(height, self.sizeHint().height() if height < 0 else height))
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - 16)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self.settle()
        super().changeEvent(event)
