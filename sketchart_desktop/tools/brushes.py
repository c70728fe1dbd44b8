"""The brushes one chooses from, each as it comes out of the box, and the user's own sizes kept between starts.

They are tuned to what the generators read: the ink's alpha above one half is a line, the colour's above one half a
dab. So a pencil at middle pressure is still a line, and the core of an airbrush a dab.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.stroke import PAPER, Brush
from sketchart_desktop.preferences.json_store import read_json, write_json

START_BRUSHES = {
    "ink": Brush("ink", 8.0),
    "pencil": Brush("pencil", 6.0, opacity=0.95, hardness=0.6, pressure_opacity=True, faintest=0.6, grain=0.35),
    "colour": Brush("colour", 48.0, hardness=0.8),
    "marker": Brush("marker", 40.0, opacity=0.7, hardness=0.95, pressure_size=False),
    "airbrush": Brush(
        "airbrush", 120.0, opacity=0.9, hardness=0.25, pressure_size=False, pressure_opacity=True, faintest=0.25
    ),
    "eraser": Brush("eraser", 48.0, hardness=0.8),
}
DRAWING_TOOLS = tuple(START_BRUSHES)  # each with a brush of its own
LINE_TOOLS = ("ink", "pencil")
COLOUR_TOOLS = ("colour", "marker", "airbrush")
LAYER_OF_TOOL = dict.fromkeys(LINE_TOOLS, "ink") | dict.fromkeys(COLOUR_TOOLS, "colour") | {"eraser": PAPER}
KEPT = ("size_px", "opacity", "hardness", "pressure_size", "pressure_opacity")


class BrushStore:
    """Each tool's brush, read at the start and written when something changed. Damage gives the brush of the box."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._written: dict[str, Any] = {}

    def read(self) -> dict[str, Brush]:
        stored = read_json(self._path, {})
        self._written = stored
        return {tool: _as_kept(brush, stored.get(tool)) for tool, brush in START_BRUSHES.items()}

    def write(self, brushes: dict[str, Brush]) -> bool:
        """False where writing failed."""
        table = {tool: {key: getattr(brush, key) for key in KEPT} for tool, brush in brushes.items()}
        if table == self._written:
            return True
        self._written = table
        return write_json(self._path, table)


def _as_kept(brush: Brush, stored: Any) -> Brush:
    if not isinstance(stored, dict):
        return brush
    try:
        return replace(brush, **{key: stored[key] for key in KEPT if key in stored})
    except DrawingFileError:
        return brush
