"""Tab goes through a window as it is read, in the order of its layouts, whenever its parts were made."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget


def in_reading_order(root: QWidget) -> list[QWidget]:
    """All under `root` that Tab can reach now."""
    return [widget for widget in _all(root) if _can_be_reached(widget)]


def step_focus(root: QWidget, focused: QWidget | None, *, forward: bool) -> bool:
    """Give the focus to the next one under `root`, round and round; False where there is none."""
    order = [widget for widget in _all(root) if widget is focused or _can_be_reached(widget)]
    at = order.index(focused) if focused in order else -1 if forward else 0
    target = order[(at + (1 if forward else -1)) % len(order)] if order else focused
    if target is None or target is focused:
        return False
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    around = target.parentWidget()
    while around is not None and around is not root:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(target)
        around = around.parentWidget()
    return True


def _all(root: QWidget) -> Iterator[QWidget]:
    yield root
    for child in _children(root):
        yield from _all(child)


def _can_be_reached(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _children(widget: QWidget) -> list[QWidget]:
    """Those in the layout in its order, then the others."""
    first: list[QWidget] = []
    if isinstance(widget, QSplitter):
        first = [part for index in range(widget.count()) if (part := widget.widget(index)) is not None]
    elif (layout := widget.layout()) is not None:
        first = list(_laid_out(layout))
    others = (child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow())
    return list(dict.fromkeys((*first, *others)))


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        inner = item.layout() if item is not None else None
        if inner is not None:
            yield from _laid_out(inner)
        elif item is not None and (widget := item.widget()) is not None:
            yield widget
