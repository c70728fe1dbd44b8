"""How people lay out pictures to learn from, found by looking: which file is what. Decodes nothing but sizes.

A/ B/ with equal names; trainA/ trainB/ (no pairs); side-by-side pictures; .npz arrays; a gallery of kept artworks
(drawing.ora beside artwork.png), or drawings with their art beside them (cat.ora, cat.png). Landmarks of A lie in
A-landmarks/ (trainA-landmarks/), under their pictures' names.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from engines.sketch.landmarks import SUFFIXES as LANDMARK_SUFFIXES
from trainer.datasets.picture_files import SUFFIXES, UnreadableError, picture_size
from trainer.job import JobError

SIDE_BY_SIDE = 1.6  # a picture wider than so many times its height is two
SAME_SHAPE = 0.02
EXAMPLE = "Give a folder with A and B (pairs of equal names), with trainA and trainB, or of side-by-side pictures."


@dataclass(frozen=True)
class Layout:
    """`a`, `b`: files in order; equal places are pairs where `paired`. `halves`: each file is a pair side by side, and
    `a` is `b`. `landmarks`: a picture, .json or .npy of landmarks for each of `a`, or none at all. `arrays`: .npz
    files, instead of all that. `left_out`: what was seen and is not used, in words. `alone`: files without partners."""

    kind: str
    paired: bool
    a: tuple[Path, ...] = ()
    b: tuple[Path, ...] = ()
    halves: bool = False
    landmarks: tuple[Path, ...] = ()
    arrays: tuple[Path, ...] = ()
    left_out: tuple[str, ...] = ()
    alone: tuple[Path, ...] = ()


def layout_of(folder: Path, *, alone: bool = False) -> Layout:
    """What is in the folder (or .npz file); `alone`: pictures without partners are their own. Raises JobError in
    words.
    """
    if folder.suffix.lower() == ".npz" and folder.is_file():
        return Layout("npz", True, arrays=(folder,))
    if not folder.is_dir():
        raise JobError(f"there is no folder {folder}. {EXAMPLE}")
    names = {path.name: path for path in folder.iterdir() if path.is_dir()}
    if {"trainA", "trainB"} <= names.keys():
        a, b = _pictures(names["trainA"]), _pictures(names["trainB"])
        return _with_landmarks(Layout("unpaired", False, a, b), names.get("trainA-landmarks"))
    if {"A", "B"} <= names.keys():
        return _with_landmarks(_equal_names(names["A"], names["B"]), names.get("A-landmarks"))
    for one, other in (("A", "B"), ("B", "A"), ("trainA", "trainB"), ("trainB", "trainA")):
        if one in names:
            raise JobError(f"{folder} has a folder {one} but none called {other}")
    arrays = tuple(sorted(folder.glob("*.npz")))
    if arrays:
        return Layout("npz", True, arrays=arrays)
    kept = sorted(path for path in names.values() if (path / "drawing.ora").is_file())
    if kept:
        return _gallery(kept)
    files = _found(folder)
    if alone and files:
        return Layout("pictures", True, tuple(files), tuple(files))
    drawings = [path for path in files if path.suffix.lower() == ".ora"]
    if drawings:
        return _beside(drawings)
    if not files and "train" in names:
        return layout_of(names["train"], alone=alone)
    if not files:
        raise JobError(f"there is no picture in {folder}. {EXAMPLE}")
    return _side_by_side(files)


def _found(folder: Path, suffixes: Collection[str] = SUFFIXES) -> list[Path]:
    return sorted(
        path for path in folder.iterdir() if path.suffix.lower() in suffixes and not path.name.startswith(".")
    )


def _pictures(folder: Path) -> tuple[Path, ...]:
    found = _found(folder)
    if not found:
        raise JobError(f"there is no picture in {folder}")
    return tuple(found)


def _equal_names(a: Path, b: Path) -> Layout:
    of_a, of_b = ({path.stem: path for path in _pictures(side)} for side in (a, b))
    both = sorted(of_a.keys() & of_b.keys())
    if not both:
        raise JobError(
            f"no picture in {a} has the same name as one in {b}; pictures that are no pairs go into trainA and trainB"
        )
    alone = tuple(path for side in (of_a, of_b) for name, path in sorted(side.items()) if name not in both)
    left_out = (f"{len(alone)} pictures without a partner of the same name",) if alone else ()
    a_side, b_side = (tuple(side[name] for name in both) for side in (of_a, of_b))
    return Layout("pairs", True, a_side, b_side, left_out=left_out, alone=alone)


def _with_landmarks(layout: Layout, folder: Path | None) -> Layout:
    if folder is None:
        return layout
    planes = {path.stem: path for path in _found(folder, (*SUFFIXES, *LANDMARK_SUFFIXES))}
    missing = [path.name for path in layout.a if path.stem not in planes]
    if missing:
        raise JobError(f"{folder} has no landmarks for {missing[0]} (and {len(missing) - 1} more)")
    return Layout(
        layout.kind,
        layout.paired,
        layout.a,
        layout.b,
        landmarks=tuple(planes[path.stem] for path in layout.a),
        left_out=layout.left_out,
    )


def _gallery(folders: Sequence[Path]) -> Layout:
    whole = [path for path in folders if (path / "artwork.png").is_file()]
    if not whole:
        raise JobError(f"the drawings in {folders[0].parent} have no artwork.png beside them")
    alone = tuple(path / "drawing.ora" for path in folders if path not in whole)
    left_out = (f"{len(alone)} drawings without artwork",) if alone else ()
    a, b = (tuple(path / name for path in whole) for name in ("drawing.ora", "artwork.png"))
    return Layout("gallery", True, a, b, left_out=left_out, alone=alone)


def _beside(drawings: Sequence[Path]) -> Layout:
    art = [next((p for p in _found(d.parent) if p.stem == d.stem and p != d), None) for d in drawings]
    pairs = [(drawing, picture) for drawing, picture in zip(drawings, art, strict=True) if picture is not None]
    if not pairs:
        raise JobError(f"no drawing in {drawings[0].parent} has its art beside it (for {drawings[0].name}: a PNG)")
    alone = tuple(drawing for drawing, picture in zip(drawings, art, strict=True) if picture is None)
    left_out = (f"{len(alone)} drawings without art",) if alone else ()
    a, b = (tuple(pair[side] for pair in pairs) for side in (0, 1))
    return Layout("drawings", True, a, b, left_out=left_out, alone=alone)


def _side_by_side(files: Sequence[Path]) -> Layout:
    good, unreadable = [], 0
    for path in files:
        try:
            height, width = picture_size(path)
        except UnreadableError:
            unreadable += 1
            continue
        if width < SIDE_BY_SIDE * height or width % 2:
            raise JobError(f"{path} is {width} x {height} and no two pictures of one size side by side. {EXAMPLE}")
        good.append(path)
    if not good:
        raise JobError(f"no picture in {files[0].parent} can be read")
    left_out = (f"{unreadable} files that cannot be read",) if unreadable else ()
    return Layout("side by side", True, tuple(good), tuple(good), halves=True, left_out=left_out)


def same_shape(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Can pictures of these heights and widths show the same thing? The scale may differ, the shape may not."""
    return abs(a[0] * b[1] / (a[1] * b[0]) - 1) <= SAME_SHAPE
