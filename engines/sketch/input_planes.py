"""A RenderRequest as the planes a generator reads, and a generator's answer as a picture. Plain numpy and OpenCV.

Generators take heights and widths that are multiples of some number: on the right and at the bottom the planes go on as
they end, so the drawing keeps its place on the generator's pixel grid and a shape that leaves the paper goes on, and
the answer is cropped back.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

import cv2
import numpy as np

from engines import alpha
from engines.api import RenderRequest
from engines.colouring.parts import Parts, coloured_parts, look_at, twins_of
from engines.errors import EngineError
from engines.sizes import padded
from engines.sketch import hints, regions
from engines.sketch.memo import PictureCache
from engines.sketch.regions import REGION_PLANES, Room
from engines.sketch.touches import Touches, parted_backgrounds, touches_of

PLANES = ("ink", *REGION_PLANES, "hint_red", "hint_green", "hint_blue", "hint_confidence", "region")
FAINT_INK = 0.1  # alpha: fainter ink than this is the soft edge of a line
NOWHERE: Room = (slice(0, 0), slice(0, 0))
CLEAR_BELOW = 2  # of 255: fainter alpha than this is noise


def request_planes(request: RenderRequest, multiple: int) -> np.ndarray:
    """float32 [1, 11, H', W'], the planes of `PLANES`, in [0, 1] but for the last, which holds the number of
    each pixel's region (0 = none, at most 255); H', W' multiples of `multiple`."""
    return PlaneMaker(multiple).planes(request)


