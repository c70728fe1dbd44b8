"""A picture of a drawing, from any source, turned into ink and colour: the one way in for pictures.

Ground (transparency, chalk on black), sheet (corners, frame), paper (flat or under real light), patterns (rules,
printed dots, hatching), lines, paint, and what kind of picture it was. Nothing here is learnt, and nothing is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from engines.reading import flat, patterns, rough, verdict
from engines.reading.ground import grounded
from engines.reading.marks import LEAST_WIDTH, disc, most, strengthened, without_scraps
from engines.reading.paper import at_full_size, paper_of
from engines.reading.result import Kind, Note, Reading
from engines.reading.sheet import WHOLE, find_frame, find_sheet, is_whole, straightened
from engines.sizes import fitted_size, scaled_size
from engines.sketch.morphology import closed

READ_SIDE_PX = 2048  # long side of what is read: more is grain
ROUGH_SIDE_PX = 960  # long side at which strokes are looked for on real paper
LEAST_SIDE_PX = 16
VIVID = 100  # of 255, between the channels: more coloured than a blank sheet
FAINT, SURE = 0.05, 0.42  # of a sure stroke: what may belong to a line at the slider's two ends
PALE = 0.3  # absorbance of lines fainter than which the person is told so
DUST = 1 / 400  # of the long side: a speck on a flat paper is smaller than this
AREAS = 0.01  # of the picture: more paint makes it a coloured drawing
FINISHED = 0.5  # of the picture: more paint makes it a finished one
RIM_DEPTH, RIM_LENGTH = 0.05, 0.12  # of the side: a sliver of the table along the edge of the picture
RIM_SPOT = 0.03  # of the side: dirt at the edge


@dataclass(frozen=True, eq=False)
class _Parts:
    """A picture taken apart: `rgb` uint8 [H, W, 3] without what was printed on its paper; `ink`, its lines, and
    `strength`, its strokes before they were cleaned, float32 [H, W]; `shading` uint8 [H, W]."""

    rgb: np.ndarray
    layers: flat.SeparatedLayers
    ink: np.ndarray
    strength: np.ndarray
    shading: np.ndarray


def find_corners(picture: np.ndarray) -> np.ndarray:
    """Where the sheet is in a picture (as for `read_drawing`): float32 [4, 2] in shares of width and height, clockwise
    from the top left; the picture's own corners where no sheet is seen."""
    found = find_sheet(_small(grounded(_reduced(picture, 640)).rgb))
    return WHOLE.copy() if found is None else found


def read_drawing(
    picture: np.ndarray, corners: np.ndarray | None = None, *, more: float = 0.5, side_px: int = READ_SIDE_PX
) -> Reading:
    """Ink and colour of a picture of a drawing.

    `picture`: uint8 [H, W] grey, [H, W, 3] RGB or [H, W, 4] straight RGBA. `corners`: float [4, 2] in shares of its
    width and height, clockwise from the top left, of the sheet; None looks for it. `more`: 0..1, how many faint lines
    are taken. `side_px`: no side of the answer is longer. A photo, a page of text or an empty sheet is no error: see
    Kind.
    """
    if not 0.0 <= more <= 1.0 or side_px < LEAST_SIDE_PX:
        raise ValueError(f"impossible wish for a reading: more={more}, side_px={side_px}")
    notes: set[Note] = set()
    height, width = picture.shape[:2]
    picture = _reduced(picture, 2 * side_px)
    ground = grounded(picture)
    if ground.inverted:
        notes.add(Note.INVERTED)
    if corners is None and not ground.clear:
        corners = find_sheet(ground.rgb)
        if corners is not None:
            reading = _read_sheet(ground.rgb, corners, more=more, side_px=side_px, notes=notes)
            if reading.kind not in (Kind.EMPTY, Kind.PHOTO):
                return reading
            corners = None  # a bright part of something, and no sheet with a drawing
    corners = WHOLE.copy() if corners is None else np.asarray(corners, np.float32).reshape(4, 2)
    if max(height, width) > side_px and is_whole(corners):
        notes.add(Note.REDUCED)
    return _read_sheet(ground.rgb, corners, more=more, side_px=side_px, notes=notes)


def _read_sheet(rgb: np.ndarray, corners: np.ndarray, *, more: float, side_px: int, notes: set[Note]) -> Reading:
    if is_whole(corners):
        return _read(_reduced(rgb, side_px), corners, more=more, notes=set(notes))
    part = straightened(rgb, corners, side_px)
    return _read(part, corners, more=more, notes=notes | {Note.STRAIGHTENED})


