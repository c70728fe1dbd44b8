"""One cell of the grid: the drawing in one style, and the style's name. A button that chooses it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sketchart_desktop.styling.look import StyleChoice
from sketchart_desktop.ui.canvas.note import paint_note
from sketchart_desktop.ui.widgets.error_messages import translated
from sketchart_desktop.ui.widgets.theme import DARK, Tones

NAME_PX = 30
PAD_PX = 8


class GridCell(QAbstractButton):
    """Checked when its style is the chosen one."""

    def __init__(self, entry: StyleChoice, sheet: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.sheet = sheet
        self.tones: Tones = DARK
        self._picture: QImage | None = None
        self._reason = ""
        self._ground: StyleChoice | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumSize(72, 72)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)  # all alike, as large as they can
        self.retranslate()

    @property
    def picture(self) -> QImage | None:
        return self._picture

    @property
    def reason(self) -> str:
        """Why there is no picture, in words."""
        return self._reason

    def show_picture(self, picture: QImage | None) -> None:
        """Premultiplied ARGB32; None is blank paper."""
        self._picture, self._reason = picture, ""
        self.retranslate()

    def show_reason(self, reason: str) -> None:
        self._reason = translated(reason)
        self.retranslate()

    def set_ground(self, ground: StyleChoice | None) -> None:
        """The style on whose artwork this one is shown; None: on the drawing itself."""
        if ground is not self._ground:
            self._ground = ground
            self.retranslate()

    def retranslate(self) -> None:
        language = QLocale().name()[:2]
        self.setText(self.entry.name(language))
        self.setAccessibleName(self.tr("Style {0}").format(self.text()))
        ground = self.tr("On the artwork of {0}").format(self._ground.name(language)) if self._ground else ""
        self.setAccessibleDescription(self._reason or ground)
        self.setToolTip(self._reason or ground)
        self.update()

    def picture_rect(self) -> QRect:
        """Where the paper lies, widget pixels."""
        room = self.rect().adjusted(PAD_PX, PAD_PX, -PAD_PX, -NAME_PX)
        size = self.sheet.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        rect = QRect(room.topLeft(), size)
        rect.moveCenter(room.center())
        return rect

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tones, chosen = self.tones, self.isChecked()
        ground = tones.accent_soft if chosen else tones.hover if self.underMouse() else tones.raised
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(tones.accent if chosen else tones.line), 2 if chosen else 1))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, 10, 10)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tones.focus), 2))
            painter.drawRoundedRect(frame.adjusted(2, 2, -2, -2), 8, 8)
        paper = self.picture_rect()
        painter.fillRect(paper, Qt.GlobalColor.white)
        if self._reason:
            paint_note(painter, paper, glyph="warning", title=self.tr("Painting failed"), text=self._reason)
        elif self._picture is not None:
            painter.drawImage(paper, self._picture)
        painter.setPen(QColor(tones.text))
        font = painter.font()
        font.setWeight(font.Weight.DemiBold if chosen else font.Weight.Normal)
        painter.setFont(font)
        words = QRect(PAD_PX, self.height() - NAME_PX, self.width() - 2 * PAD_PX, NAME_PX - 3)
        name = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), name)
        painter.end()
