"""The table of all settings, a typed row each. The dialog is drawn from it, the file is checked by it.

A new setting is one new row here, its name in `options()`, and what it does in `App._bind_settings`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from sketchart_desktop.document.pressure import STRAIGHT
from sketchart_desktop.document.smoothing import MOST_SAMPLES

Value = bool | int | float | str
T = TypeVar("T", bool, int, float, str)
LONGEST_TEXT = 300


@dataclass(frozen=True)
class Option(Generic[T]):
    """One row of the table. Values are of `default`'s type; numbers lie in low..high, texts in `choices` if any.

    `label`, `tip` and `choice_labels` are English; show `shown_label()` and its like. An option with a text and no
    choices gets them from who knows them while the program runs.
    """

    key: str
    group: str
    label: str
    default: T
    low: float = 0.0
    high: float = 0.0
    choices: tuple[str, ...] = ()
    choice_labels: tuple[str, ...] = ()
    unit: str = ""
    tip: str = ""

    def shown_label(self) -> str:
        return QCoreApplication.translate("Settings", self.label)

    def shown_tip(self) -> str:
        return QCoreApplication.translate("Settings", self.tip) if self.tip else ""

    def shown_unit(self) -> str:
        """Signs such as px are the same in every language."""
        return QCoreApplication.translate("Settings", self.unit) if self.unit else ""

    def shown_choices(self) -> tuple[tuple[str, str], ...]:
        """(value, text) of each choice, in the language of now."""
        labels = (QCoreApplication.translate("Settings", label) for label in self.choice_labels)
        return tuple(zip(self.choices, labels, strict=True))

    def typed(self, value: Any) -> T:
        """An accepted value as the row's type: an int becomes a float where the row has floats."""
        return type(self.default)(value)

    def accepts(self, value: object) -> bool:
        """Is `value` one that this option may have? An int does for a float."""
        if isinstance(self.default, bool):
            return isinstance(value, bool)
        if isinstance(value, bool):
            return False
        if isinstance(self.default, str):
            return isinstance(value, str) and len(value) <= LONGEST_TEXT and (not self.choices or value in self.choices)
        if isinstance(self.default, int) and not isinstance(value, int):
            return False
        return isinstance(value, int | float) and self.low <= value <= self.high  # nan is in no range


def _row(
    key: str, group: str, label: object, default: T, *, choices: dict[str, object] | None = None, **more: Any
) -> Option[T]:
    shown = {value: str(text) for value, text in (choices or {}).items()}
    return Option(key, group, str(label), default, choices=tuple(shown), choice_labels=tuple(shown.values()), **more)


