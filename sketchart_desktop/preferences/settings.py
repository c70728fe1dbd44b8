"""What the user prefers: one table of options, from which the dialog is drawn too, kept as JSON in the config folder.

A damaged file never stops the program: it is set aside, and the defaults hold. Keys of a newer version are kept.
"""

from __future__ import annotations

import contextlib
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Signal

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.pressure import STRAIGHT
from sketchart_desktop.document.saving import remove_leftovers, write_text_whole
from sketchart_desktop.document.smoothing import MOST_SAMPLES
from sketchart_desktop.preferences import paths

Value = bool | int | float | str
FILE_LIMIT_BYTES = 1_000_000
LONGEST_TEXT = 300


@dataclass(frozen=True)
class Option:
    """One row of the table. The type is that of `default`; numbers lie in low..high, texts in `choices` if any.

    `label`, `tip` and `choice_labels` are English; show `shown_label()` and its like. An option with a text and no
    choices gets them from who knows them while the program runs.
    """

    key: str
    group: str
    label: str
    default: Value
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

    def accepts(self, value: Any) -> bool:
        """Is `value` one that this option may have? An int does for a float."""
        if isinstance(self.default, bool):
            return isinstance(value, bool)
        if isinstance(value, bool):
            return False
        if isinstance(self.default, str):
            return isinstance(value, str) and len(value) <= LONGEST_TEXT and (not self.choices or value in self.choices)
        if isinstance(self.default, int) and not isinstance(value, int):
            return False
        return isinstance(value, int | float) and math.isfinite(value) and self.low <= value <= self.high


def options() -> tuple[Option, ...]:
    """The table. A new setting is one new row here; labels are marked for translation, not translated."""
    return (
        _row("language", "language", QT_TRANSLATE_NOOP("Settings", "Language"), "system", choices={
            "system": QT_TRANSLATE_NOOP("Settings", "As the system"), "en": "English", "ko": "한국어"}),
        _row("theme", "general", QT_TRANSLATE_NOOP("Settings", "Theme"), "system", choices={
            "system": QT_TRANSLATE_NOOP("Settings", "As the system"),
            "dark": QT_TRANSLATE_NOOP("Settings", "Dark"), "light": QT_TRANSLATE_NOOP("Settings", "Light")}),
        _row("show_welcome", "general", QT_TRANSLATE_NOOP("Settings", "Show the welcome page at the start"), True),
        _row("canvas_width_px", "canvas", QT_TRANSLATE_NOOP("Settings", "Width of a new drawing"), 1024,
             low=64, high=8192, unit="px"),
        _row("canvas_height_px", "canvas", QT_TRANSLATE_NOOP("Settings", "Height of a new drawing"), 1024,
             low=64, high=8192, unit="px"),
        _row("smoothing_px", "canvas", QT_TRANSLATE_NOOP("Settings", "Steady hand"), 2.0,
             low=0.0, high=20.0, unit="px",
             tip=QT_TRANSLATE_NOOP("Settings", "Wobbles shorter than this are taken out of your lines.")),
        _row("steady_samples", "canvas", QT_TRANSLATE_NOOP("Settings", "Stabiliser"), 0,
             low=0, high=MOST_SAMPLES, unit=str(QT_TRANSLATE_NOOP("Settings", "samples")),
             tip=QT_TRANSLATE_NOOP("Settings", "The line follows the pen as on a string: more samples, a longer "
                                               "string. 0 is off.")),
        _row("snap_shapes", "canvas", QT_TRANSLATE_NOOP("Settings", "Snap to a shape when the pen rests"), True,
             tip=QT_TRANSLATE_NOOP("Settings", "Hold still at the end of a stroke; undo brings back what you drew.")),
        _row("fill_gap_px", "canvas", QT_TRANSLATE_NOOP("Settings", "Gaps the bucket closes"), 8,
             low=0, high=64, unit="px",
             tip=QT_TRANSLATE_NOOP("Settings", "Poured colour does not leak through openings as wide as this.")),
        _row("undo_memory_mb", "canvas", QT_TRANSLATE_NOOP("Settings", "Memory for undo"), 384,
             low=32, high=8192, unit="MB",
             tip=QT_TRANSLATE_NOOP("Settings", "No step is ever lost: with less memory, far steps take longer.")),
        _row("pressure_size", "tablet", QT_TRANSLATE_NOOP("Settings", "Pen pressure changes the width"), True,
             tip=QT_TRANSLATE_NOOP("Settings", "Of the brushes that have it so.")),
        _row("pressure_opacity", "tablet", QT_TRANSLATE_NOOP("Settings", "Pen pressure changes the strength"), True,
             tip=QT_TRANSLATE_NOOP("Settings", "Of the brushes that have it so, such as the pencil.")),
        _row("pressure_curve", "tablet", QT_TRANSLATE_NOOP("Settings", "Pressure curve"), STRAIGHT.text(),
             tip=QT_TRANSLATE_NOOP("Settings", "To draw your own: Aids, Pen and tablet.")),
        _row("device", "engine", QT_TRANSLATE_NOOP("Settings", "Paint with"), "auto"),
        _row("working_size_px", "engine", QT_TRANSLATE_NOOP("Settings", "Size of the live artwork"), 512,
             low=128, high=2048, unit="px",
             tip=QT_TRANSLATE_NOOP("Settings", "Larger shows more detail and takes longer. "
                                               "Exports have their own size.")),
        _row("precision", "engine", QT_TRANSLATE_NOOP("Settings", "Precision"), "auto", choices={
            "auto": QT_TRANSLATE_NOOP("Settings", "Automatic"),
            "f32": QT_TRANSLATE_NOOP("Settings", "Exact (32 bits)"),
            "bf16": QT_TRANSLATE_NOOP("Settings", "Fast (16 bits)")},
             tip=QT_TRANSLATE_NOOP("Settings", "Fast is much quicker on newer processors, and looks the same.")),
        _row("painting_threads", "engine", QT_TRANSLATE_NOOP("Settings", "Processor threads for painting"), 0,
             low=0, high=64,
             tip=QT_TRANSLATE_NOOP("Settings", "0: as many as fit. Fewer leave room for other programs.")),
        _row("style", "styles", QT_TRANSLATE_NOOP("Settings", "Style"), ""),
        _row("teach_kept", "training", QT_TRANSLATE_NOOP("Settings", "Use every artwork that I keep for training"),
             False,
             tip=QT_TRANSLATE_NOOP("Settings", "Artwork and drawing also go into the training folder, from which a "
                                               "style can be taught. The gallery can take them out again.")),
        _row("palette_locked", "styles", QT_TRANSLATE_NOOP("Settings", "Keep the same colours"), False,
             tip=QT_TRANSLATE_NOOP("Settings", "The artwork's colours stay, whatever is drawn.")),
    )  # fmt: skip


