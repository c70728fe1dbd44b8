"""A drawing lesson: shapes to draw one after the other, and whether the hand has drawn them. Knows no widget."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from sketchart_desktop.document.operations import AddStroke, Fill
from sketchart_desktop.session.session import Session

SIDE = 1024.0  # the lesson's own paper; it is laid in the middle of the drawing
NEAR = 0.7  # this share of the shape must have something drawn near it
ALIKE = 0.55  # or the two boxes overlap by so much of their union
LEAST_REACH, REACH_SHARE = 55.0, 0.12  # how far off the hand may be, lesson units and of the shape's diagonal


@dataclass(frozen=True, eq=False)
class LessonStep:
    """`shape`: float [N, 2] points of the ghost, lesson units. `layer`: which layer the hand is to draw on."""

    id: str
    shape: np.ndarray
    layer: str = "ink"


def cat_lesson() -> tuple[LessonStep, ...]:
    """A cat's face in six strokes, and a dab of colour on it."""
    return (
        LessonStep("head", _oval(512, 596, 330, 280)),
        LessonStep("left_ear", _corners((244, 430), (232, 168), (436, 322))),
        LessonStep("right_ear", _corners((588, 322), (792, 168), (780, 430))),
        LessonStep("left_eye", _oval(396, 560, 38, 50)),
        LessonStep("right_eye", _oval(628, 560, 38, 50)),
        LessonStep("mouth", _mouth()),
        LessonStep("colour", _arch(), layer="colour"),
    )


def place(width: int, height: int) -> tuple[float, float, float]:
    """(scale, x, y): from lesson units to the pixels of a drawing of that size."""
    scale = min(width, height) / SIDE
    return scale, (width - SIDE * scale) / 2, (height - SIDE * scale) / 2


def is_near(drawn: np.ndarray, shape: np.ndarray) -> bool:
    """Is what was drawn, float [M, 2], meant as `shape`? Children's hands count: about there and about as large."""
    drawn = _dense(drawn)
    size = np.ptp(shape, axis=0)
    reach = max(LEAST_REACH, REACH_SHARE * math.hypot(*size))
    distance = np.sqrt(((shape[:, None] - drawn[None]) ** 2).sum(2)).min(1)
    if (distance < reach).mean() >= NEAR:
        return True
    low = np.maximum(shape.min(0), drawn.min(0))
    high = np.minimum(shape.max(0), drawn.max(0))
    common = float(np.prod(np.maximum(high - low, 0.0)))
    union = float(np.prod(size) + np.prod(np.ptp(drawn, axis=0))) - common
    return union > 0 and common / union >= ALIKE


class Lesson(QObject):
    """Follows a session from step to step; an undone stroke goes a step back. `changed` tells of step and mood."""

    changed = Signal()

    def __init__(self, session: Session, steps: tuple[LessonStep, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._steps = steps
        self._began: list[int] = []  # operations done when each step began; empty while no lesson is on
        self._missed = False

    @property
    def is_on(self) -> bool:
        return bool(self._began)

    @property
    def steps(self) -> tuple[LessonStep, ...]:
        return self._steps

    @property
    def at(self) -> int:
        """The step to draw, `len(steps)` when all is drawn."""
        return max(len(self._began) - 1, 0)

    @property
    def step(self) -> LessonStep | None:
        return self._steps[self.at] if self.is_on and self.at < len(self._steps) else None

    @property
    def missed(self) -> bool:
        """Something was drawn, but not near the shape."""
        return self._missed

    def begin(self) -> None:
        if not self.is_on:
            self._session.history_changed.connect(self._follow)
        self._began = [self._done()]
        self._missed = False
        self.changed.emit()

    def next(self) -> None:
        """On to the next step, drawn or not."""
        if self.step is not None:
            self._began.append(self._done())
            self._missed = False
            self.changed.emit()

    def end(self) -> None:
        if self.is_on:
            self._session.history_changed.disconnect(self._follow)
            self._began = []
            self.changed.emit()

    @Slot()
    def _follow(self) -> None:
        done = self._done()
        if done < self._began[-1]:
            while len(self._began) > 1 and done < self._began[-1]:
                self._began.pop()
            self._began[0] = min(self._began[0], done)
            self._missed = False
            self.changed.emit()
            return
        step = self.step
        if step is None or done == self._began[-1]:
            return
        drawn = self._drawn(step)
        if drawn is not None and is_near(drawn, step.shape):
            self.next()
        elif not self._missed:
            self._missed = True
            self.changed.emit()

    def _done(self) -> int:
        return len(self._session.drawing.operations)

    def _drawn(self, step: LessonStep) -> np.ndarray | None:
        """The points drawn since the step began, float [M, 2] in lesson units; None where none count."""
        scale, x, y = place(*self._session.size)
        rows: list[np.ndarray] = []
        for operation in self._session.drawing.operations[self._began[-1] :]:
            if isinstance(operation, AddStroke) and operation.stroke.layer == step.layer:
                if operation.stroke.brush.kind != "eraser":
                    rows.append(np.asarray(operation.stroke.points, np.float64)[:, :2])
            elif isinstance(operation, Fill) and operation.layer == step.layer:
                return step.shape  # poured colour covers the place, wherever it was poured
        return (np.concatenate(rows) - (x, y)) / scale if rows else None


def _dense(points: np.ndarray, step: float = 12.0) -> np.ndarray:
    """Points no further apart than `step`: a fast mouse leaves gaps."""
    parts = [points[:1]]
    for one, other in zip(points[:-1], points[1:], strict=True):
        count = max(math.ceil(math.dist(one, other) / step), 1)
        parts.append(one + (other - one) * (np.arange(1, count + 1)[:, None] / count))
    return np.concatenate(parts)


def _oval(x: float, y: float, across: float, down: float) -> np.ndarray:
    """From the top, against the clock, as most hands draw it."""
    turn = np.linspace(0, 2 * np.pi, 72) + np.pi / 2
    return np.stack([x + across * np.cos(turn), y - down * np.sin(turn)], axis=1)


def _corners(*corners: tuple[float, float]) -> np.ndarray:
    return _dense(np.array(corners, np.float64))


def _arch() -> np.ndarray:
    """A band over the forehead."""
    across = np.linspace(-1, 1, 32)
    return np.stack([512 + 190 * across, 400 + 40 * across**2], axis=1)


def _mouth() -> np.ndarray:
    """A rounded w."""
    turn = np.linspace(0, 2 * np.pi, 48)
    return np.stack([412 + 200 * turn / (2 * np.pi), 690 + 46 * np.abs(np.sin(turn))], axis=1)
