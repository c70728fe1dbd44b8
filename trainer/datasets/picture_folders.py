"""A folder of pictures as a source of batches: read and shrunk once, checked in words, a few held out.

What cannot be read is left out and counted; what contradicts itself (pairs of different shapes) is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from engines.sketch.landmarks import SUFFIXES as LANDMARK_SUFFIXES
from engines.sketch.landmarks import LandmarksError, read_landmarks
from trainer.datasets.picture_arrays import as_bytes, read_rows
from trainer.datasets.picture_files import UnreadableError, read_picture
from trainer.datasets.picture_layouts import Layout, layout_of, same_shape
from trainer.datasets.pictures import Cut, PictureBatch, ahead, middle, planes, shrunk
from trainer.job import JobError

HELD_OUT_EVERY = 20
HELD_OUT_FROM = 8  # with fewer pictures all are learnt from, and measured on
READERS = 4


@dataclass(frozen=True, eq=False)
class Shown:
    """One picture of a side, uint8 [H, W, 3 + landmarks], its short side the cut's `load_px` or what it had."""

    name: str
    array: np.ndarray


class PictureFolder:
    """See trainer.datasets.pictures.PictureSource. Mirrored and cut alike on both sides where `paired`.

    `truth`: equal places of the two sides show the same thing, though they may be learnt from as if they did not.
    """

    def __init__(
        self,
        a: Sequence[Shown],
        b: Sequence[Shown],
        *,
        paired: bool,
        landmarks: int = 0,
        seed: int = 0,
        told: str = "",
        truth: bool = False,
    ) -> None:
        self.paired = paired
        self.truth = truth or paired
        self.told = told
        self._landmarks = landmarks
        self._seed = seed
        self._sides = (_Side(a, seed, 0), _Side(b, seed, 0 if paired else 1))

    def stream(self, start: int, *, batch: int, rows: slice, cut: Cut) -> Generator[PictureBatch, None, None]:
        return ahead(lambda step: self._batch([step * batch + row for row in range(batch)[rows]], cut), start)

    def held_out(self, count: int, cut: Cut) -> PictureBatch:
        a, b = (side.held_out for side in self._sides)
        number = min(count, len(a), len(b))
        return self._joined(
            [middle(p.array, cut.size_px) for p in a[:number]], [middle(p.array, cut.size_px) for p in b[:number]]
        )

    def styles(self, count: int, size_px: int) -> np.ndarray:
        pictures = self._sides[1].all
        if len(pictures) < count:
            raise JobError(f"the network has {count} styles, but there are only {len(pictures)} pictures of styles")
        return planes([middle(p.array[:, :, :3], size_px) for p in pictures[:count]])

    def _batch(self, numbers: Sequence[int], cut: Cut) -> PictureBatch:
        a, b = [], []
        for number in numbers:
            for side, made, part in zip(self._sides, (a, b), (0, 0 if self.paired else 1), strict=True):
                rng = np.random.default_rng((self._seed, number, part))
                made.append(_cut(side.picture(number).array, cut, rng))
        return self._joined(a, b)

    def _joined(self, a: list[np.ndarray], b: list[np.ndarray]) -> PictureBatch:
        whole = planes(a)
        return PictureBatch(np.ascontiguousarray(whole[:, :3]), planes(b), np.ascontiguousarray(whole[:, 3:]))


class _Side:
    def __init__(self, pictures: Sequence[Shown], seed: int, part: int) -> None:
        self.all = list(pictures)
        few = len(pictures) < HELD_OUT_FROM
        self.held_out = self.all if few else self.all[::HELD_OUT_EVERY]
        self.train = self.all if few else [p for i, p in enumerate(self.all) if i % HELD_OUT_EVERY]
        self._seed = (seed, part)
        self._orders: dict[int, np.ndarray] = {}

    def picture(self, number: int) -> Shown:
        """The number-th picture of the training: every one once, in a new order each time."""
        epoch, place = divmod(number, len(self.train))
        order = self._orders.get(epoch)
        if order is None:
            order = np.random.default_rng((*self._seed, epoch, 1 << 20)).permutation(len(self.train))
            self._orders = {**{e: o for e, o in self._orders.items() if e >= epoch - 1}, epoch: order}
        return self.train[order[place]]


def open_folder(
    folder: Path,
    *,
    load_px: int,
    landmarks: int = 0,
    seed: int = 0,
    swapped: bool = False,
    alone: bool = False,
    on_progress: Callable[[str, int, int], None] = lambda *_: None,
) -> PictureFolder:
    """The folder's pictures, read and shrunk to a short side of `load_px`. `swapped`: A is what B was. `alone`:
    plain pictures will do, each is A and B. Raises JobError."""
    layout = layout_of(folder, alone=alone)
    if landmarks and not layout.landmarks:
        raise JobError(
            f"this recipe wants {landmarks} planes of landmarks: NAME.json, .npy or pictures in A-landmarks (or "
            "trainA-landmarks)"
        )
    if swapped and landmarks:
        raise JobError("landmarks are of A; the recipe's direction b-to-a cannot use them")
    if layout.arrays:
        a, b = _of_arrays(layout.arrays, load_px)
        left_out: list[str] = []
    else:
        a, b, left_out = _of_files(layout, load_px, landmarks if layout.landmarks else 0, on_progress)
    words = "; ".join([*layout.left_out, *left_out])
    counts = f"{len(a)} pairs" if layout.paired else f"{len(a)} pictures of A and {len(b)} of B"
    told = f"{counts} ({layout.kind}) in {folder.name}" + (f"; left out: {words}" if words else "")
    if swapped:
        a, b = b, a
    return PictureFolder(a, b, paired=layout.paired, landmarks=landmarks, seed=seed, told=told)


