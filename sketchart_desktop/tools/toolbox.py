"""The tools in hand: which one is used, each one's brush, and the colours. Told by signals; draws nothing."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from sketchart_desktop.document.pressure import STRAIGHT
from sketchart_desktop.document.smoothing import Steadiness
from sketchart_desktop.document.stroke import LAYERS, PAPER_LAYERS, Brush
from sketchart_desktop.tools.brushes import COLOUR_TOOLS, DRAWING_TOOLS, LAYER_OF_TOOL, LINE_TOOLS, START_BRUSHES
from sketchart_desktop.tools.symmetry_guide import SymmetryGuide

Colour = tuple[int, int, int]

SHAPE_TOOLS = ("line", "rectangle", "ellipse")  # drawn with the last brush for lines
PAINTING_TOOLS = (*DRAWING_TOOLS, "fill", *SHAPE_TOOLS)
STRIP_TOOLS = (*PAINTING_TOOLS, "pick", "pan")
TOOLS = (*STRIP_TOOLS, "place")
LEAST_OPACITY, OPACITY_STEP = 0.05, 0.1
SIZES_PX = (1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256)
START_COLOURS: dict[str, Colour] = {"ink": (24, 24, 28), "colour": (240, 94, 80)}
RECENT_COLOURS = 16
WIDEST_GAP_PX = 64.0
SHADING_OPACITY = 0.49  # colour laid on with less than one half tints its own place (engines.sketch.touches)


class ToolBox(QObject):
    """One tool is chosen; another may be held for a moment (a modifier key, the eraser end of the pen)."""

    tool_changed = Signal()
    brush_changed = Signal()
    colour_changed = Signal()
    fill_gap_changed = Signal(float)
    steadiness_changed = Signal()

    def __init__(self, parent: QObject | None = None, *, brushes: dict[str, Brush] | None = None) -> None:
        """`brushes`: each drawing tool's, as kept from last time."""
        super().__init__(parent)
        self.fill_gap_px = 8.0
        self.steadiness = Steadiness(reach_px=2.0)
        self.pressure_curve = STRAIGHT
        self.symmetry = SymmetryGuide(self)
        self.snaps_shapes = True  # a stroke held still at its end becomes the shape it resembles
        self.shades = False  # colour tools tint where they paint, instead of filling the shape
        self._chosen = "ink"
        self._held = ""
        self._picked_layer = ""  # the user pressed a layer: any tool draws there
        self._last_drawing = "ink"
        self._last_line, self._last_colour = "ink", "colour"
        self._last_brush, self._brush_before = "ink", "pencil"  # erasers are no brushes here
        self._brushes = dict(brushes or START_BRUSHES)
        self._pressure_allowed = {"pressure_size": True, "pressure_opacity": True}
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
        """The tool in use or, while another kind is in use, the one whose brush and colour it has."""
        return self._brush_owner(self.tool) or self._last_drawing

    @property
    def painting_tool(self) -> str:
        """The tool in use or, while it paints nothing, the one whose brush is shown."""
        return self.tool if self.tool in PAINTING_TOOLS else self._last_drawing

    @property
    def brush(self) -> Brush:
        """The brush in use; pressure changes only what the settings let it change."""
        return self.brush_of(self.drawing_tool)

    @property
    def layer(self) -> str:
        """Where the tool in use draws: the layer the user picked, else the tool's own."""
        return self._picked_layer or LAYER_OF_TOOL[self.drawing_tool]

    @property
    def colour(self) -> Colour:
        """The colour of the tool in use; with an eraser in hand, the colour brush's."""
        return self._colours[self._colour_owner()]

    def colour_of(self, tool: str) -> Colour:
        """The colour that `ink` or `colour` draws with."""
        return self._colours[tool]

    @property
    def recent_colours(self) -> tuple[Colour, ...]:
        """Colours drawn with, the newest first."""
        return tuple(self._recent)

    @property
    def own_brushes(self) -> dict[str, Brush]:
        """Every tool's brush as the user set it, to be kept."""
        return dict(self._brushes)

    def choose(self, tool: str) -> None:
        if tool not in TOOLS:
            raise ValueError(f"no tool {tool!r}")
        self._chosen = tool
        # A pen means ink and a colour brush means colour; an eraser stays on the mask or the reference, picked for it.
        if tool in LAYER_OF_TOOL and (tool != "eraser" or self._picked_layer in PAPER_LAYERS):
            self._picked_layer = ""
        owner = self._brush_owner(tool)
        if owner:
            self._last_drawing = owner
        if tool in LINE_TOOLS:
            self._last_line = tool
        elif tool in COLOUR_TOOLS:
            self._last_colour = tool
        if tool in DRAWING_TOOLS and tool not in ("eraser", self._last_brush):
            self._last_brush, self._brush_before = tool, self._last_brush
        self._tell()

    def choose_last_brush(self) -> None:
        """Back from an eraser or a shape to the brush used last."""
        self.choose(self._last_brush)

    def choose_previous_brush(self) -> None:
        """The brush used before the last one: pressed again and again, two brushes take turns."""
        self.choose(self._brush_before)

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
            self.choose(self._last_line if layer == "ink" else self._last_colour)
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
        self._change(size_px=float(min(max(size_px, SIZES_PX[0]), SIZES_PX[-1])))

    def step_size(self, direction: int) -> None:
        """The next size up (1) or down (-1)."""
        now = self.brush.size_px
        if direction > 0:
            self.set_size(next((s for s in SIZES_PX if s > now), SIZES_PX[-1]))
        else:
            self.set_size(next((s for s in reversed(SIZES_PX) if s < now), SIZES_PX[0]))

    def set_fill_gap(self, gap_px: float) -> None:
        """Gaps in the lines up to this (canvas pixels) hold the bucket's paint."""
        gap_px = min(max(gap_px, 0.0), WIDEST_GAP_PX)
        if gap_px != self.fill_gap_px:
            self.fill_gap_px = gap_px
            self.fill_gap_changed.emit(gap_px)
            self.brush_changed.emit()

    def set_steadiness(self, *, reach_px: float | None = None, samples: int | None = None) -> None:
        """How much the hand is steadied; None leaves it."""
        now = self.steadiness
        wanted = Steadiness(now.reach_px if reach_px is None else reach_px, now.samples if samples is None else samples)
        if wanted != now:
            self.steadiness = wanted
            self.steadiness_changed.emit()

    @Slot(bool)
    def set_snaps_shapes(self, on: bool) -> None:
        if on != self.snaps_shapes:
            self.snaps_shapes = on
            self.steadiness_changed.emit()

    @Slot(bool)
    def set_shades(self, on: bool) -> None:
        """Colour tools shade (tint where they paint) or fill the shape that they touch."""
        if on != self.shades:
            self.shades = on
            self.brush_changed.emit()

    def set_brush(self, tool: str, brush: Brush) -> None:
        self._brushes[tool] = brush
        self.brush_changed.emit()

    def set_opacity(self, opacity: float) -> None:
        """How much of what lies under it the brush in use covers, 0..1."""
        self._change(opacity=round(min(max(opacity, LEAST_OPACITY), 1.0), 2))

    def step_opacity(self, direction: int) -> None:
        """The next tenth up (1) or down (-1)."""
        self.set_opacity(round(self.brush.opacity / OPACITY_STEP + direction) * OPACITY_STEP)

    def set_hardness(self, hardness: float) -> None:
        """How crisp the edge of the brush in use is, 0..1."""
        self._change(hardness=round(min(max(hardness, 0.0), 1.0), 2))

    def set_brush_pressure(self, *, size: bool | None = None, opacity: bool | None = None) -> None:
        """Does the pen's pressure change the width, the strength of the brush in use? None leaves it."""
        brush = self._brushes[self.drawing_tool]
        self._change(
            pressure_size=brush.pressure_size if size is None else size,
            pressure_opacity=brush.pressure_opacity if opacity is None else opacity,
        )

    def set_pressure_size(self, on: bool) -> None:
        """May the pen's pressure change the width? Of every brush that has it so."""
        self._allow("pressure_size", on)

    def set_pressure_opacity(self, on: bool) -> None:
        """May the pen's pressure change the strength? Of every brush that has it so."""
        self._allow("pressure_opacity", on)

    def brush_of(self, tool: str) -> Brush:
        brush = self._brushes[tool]
        if self.shades and tool in COLOUR_TOOLS:
            brush = replace(brush, opacity=min(brush.opacity, SHADING_OPACITY))
        return replace(brush, **{key: getattr(brush, key) and on for key, on in self._pressure_allowed.items()})

    def set_colour(self, colour: Colour) -> None:
        """The colour of the tool in use; picked with an eraser in hand, it brings the colour brush back."""
        owner = self._colour_owner()
        if self._chosen == "eraser" and not self._held:
            self.choose(self._last_colour)
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

    def _brush_owner(self, tool: str) -> str:
        """The drawing tool whose brush and colour a tool has; "" where it paints nothing."""
        if tool in SHAPE_TOOLS:
            return self._last_line
        if tool == "fill":
            return self._last_colour
        return tool if tool in DRAWING_TOOLS else ""

    def _colour_owner(self) -> str:
        return "ink" if self.drawing_tool in LINE_TOOLS else "colour"

    def _change(self, **values: float | bool) -> None:
        tool = self.drawing_tool
        changed = replace(self._brushes[tool], **values)
        if changed != self._brushes[tool]:
            self._brushes[tool] = changed
            self.brush_changed.emit()

    def _allow(self, key: str, on: bool) -> None:
        if self._pressure_allowed[key] != on:
            self._pressure_allowed[key] = on
            self.brush_changed.emit()

    def _tell(self) -> None:
        self.tool_changed.emit()
        self.brush_changed.emit()
        self.colour_changed.emit()
