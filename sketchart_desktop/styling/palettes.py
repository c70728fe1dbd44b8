"""The palettes to draw with: the basic one, the chosen style's own, and the user's. Each style remembers its palette.

The user's palettes lie as .gpl files in the data folder. Told by signals; a failed write leaves all as it was.
"""

from __future__ import annotations

import contextlib
import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from engines.palette import Colour, Palette
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.gpl import ColourList, clean_name, read_gpl, write_gpl
from sketchart_desktop.document.saving import remove_leftovers
from sketchart_desktop.preferences.json_store import read_json, write_json
from sketchart_desktop.styling.look import Look

BASICS, STYLE = "basics", "style"  # ids; the user's palettes have their file's stem, after "own:"
OWN = "own:"
MOST_PALETTES = 200
MOST_STYLES = 500

# Spread over hue and lightness so that any four of them make sense together in an artwork.
BASIC_COLOURS: tuple[Colour, ...] = (
    (24, 24, 28), (255, 255, 255),
    (122, 128, 138), (121, 85, 61),
    (226, 62, 62), (248, 130, 62),
    (250, 196, 60), (255, 224, 178),
    (124, 190, 74), (38, 140, 92),
    (58, 176, 190), (66, 128, 230),
    (62, 74, 168), (140, 92, 208),
    (236, 110, 168), (250, 190, 196),
)  # fmt: skip
STYLE_COLOURS = 32  # of a style's own palettes, as many different colours are shown


