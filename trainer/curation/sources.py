"""Places that people give, as entries: which kind of place it is, and what lies in it. Layouts of pairs are those of
trainer.datasets.picture_layouts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from trainer.curation.entries import (
    FallOutError,
    FallOutReason,
    RawMaterial,
    SourceEntry,
    SourceKind,
    digest_of,
    digest_of_files,
    falling,
)
from trainer.curation.set_folder import SetError
from trainer.curation.shards import is_shard, shard_entries
from trainer.datasets.picture_arrays import as_bytes, read_rows
from trainer.datasets.picture_files import (
    SUFFIXES,
    UnreadableError,
    picture_size,
    read_clear_picture,
    read_layers,
    read_picture,
)
from trainer.datasets.picture_layouts import Layout, layout_of
from trainer.job import JobError

OF_LAYOUTS = {
    "npz": SourceKind.ARRAYS,
    "unpaired": SourceKind.UNPAIRED,
    "pairs": SourceKind.PAIRS,
    "side by side": SourceKind.PAIRS,
    "gallery": SourceKind.DRAWINGS,
    "drawings": SourceKind.DRAWINGS,
}
LOOKED_AT = 40  # pictures, to see whether all are two side by side


def kind_of(place: Path) -> SourceKind:
    """What lies there. Raises SetError where that cannot be told."""
    if place.is_file():
        suffix = place.suffix.lower()
        if is_shard(place):
            return SourceKind.SHARDS
        kinds = {".npz": SourceKind.ARRAYS, ".ora": SourceKind.DRAWINGS}
        if suffix in kinds or suffix in SUFFIXES:
            return kinds.get(suffix, SourceKind.PICTURES)
        raise SetError("{0} is no picture, drawing, .npz or .tar file.", place.name)
    if not place.is_dir():
        raise SetError("There is nothing at {0}.", str(place))
    names = {path.name for path in place.iterdir()}
    if {"photo", "sketch"} <= names:
        return SourceKind.SKETCHY
    if {"A", "B"} <= names:
        return SourceKind.PAIRS
    if {"trainA", "trainB"} <= names:
        return SourceKind.UNPAIRED
    found = sorted(path for path in place.rglob("*") if path.is_file() and not _is_hidden(path, place))
    if any(is_shard(path) for path in found):
        return SourceKind.SHARDS
    if any(path.suffix.lower() == ".npz" for path in found):
        return SourceKind.ARRAYS
    if any(path.suffix.lower() == ".ora" for path in found):
        return SourceKind.DRAWINGS
    pictures = [path for path in found if path.suffix.lower() in SUFFIXES]
    if not pictures:
        raise SetError("There is no picture and no drawing in {0}.", str(place))
    return SourceKind.PAIRS if _are_side_by_side(pictures[:LOOKED_AT]) else SourceKind.PICTURES


def entries_in(place: Path, kind: SourceKind) -> Iterator[SourceEntry]:
    """Everything there, in order of names. Raises SetError where nothing there is of that kind."""
    empty = True
    for entry in _entries(place, kind):
        empty = False
        yield entry
    if empty:
        raise SetError("{0} holds nothing that could be taken as {1}.", str(place), kind.value)


def _entries(place: Path, kind: SourceKind) -> Iterator[SourceEntry]:
    if kind is SourceKind.SHARDS:
        files = [place] if place.is_file() else sorted(path for path in place.rglob("*.tar*") if is_shard(path))
        yield from shard_entries(files)
    elif kind is SourceKind.SKETCHY:
        yield from _sketchy(place)
    elif kind is SourceKind.ARRAYS:
        files = [place] if place.is_file() else sorted(place.rglob("*.npz"))
        for file in files:
            yield from _arrays(file)
    elif kind is SourceKind.DRAWINGS:
        yield from _drawings(place)
    elif kind in (SourceKind.PICTURES, SourceKind.PHOTOS):
        for path in pictures_in(place):
            yield _alone(path, place, kind)
    else:
        yield from _of_layout(place, kind)


def pictures_in(place: Path) -> list[Path]:
    """The files there that may be pictures, in order of names."""
    if place.is_file():
        return [place]
    return sorted(
        path
        for path in place.rglob("*")
        if path.suffix.lower() in SUFFIXES and path.is_file() and not _is_hidden(path, place)
    )


def _is_hidden(path: Path, place: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(place).parts)


def _are_side_by_side(pictures: list[Path]) -> bool:
    """Are all that can be read exactly twice as wide as high?"""
    shapes: list[tuple[int, int]] = []
    for path in pictures:
        try:
            shapes.append(picture_size(path))
        except UnreadableError:
            continue
    return bool(shapes) and all(width == 2 * height for height, width in shapes)


def _name(path: Path, place: Path) -> str:
    return path.name if place.is_file() else path.relative_to(place).as_posix()


def _alone(path: Path, place: Path, kind: SourceKind) -> SourceEntry:
    return SourceEntry(_name(path, place), kind, digest_of_files([path]), partial(_load_picture, path))


def _drawings(place: Path) -> Iterator[SourceEntry]:
    """Every .ora, with artwork.png beside drawing.ora, or a picture of its name beside it; then the other pictures."""
    found = pictures_in(place)
    of_drawings = {path for folder in {p.parent for p in found if p.name == "drawing.ora"} for path in folder.iterdir()}
    for drawing in (path for path in found if path.suffix.lower() == ".ora"):
        beside = _art_of(drawing)
        name = _name(drawing, place)
        if drawing.name == "drawing.ora" and drawing.parent != place:
            name = drawing.parent.relative_to(place).as_posix()
        digest = digest_of_files([drawing, *([beside] if beside else [])])
        yield SourceEntry(name, SourceKind.DRAWINGS, digest, partial(_load_drawing, drawing, beside))
        of_drawings |= {drawing, beside or drawing}
    for path in found:
        if path not in of_drawings:
            yield _alone(path, place, SourceKind.PICTURES)


def _art_of(drawing: Path) -> Path | None:
    if drawing.name == "drawing.ora" and (drawing.parent / "artwork.png").is_file():
        return drawing.parent / "artwork.png"
    return next(
        (p for suffix in sorted(SUFFIXES - {".ora"}) if (p := drawing.with_suffix(suffix)).is_file()),
        None,
    )


def _of_layout(place: Path, kind: SourceKind) -> Iterator[SourceEntry]:
    try:
        layout = layout_of(place)
    except JobError as error:
        raise SetError("{0}", str(error)) from error
    if OF_LAYOUTS.get(layout.kind) is not kind:
        raise SetError("{0} holds nothing that could be taken as {1}.", str(place), kind.value)
    if not layout.paired:
        for path in layout.a:
            yield SourceEntry(_name(path, place), kind, digest_of_files([path]), partial(_load_side, path, drawn=True))
        for path in layout.b:
            yield SourceEntry(_name(path, place), kind, digest_of_files([path]), partial(_load_side, path, drawn=False))
        return
    for path in layout.alone:
        load = falling(FallOutReason.NO_PARTNER)
        yield SourceEntry(_name(path, place), kind, digest_of_files([path]), load)
    yield from _pairs(layout, place)


def _pairs(layout: Layout, place: Path) -> Iterator[SourceEntry]:
    for first, second in zip(layout.a, layout.b, strict=True):
        load = partial(_load_halves, first) if layout.halves else partial(_load_pair, first, second)
        yield SourceEntry(_name(first, place), SourceKind.PAIRS, digest_of_files(sorted({first, second})), load)


def _sketchy(place: Path) -> Iterator[SourceEntry]:
    """photo/CATEGORY/NAME.jpg with its sketches sketch/CATEGORY/NAME-1.png, NAME-2.png..., at any depth (the database
    has a folder for each way of cropping between them: the first that has the photo is taken)."""
    photos: dict[tuple[str, str], Path] = {}
    for photo in pictures_in(place / "photo"):
        photos.setdefault((photo.parent.name, photo.stem), photo)
    used: set[tuple[str, str]] = set()
    for sketch in pictures_in(place / "sketch"):
        key = sketch.parent.name, sketch.stem.rpartition("-")[0] or sketch.stem
        photo = photos.get(key)
        name = _name(sketch, place)
        if photo is None:
            yield SourceEntry(name, SourceKind.SKETCHY, digest_of_files([sketch]), falling(FallOutReason.NO_PARTNER))
            continue
        used.add(key)
        yield SourceEntry(
            name, SourceKind.SKETCHY, digest_of_files([sketch, photo]), partial(_load_pair, sketch, photo)
        )
    for key, photo in photos.items():
        if key not in used:
            load = falling(FallOutReason.NO_PARTNER)
            yield SourceEntry(_name(photo, place), SourceKind.SKETCHY, digest_of_files([photo]), load)


def _arrays(file: Path) -> Iterator[SourceEntry]:
    try:
        first, second = read_rows(file)
        sides = as_bytes((first, second), file.name)
    except JobError as error:
        load = falling(FallOutReason.UNREADABLE, str(error))
        yield SourceEntry(file.name, SourceKind.ARRAYS, digest_of_files([file]), load)
        return
    for number, (drawing, finished) in enumerate(zip(*sides, strict=True)):
        rows = first[number], second[number]
        digest = digest_of(np.ascontiguousarray(row).tobytes() for row in rows)
        if all(np.isfinite(row).all() for row in rows):
            load = partial(RawMaterial, drawing=drawing, finished=finished)
        else:
            load = falling(FallOutReason.NOT_NUMBERS)
        yield SourceEntry(f"{file.stem}-{number}", SourceKind.ARRAYS, digest, load)


def _load_picture(path: Path) -> RawMaterial:
    return RawMaterial(finished=_read(path, clear=True))


def _load_side(path: Path, *, drawn: bool) -> RawMaterial:
    return RawMaterial(drawing=_read(path)) if drawn else RawMaterial(finished=_read(path, clear=True))


def _load_pair(drawing: Path, finished: Path) -> RawMaterial:
    if drawing.suffix.lower() == ".ora":
        return _load_drawing(drawing, finished)
    return RawMaterial(drawing=_read(drawing), finished=_read(finished, clear=True))


def _load_halves(path: Path) -> RawMaterial:
    whole = _read(path)
    half = whole.shape[1] // 2
    return RawMaterial(drawing=whole[:, :half], finished=whole[:, half : 2 * half])


def _load_drawing(drawing: Path, beside: Path | None) -> RawMaterial:
    finished = _read(beside, clear=True) if beside else None
    try:
        layers = read_layers(drawing)
    except UnreadableError as error:
        raise _unreadable(drawing, error) from error
    if layers:
        return RawMaterial(ink=layers["ink"], colour=layers["colour"], finished=finished)
    merged = _read(drawing)  # another program's
    return RawMaterial(finished=merged) if finished is None else RawMaterial(drawing=merged, finished=finished)


def _read(path: Path, *, clear: bool = False) -> np.ndarray:
    try:
        return read_clear_picture(path) if clear else read_picture(path)
    except UnreadableError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: UnreadableError) -> FallOutError:
    """Without the file's name, which the report says."""
    detail = str(error).removeprefix(f"{path.name}: ")
    return FallOutError(FallOutReason.UNREADABLE, "no picture" if "identify" in detail else detail[:200])