def _read(rgb: np.ndarray, corners: np.ndarray, *, more: float, notes: set[Note]) -> Reading:
    paper = flat.flat_paper(rgb)
    if _is_one_tone(rgb):
        if float(np.ptp(rgb.reshape(-1, 3).mean(axis=0))) < VIVID:
            return _empty(rgb, corners, notes)
        paper = np.full(3, 255.0, np.float32)  # a sheet filled with one colour is paint
    elif paper is None and verdict.is_made_on_screen(rgb) and verdict.is_photo(rgb, paper_of(rgb)):
        paper = np.full(3, 255.0, np.float32)  # a picture filled to its edges
    kind = Kind.DRAWING
    if paper is not None:
        found = _on_flat_paper(rgb, paper, notes)
    else:
        ground = paper_of(rgb)
        if verdict.is_photo(rgb, ground):
            kind = Kind.PHOTO
        found = _on_real_paper(rgb, ground, more=more, notes=notes)
        if found is None:
            return _empty(rgb, corners, notes, kind=Kind.EMPTY if kind is Kind.DRAWING else kind)
    rgb, layers, shading = found.rgb, found.layers, found.shading
    ink = _without_hatching(found.ink, found.strength, shading, notes)
    frame = find_frame(ink > 0.4) if kind is Kind.DRAWING else None
    if frame is not None:
        inside = _inside(frame, rgb, corners, more=more, notes=notes | {Note.FRAME})
        if inside.kind is not Kind.EMPTY:
            return inside
    if kind is not Kind.PHOTO and verdict.is_text(ink > 0.4):
        kind = Kind.TEXT
    ink = strengthened(ink.astype(np.float32), LEAST_WIDTH * max(ink.shape))
    painted = float(layers.cover.mean())
    if kind is Kind.DRAWING:
        if not (ink > 0.4).any() and painted < 1e-4:
            return _empty(rgb, corners, notes)
        if painted > FINISHED:
            kind = Kind.PICTURE
        elif painted > AREAS:
            kind = Kind.COLOURED
    colour = np.dstack([layers.paint, np.rint(layers.cover * 255.0).astype(np.uint8)])
    colour[colour[..., 3] == 0] = 0
    return Reading(np.rint(ink * 255.0).astype(np.uint8), colour, shading, kind, frozenset(notes), corners)


def _on_flat_paper(rgb: np.ndarray, paper: np.ndarray, notes: set[Note]) -> _Parts:
    """Of a picture whose paper is of one colour, float32 [3] in 0..255."""
    rgb, shading = _without_prints(rgb, np.broadcast_to(paper, rgb.shape), notes)
    layers = flat.read_flat(rgb, paper)
    if layers.pigment is not None and layers.pigment.darkness < PALE:
        notes.add(Note.PALE)
    ink = np.where(without_scraps(layers.ink > 0.3, max(2.0, DUST * max(rgb.shape[:2]))), layers.ink, 0.0)
    return _Parts(rgb, layers, _fringed(ink, layers.ink), layers.ink, shading)


def _on_real_paper(rgb: np.ndarray, ground: np.ndarray, *, more: float, notes: set[Note]) -> _Parts | None:
    """Of a picture of paper under real light, `ground` as `paper_of` gives it; None without any stroke."""
    rgb, shading = _without_prints(rgb, at_full_size(ground, (rgb.shape[1], rgb.shape[0])), notes)
    size = (rgb.shape[1], rgb.shape[0])
    small = _reduced(rgb, ROUGH_SIDE_PX)
    if max(size) < ROUGH_SIDE_PX:  # so that close strokes stay apart
        times = min(2.0, ROUGH_SIDE_PX / max(size))
        small = cv2.resize(rgb, scaled_size(size, times), interpolation=cv2.INTER_CUBIC)
    strokes = rough.strokes_of(small, ground)
    if strokes is None:
        return None
    lines = rough.lines_of(strokes, faintest=_faintest(more))
    lines = np.where(_rim_slivers(lines > 0.2), np.float32(0), lines)
    layers = rough.painted(strokes, lines)
    if layers.ink.shape == rgb.shape[:2]:
        return _Parts(rgb, layers, lines, strokes.strength, shading)
    grown = small.shape[1] < size[0]
    how = cv2.INTER_CUBIC if grown else cv2.INTER_AREA
    ink, strength = (cv2.resize(plane, size, interpolation=how) for plane in (lines, strokes.strength))
    ink = np.clip((ink - 0.25) * 2.0, 0.0, 1.0) if grown else ink
    layers = flat.SeparatedLayers(
        ink,
        cv2.resize(layers.paint, size, interpolation=cv2.INTER_LINEAR),
        (cv2.resize(layers.cover, size, interpolation=cv2.INTER_LINEAR) > 0.5).astype(np.float32),
        None,
    )
    return _Parts(rgb, layers, ink, strength, shading)


