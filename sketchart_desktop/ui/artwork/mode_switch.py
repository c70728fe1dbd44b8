"""The small switch that floats in a corner of a view: how artwork and drawing are shown together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QSlider, QToolButton, QWidget

from sketchart_desktop.ui.actions import Actions

MARGIN_PX = 12
SLIDER_PX = 96


class ModeSwitch(QFrame):
    """One button for each action, and a slider for the overlay's opacity while `set_sliding`."""

    opacity_requested = Signal(float)  # 0..1

    def __init__(self, table: Actions, action_ids: Sequence[str], view: QWidget) -> None:
        super().__init__(view)
        self.setObjectName("mode_switch")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._table = table
        self._buttons: dict[str, QToolButton] = {}
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(2)
        self._slider = QSlider(Qt.Orientation.Horizontal, self)
        self._slider.setRange(10, 100)
        self._slider.setFixedWidth(SLIDER_PX)
        self._slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._slider.hide()
        row.addWidget(self._slider)
        for action_id in action_ids:
            button = QToolButton(self)
            button.setDefaultAction(table[action_id])
            button.setIconSize(QSize(20, 20))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setProperty("quiet", True)  # over the picture nothing is to be louder than the picture
            self._buttons[action_id] = button
            row.addWidget(button)
        self._slider.valueChanged.connect(self._slid)
        self.retranslate()
        self.float_in(view)

    def float_in(self, view: QWidget) -> None:
        """Move to the upper right corner of this view and stay there."""
        before = self.parentWidget()
        if before is not None:
            before.removeEventFilter(self)
        self.setParent(view)
        view.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()

    def set_sliding(self, sliding: bool, opacity: float = 1.0) -> None:
        self._slider.blockSignals(True)
        self._slider.setValue(round(opacity * 100))
        self._slider.blockSignals(False)
        self._slider.setVisible(sliding)
        self._row.setContentsMargins(12 if sliding else 4, 4, 4, 4)
        self._place()

    def retranslate(self) -> None:
        for action_id, button in self._buttons.items():
            button.setAccessibleName(self._table.name(action_id))
        self._slider.setAccessibleName(self.tr("How strongly the artwork covers the drawing"))
        self._slider.setToolTip(self.tr("How strongly the artwork covers the drawing"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._place()
        return False

    def mousePressEvent(self, event: object) -> None:
        """Presses between the buttons are no strokes on the paper underneath."""

    @Slot(int)
    def _slid(self, per_cent: int) -> None:
        self.opacity_requested.emit(per_cent / 100)

    def _place(self) -> None:
        room = self.parentWidget().width() - 2 * MARGIN_PX
        self._row.setDirection(QBoxLayout.Direction.LeftToRight)
        if self._row.sizeHint().width() > room:  # a narrow pane: a column cuts nothing off
            self._row.setDirection(QBoxLayout.Direction.TopToBottom)
        self._row.activate()
        self.adjustSize()
        self.move(self.parentWidget().width() - self.width() - MARGIN_PX, MARGIN_PX)
