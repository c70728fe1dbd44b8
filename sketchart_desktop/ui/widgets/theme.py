"""Colours and shapes of the window: Fusion with our own dark and light palettes, one accent, a small style sheet."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

import resources

THEMES = ("system", "dark", "light")
FONT_FAMILIES = ("Inter", "Noto Sans", "Cantarell", "Ubuntu", "Segoe UI", "SF Pro Text", "Helvetica Neue")
KOREAN_FAMILIES = (
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "Pretendard",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "NanumGothic",
)


@dataclass(frozen=True)
class Tones:
    """The colours of one theme, as #rrggbb. Text on any of the surfaces has a contrast of at least 4.5:1."""

    name: str
    window: str  # panels, bars
    raised: str  # cards, fields, buttons
    hover: str
    pressed: str
    surround: str  # around the paper
    line: str  # hairlines between surfaces
    text: str
    faint: str  # secondary text
    disabled: str
    accent: str
    accent_text: str
    accent_soft: str  # a selected card's ground
    focus: str
    good: str
    busy: str
    warn: str
    bad: str


DARK = Tones(
    name="dark",
    window="#25272b",
    raised="#303338",
    hover="#3a3e45",
    pressed="#43484f",
    surround="#3f4247",
    line="#1b1d20",
    text="#e9eaec",
    faint="#b2b7c0",
    disabled="#6d727b",
    accent="#3f70d8",
    accent_text="#ffffff",
    accent_soft="#2f3d57",
    focus="#8db2ff",
    good="#4cc38a",
    busy="#5b9dff",
    warn="#f0b849",
    bad="#f2766b",
)
LIGHT = Tones(
    name="light",
    window="#f4f5f7",
    raised="#ffffff",
    hover="#e8ebf0",
    pressed="#dbe0e8",
    surround="#c9ccd1",
    line="#d4d7dd",
    text="#1e2126",
    faint="#4f5560",
    disabled="#a3a8b1",
    accent="#2f66d0",
    accent_text="#ffffff",
    accent_soft="#dde8fb",
    focus="#1d4fb4",
    good="#14703f",
    busy="#2f66d0",
    warn="#8a5a00",
    bad="#c2382c",
)


def tones_for(theme: str) -> Tones:
    """`dark` or `light`; `system` follows the desktop, and is dark where the desktop does not say."""
    if theme == "light":
        return LIGHT
    if theme == "system" and QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light:
        return LIGHT
    return DARK


def apply_theme(app: QApplication, theme: str) -> Tones:
    """Give the whole application a theme; returns its tones."""
    tones = tones_for(theme)
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setFont(_font(app.font()))
    app.setPalette(_palette(tones))
    app.setStyleSheet(style_sheet(tones))
    return tones


def contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio of two colours, 1..21."""
    a, b = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (a + 0.05) / (b + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def _font(font: QFont) -> QFont:
    """The system's own font and size, except where it is a fallback face; Korean faces follow for what it lacks."""
    known = set(QFontDatabase.families())
    first = font.family()
    if first in ("DejaVu Sans", "Sans Serif", "Sans", "") or first not in known:
        first = next((f for f in FONT_FAMILIES if f in known), first)
    families = [first, *(f for f in KOREAN_FAMILIES if f in known)]
    chosen = QFont(font)
    chosen.setFamilies(families)
    if 0 < chosen.pointSizeF() < 9.5:
        chosen.setPointSizeF(9.5)
    return chosen


def _palette(tones: Tones) -> QPalette:
    palette = QPalette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    colours = {
        role.Window: tones.window,
        role.WindowText: tones.text,
        role.Base: tones.raised,
        role.AlternateBase: tones.window,
        role.Text: tones.text,
        role.Button: tones.raised,
        role.ButtonText: tones.text,
        role.BrightText: tones.bad,
        role.Highlight: tones.accent,
        role.HighlightedText: tones.accent_text,
        role.Link: tones.focus,
        role.ToolTipBase: tones.raised,
        role.ToolTipText: tones.text,
        role.PlaceholderText: tones.faint,
        role.Mid: tones.line,
        role.Accent: tones.accent,
    }
    for key, value in colours.items():
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, key, QColor(tones.disabled))
    palette.setColor(group.Disabled, role.Highlight, QColor(tones.pressed))
    return palette