def _inside(frame: np.ndarray, rgb: np.ndarray, corners: np.ndarray, *, more: float, notes: set[Note]) -> Reading:
    """What is within a drawn frame, read as a picture of its own."""
    height, width = rgb.shape[:2]
    x0, y0, x1, y1 = (round(float(v)) for v in (*(frame[0] * (width, height)), *(frame[2] * (width, height))))
    part = np.ascontiguousarray(rgb[y0:y1, x0:x1])
    return _read(part, _placed(frame, corners), more=more, notes=notes)


def _placed(inner: np.ndarray, outer: np.ndarray) -> np.ndarray:
    """Corners within a sheet as corners of the picture that the sheet lies in."""
    way = cv2.getPerspectiveTransform(WHOLE, outer.astype(np.float32))
    return cv2.perspectiveTransform(inner[None].astype(np.float32), way)[0]


def _faintest(more: float) -> float:
    """The slider's middle is the usual; its ends take nearly all, and only what is sure."""
    usual = 0.19
    return usual + (SURE - usual) * (1.0 - 2.0 * more) if more < 0.5 else usual + (FAINT - usual) * (2.0 * more - 1.0)


def _without_prints(rgb: np.ndarray, paper: np.ndarray, notes: set[Note]) -> tuple[np.ndarray, np.ndarray]:
    """The picture without what was printed on its paper, dots and rules, and where dots were: uint8 [H, W]."""
    strength = most(1.0 - np.minimum(rgb / paper, np.float32(1.0)).astype(np.float32))
    shading = np.zeros(rgb.shape[:2], np.uint8)
    bare = np.rint(paper).astype(np.uint8)
    side = max(rgb.shape[:2])
    dots = patterns.dots_in(strength > 0.3)
    if dots is not None:
        notes.add(Note.TONE)
        shading[closed(dots.view(np.uint8), max(2, side // 60)) > 0] = 255
        lines = cv2.dilate(((strength > 0.3) & ~dots).view(np.uint8), np.ones((3, 3), np.uint8))
        gone = (cv2.dilate(dots.view(np.uint8), np.ones((5, 5), np.uint8)) > lines).view(np.uint8)
        rgb = np.where(gone[..., None] > 0, bare, rgb)
        strength[gone > 0] = 0.0
    rules = patterns.rules_in(strength)
    if rules is not None:
        notes.add(Note.RULES)
        level = float(np.median(strength[rules]))
        # Where a line of the drawing crosses, it is darker than the rule and stays.
        rgb = np.where((rules & (strength < 2.2 * level + 0.04))[..., None], bare, rgb)
    return rgb, shading


def _without_hatching(ink: np.ndarray, strength: np.ndarray, shading: np.ndarray, notes: set[Note]) -> np.ndarray:
    hatched = patterns.hatching_in(ink > 0.4, strength)
    if hatched is None:
        return ink
    notes.add(Note.HATCHING)
    shading[hatched] = 255
    return np.where(hatched, np.float32(0), ink)


def _fringed(kept: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Lines with their soft edges, which the cleaning cut off."""
    near = cv2.dilate((kept > 0).view(np.uint8), disc(2)) > 0
    return np.where(near, whole, np.float32(0)).astype(np.float32)


def _rim_slivers(ink: np.ndarray) -> np.ndarray:
    """What lies flat along the edge, a rest of the table, or is a mere spot there. bool [H, W]."""
    height, width = ink.shape
    side = max(ink.shape)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.view(np.uint8), connectivity=8)
    x, y, w, h = (stats[:, i] for i in range(4))
    level = (h < RIM_DEPTH * side) & (w > RIM_LENGTH * side) & ((y == 0) | (y + h == height))
    upright = (w < RIM_DEPTH * side) & (h > RIM_LENGTH * side) & ((x == 0) | (x + w == width))
    at_rim = (x == 0) | (y == 0) | (x + w == width) | (y + h == height)
    gone = level | upright | (at_rim & (np.maximum(w, h) < RIM_SPOT * side))
    gone[0] = False
    return gone[labels]


def _is_one_tone(rgb: np.ndarray) -> bool:
    return float(np.ptp(rgb.reshape(-1, 3), axis=0).max()) < 24


def _empty(rgb: np.ndarray, corners: np.ndarray, notes: set[Note], *, kind: Kind = Kind.EMPTY) -> Reading:
    shape = rgb.shape[:2]
    nothing = np.zeros(shape, np.uint8)
    return Reading(nothing, np.zeros((*shape, 4), np.uint8), nothing, kind, frozenset(notes), corners)


def _reduced(picture: np.ndarray, side_px: int) -> np.ndarray:
    height, width = picture.shape[:2]
    if max(height, width) <= side_px:
        return picture
    return cv2.resize(picture, fitted_size((width, height), side_px), interpolation=cv2.INTER_AREA)


def _small(rgb: np.ndarray) -> np.ndarray:
    return _reduced(rgb, 640)
