"""Icons by what they mean, in the theme's tones. The glyphs are Material Design Icons, from the font in qtawesome.

The font is read directly: importing qtawesome costs a quarter of the time in which the window has to open.
"""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from sketchart_desktop.ui.widgets.theme import Tones

GLYPHS = {
    "new": "file-plus-outline",
    "open": "folder-open-outline",
    "save": "content-save-outline",
    "export": "image-move",
    "undo": "undo-variant",
    "redo": "redo-variant",
    "clear": "delete-outline",
    "ink": "fountain-pen-tip",
    "pencil": "pencil-outline",
    "colour": "brush-variant",
    "marker": "format-color-highlight",
    "airbrush": "spray",
    "eraser": "eraser-variant",
    "steady": "gesture",
    "tidy": "auto-fix",
    "symmetry": "butterfly-outline",
    "mirror_across": "flip-horizontal",
    "mirror_down": "flip-vertical",
    "mirror_both": "grid-large",
    "radial": "snowflake",
    "fill": "format-color-fill",
    "line": "vector-line",
    "rectangle": "rectangle-outline",
    "ellipse": "ellipse-outline",
    "pick": "eyedropper-variant",
    "pan": "hand-back-right-outline",
    "zoom_in": "magnify-plus-outline",
    "zoom_out": "magnify-minus-outline",
    "fit": "fit-to-page-outline",
    "keep": "bookmark-plus-outline",
    "gallery": "image-multiple-outline",
    "star": "star",
    "teach": "school",
    "swipe": "compare",
    "overlay": "layers-outline",
    "grid": "view-grid-outline",
    "heatmap": "eye-circle-outline",
    "previous": "arrow-left",
    "own_window": "open-in-new",
    "link": "link-variant",
    "fit_width": "arrow-expand-horizontal",
    "actual": "numeric-1-box-outline",
    "dice": "dice-5-outline",
    "lock": "lock-outline",
    "unlock": "lock-open-variant-outline",
    "pause": "pause",
    "resume": "play",
    "swap": "swap-horizontal",
    "dot": "circle",
    "art": "image-outline",
    "sample": "shape-outline",
    "panel": "dock-right",
    "add": "plus",
    "checker": "checkerboard",
    "warning": "alert-circle-outline",
    "settings": "cog-outline",
    "eye": "eye-outline",
    "eye_off": "eye-off-outline",
    "clear_layer": "layers-remove",
    "import": "image-plus-outline",
    "lines": "image-edit-outline",
    "place": "cursor-move",
    "fill_paper": "arrow-expand-all",
    "remove_picture": "image-remove-outline",
    "app": "draw-pen",
    "palette": "palette-outline",
    "more": "dots-horizontal",
    "remove": "minus",
    "close": "close",
    "next": "arrow-right",
    "image": "image-outline",
    "recent": "history",
    "recover": "lifebuoy",
    "cat": "cat",
    "done": "check",
    "folded": "chevron-right",
    "unfolded": "chevron-down",
}


class GlyphEngine(QIconEngine):
    """Draws one glyph at any size. `colours`: plain, on, disabled."""

    def __init__(self, glyph: str, colours: tuple[str, str, str]) -> None:
        super().__init__()
        self._glyph = glyph
        self._colours = colours

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        plain, on, disabled = self._colours
        colour = disabled if mode == QIcon.Mode.Disabled else on if state == QIcon.State.On else plain
        family, codes = glyph_font()
        font = QFont(family)
        font.setPixelSize(max(min(rect.width(), rect.height()), 1))
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, codes[self._glyph])
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap


@cache
def glyph_font() -> tuple[str, dict[str, str]]:
    """The font's family and the character of each of our glyphs. Needs a running QGuiApplication."""
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("qtawesome, whose icon font is used, is not installed")
    fonts = Path(spec.submodule_search_locations[0]) / "fonts"
    family = ""
    for file in sorted(fonts.glob("materialdesignicons6-webfont*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        family = next(iter(QFontDatabase.applicationFontFamilies(number)), family)
    codes: dict[str, str] = {}
    for file in sorted(fonts.glob("materialdesignicons6-webfont-charmap*.json")):
        table = json.loads(file.read_text(encoding="utf-8"))
        codes.update({glyph: chr(int(table[glyph], 16)) for glyph in GLYPHS.values()})
    if not family or not codes:
        raise FileNotFoundError(f"no icon font in {fonts}")
    return family, codes


def icon(name: str, tones: Tones, *, quiet: bool = False) -> QIcon:
    """An icon that follows the theme: plain, checked and disabled. `quiet`: checked looks like plain."""
    on = tones.text if quiet else tones.accent_text
    return QIcon(GlyphEngine(GLYPHS[name], (tones.text, on, tones.disabled)))


def tinted(name: str, colour: str) -> QIcon:
    """An icon in one colour."""
    return QIcon(GlyphEngine(GLYPHS[name], (colour, colour, colour)))