# Labels are marked for translation here, and translated when shown.
LANGUAGE = _row(
    "language",
    "language",
    QT_TRANSLATE_NOOP("Settings", "Language"),
    "system",
    choices={"system": QT_TRANSLATE_NOOP("Settings", "As the system"), "en": "English", "ko": "한국어"},
)
THEME = _row(
    "theme",
    "general",
    QT_TRANSLATE_NOOP("Settings", "Theme"),
    "system",
    choices={
        "system": QT_TRANSLATE_NOOP("Settings", "As the system"),
        "dark": QT_TRANSLATE_NOOP("Settings", "Dark"),
        "light": QT_TRANSLATE_NOOP("Settings", "Light"),
    },
)
SHOW_WELCOME = _row(
    "show_welcome", "general", QT_TRANSLATE_NOOP("Settings", "Show the welcome page at the start"), True
)
CANVAS_WIDTH_PX = _row(
    "canvas_width_px",
    "canvas",
    QT_TRANSLATE_NOOP("Settings", "Width of a new drawing"),
    1024,
    low=64,
    high=8192,
    unit="px",
)
CANVAS_HEIGHT_PX = _row(
    "canvas_height_px",
    "canvas",
    QT_TRANSLATE_NOOP("Settings", "Height of a new drawing"),
    1024,
    low=64,
    high=8192,
    unit="px",
)
SMOOTHING_PX = _row(
    "smoothing_px",
    "canvas",
    QT_TRANSLATE_NOOP("Settings", "Steady hand"),
    2.0,
    low=0.0,
    high=20.0,
    unit="px",
    tip=QT_TRANSLATE_NOOP("Settings", "Wobbles shorter than this are taken out of your lines."),
)
STEADY_SAMPLES = _row(
    "steady_samples",
    "canvas",
    QT_TRANSLATE_NOOP("Settings", "Stabiliser"),
    0,
    low=0,
    high=MOST_SAMPLES,
    unit=str(QT_TRANSLATE_NOOP("Settings", "samples")),
    tip=QT_TRANSLATE_NOOP(
        "Settings", "The line follows the pen as on a string: more samples, a longer string. 0 is off."
    ),
)
SNAP_SHAPES = _row(
    "snap_shapes",
    "canvas",
    QT_TRANSLATE_NOOP("Settings", "Snap to a shape when the pen rests"),
    True,
    tip=QT_TRANSLATE_NOOP("Settings", "Hold still at the end of a stroke; undo brings back what you drew."),
)
FILL_GAP_PX = _row(
    "fill_gap_px",
    "canvas",
    QT_TRANSLATE_NOOP("Settings", "Gaps the bucket closes"),
    8,
    low=0,
    high=64,
    unit="px",
    tip=QT_TRANSLATE_NOOP("Settings", "Poured colour does not leak through openings as wide as this."),
)
NAME_DRAWINGS = _row(
    "name_drawings",
    "canvas",
    QT_TRANSLATE_NOOP("Settings", "Say what a drawing shows"),
    True,
    tip=QT_TRANSLATE_NOOP("Settings", "A line under the drawing, while you draw. All of it happens on this computer."),
)
UNDO_MEMORY_MB = _row(
    "undo_memory_mb",
    "canvas",
    QT_TRANSLATE_NOOP("Settings", "Memory for undo"),
    384,
    low=32,
    high=8192,
    unit="MB",
    tip=QT_TRANSLATE_NOOP("Settings", "No step is ever lost: with less memory, far steps take longer."),
)
PRESSURE_SIZE = _row(
    "pressure_size",
    "tablet",
    QT_TRANSLATE_NOOP("Settings", "Pen pressure changes the width"),
    True,
    tip=QT_TRANSLATE_NOOP("Settings", "Of the brushes that have it so."),
)
PRESSURE_OPACITY = _row(
    "pressure_opacity",
    "tablet",
    QT_TRANSLATE_NOOP("Settings", "Pen pressure changes the strength"),
    True,
    tip=QT_TRANSLATE_NOOP("Settings", "Of the brushes that have it so, such as the pencil."),
)
PRESSURE_CURVE = _row(
    "pressure_curve",
    "tablet",
    QT_TRANSLATE_NOOP("Settings", "Pressure curve"),
    STRAIGHT.text(),
    tip=QT_TRANSLATE_NOOP("Settings", "To draw your own: Aids, Pen and tablet."),
)
DEVICE = _row("device", "engine", QT_TRANSLATE_NOOP("Settings", "Paint with"), "auto")
WORKING_SIZE_PX = _row(
    "working_size_px",
    "engine",
    QT_TRANSLATE_NOOP("Settings", "Size of the live artwork"),
    512,
    low=128,
    high=2048,
    unit="px",
    tip=QT_TRANSLATE_NOOP("Settings", "Larger shows more detail and takes longer. Exports have their own size."),
)
PRECISION = _row(
    "precision",
    "engine",
    QT_TRANSLATE_NOOP("Settings", "Precision"),
    "auto",
    choices={
        "auto": QT_TRANSLATE_NOOP("Settings", "Automatic"),
        "f32": QT_TRANSLATE_NOOP("Settings", "Exact (32 bits)"),
        "bf16": QT_TRANSLATE_NOOP("Settings", "Fast (16 bits)"),
    },
    tip=QT_TRANSLATE_NOOP("Settings", "Fast is much quicker on newer processors, and looks the same."),
)
PAINTING_THREADS = _row(
    "painting_threads",
    "engine",
    QT_TRANSLATE_NOOP("Settings", "Processor threads for painting"),
    0,
    low=0,
    high=64,
    tip=QT_TRANSLATE_NOOP("Settings", "0: as many as fit. Fewer leave room for other programs."),
)
STYLE = _row("style", "styles", QT_TRANSLATE_NOOP("Settings", "Style"), "")
TEACH_KEPT = _row(
    "teach_kept",
    "training",
    QT_TRANSLATE_NOOP("Settings", "Use every artwork that I keep for training"),
    False,
    tip=QT_TRANSLATE_NOOP(
        "Settings",
        "Artwork and drawing also go into the training folder, from which a "
        "style can be taught. The gallery can take them out again.",
    ),
)
PALETTE_LOCKED = _row(
    "palette_locked",
    "styles",
    QT_TRANSLATE_NOOP("Settings", "Keep the same colours"),
    False,
    tip=QT_TRANSLATE_NOOP("Settings", "The artwork's colours stay, whatever is drawn."),
)


def options() -> tuple[Option[Any], ...]:
    """The whole table, in the order of the dialog."""
    return (
        LANGUAGE,
        THEME,
        SHOW_WELCOME,
        CANVAS_WIDTH_PX,
        CANVAS_HEIGHT_PX,
        SMOOTHING_PX,
        STEADY_SAMPLES,
        SNAP_SHAPES,
        FILL_GAP_PX,
        NAME_DRAWINGS,
        UNDO_MEMORY_MB,
        PRESSURE_SIZE,
        PRESSURE_OPACITY,
        PRESSURE_CURVE,
        DEVICE,
        WORKING_SIZE_PX,
        PRECISION,
        PAINTING_THREADS,
        STYLE,
        TEACH_KEPT,
        PALETTE_LOCKED,
    )
