"""Icons as shapes: an SVG's filled outlines, flattened to polylines in painter's order. Line art is drawn from these.

Knows SVG (through svgelements) and nothing of pixels.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from svgelements import SVG, Close, Line, Move, Path, Shape


@dataclass(frozen=True, eq=False)
class VectorShape:
    """One painted shape: closed or open polylines float32 [K, 2] in a unit square, and a pen width for stroked shapes.

    `stroke_width` is 0 for filled shapes; else the width of the painted line, in units of the square's side.
    """

    outlines: tuple[np.ndarray, ...]
    stroke_width: float


def shapes_of(svg: str, *, tolerance: float = 0.002) -> list[VectorShape]:
    """The visible shapes of an SVG, bottom first, in a unit square. Repeated outlines (one path under several
    gradients) once."""
    document = SVG.parse(io.StringIO(svg), reify=True)
    side = float(max(document.viewbox.width, document.viewbox.height)) if document.viewbox else float(document.width)
    shown_side = float(max(document.width, document.height)) or side
    shapes: list[VectorShape] = []
    seen: set[bytes] = set()
    for element in document.elements():
        if not isinstance(element, Shape) or str(element.values.get("visibility", "")) == "hidden":
            continue
        filled = element.values.get("fill", "black") != "none"
        stroked = element.values.get("stroke") not in (None, "none")
        if not (filled or stroked):
            continue
        path = Path(element)
        path.approximate_arcs_with_cubics()
        outlines = tuple(o for o in _flatten(path, shown_side, tolerance) if len(o) >= 2)
        if not outlines:
            continue
        key = b"".join(np.round(o * 500).astype(np.int32).tobytes() for o in outlines)
        if key in seen:
            continue
        seen.add(key)
        width = 0.0 if filled else float(element.stroke_width or 0) / shown_side
        if filled and _area(outlines) < 2e-5:
            continue
        shapes.append(VectorShape(outlines, width))
    return shapes


def _flatten(path: Path, side: float, tolerance: float) -> list[np.ndarray]:
    outlines: list[np.ndarray] = []
    current: list[np.ndarray] = []
    for segment in path:
        if isinstance(segment, Move):
            if current:
                outlines.append(np.concatenate(current))
            current = [np.array([[segment.end.x, segment.end.y]], np.float32) / side]
        elif isinstance(segment, Close | Line):
            if segment.end is not None:
                current.append(np.array([[segment.end.x, segment.end.y]], np.float32) / side)
        else:
            length = segment.length(error=1e-2) / side
            count = int(np.clip(np.sqrt(length / tolerance), 2, 40))
            current.append(np.asarray(segment.npoint(np.linspace(0, 1, count + 1)[1:]), np.float32) / side)
    if current:
        outlines.append(np.concatenate(current))
    return outlines


def _area(outlines: tuple[np.ndarray, ...]) -> float:
    total = 0.0
    for o in outlines:
        x, y = o[:, 0], o[:, 1]
        total += abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2
    return total