def _of_files(
    layout: Layout, load_px: int, landmarks: int, on_progress: Callable[[str, int, int], None]
) -> tuple[list[Shown], list[Shown], list[str]]:
    """Both sides, and what was left out."""
    folder = layout.a[0].parent

    def pair(number: int) -> tuple[Shown, Shown] | None:
        try:
            if layout.halves:
                whole = read_picture(layout.a[number])
                half = whole.shape[1] // 2
                first, second = whole[:, :half], whole[:, half:]
            else:
                first, second = read_picture(layout.a[number]), read_picture(layout.b[number])
            planes_of = _landmarks(layout, number, landmarks, first)
        except UnreadableError:
            return None
        name, other = layout.a[number].name, layout.b[number].name
        if not same_shape(first.shape, second.shape):
            raise JobError(
                f"{layout.a[number]} is {first.shape[1]} x {first.shape[0]} and its partner {other} is "
                f"{second.shape[1]} x {second.shape[0]}: a pair must have one shape"
            )
        small = shrunk(np.dstack([first, *planes_of]), load_px)
        fitted = cv2.resize(second, small.shape[1::-1], interpolation=cv2.INTER_AREA)
        return Shown(name, small), Shown(other, fitted)

    def alone(path: Path, number: int | None) -> Shown | None:
        try:
            picture = read_picture(path)
            extra = [] if number is None else _landmarks(layout, number, landmarks, picture)
            return Shown(path.name, shrunk(np.dstack([picture, *extra]), load_px))
        except UnreadableError:
            return None

    total = len(layout.a) if layout.paired else len(layout.a) + len(layout.b)
    with ThreadPoolExecutor(READERS) as pool:
        if layout.paired:
            made = _counted(pool.map(pair, range(len(layout.a))), total, on_progress)
            whole = [both for both in made if both is not None]
            a, b = [first for first, _ in whole], [second for _, second in whole]
            unread = len(made) - len(whole)
        else:
            numbers = [*range(len(layout.a)), *[None] * len(layout.b)]
            made_of = _counted(pool.map(alone, (*layout.a, *layout.b), numbers), total, on_progress)
            a = [picture for picture in made_of[: len(layout.a)] if picture is not None]
            b = [picture for picture in made_of[len(layout.a) :] if picture is not None]
            unread = total - len(a) - len(b)
    if not a or not b:
        raise JobError(f"no picture in {folder} can be read")
    return a, b, [f"{unread} that cannot be read"] if unread else []


def _counted(made: Iterator, total: int, on_progress: Callable[[str, int, int], None]) -> list:
    whole = []
    for number, one in enumerate(made, 1):
        whole.append(one)
        on_progress("pictures", number, total)
    return whole


def _landmarks(layout: Layout, number: int, count: int, picture: np.ndarray) -> list[np.ndarray]:
    """`count` planes of landmarks as large as the picture: points of a .json or .npy file
    (engines.sketch.landmarks), or a picture's own planes, 128 = neutral: 1 from a grey picture's brightness,
    3 from R, G and B."""
    if not count:
        return []
    path, (height, width) = layout.landmarks[number], picture.shape[:2]
    if path.suffix.lower() in LANDMARK_SUFFIXES:
        try:
            whole = read_landmarks(path, count, height=height, width=width)
        except LandmarksError as error:
            raise JobError(str(error)) from error
    else:
        if count not in (1, 3):
            raise JobError(f"pictures of landmarks have 1 plane (grey) or 3 (red, green, blue), not {count}")
        whole = cv2.resize(read_picture(path), (width, height), interpolation=cv2.INTER_AREA)
    return [whole[:, :, index] for index in range(count)]


def _of_arrays(files: Sequence[Path], load_px: int) -> tuple[list[Shown], list[Shown]]:
    """Pairs from .npz files: see trainer.datasets.picture_arrays."""
    a: list[Shown] = []
    b: list[Shown] = []
    for path in files:
        first, second = read_rows(path)
        if not (np.isfinite(first).all() and np.isfinite(second).all()):
            raise JobError(f"{path.name} holds values that are no numbers")
        for number, (one, other) in enumerate(zip(*as_bytes((first, second), path.name), strict=True)):
            small = shrunk(one, load_px)
            a.append(Shown(f"{path.stem}-{number}", small))
            b.append(
                Shown(f"{path.stem}-{number}", cv2.resize(other, small.shape[1::-1], interpolation=cv2.INTER_AREA))
            )
    if not a:
        raise JobError(f"there is no pair of pictures in {files[0]}")
    return a, b


def _cut(picture: np.ndarray, cut: Cut, rng: np.random.Generator) -> np.ndarray:
    """A square out of the picture, mirrored half of the time."""
    picture = shrunk(picture, max(cut.load_px, cut.size_px))
    top = int(rng.integers(picture.shape[0] - cut.size_px + 1))
    left = int(rng.integers(picture.shape[1] - cut.size_px + 1))
    square = picture[top : top + cut.size_px, left : left + cut.size_px]
    return square[:, ::-1] if cut.flip and rng.random() < 0.5 else square