class PlaneMaker:
    """Makes the planes of one request after the other. What the ink says is kept while the ink stays as it is, what the
    dabs say while they do.

    `beside`: takes on half of the work; without it, all is done in the thread that calls. One thread at a time.
    """

    def __init__(self, multiple: int, *, beside: Executor | None = None) -> None:
        self._multiple = multiple
        self._beside = beside
        self._planes = np.zeros((1, len(PLANES), 0, 0), np.float32)
        self._ink = self._shapes = np.zeros((0, 0), np.uint8)
        self._plain = self._led = regions.Regions(np.zeros((0, 0), bool), self._ink, None)
        self._wanted = np.zeros((0, 0), bool)  # the dabs that `_led` obeys
        self._asked: tuple[float, bytes | None] = (0.0, None)
        self._colour, self._colour_ink = np.zeros((0, 0, 4), np.uint8), np.zeros((0, 0), np.uint8)
        self._touches = Touches(None, None)
        self._looked = self._ink  # the labels whose twins and parts are known
        self._twins: list[tuple[int, int]] = []
        self._parts: tuple[str, Parts] | None = None
        self._memory = PictureCache()
        self._told = self._hinted = NOWHERE  # where the planes of regions and of hints may hold something
        self.tinting: np.ndarray | None = None  # of the last request: Touches.tinting
        self.background: np.ndarray | None = None  # and where paint is a background, uint8 [H, W], 255 there

    def planes(self, request: RenderRequest) -> np.ndarray:
        """As `request_planes`, an array that the next call overwrites."""
        height, width = request.ink.shape[:2]
        shape = (1, len(PLANES), padded(height, self._multiple), padded(width, self._multiple))
        ink = cv2.extractChannel(request.ink, 3)
        asked = (request.fill_strength, None if request.mask is None else request.mask.tobytes())
        stays = self._planes.shape == shape and asked == self._asked and np.array_equal(ink, self._ink)
        self._asked = asked
        if self._planes.shape != shape or ink.shape != self._ink.shape:
            self._planes = np.zeros(shape, np.float32)
            self._told = self._hinted = NOWHERE
        whole = self._planes[0, :, :height, :width]
        self._ink = np.zeros((0, 0), np.uint8)  # until all is done
        looked_at = self._aside(self._look_at, request.colour, ink) if request.use_hints else None
        if not stays:
            self._plain = regions.regions_of(ink, fill_strength=request.fill_strength, unwanted=request.mask)
            self._led, self._wanted = self._plain, np.zeros((0, 0), bool)
        if looked_at is not None:
            looked_at.result()
        dabs, self.tinting, self.background = None, None, None
        if request.use_hints:
            dabs, self.tinting = self._touches.dabs, self._touches.tinting
            if dabs is not None:
                dabs, self.background = parted_backgrounds(dabs, self._plain.labels)
        outside, labels, _ = self._with_overrides(request, ink, dabs)
        if labels is not self._looked:
            self._looked, self._parts = labels, None
            self._twins = twins_of(look_at(labels)) if labels.any() else []
        shapes = labels
        if dabs is not None:
            shapes = hints.with_open_dabs(labels, dabs)
        if shapes is not labels:
            outside = outside & (shapes == 0)
        spread = self._aside(self._spread, dabs, self._plan(request), shapes, outside, whole[6:10])
        if not stays:
            np.multiply(ink, np.float32(1 / 255), out=whole[0])
        if not stays or not np.array_equal(shapes, self._shapes):
            room = regions.room_of(shapes)
            _clear_beyond(room, self._told, whole[1:6])
            regions.enclosed(ink, shapes, out=whole[1:6], room=room)
            self._told = room
            self._shapes = shapes
        whole[10] = cv2.LUT(shapes, self._voting_together(shapes, dabs))
        spread.result()
        _go_on(self._planes[0], height, width)
        self._ink = ink
        return self._planes

    def _with_overrides(self, request: RenderRequest, ink: np.ndarray, dabs: hints.Dabs | None) -> regions.Regions:
        """The regions, led by dabs that lie on open paper which could be the inside of a thing."""
        prior = self._plain.prior
        if prior is None or dabs is None:
            return self._plain
        wanted = np.zeros(ink.shape, bool)
        wanted.ravel()[dabs.places] = True
        wanted &= self._plain.outside
        if not wanted.any() or not regions.could_be_inside(wanted, prior):
            return self._plain
        if not np.array_equal(wanted, self._wanted):
            strength = request.fill_strength
            self._led = regions.regions_of(ink, fill_strength=strength, wanted=wanted, unwanted=request.mask)
            self._wanted = wanted
        return self._led

    def _look_at(self, colour: np.ndarray, ink: np.ndarray) -> None:
        colour = np.ascontiguousarray(colour)
        same = np.array_equal(colour.view(np.uint32), self._colour.view(np.uint32))
        if not same or (self._touches.dabs is not None and not np.array_equal(ink, self._colour_ink)):
            self._colour, self._colour_ink, self._touches = colour, ink, touches_of(colour, ink)

    def _plan(self, request: RenderRequest) -> hints.Plan:
        """What the regions are coloured in where no dab asks for anything."""
        key = repr([figure.key for figure in request.figures])
        if self._parts is None or self._parts[0] != key:
            self._parts = key, coloured_parts(self._looked, request.figures)
        parts = self._parts[1]
        return hints.Plan(parts.tones, parts.kinds, self._twins, request.palette.colours[0])

    def _voting_together(self, shapes: np.ndarray, dabs: hints.Dabs | None) -> np.ndarray:
        """The number under which each region votes: twins under the same one, but where both have dabs of their own.
        uint8 [256]."""
        table = np.arange(256, dtype=np.uint8)
        dabbed = np.zeros(256, bool)
        if dabs is not None and self._twins:
            dabbed[shapes.ravel()[dabs.places]] = True
        for one, other in self._twins:
            if not (dabbed[one] and dabbed[other]):
                table[table == table[other]] = table[one]
        return table

    def _spread(
        self, dabs: hints.Dabs | None, plan: hints.Plan, shapes: np.ndarray, outside: np.ndarray, out: np.ndarray
    ) -> None:
        self._memory.next_picture()
        room = NOWHERE
        if dabs is not None or (plan.kinds >= 0).any():
            room = regions.room_of(shapes)
            if dabs is not None:
                room = _both(room, dabs.reached)
        _clear_beyond(room, self._hinted, out)
        if room is not NOWHERE:
            hints.spread(dabs, shapes, outside, out=out, memory=self._memory, room=room, plan=plan)
        self._hinted = room

    def _aside(self, deed: Callable[..., None], *values: Any) -> Future[None]:
        if self._beside is not None:
            return self._beside.submit(deed, *values)
        done: Future[None] = Future()
        deed(*values)
        done.set_result(None)
        return done


