"""Small drawings for tests: strokes from a few numbers, random operations, and pixels to compare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np

from sketchart_desktop.document.operations import AddStroke, Clear, Fill, ImportImage, Operation, PlacePicture, Redraw
from sketchart_desktop.document.stroke import LAYERS, PAPER, Brush, Stroke
from sketchart_desktop.document.symmetry import LEAST_TURNS, MOST_TURNS, SYMMETRIES, Symmetry
from sketchart_desktop.raster import placed_picture
from sketchart_desktop.raster.image_codec import encode_png
from sketchart_desktop.raster.painting import Painting
from sketchart_desktop.session.session import Session

WIDTH, HEIGHT = 300, 200


def stroke(points: list[tuple[float, ...]], brush: Brush | None = None, **rest: object) -> Stroke:
    """From (x, y) or (x, y, pressure); pressure 1 where none is told, a sample every hundredth of a second."""
    full = [(p[0], p[1], p[2] if len(p) > 2 else 1.0, index / 100.0) for index, p in enumerate(points)]
    return Stroke(np.array(full, np.float32), brush or Brush("ink", 8.0), **rest)  # type: ignore[arg-type]


def random_stroke(rng: np.random.Generator, width: int, height: int) -> Stroke:
    """Any brush on a fitting layer, wandering over the canvas and sometimes beyond its edge."""
    kind = str(rng.choice(["ink", "colour", "eraser", "pencil", "marker", "airbrush"]))
    layers = {"ink": ["ink"], "colour": ["colour"], "eraser": [PAPER, "ink", "colour"]}.get(kind, list(LAYERS))
    count = int(rng.integers(1, 12))
    points = np.zeros((count, 4), np.float32)
    points[:, :2] = np.cumsum(rng.normal(0, max(width, height) / 12, (count, 2)), axis=0)
    points[:, :2] += rng.uniform(0, (width, height))
    points[:, 2] = rng.uniform(0, 1, count)
    points[:, 3] = np.arange(count) / 60.0
    brush = Brush(
        kind,
        float(rng.choice([0.7, 2.0, 6.0, 18.0, 60.0, 160.0])),
        opacity=float(rng.choice([1.0, 0.4])),
        hardness=float(rng.choice([1.0, 0.9, 0.3])),
        pressure_size=bool(rng.integers(2)),
        pressure_opacity=bool(rng.integers(2)),
        faintest=float(rng.choice([0.0, 0.4])),
        grain=float(rng.choice([0.0, 0.35])),
    )
    colour = tuple(int(part) for part in rng.integers(0, 256, 3))
    symmetry = None
    if rng.uniform() < 0.3:
        middle = rng.uniform(0.2, 0.8, 2) * (width, height)
        kind = str(rng.choice(SYMMETRIES))
        symmetry = Symmetry(kind, float(middle[0]), float(middle[1]), int(rng.integers(LEAST_TURNS, MOST_TURNS + 1)))
    return Stroke(points, brush, colour, str(rng.choice(layers)), symmetry)


def random_operation(rng: np.random.Generator, width: int, height: int) -> Operation:
    """Mostly strokes, now and then something else."""
    pick = rng.uniform()
    if pick < 0.8:
        return AddStroke(random_stroke(rng, width, height))
    if pick < 0.88:
        colour = tuple(int(part) for part in rng.integers(0, 256, 3))
        return Fill(
            "colour",
            int(rng.integers(width)),
            int(rng.integers(height)),
            colour,
            gap_px=float(rng.integers(6)),
            to_middle=bool(rng.integers(2)),
        )
    if pick < 0.95:
        picture = rng.integers(0, 256, (int(rng.integers(1, 40)), int(rng.integers(1, 40)), 4), dtype=np.uint8)
        place = rng.integers(-20, max(width, height), 2)
        return ImportImage(str(rng.choice(LAYERS)), encode_png(picture), int(place[0]), int(place[1]))
    if pick < 0.97:
        picture = rng.integers(0, 256, (int(rng.integers(1, 40)), int(rng.integers(1, 40)), 4), dtype=np.uint8)
        x, y, w, h = (int(v) for v in (*rng.integers(-30, max(width, height), 2), *rng.integers(1, 2 * width, 2)))
        turn = float(rng.choice((0.0, 30.0, -117.5)))
        return PlacePicture("reference", encode_png(picture), x, y, w, h, turn)
    if pick < 0.98:
        return Redraw("ink", tuple(AddStroke(_on_ink(random_stroke(rng, width, height))) for _ in range(3)))
    return Clear(tuple(LAYERS[: int(rng.integers(1, 5))]))


def _on_ink(one: Stroke) -> Stroke:
    return replace(one, layer="ink")


def pixels(painting: Painting) -> dict[str, bytes]:
    """All layers, to the bit (premultiplied, as they are stored)."""
    result: dict[str, bytes] = {}
    for name in LAYERS:
        image = painting.layer(name)
        blank = bytes(painting.width * painting.height * 4)
        result[name] = blank if image.isNull() else bytes(image.constBits())
    return result


def layered_session(path: Path, width: int, height: int, **settings: dict[str, object]) -> Session:
    """A drawing with something on each layer, saved there. `settings`: of its layers."""
    session = Session(width, height)
    photo = np.random.default_rng(2).integers(0, 256, (60, 90, 4)).astype(np.uint8)
    photo[..., 3] = 255
    assert session.do(placed_picture.tracing_operation(photo, session.size))
    for layer, y, colour in (
        ("colour", 150.0, (240, 160, 30)),
        ("ink", 80.0, (20, 20, 24)),
        ("mask", 200.0, (0, 0, 0)),
    ):
        session.begin_stroke(layer, Brush("colour", 40.0, hardness=0.3), colour=colour, point=(60.0, y, 1.0, 0.0))
        session.extend_stroke([(200.0, y + 40, 0.7, 0.1), (290.0, y, 1.0, 0.2)])
        session.finish_stroke()
    for layer, values in settings.items():
        session.set_layer(layer, **values)
    assert session.save(path)
    return session


def replayed(operations: Iterable[Operation], width: int = WIDTH, height: int = HEIGHT) -> Painting:
    """The painting that the operations make, one after the other."""
    painting = Painting(width, height)
    for operation in operations:
        painting.apply(operation)
    return painting
