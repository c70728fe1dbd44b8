"""From what an entry holds to a pair: ink, dabs and finished colouring of one size, or the reason why not."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from engines.alpha import premultiplied, straight
from engines.pictures import over
from engines.reading import Kind, Note, read_drawing
from engines.reading.sheet import WHOLE, is_whole, straightened
from engines.sizes import fitted_size
from engines.sketch.linework import LineArtOptions, lines_of
from trainer.curation.entries import FallOutError, FallOutReason, RawMaterial, SourceKind
from trainer.curation.perceptual_hash import PairLikeness, likeness
from trainer.curation.photo_sketch import PhotoOptions, sketch_photo
from trainer.datasets.picture_layouts import same_shape

LEAST_SIDE_PX = 64
LEAST_LINE = 0.0006  # of the paper: less is a blank sheet
MOST_LINE = 0.4  # of the paper: more is no line art
LEAST_SPREAD = 2.0  # of 255: a picture whose tones spread less shows nothing
ALIKE = 0.3  # correlation of neighbours: of noise it is near 0, of anything that was drawn or seen near 1
COLOURED = 0.5  # of what the lines enclose: more is a finished colouring, less are dabs
GREY = 14  # of 255, between the channels: line art has no more colour than this
BETWEEN = 0.12  # of the paper: line art has no more half-tones than this


@dataclass(frozen=True, eq=False)
class MadePair:
    """`ink`: uint8 [H, W], black lines on white, or None for a finished picture that has no drawing. `colour`: uint8
    [H, W, 4] straight RGBA, the dabs, or None. `target`: uint8 [H, W, 3] or [H, W, 4] straight RGBA, or None for a
    drawing that belongs to no picture. `picture`: uint8 [H, W, 3], the finished picture as it came, where the lines
    were made from it."""

    ink: np.ndarray | None
    colour: np.ndarray | None
    target: np.ndarray | None
    picture: np.ndarray | None = None

    def target_on_paper(self) -> np.ndarray | None:
        """uint8 [H, W, 3]."""
        return None if self.target is None else on_paper(self.target)


def likeness_of(made: MadePair) -> PairLikeness:
    """By which copies are known: of what the person gave, not of lines that were made for it."""
    if made.picture is not None:
        return likeness(None, made.picture)
    return likeness(made.ink, made.target_on_paper())


def on_paper(picture: np.ndarray) -> np.ndarray:
    """uint8 [H, W, 3] of a picture that may have clear pixels."""
    if picture.shape[2] == 3:
        return picture
    return over(picture, np.full((*picture.shape[:2], 3), 255, np.uint8))


def make_pair(
    raw: RawMaterial, kind: SourceKind, *, side_px: int, photos: PhotoOptions, require_subject: bool = False
) -> MadePair:
    """No side longer than `side_px`. Raises FallOutError, and SetError where `photos` cannot be done here."""
    for picture in (raw.drawing, raw.ink, raw.finished):
        if picture is not None and min(picture.shape[:2]) < LEAST_SIDE_PX:
            height, width = picture.shape[:2]
            raise FallOutError(FallOutReason.TOO_SMALL, f"{width} x {height}", shown=picture)
    raw = RawMaterial(*(_fitted(part, side_px) for part in (raw.drawing, raw.ink, raw.colour, raw.finished)))
    if raw.ink is not None:
        made = _of_layers(raw.ink, raw.colour, raw.finished)
    elif kind is SourceKind.UNPAIRED:
        made = MadePair(None if raw.drawing is None else _ink_of(raw.drawing)[0], None, raw.finished)
    elif raw.drawing is not None and raw.finished is not None:
        made = _of_two(raw.drawing, raw.finished)
    elif raw.finished is not None:
        _check_picture(raw.finished)
        if kind is SourceKind.PHOTOS:
            made = _of_photo(raw.finished, photos, require_subject)
        else:
            made = _of_picture(raw.finished, photos, require_subject)
        made = replace(made, picture=on_paper(raw.finished))
    else:
        raise FallOutError(FallOutReason.NO_PARTNER, shown=raw.drawing)
    _check(made)
    return made


def _fitted(picture: np.ndarray | None, side_px: int) -> np.ndarray | None:
    if picture is None or max(picture.shape[:2]) <= side_px:
        return picture
    size = fitted_size((picture.shape[1], picture.shape[0]), side_px)
    if picture.shape[2] == 3:
        return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return straight(cv2.resize(premultiplied(picture), size, interpolation=cv2.INTER_AREA))


def _resized(picture: np.ndarray, like: np.ndarray) -> np.ndarray:
    """As large as `like`; refused where it cannot show the same thing."""
    if not same_shape(picture.shape, like.shape):
        sizes = f"{like.shape[1]} x {like.shape[0]} and {picture.shape[1]} x {picture.shape[0]}"
        raise FallOutError(FallOutReason.SHAPES_DIFFER, sizes, shown=like)
    if picture.shape[:2] == like.shape[:2]:
        return picture
    size = (like.shape[1], like.shape[0])
    if picture.shape[2] == 3:
        return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return straight(cv2.resize(premultiplied(picture), size, interpolation=cv2.INTER_AREA))


def _of_layers(ink: np.ndarray, colour: np.ndarray | None, finished: np.ndarray | None) -> MadePair:
    """Of a drawing kept in the app: coloured beside it, or by its person in its colour layer."""
    lines = 255 - ink[..., 3]
    _check_lines(lines)
    if finished is not None:
        dabs = colour if colour is not None and colour[..., 3].any() else None
        return MadePair(lines, dabs, _resized(finished, ink))
    share = 0.0 if colour is None else _coloured_share(ink[..., 3], colour[..., 3])
    if colour is None or share < COLOURED:
        raise FallOutError(FallOutReason.NO_COLOURS, f"{share:.0%} coloured", shown=on_paper(ink))
    return MadePair(lines, None, _laid(ink, colour))


def _coloured_share(ink: np.ndarray, colour: np.ndarray) -> float:
    """How much of what the lines enclose (or of their box, where they enclose little) is coloured."""
    outside = cv2.copyMakeBorder((ink > 100).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    cv2.floodFill(outside, None, (0, 0), 2)
    enclosed = (outside != 2)[1:-1, 1:-1]
    x, y, width, height = cv2.boundingRect((ink > 100).astype(np.uint8))
    if enclosed.sum() < 0.25 * width * height:
        enclosed = np.zeros_like(enclosed)
        enclosed[y : y + height, x : x + width] = True
        return min(1.0, 1.5 * float((colour > 127)[enclosed].mean())) if enclosed.any() else 0.0
    return float((colour > 127)[enclosed].mean())


def _laid(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    """Two layers as one, straight RGBA."""
    above, below = premultiplied(top), premultiplied(bottom)
    return straight(above + below * (1 - above[..., 3:] / 255))


def _of_two(drawing: np.ndarray, finished: np.ndarray) -> MadePair:
    ink, colour, corners = _ink_of(drawing)
    target = _resized(finished, drawing)
    if not is_whole(corners):
        target = straightened(target, corners, max(drawing.shape[:2]))
        target = cv2.resize(target, (ink.shape[1], ink.shape[0]), interpolation=cv2.INTER_AREA)
    elif target.shape[:2] != ink.shape[:2]:
        target = cv2.resize(target, (ink.shape[1], ink.shape[0]), interpolation=cv2.INTER_AREA)
    return MadePair(ink, colour, target)


def _ink_of(drawing: np.ndarray) -> tuple[np.ndarray, np.ndarray | None, np.ndarray]:
    """Ink, dabs (None without) and which part of the picture they are. Clean line art is taken as it is."""
    _check_picture(drawing)
    grey = cv2.cvtColor(drawing, cv2.COLOR_RGB2GRAY)
    if float((grey < 128).mean()) > 0.5:
        grey = 255 - grey  # chalk on a board
    between = float(((grey > 70) & (grey < 190)).mean())
    if int(np.ptp(drawing, axis=2).max()) <= GREY and between < BETWEEN and float((grey > 235).mean()) > 0.5:
        return grey, None, WHOLE
    reading = read_drawing(drawing, WHOLE, side_px=max(drawing.shape[:2]))
    if reading.kind is Kind.TEXT:
        raise FallOutError(FallOutReason.WRITING, shown=drawing)
    dabs = reading.colour if reading.colour[..., 3].any() else None
    return 255 - reading.ink, dabs, reading.corners


def _of_picture(picture: np.ndarray, photos: PhotoOptions, require_subject: bool) -> MadePair:
    """A finished picture, and the lines that it was, or could have been, drawn with."""
    flat = on_paper(picture)
    clear = picture.shape[2] == 4
    reading = read_drawing(picture, WHOLE if clear else None, side_px=max(picture.shape[:2]))
    if reading.kind is Kind.EMPTY:
        raise FallOutError(FallOutReason.BLANK, shown=flat)
    if reading.kind is Kind.TEXT:
        raise FallOutError(FallOutReason.WRITING, shown=flat)
    if reading.kind is Kind.DRAWING:
        raise FallOutError(FallOutReason.NO_COLOURS, shown=flat)
    if reading.kind is Kind.PHOTO:
        return _of_photo(picture, photos, require_subject)
    if reading.kind is Kind.PICTURE or Note.INVERTED in reading.notes:  # a night scene is no chalk on a board
        rgba = picture if clear else np.dstack([flat, np.full(flat.shape[:2], 255, np.uint8)])
        ink = 255 - lines_of(rgba, LineArtOptions(photos.detail, max(1.0, max(flat.shape[:2]) / 320)))
        return MadePair(ink, None, picture)
    target = picture
    if not is_whole(reading.corners):
        target = straightened(flat, reading.corners, max(flat.shape[:2]))
    if target.shape[:2] != reading.ink.shape[:2]:
        target = cv2.resize(on_paper(target), reading.size, interpolation=cv2.INTER_AREA)
    return MadePair(255 - reading.ink, None, target)


def _of_photo(picture: np.ndarray, photos: PhotoOptions, require_subject: bool) -> MadePair:
    steps = sketch_photo(on_paper(picture), photos)
    if steps.mask is None:
        if require_subject:
            raise FallOutError(FallOutReason.NO_SUBJECT, shown=steps.photo)
        return MadePair(steps.sketch, None, steps.photo)
    return MadePair(steps.sketch, None, steps.cut_out)


def _check(made: MadePair) -> None:
    if made.ink is not None:
        _check_lines(made.ink)
    if made.target is not None:
        _check_picture(made.target)


def _check_lines(ink: np.ndarray) -> None:
    covered = float((ink < 128).mean())
    shown = cv2.cvtColor(ink, cv2.COLOR_GRAY2RGB)
    if covered < LEAST_LINE:
        raise FallOutError(FallOutReason.BLANK, shown=shown)
    if covered > MOST_LINE:
        raise FallOutError(FallOutReason.CROWDED, f"{covered:.0%} is line", shown=shown)


def _check_picture(picture: np.ndarray) -> None:
    flat = on_paper(picture)
    grey = cv2.cvtColor(np.ascontiguousarray(flat), cv2.COLOR_RGB2GRAY).astype(np.float32)
    if float(flat.reshape(-1, 3).std(axis=0).max()) < LEAST_SPREAD:
        raise FallOutError(FallOutReason.BLANK, shown=flat)
    for one, other in ((grey[:, :-1], grey[:, 1:]), (grey[:-1], grey[1:])):
        if one.std() < LEAST_SPREAD:  # tones of one lightness, or stripes across
            continue
        if float(np.corrcoef(one.reshape(-1), other.reshape(-1))[0, 1]) < ALIKE:
            raise FallOutError(FallOutReason.NOISE, shown=flat)
