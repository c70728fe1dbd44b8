"""Words in the middle of an empty sheet: an icon, a title and a line of text, as large as the sheet allows."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from sketchart_desktop.ui.widgets import icons

WIDEST_PX = 400
GLYPH_PX = 54
GLYPH_COLOUR, TITLE_COLOUR, TEXT_COLOUR = "#b4b9c2", "#4a4f58", "#646a75"  # on white paper


def paint_note(painter: QPainter, room: QRect, *, glyph: str, title: str, text: str, emphasis: float = 1.4) -> None:
    """`room`: the part of the sheet in sight, widget pixels. `emphasis`: the title's size over the text's."""
    room = room.adjusted(16, 12, -16, -12)
    if room.width() < 60 or room.height() < 40:
        return
    painter.save()
    plain = QFont(painter.font())
    bold = QFont(plain)
    bold.setPointSizeF(plain.pointSizeF() * (emphasis if room.width() > 220 else 1.15))
    bold.setWeight(QFont.Weight.DemiBold)
    box = QRect(0, 0, min(WIDEST_PX, room.width()), room.height())
    box.moveCenter(room.center())
    flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
    painter.setFont(bold)
    title_height = painter.boundingRect(box, flags, title).height()
    painter.setFont(plain)
    text_height = painter.boundingRect(box, flags, text).height() if text else 0
    words = title_height + (8 + text_height if text else 0)
    glyph_px = GLYPH_PX if words + GLYPH_PX + 14 <= room.height() else 0
    top = box.center().y() - (words + (glyph_px + 14 if glyph_px else 0)) // 2
    if glyph_px:
        ratio = painter.device().devicePixelRatioF()
        pixmap = icons.tinted(glyph, GLYPH_COLOUR).pixmap(QSize(glyph_px, glyph_px), ratio)
        painter.drawPixmap(box.center().x() - glyph_px // 2, top, pixmap)
        top += glyph_px + 14
    painter.setFont(bold)
    painter.setPen(QColor(TITLE_COLOUR))
    painter.drawText(QRect(box.left(), top, box.width(), title_height), flags, title)
    painter.setFont(plain)
    painter.setPen(QColor(TEXT_COLOUR))
    painter.drawText(QRect(box.left(), top + title_height + 8, box.width(), text_height), flags, text)
    painter.restore()