class PaletteLibrary(QObject):
    """`chosen` is one of `ids()`. Only the user's palettes can be changed."""

    changed = Signal()  # a palette, or which ones there are
    chosen_changed = Signal()
    message = Signal(object)  # Message, or a translated text

    def __init__(self, folder: Path, look: Look, parent: QObject | None = None) -> None:
        """`folder`: where the palettes and the memory of styles are kept; it need not exist."""
        super().__init__(parent)
        self._folder = folder
        self._look = look
        self._own: dict[str, ColourList] = {}
        self._chosen = BASICS
        self._style = look.chosen.key if look.chosen is not None else ""
        self._of_style: dict[str, str] = {}
        self._last_written: dict[str, Any] = {}
        self._read_own()
        self._read_memory()
        look.style_changed.connect(self._style_changed)
        look.changed.connect(self._look_changed)
        look.shown_palette_changed.connect(self._shown_changed)

    # What there is

    def ids(self) -> tuple[str, ...]:
        style = (STYLE,) if self._look.chosen is not None else ()
        return (BASICS, *style, *sorted(self._own, key=lambda i: self._own[i].name.lower()))

    @property
    def chosen(self) -> str:
        return self._chosen if self._chosen in self.ids() else BASICS

    def name(self, palette_id: str) -> str:
        """A palette's own name; empty for the two that the program names."""
        return self._own[palette_id].name if palette_id in self._own else ""

    def is_own(self, palette_id: str) -> bool:
        return palette_id in self._own

    def colours(self, palette_id: str = "") -> tuple[Colour, ...]:
        """A palette's colours; of the chosen one if not told."""
        palette_id = palette_id or self.chosen
        if palette_id in self._own:
            return self._own[palette_id].colours
        return self._style_colours() if palette_id == STYLE else BASIC_COLOURS

    # Choosing

    def choose(self, palette_id: str) -> None:
        """Draw with this palette from now on; the style in use remembers it."""
        if palette_id not in self.ids() or palette_id == self._chosen:
            return
        self._chosen = palette_id
        if self._style:
            self._of_style[self._style] = palette_id
            self._write_memory()
        self.chosen_changed.emit()

    # Changing

    def create(self, name: str, colours: tuple[Colour, ...] = ()) -> str:
        """A new palette of the user's, chosen at once; its id, or "" where it could not be written."""
        if len(self._own) >= MOST_PALETTES:
            self.message.emit(self.tr("There are too many palettes: remove one first."))
            return ""
        name = clean_name(name) or self.tr("My colours")
        palette_id = self._free_id(name)
        if not self._put(palette_id, ColourList(name, colours)):
            return ""
        self.choose(palette_id)
        return palette_id

    def rename(self, palette_id: str, name: str) -> bool:
        name = clean_name(name)
        return bool(name) and self._put(palette_id, replace(self._own[palette_id], name=name))

    def remove(self, palette_id: str) -> bool:
        """Delete a palette of the user's."""
        try:
            self._file(palette_id).unlink(missing_ok=True)
        except OSError as error:
            self.message.emit(self.tr("The palette could not be removed: {0}").format(error.strerror or error))
            return False
        del self._own[palette_id]
        self._of_style = {style: kept for style, kept in self._of_style.items() if kept != palette_id}
        self._write_memory()
        self.changed.emit()
        if self._chosen == palette_id:
            self._chosen = BASICS
            self.chosen_changed.emit()
        return True

    def add_colour(self, palette_id: str, colour: Colour) -> bool:
        """Put a colour at the end; one that is there already is not put twice."""
        colours = self._own[palette_id].colours
        return colour not in colours and self._set(palette_id, (*colours, colour))

    def remove_colour(self, palette_id: str, index: int) -> bool:
        colours = self._own[palette_id].colours
        return self._set(palette_id, colours[:index] + colours[index + 1 :])

    def move_colour(self, palette_id: str, index: int, to: int) -> bool:
        """Take a colour out and put it in at place `to`."""
        colours = list(self._own[palette_id].colours)
        if not (0 <= index < len(colours) and 0 <= to < len(colours)) or index == to:
            return False
        colours.insert(to, colours.pop(index))
        return self._set(palette_id, tuple(colours))

    def import_gpl(self, path: Path) -> str:
        """Take over a GIMP palette; its id, or "", with a message, where it cannot be read."""
        try:
            palette = read_gpl(path)
        except DrawingFileError as error:
            self.message.emit(str(error))
            return ""
        return self.create(palette.name, palette.colours)

    def export_gpl(self, palette_id: str, path: Path, *, name: str) -> bool:
        """Write any palette as a GIMP palette; False, with a message, where it cannot be written."""
        try:
            write_gpl(path, ColourList(clean_name(name) or path.stem[:40] or "Palette", self.colours(palette_id)))
        except DrawingFileError as error:
            self.message.emit(str(error))
            return False
        return True

    # Slots

    @Slot()
    def _style_changed(self) -> None:
        chosen = self._look.chosen
        self._style = chosen.key if chosen is not None else ""
        self.changed.emit()
        remembered = self._of_style.get(self._style, "")
        if remembered in self.ids() and remembered != self._chosen:
            self._chosen = remembered
        self.chosen_changed.emit()

    @Slot()
    def _look_changed(self) -> None:
        """The artwork's palettes are remembered too, when they were changed by hand."""
        self._write_memory(only_if_new=True)

    @Slot()
    def _shown_changed(self) -> None:
        if self.chosen == STYLE:
            self.changed.emit()

    # Within

    def _style_colours(self) -> tuple[Colour, ...]:
        """The artwork's colours first, then those of the style's own palettes."""
        chosen = self._look.chosen
        found = dict.fromkeys(self._look.shown_palette.colours)
        for palette in chosen.bank if chosen is not None else ():
            for colour in palette.colours:
                if all(sum((a - b) ** 2 for a, b in zip(colour, known, strict=True)) > 900 for known in found):
                    found[colour] = None
            if len(found) >= STYLE_COLOURS:
                break
        return tuple(found)[:STYLE_COLOURS]

    def _set(self, palette_id: str, colours: tuple[Colour, ...]) -> bool:
        try:
            palette = replace(self._own[palette_id], colours=colours)
        except ValueError:
            self.message.emit(self.tr("The palette is full."))
            return False
        return self._put(palette_id, palette)

    def _put(self, palette_id: str, palette: ColourList) -> bool:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_gpl(self._file(palette_id), palette)
        except (OSError, DrawingFileError) as error:
            self.message.emit(self.tr("The palette could not be saved: {0}").format(error))
            return False
        self._own[palette_id] = palette
        self.changed.emit()
        return True

    def _file(self, palette_id: str) -> Path:
        return self._folder / f"{palette_id.removeprefix(OWN)}.gpl"

    def _free_id(self, name: str) -> str:
        stem = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "palette"
        number = 1
        while (found := f"{OWN}{stem}" if number == 1 else f"{OWN}{stem}-{number}") in self._own:
            number += 1
        return found

    def _read_own(self) -> None:
        with contextlib.suppress(OSError):
            for path in sorted(self._folder.glob("*.gpl"))[:MOST_PALETTES]:
                remove_leftovers(self._folder, path.name)
                # A file that is no palette is left alone: it may be somebody's.
                with contextlib.suppress(DrawingFileError):
                    self._own[OWN + path.stem] = read_gpl(path)

    @property
    def _memory(self) -> Path:
        return self._folder / "of-styles.json"

    def _read_memory(self) -> None:
        stored = read_json(self._memory, {})  # a forgotten choice is no loss worth a word
        for style, entry in list(stored.items())[:MOST_STYLES]:
            if not isinstance(entry, dict):
                continue
            if isinstance(entry.get("drawing"), str):
                self._of_style[style] = entry["drawing"]
            palette = _palette(entry.get("artwork"))
            if palette is not None:
                self._look.remember_palette(style, palette)
        self._last_written = self._memory_entries()

    def _memory_entries(self) -> dict[str, Any]:
        entries: dict[str, Any] = {style: {"drawing": kept} for style, kept in self._of_style.items()}
        for style, palette in self._look.remembered_palettes.items():
            rows = [[*colour, share] for colour, share in zip(palette.colours, palette.shares, strict=True)]
            entries.setdefault(style, {})["artwork"] = rows
        return entries

    def _write_memory(self, *, only_if_new: bool = False) -> None:
        entries = self._memory_entries()
        if only_if_new and entries == self._last_written:
            return
        self._last_written = entries
        write_json(self._memory, entries)


def _palette(rows: Any) -> Palette | None:
    """A palette from what the memory holds, None where it is no palette."""
    try:
        colours = tuple((int(r), int(g), int(b)) for r, g, b, _ in rows)
        shares = tuple(float(share) for *_, share in rows)
        return Palette(colours, shares) if all(map(math.isfinite, shares)) else None
    except (TypeError, ValueError, OverflowError):
        return None