def style_sheet(tones: Tones) -> str:
    """Only what a palette cannot say: corners, spacing, hover, focus."""
    values = {field.name: getattr(tones, field.name) for field in fields(tones)}
    values["icons"] = resources.icons_dir().as_posix()
    sheet = _SHEET
    for name, value in values.items():
        sheet = sheet.replace(f"@{name}@", value)
    return sheet


_SHEET = """
QMainWindow, QDialog { background: @window@; }
QToolTip { background: @raised@; color: @text@; border: 1px solid @line@; padding: 5px 8px; }
QMenuBar { background: @window@; border: none; padding: 2px 6px; }
QMenuBar::item { padding: 6px 10px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: @hover@; }
QMenu { background: @raised@; border: 1px solid @line@; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 24px; border-radius: 5px; }
QMenu::item:selected { background: @accent@; color: @accent_text@; }
QMenu::item:disabled { color: @disabled@; background: transparent; }
QMenu::separator { height: 1px; background: @line@; margin: 6px 8px; }
QMenu::icon { padding-left: 6px; }
QMenu::icon:checked { background: @accent@; border-radius: 5px; }
QToolButton { border: 1px solid transparent; border-radius: 7px; padding: 5px; background: transparent; color: @text@; }
QToolButton:hover { background: @hover@; }
QToolButton:pressed { background: @pressed@; }
QToolButton:checked { background: @accent@; color: @accent_text@; }
QToolButton[quiet="true"]:checked { background: @pressed@; color: @text@; }
QToolButton[bare="true"]:checked { background: transparent; }
QToolButton[bare="true"]:hover { background: @pressed@; }
QToolButton:focus { border-color: @focus@; }
QToolButton::menu-indicator { image: none; }
QPushButton { background: @raised@; border: 1px solid @line@; border-radius: 7px; padding: 6px 16px; min-height: 20px; }
QPushButton:hover { background: @hover@; }
QPushButton:pressed { background: @pressed@; }
QPushButton:default { background: @accent@; color: @accent_text@; border-color: @accent@; }
QPushButton:checked { background: @accent_soft@; border-color: @accent@; }
QCommandLinkButton:default { background: @raised@; color: @text@; border-color: @line@; }
QCommandLinkButton:hover { background: @hover@; }
QPushButton:focus { border-color: @focus@; }
QPushButton:disabled { background: @raised@; color: @disabled@; border-color: @line@; }
QLineEdit {
    background: @raised@; border: 1px solid @line@; border-radius: 6px; padding: 4px 8px; min-height: 20px;
    selection-background-color: @accent@; selection-color: @accent_text@; }
QLineEdit:focus { border-color: @focus@; }
QComboBox {
    background: @raised@; border: 1px solid @line@; border-radius: 6px; padding: 3px 2px 3px 8px; min-height: 22px; }
QComboBox:hover { background: @hover@; }
QComboBox:focus { border-color: @focus@; }
QComboBox:disabled { color: @disabled@; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("@icons@/chevron-down.png"); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
    background: @raised@; border: 1px solid @line@; padding: 4px; outline: none;
    selection-background-color: @accent@; selection-color: @accent_text@; }
QSpinBox, QDoubleSpinBox {
    background: @raised@; border: 1px solid @line@; border-radius: 6px; padding: 3px 4px 3px 8px; min-height: 22px;
    selection-background-color: @accent@; selection-color: @accent_text@; }
QSpinBox:focus, QDoubleSpinBox:focus { border-color: @focus@; }
QSpinBox::up-button, QDoubleSpinBox::up-button {
    subcontrol-origin: border; subcontrol-position: top right; width: 24px; border: none; }
QSpinBox::down-button, QDoubleSpinBox::down-button {
    subcontrol-origin: border; subcontrol-position: bottom right; width: 24px; border: none; }
QSpinBox::up-button:hover, QSpinBox::down-button:hover, QDoubleSpinBox::up-button:hover,
QDoubleSpinBox::down-button:hover { background: @hover@; border-radius: 5px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("@icons@/chevron-up.png"); width: 12px; height: 12px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("@icons@/chevron-down.png"); width: 12px; height: 12px; }
QCheckBox { spacing: 9px; min-height: 24px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid @faint@; border-radius: 5px; background: @raised@; }
QCheckBox::indicator:hover { background: @hover@; }
QCheckBox::indicator:checked {
    background: @accent@; border-color: @accent@; image: url("@icons@/check.png"); }
QCheckBox::indicator:focus { border: 2px solid @focus@; width: 14px; height: 14px; }
QTreeView { background: @raised@; border: 1px solid @line@; border-radius: 6px; }
QTreeView::item { padding: 5px 6px; }
QListWidget#pages { background: transparent; border: none; outline: none; }
QListWidget#pages::item { padding: 0 12px; border-radius: 7px; color: @text@; }
QListWidget#pages::item:hover { background: @hover@; }
QListWidget#pages::item:selected { background: @accent_soft@; color: @text@; }
QListWidget#pages::item:selected:focus { border: 1px solid @focus@; }
QHeaderView::section { background: @window@; color: @faint@; border: none; padding: 7px 8px; }
QSlider { min-height: 22px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @pressed@; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: @accent@; }
QSlider::sub-page:horizontal:disabled { background: @pressed@; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 8px; background: @text@;
    border: 1px solid @line@; }
QSlider::handle:horizontal:hover { background: @accent@; }
QSlider::handle:horizontal:focus { border: 2px solid @focus@; }
QSlider::handle:horizontal:disabled { background: @disabled@; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: @pressed@; border-radius: 3px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: @disabled@; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: @line@; }
QSplitter::handle:hover { background: @accent@; }
QLabel[role="title"] { font-weight: 600; }
QLabel[role="faint"] { color: @faint@; }
QLabel[role="remark"] { background: @accent_soft@; color: @text@; border-radius: 6px; padding: 3px 10px; }
QWidget#panel, QWidget#drawer, QWidget#tool_strip, QWidget#top_bar, QWidget#status_line { background: @window@; }
QWidget#tool_strip, QWidget#drawer { border-right: 1px solid @line@; }
QWidget#panel { border-left: 1px solid @line@; }
QWidget#top_bar { border-bottom: 1px solid @line@; }
QWidget#status_line { border-top: 1px solid @line@; }
QFrame#popup { background: @window@; border: 1px solid @line@; border-radius: 8px; }
QWidget#welcome { background: @window@; }
QFrame#guide_card { background: @raised@; border: 1px solid @line@; border-radius: 14px; }
QWidget#tabs { background: @line@; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @faint@; padding: 5px 4px 5px 12px; margin-right: 2px;
    border-top-left-radius: 8px; border-top-right-radius: 8px; min-width: 90px; max-width: 230px; min-height: 22px; }
QTabBar::tab:selected { background: @window@; color: @text@; }
QTabBar::tab:hover:!selected { background: @hover@; color: @text@; }
QTabBar::tab:selected:focus { border: 1px solid @focus@; }
QListView#gallery { background: @surround@; border: 1px solid @line@; border-radius: 8px; padding: 8px; outline: none; }
QPushButton:checked { background: @accent@; color: @accent_text@; border-color: @accent@; }
QFrame#mode_switch { background: @window@; border: 1px solid @line@; border-radius: 10px; }
QFrame#hairline { background: @line@; border: none; }
"""
