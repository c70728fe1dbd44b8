"""A large card to press: a picture on white paper, and a name under it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sketchart_desktop.ui.widgets import icons
from sketchart_desktop.ui.widgets.theme import DARK, Tones

NAME_PX = 34


class PictureTile(QAbstractButton):
    """`path`: the drawing it stands for. Without a picture an icon is shown."""

    def __init__(
        self, path: Path | None, picture: QImage, *, picture_px: int = 156, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.path = path
        self.tones: Tones = DARK
        self._picture = picture
        self._picture_px = picture_px
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str, spoken: str) -> None:
        """`spoken`: what screen readers say, with the deed."""
        self.setText(name)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.update()

    def set_tones(self, tones: Tones) -> None:
        self.tones = tones
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._picture_px + 12, self._picture_px + NAME_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(110, self._picture_px + NAME_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tones = self.tones
        lift = 0.0 if self.isDown() or not self.underMouse() else 1.5
        paper = QRectF(2, 2, self.width() - 4, self.height() - NAME_PX).translated(0, -lift)
        painter.setPen(QPen(QColor(tones.focus if self.hasFocus() else tones.line), 3 if self.hasFocus() else 1))
        painter.setBrush(QColor("#ffffff"))
        painter.drawRoundedRect(paper, 12, 12)
        if self.underMouse() and not self.hasFocus():
            painter.setPen(QPen(QColor(tones.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(paper, 12, 12)
        self.paint_picture(painter, paper.adjusted(8, 8, -8, -8))
        painter.setPen(QColor(tones.text))
        metrics = QFontMetrics(self.font())
        name = QRectF(0, self.height() - NAME_PX + 4, self.width(), NAME_PX - 4)
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width() - 4)
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def paint_picture(self, painter: QPainter, area: QRectF) -> None:
        if self._picture.isNull():
            pixmap = icons.tinted("image", "#8a909a").pixmap(QSize(48, 48), self.devicePixelRatioF())
            painter.drawPixmap(round(area.center().x() - 24), round(area.center().y() - 24), pixmap)
            return
        size = self._picture.size().toSizeF().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(area.center())
        painter.drawImage(target, self._picture)


class DeedTile(QAbstractButton):
    """A wide card with an icon, a title and a line of words. `loud`: in the accent colour."""

    def __init__(self, glyph: str, *, loud: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tones: Tones = DARK
        self._glyph = glyph
        self._loud = loud
        self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(78)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, title: str, words: str) -> None:
        self.setText(title)
        self._words = words
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.update()

    def set_tones(self, tones: Tones) -> None:
        self.tones = tones
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, 78)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tones = self.tones
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self._loud:
            ground, text, faint = QColor(tones.accent), QColor(tones.accent_text), QColor(tones.accent_text)
            ground = ground.lighter(108) if self.underMouse() and not self.isDown() else ground
        else:
            ground = QColor(tones.pressed if self.isDown() else tones.hover if self.underMouse() else tones.raised)
            text, faint = QColor(tones.text), QColor(tones.faint)
        edge = QColor(tones.accent if self._loud else tones.line)
        painter.setPen(QPen(QColor(tones.focus) if self.hasFocus() else edge, 3 if self.hasFocus() else 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(area, 12, 12)
        if self.hasFocus() and self._loud:
            inner = QPainterPath()
            inner.addRoundedRect(area.adjusted(3, 3, -3, -3), 9, 9)
            painter.strokePath(inner, QPen(QColor(tones.accent_text), 1.5))
        icon: QIcon = icons.tinted(self._glyph, text.name())
        painter.drawPixmap(20, (self.height() - 32) // 2, icon.pixmap(QSize(32, 32), self.devicePixelRatioF()))
        room = area.adjusted(68 - area.left(), 12, -12, -12)
        bold = QFont(self.font())
        bold.setPointSizeF(bold.pointSizeF() * 1.15)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(text)
        title_height = QFontMetrics(bold).height()
        words_height = painter.fontMetrics().height() if self._words else 0
        top = room.center().y() - (title_height + words_height) / 2
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        title = QFontMetrics(bold).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(QRectF(room.left(), top, room.width(), title_height), left, title)
        painter.setFont(self.font())
        painter.setPen(faint)
        words = QFontMetrics(self.font()).elidedText(self._words, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(QRectF(room.left(), top + title_height, room.width(), words_height), left, words)
        painter.end()
