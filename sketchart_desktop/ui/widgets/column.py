"""What the window's panels and bars have in common: a column that scrolls when the window is low, and hairlines between
their parts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


def hairline(parent: QWidget | None = None, *, upright_px: int = 0) -> QFrame:
    """A thin line in the theme's colour: across the column, or upright and that long, between the parts of a row."""
    line = QFrame(parent)
    line.setObjectName("hairline")
    if upright_px:
        line.setFixedSize(1, upright_px)
    else:
        line.setFixedHeight(1)
    return line


def scroll_in(panel: QWidget, inside: QWidget, *, left_px: int = 0, right_px: int = 0) -> QScrollArea:
    """Make `inside` the panel's only content, scrolling up and down alone; the margins leave room for a border."""
    area = QScrollArea(panel)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    outer = QVBoxLayout(panel)
    outer.setContentsMargins(left_px, 0, right_px, 0)
    outer.addWidget(area)
    return area
