"""Where a placed picture lies while a hand moves, scales or turns it. Pure geometry, in canvas pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from sketchart_desktop.document.operations import MAX_PLACED_PX, PlacePicture

LEAST_SIDE_PX = 4.0
TURN_STOP_DEGREES = 15.0
Point = tuple[float, float]
Handle = tuple[int, int]  # -1, 0 or 1 across and down: (0, 0) is the picture itself, (1, 1) its lower right corner
MOVE: Handle = (0, 0)
HANDLES: tuple[Handle, ...] = ((-1, -1), (1, -1), (1, 1), (-1, 1), (0, -1), (1, 0), (0, 1), (-1, 0))


@dataclass(frozen=True)
class Pose:
    """`x`, `y`: the picture's middle. `turn`: degrees clockwise about it."""

    x: float
    y: float
    width: float
    height: float
    turn: float = 0.0

    @staticmethod
    def of(placed: PlacePicture) -> Pose:
        x, y = placed.x + placed.width / 2, placed.y + placed.height / 2
        return Pose(x, y, placed.width, placed.height, placed.turn)

    def place(self, placed: PlacePicture) -> PlacePicture:
        """The same picture where this pose has it, to whole pixels."""
        width, height = max(round(self.width), 1), max(round(self.height), 1)
        x, y = round(self.x - width / 2), round(self.y - height / 2)
        return replace(placed, x=x, y=y, width=width, height=height, turn=round(self.turn, 2))

    def point(self, handle: Handle | Point) -> Point:
        """Where a handle is, or anything between: (0, 0) is the middle, (1, 1) the lower right corner."""
        across, down = _turned(handle[0] * self.width / 2, handle[1] * self.height / 2, self.turn)
        return self.x + across, self.y + down

    def inward(self, at: Point) -> Point:
        """A canvas point as seen from the picture: its middle is (0, 0), its sides are upright."""
        return _turned(at[0] - self.x, at[1] - self.y, -self.turn)

    def holds(self, at: Point) -> bool:
        across, down = self.inward(at)
        return abs(across) <= self.width / 2 and abs(down) <= self.height / 2

    def moved(self, dx: float, dy: float) -> Pose:
        reach = MAX_PLACED_PX / 4
        return replace(self, x=min(max(self.x + dx, -reach), reach), y=min(max(self.y + dy, -reach), reach))

    def scaled(self, handle: Handle, at: Point, *, free: bool = False) -> Pose:
        """The handle drawn to `at`; what lies across from it stays. Corners keep the shape unless `free`."""
        away = self.point((-handle[0], -handle[1]))
        across, down = _turned(at[0] - away[0], at[1] - away[1], -self.turn)
        width = max(across * handle[0], LEAST_SIDE_PX) if handle[0] else self.width
        height = max(down * handle[1], LEAST_SIDE_PX) if handle[1] else self.height
        if handle[0] and handle[1] and not free:
            share = (width * self.width + height * self.height) / (self.width**2 + self.height**2)
            least = LEAST_SIDE_PX / min(self.width, self.height)
            most = MAX_PLACED_PX / 4 / max(self.width, self.height)
            share = min(max(share, least), max(most, least))
            width, height = self.width * share, self.height * share
        width, height = min(width, MAX_PLACED_PX / 4), min(height, MAX_PLACED_PX / 4)
        middle = _turned(handle[0] * width / 2, handle[1] * height / 2, self.turn)
        return replace(self, x=away[0] + middle[0], y=away[1] + middle[1], width=width, height=height)

    def turned_to(self, at: Point, *, stops: bool = False) -> Pose:
        """The picture's top turned towards `at`; with `stops`, in steps of 15 degrees."""
        degrees = math.degrees(math.atan2(at[1] - self.y, at[0] - self.x)) + 90.0
        if stops:
            degrees = round(degrees / TURN_STOP_DEGREES) * TURN_STOP_DEGREES
        return replace(self, turn=(degrees + 180.0) % 360.0 - 180.0)


def _turned(x: float, y: float, degrees: float) -> Point:
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return x * cosine - y * sine, x * sine + y * cosine
