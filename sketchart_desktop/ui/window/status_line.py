"""The line at the bottom: a dot with words for the artwork's state, device and milliseconds, zoom, canvas size."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from sketchart_desktop.session.preview_state import PreviewState
from sketchart_desktop.ui.widgets.theme import DARK, Tones


class StateDot(QWidget):
    """A dot whose colour and shape tell the state: never by colour alone, the words stand beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tones: Tones = DARK
        self._state = PreviewState.EMPTY
        self.setFixedSize(14, 14)

    def show_state(self, state: PreviewState) -> None:
        if state != self._state:
            self._state = state
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(14, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        tones = self.tones
        colours = {
            PreviewState.IDLE: tones.good,
            PreviewState.WORKING: tones.busy,
            PreviewState.STALE: tones.warn,
            PreviewState.FAILED: tones.bad,
            PreviewState.NO_STYLE: tones.warn,
        }
        colour = QColor(colours.get(self._state, tones.faint))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if self._state is PreviewState.PAUSED:
            painter.drawRoundedRect(QRectF(3, 2, 3, 10), 1, 1)
            painter.drawRoundedRect(QRectF(8, 2, 3, 10), 1, 1)
        elif self._state is PreviewState.EMPTY:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colour)
            painter.drawEllipse(QRectF(2.5, 2.5, 9, 9))
        else:
            painter.drawEllipse(QRectF(2, 2, 10, 10))
        painter.end()


class StatusLine(QWidget):
    """Shows what it is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(34)
        self._state, self._reason, self._device, self._elapsed_ms = PreviewState.EMPTY, "", "", 0.0
        self._dot = StateDot(self)
        self._words = QLabel(self)
        self._engine = QLabel(self)
        self._message = QLabel(self)
        self._work = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setFixedSize(90, 8)
        self._bar.setTextVisible(False)
        self._zoom = QLabel(self)
        self._paper = QLabel(self)
        for label in (self._engine, self._work, self._zoom, self._paper):
            label.setProperty("role", "faint")
        self._message.setProperty("role", "remark")
        self._message.hide()
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(8)
        row.addWidget(self._dot)
        row.addWidget(self._words, 1)
        row.addWidget(self._message)
        row.addWidget(self._work)
        row.addWidget(self._bar)
        row.addSpacing(12)
        row.addWidget(self._engine)
        row.addSpacing(12)
        row.addWidget(self._paper)
        row.addSpacing(12)
        row.addWidget(self._zoom)
        self.end_work()
        self.retranslate()

    @property
    def text(self) -> str:
        """What is said about the artwork."""
        return self._words.text()

    def set_tones(self, tones: Tones) -> None:
        self._dot.tones = tones
        self._dot.update()

    def show_state(self, state: PreviewState, reason: str = "") -> None:
        """`reason`: why it failed, or a notice."""
        self._state, self._reason = state, reason
        self._dot.show_state(state)
        self._words.setText(self._sentence())
        self._words.setToolTip(reason)

    def show_engine(self, device: str, elapsed_ms: float) -> None:
        self._device, self._elapsed_ms = device, elapsed_ms
        if device and elapsed_ms > 0:
            self._engine.setText(self.tr("{0} · {1} ms").format(device, round(elapsed_ms)))
        else:
            self._engine.setText(device)

    def show_zoom(self, scale: float) -> None:
        per_cent = scale * 100
        self._zoom.setText(f"{per_cent:.0f} %" if per_cent >= 10 else f"{per_cent:.1f} %")

    def show_paper(self, width: int, height: int) -> None:
        self._paper.setText(f"{width} × {height}")

    def show_message(self, text: str) -> None:
        """A passing remark."""
        self._message.setText(text)
        self._message.setVisible(bool(text))

    @Slot(str, float)
    def show_work(self, text: str, share: float) -> None:
        """What goes on beside the drawing, and the share of it that is done; below 0: not known."""
        self._work.setText(text)
        self._bar.setRange(0, 0 if share < 0 else 100)
        self._bar.setValue(round(100 * max(0.0, share)))
        self._bar.setAccessibleName(text)
        self._work.show()
        self._bar.show()

    @Slot()
    def end_work(self) -> None:
        """Nothing goes on any more."""
        self._work.hide()
        self._bar.hide()

    def retranslate(self) -> None:
        self.show_state(self._state, self._reason)
        self.show_engine(self._device, self._elapsed_ms)
        self.setAccessibleName(self.tr("Status"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _sentence(self) -> str:
        if self._state is PreviewState.FAILED:
            return self.tr("Painting failed: {0}").format(self._reason)
        words = {
            PreviewState.IDLE: self.tr("Artwork is up to date"),
            PreviewState.WORKING: self.tr("Painting…"),
            PreviewState.STALE: self.tr("Waiting for the engine…"),
            PreviewState.PAUSED: self.tr("Paused: the artwork does not follow the drawing"),
            PreviewState.NO_STYLE: self.tr("No style to paint with"),
            PreviewState.EMPTY: self.tr("Ready: draw something"),
        }[self._state]
        return f"{words} · {self._reason}" if self._reason else words