def _row(
    key: str, group: str, label: object, default: Value, *, choices: dict[str, object] | None = None, **more: Any
) -> Option:
    shown = {value: str(text) for value, text in (choices or {}).items()}
    return Option(key, group, str(label), default, choices=tuple(shown), choice_labels=tuple(shown.values()), **more)


class Settings(QObject):
    """Read once, written at each change."""

    changed = Signal(str)  # the key

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path or paths.config_dir() / "settings.json"
        self._table = {option.key: option for option in options()}
        self._others: dict[str, Any] = {}
        self._values: dict[str, Value] = {key: option.default for key, option in self._table.items()}
        self._read()

    def get(self, key: str) -> Value:
        return self._values[key]

    def set(self, key: str, value: Value) -> bool:
        """Change one and write all; ValueError for what the option does not take. False where writing failed."""
        option = self._table[key]
        if not option.accepts(value):
            raise ValueError(f"{key} cannot be {value!r}")
        if isinstance(option.default, float):
            value = float(value)
        if value == self._values[key]:
            return True
        self._values[key] = value
        written = self._write()
        self.changed.emit(key)
        return written

    def table(self) -> tuple[Option, ...]:
        return tuple(self._table.values())

    def reset(self, key: str) -> bool:
        return self.set(key, self._table[key].default)

    def _read(self) -> None:
        remove_leftovers(self._path.parent, self._path.name)
        try:
            if self._path.stat().st_size > FILE_LIMIT_BYTES:
                raise ValueError("too large")
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            if not isinstance(stored, dict):
                raise ValueError("no table")
        except OSError:
            return  # none yet
        except (ValueError, RecursionError):
            with contextlib.suppress(OSError):
                self._path.replace(self._path.with_name(self._path.name + ".damaged"))
            return
        for key, value in stored.items():
            option = self._table.get(key)
            if option is None:
                self._others[key] = value
            elif option.accepts(value):
                self._values[key] = float(value) if isinstance(option.default, float) else value

    def _write(self) -> bool:
        changed = {key: value for key, value in self._values.items() if value != self._table[key].default}
        text = json.dumps({**self._others, **changed}, indent=2)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_text_whole(self._path, text + "\n")
        except (OSError, DrawingFileError):
            return False
        return True