def _both(one: Room, other: Room) -> Room:
    """Rows and columns that hold both."""
    rows, columns = (slice(min(a.start, b.start), max(a.stop, b.stop)) for a, b in zip(one, other, strict=True))
    return rows, columns


def _clear_beyond(room: Room, before: Room, planes: np.ndarray) -> None:
    """What was written `before` and lies beyond what is written now."""
    if _both(room, before) != room:
        planes[:, *before] = 0


def _go_on(planes: np.ndarray, height: int, width: int) -> None:
    """Beyond the drawing's last row and column the planes, [planes, H', W'], go on as they end there."""
    if width < planes.shape[2]:
        planes[:, :height, width:] = planes[:, :height, width - 1 : width]
    if height < planes.shape[1]:
        planes[:, height:] = planes[:, height - 1 : height]


def picture(art: np.ndarray, height: int, width: int, *, share: np.ndarray | None = None) -> np.ndarray:
    """uint8 [height, width, 4] straight RGBA from a generator's float32 [1, 4, H', W'] in [0, 1]; what is all but clear
    is cleared. `share`, uint8 [height, width], of 255: how much of it stays.

    Raises ValueError where the answer holds something else than colours, such as NaN.
    """
    channels = []
    for plane in art[0, :, :height, :width]:
        if not np.isfinite(plane).all():
            raise ValueError("the generator's answer holds values that are no colours")
        channels.append(cv2.convertScaleAbs(plane, alpha=255.0))
    _, channels[3] = cv2.threshold(channels[3], CLEAR_BELOW - 1, 255, cv2.THRESH_TOZERO)
    if share is not None:
        channels[3] = cv2.multiply(channels[3], share, scale=1 / 255)
    image = cv2.merge(channels)
    return cv2.bitwise_and(image, image, mask=channels[3])


def share_of_shapes(planes: np.ndarray, height: int, width: int) -> np.ndarray:
    """How much of an artwork stays, uint8 [height, width], of 255: nothing where the drawing has neither region nor
    line. What a generator paints there guesses at outlines that are not closed yet, in blots that come and go with each
    stroke. `planes`: what `request_planes` gave."""
    drawn = (planes[0, 10, :height, :width] > 0) | (planes[0, 0, :height, :width] > FAINT_INK)
    return cv2.blur(cv2.dilate(drawn.view(np.uint8) * np.uint8(255), np.ones((3, 3), np.uint8)), (3, 3))


def scaled(image: np.ndarray, height: int, width: int) -> np.ndarray:
    """uint8 [height, width, 4] straight RGBA; colours of clear pixels do not bleed into the edges."""
    large = cv2.resize(alpha.premultiplied(image), (width, height), interpolation=cv2.INTER_LINEAR)
    return alpha.straight(large)


def style_vector(weights: tuple[float, ...], *, named: int, length: int) -> np.ndarray:
    """float32 [1, length]: one weight for each of the `named` styles of a pack; styles that the pack does not name get
    none. Raises EngineError where the weights are not so many or do not sum to 1."""
    if len(weights) != named or min(weights) < 0 or not 0.999 <= sum(weights) <= 1.001:
        raise EngineError("The style takes {0} weights that sum to 1, got {1}.", named, weights)
    vector = np.zeros((1, length), np.float32)
    vector[0, :named] = weights
    return vector
