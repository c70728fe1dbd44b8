"""Colour palettes as GIMP's .gpl text files, which Krita, MyPaint and Inkscape read too. Knows no Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.saving import write_text_whole

Colour = tuple[int, int, int]
MOST_COLOURS = 1024
LONGEST_NAME = 60
FILE_LIMIT_BYTES = 1_000_000
_ROW = re.compile(r"\s*(\d{1,3})\s+(\d{1,3})\s+(\d{1,3})(?:\s.*)?")


@dataclass(frozen=True)
class ColourList:
    """A named row of sRGB colours, 0..255, in the order they are shown."""

    name: str
    colours: tuple[Colour, ...] = ()

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > LONGEST_NAME or len(self.colours) > MOST_COLOURS:
            raise ValueError("a palette has a name and at most 1024 colours")
        if any(not 0 <= part <= 255 for colour in self.colours for part in colour):
            raise ValueError("colours are 0..255")


def clean_name(name: str) -> str:
    """A palette's name on one line, without what cannot be printed, at most 60 letters; may be empty."""
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:LONGEST_NAME].strip()


def read_gpl(path: Path) -> ColourList:
    """The palette in a .gpl file. Raises DrawingFileError, with a text fit for the user."""
    try:
        if path.stat().st_size > FILE_LIMIT_BYTES:
            raise DrawingFileError("{0} is too large for a palette.", path.name)
        text = path.read_bytes().decode("utf-8", errors="replace")
    except OSError as error:
        raise DrawingFileError("{0} could not be read: {1}.", path.name, error.strerror or error) from error
    return parse_gpl(text, name=path.stem)


def parse_gpl(text: str, *, name: str = "") -> ColourList:
    """The palette in a .gpl text; `name`: where the text has none. Raises DrawingFileError."""
    lines = text.lstrip("\ufeff").splitlines()
    if not lines or lines[0].strip() != "GIMP Palette":
        raise DrawingFileError("This is no GIMP palette (.gpl).")
    colours: list[Colour] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        head, colon, rest = line.partition(":")
        if colon and not colours and head.strip().lower() in ("name", "columns", "channels"):
            name = rest if head.strip().lower() == "name" and rest.strip() else name
            continue
        row = _ROW.fullmatch(line)
        colour = tuple(int(part) for part in row.groups()) if row else ()
        if len(colour) != 3 or max(colour) > 255:
            raise DrawingFileError("Line {0} of the palette is no colour.", number)
        if len(colours) >= MOST_COLOURS:
            raise DrawingFileError("The palette has more than {0} colours.", MOST_COLOURS)
        colours.append(colour)
    return ColourList(clean_name(name) or "Palette", tuple(colours))


def gpl_text(palette: ColourList) -> str:
    """The palette as a .gpl text; each colour is named by its hex code."""
    rows = [f"{r:3d} {g:3d} {b:3d}\t#{r:02x}{g:02x}{b:02x}" for r, g, b in palette.colours]
    return "\n".join(("GIMP Palette", f"Name: {palette.name}", "Columns: 8", "#", *rows)) + "\n"


def write_gpl(path: Path, palette: ColourList) -> None:
    """Write whole or not at all. Raises DrawingFileError."""
    write_text_whole(path, gpl_text(palette))
