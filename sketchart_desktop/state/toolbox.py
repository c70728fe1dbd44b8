"""The tools in hand: which one is used, each one's brush, and the colours. Told by signals; draws nothing."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from sketchart_desktop.document.stroke import LAYERS, PAPER, PAPER_LAYERS, Brush

Colour = tuple[int, int, int]

DRAWING_TOOLS = ("ink", "colour", "eraser")  # each with a brush of its own
BRUSH_OWNER = {"fill": "colour", "line": "ink", "rectangle": "ink", "ellipse": "ink"}  # these use another's brush
PAINTING_TOOLS = (*DRAWING_TOOLS, *BRUSH_OWNER)
TOOLS = (*PAINTING_TOOLS, "pick", "pan")
LEAST_OPACITY, OPACITY_STEP = 0.05, 0.1
LAYER_OF_TOOL = {"ink": "ink", "colour": "colour", "eraser": PAPER}
SIZES_PX = (1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256)
START_BRUSHES = {
    "ink": Brush("ink", 8.0),
    "colour": Brush("colour", 48.0, hardness=0.8, pressure_size=True),
    "eraser": Brush("eraser", 48.0, hardness=0.8),
}
START_COLOURS: dict[str, Colour] = {"ink": (24, 24, 28), "colour": (240, 94, 80)}
RECENT_COLOURS = 16


class ToolBox(QObject):
    """One tool is chosen; another may be held for a moment (a modifier key, the eraser end of the pen)."""

    tool_changed = Signal()
    brush_changed = Signal()
    colour_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fill_gap_px = 8.0  # canvas pixels; gaps in the lines up to this hold the bucket's paint
        self._chosen = "ink"
        self._held = ""
        self._picked_layer = ""  # the user pressed a layer: any tool draws there
        self._last_drawing = "ink"
        self._brushes = dict(START_BRUSHES)
        self._colours = dict(START_COLOURS)
        self._previous: dict[str, Colour] = dict(START_COLOURS)
        self._recent: list[Colour] = []

    @property
    def tool(self) -> str:
        """The tool in use now: the held one, else the chosen one."""
        return self._held or self._chosen

    @property
    def chosen(self) -> str:
        return self._chosen

    @property
    def drawing_tool(self) -> str:
        """The tool in use or, while another kind is in use, the last one that draws: what size and colour belong to."""
        tool = BRUSH_OWNER.get(self.tool, self.tool)
        return tool if tool in DRAWING_TOOLS else self._last_drawing

    @property
    def painting_tool(self) -> str:
        """The tool in use or, while it paints nothing, the one whose brush is shown."""
        return self.tool if self.tool in PAINTING_TOOLS else self._last_drawing

    @property
    def brush(self) -> Brush:
        return self._brushes[self.drawing_tool]

    @property
    def layer(self) -> str:
        """Where the tool in use draws: the layer the user picked, else the tool's own."""
        return self._picked_layer or LAYER_OF_TOOL[self.drawing_tool]

    @property
    def colour(self) -> Colour:
        """The colour of the tool in use; with an eraser in hand, the colour brush's."""
        return self._colours[self._colour_owner()]

    @property
    def recent_colours(self) -> tuple[Colour, ...]:
        """Colours drawn with, the newest first."""
        return tuple(self._recent)

    def choose(self, tool: str) -> None:
        if tool not in TOOLS:
            raise ValueError(f"no tool {tool!r}")
        self._chosen = tool
        # A pen means ink and a colour brush means colour; an eraser stays on the mask or the reference, picked for it.
        if tool in LAYER_OF_TOOL and (tool != "eraser" or self._picked_layer in PAPER_LAYERS):
            self._picked_layer = ""
        if tool in PAINTING_TOOLS:
            self._last_drawing = BRUSH_OWNER.get(tool, tool)
        self._tell()

    def pick_layer(self, layer: str) -> None:
        """Draw on this layer, until a tool with a layer of its own is chosen.

        Pens keep to ink and brushes to colour: picking the other's layer brings the tool that belongs to it.
        """
        if layer not in LAYERS:
            raise ValueError(f"no layer {layer!r}")
        if self._chosen not in PAINTING_TOOLS:
            self._chosen = self._last_drawing
        own = LAYER_OF_TOOL.get(self._chosen, "")
        if own in PAPER_LAYERS and own != layer and layer != "reference":
            # For the mask a broad brush is the better one.
            wanted = layer if layer in PAPER_LAYERS else "colour"
            self.choose(next(tool for tool, home in LAYER_OF_TOOL.items() if home == wanted))
        self._picked_layer = "" if LAYER_OF_TOOL.get(self._chosen) == layer else layer
        self._tell()

    def hold(self, tool: str) -> None:
        """Use a tool for as long as it is held."""
        if tool not in TOOLS:
            raise ValueError(f"no tool {tool!r}")
        if tool != self._held:
            self._held = tool
            self._tell()

    def let_go(self) -> None:
        if self._held:
            self._held = ""
            self._tell()

    def set_size(self, size_px: float) -> None:
        """The brush size of the tool in use."""
        size_px = min(max(size_px, SIZES_PX[0]), SIZES_PX[-1])
        tool = self.drawing_tool
        if self._brushes[tool].size_px != size_px:
            self._brushes[tool] = replace(self._brushes[tool], size_px=float(size_px))
            self.brush_changed.emit()

    def step_size(self, direction: int) -> None:
        """The next size up (1) or down (-1)."""
        now = self.brush.size_px
        if direction > 0:
            self.set_size(next((s for s in SIZES_PX if s > now), SIZES_PX[-1]))
        else:
            self.set_size(next((s for s in reversed(SIZES_PX) if s < now), SIZES_PX[0]))

    def set_brush(self, tool: str, brush: Brush) -> None:
        self._brushes[tool] = brush
        self.brush_changed.emit()

    def set_opacity(self, opacity: float) -> None:
        """How much of what lies under it the brush in use covers, 0..1."""
        opacity = round(min(max(opacity, LEAST_OPACITY), 1.0), 2)
        tool = self.drawing_tool
        if self._brushes[tool].opacity != opacity:
            self._brushes[tool] = replace(self._brushes[tool], opacity=opacity)
            self.brush_changed.emit()

    def step_opacity(self, direction: int) -> None:
        """The next tenth up (1) or down (-1)."""
        self.set_opacity(round(self.brush.opacity / OPACITY_STEP + direction) * OPACITY_STEP)

    def set_pressure_size(self, on: bool) -> None:
        """Does the pen's pressure change the width? Of every brush."""
        self._brushes = {tool: replace(brush, pressure_size=on) for tool, brush in self._brushes.items()}
        self.brush_changed.emit()

    def brush_of(self, tool: str) -> Brush:
        return self._brushes[tool]

    def set_colour(self, colour: Colour) -> None:
        """The colour of the tool in use; picked with an eraser in hand, it brings the colour brush back."""
        owner = self._colour_owner()
        if self._chosen == "eraser" and not self._held:
            self.choose("colour")
        if colour != self._colours[owner]:
            self._previous[owner] = self._colours[owner]
            self._colours[owner] = colour
            self.colour_changed.emit()

    @property
    def previous_colour(self) -> Colour:
        """What `swap_colour` would bring back."""
        return self._previous[self._colour_owner()]

    def default_colour(self) -> None:
        """The colour that the tool in hand began with."""
        self.set_colour(START_COLOURS[self._colour_owner()])

    def swap_colour(self) -> None:
        """Back to the colour used before."""
        self.set_colour(self._previous[self._colour_owner()])

    def note_used(self) -> None:
        """The colour in hand was drawn with."""
        colour = self.colour
        if not self._recent or self._recent[0] != colour:
            self._recent = [colour, *(c for c in self._recent if c != colour)][:RECENT_COLOURS]
            self.colour_changed.emit()

    def _colour_owner(self) -> str:
        return "ink" if self.drawing_tool == "ink" else "colour"

    def _tell(self) -> None:
        self.tool_changed.emit()
        self.brush_changed.emit()
        self.colour_changed.emit()
