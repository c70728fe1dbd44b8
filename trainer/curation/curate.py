"""The run: every entry of every place, made into a pair or left out with a reason. Originals are only read; what was
done before with the same content and options is not done again.
"""

from __future__ import annotations

import errno
import hashlib
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from trainer.curation.entries import FallOutError, FallOutReason, SourceEntry, SourceKind
from trainer.curation.ledger import Ledger, LedgerEntry, files_of, hold_out, read_ledger, take_out, write_ledger
from trainer.curation.making import MadePair, likeness_of, make_pair
from trainer.curation.perceptual_hash import KnownLikenesses, PairLikeness
from trainer.curation.photo_sketch import PhotoOptions
from trainer.curation.set_folder import DRAWINGS, PAIRS, PICTURES, SetError
from trainer.curation.sources import entries_in, kind_of, pictures_in
from trainer.curation.thumbnails import thumbnail_path, write_thumbnail

AT_ONCE = 2
AHEAD = 4  # entries made before they are their turn
SAVE_EVERY = 20


class CurationOptions(BaseModel):
    """How entries are made into pairs. `side_px`: no picture in the set is larger."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    side_px: int = Field(default=768, ge=64, le=2048)
    photos: PhotoOptions = PhotoOptions()
    require_subject: bool = False

    def digest(self) -> str:
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]


@dataclass(frozen=True)
class CurationStep:
    """How far it is. `total`: 0 where nobody knows. `reason`: why the entry just done fell out, None where it was
    kept. `before`: it was done by an earlier run."""

    done: int
    total: int
    name: str
    reason: FallOutReason | None
    before: bool


def curate(
    places: Iterable[Path],
    folder: Path,
    *,
    kind: SourceKind | None = None,
    licence: str = "",
    options: CurationOptions | None = None,
    prune: bool = False,
    most: int | None = None,
    on_step: Callable[[CurationStep], None] = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Ledger:
    """Fill the set `folder` from the places. `kind`: of all of them; None looks. `prune`: what no place has any more
    leaves the set. `most`: pairs in the set. Raises SetError; what was done until then stays done.
    """
    places = [place.absolute() for place in places]
    _check_places(places, folder)
    ledger = read_ledger(folder)
    known = [(place, kind or kind_of(place)) for place in places]
    run = _Run(folder, ledger, options or CurationOptions())
    if licence:
        ledger.licence = licence
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            seen = run.through(known, most=most, on_step=on_step, should_stop=should_stop)
            if prune and not should_stop():
                take_out(folder, ledger, [key for key in ledger.entries if key not in seen])
        finally:
            hold_out(ledger)
            write_ledger(folder, ledger)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise SetError("The disk is full. Make room, then curate again: what is done stays done.") from error
        raise SetError("The set cannot be written: {0}.", error.strerror or str(error)) from error
    return ledger


class _Run:
    def __init__(self, folder: Path, ledger: Ledger, options: CurationOptions) -> None:
        self._folder = folder
        self._ledger = ledger
        self._options = options
        self._digest = options.digest()
        self._known = KnownLikenesses()
        self._names: dict[str, str] = {}
        for entry in ledger.entries.values():
            if entry.kept and entry.likeness:
                self._remember(entry)

    def through(
        self,
        places: list[tuple[Path, SourceKind]],
        *,
        most: int | None,
        on_step: Callable[[CurationStep], None],
        should_stop: Callable[[], bool],
    ) -> set[str]:
        """Do all entries; the keys that were seen."""
        seen: set[str] = set()
        entries, total = _listed(places)
        for done, (entry, made) in enumerate(self._made(entries), 1):
            if should_stop() or (most is not None and len(self._ledger.kept()) >= most):
                break
            key = _key(entry)
            seen.add(key)
            if made is not None:
                self._ledger.entries[key] = self._kept_or_not(entry, made)
                if done % SAVE_EVERY == 0:
                    write_ledger(self._folder, self._ledger)
            reason = self._ledger.entries[key].reason
            on_step(CurationStep(done, max(total, done) if total else 0, entry.name, reason, made is None))
        return seen

    def _made(self, entries: Iterator[SourceEntry]) -> Iterator[tuple[SourceEntry, Future[_Made] | None]]:
        """Each entry with what is made of it, a few ahead; None where it was made before."""
        waiting: deque[tuple[SourceEntry, Future[_Made] | None]] = deque()
        pending: set[str] = set()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            try:
                for entry in entries:
                    if self._is_done(entry) or _key(entry) in pending:
                        waiting.append((entry, None))
                    else:
                        pending.add(_key(entry))
                        waiting.append((entry, pool.submit(self._make, entry)))
                    if len(waiting) > AHEAD:
                        yield waiting.popleft()
                while waiting:
                    yield waiting.popleft()
            finally:
                pool.shutdown(cancel_futures=True)

    def _is_done(self, entry: SourceEntry) -> bool:
        old = self._ledger.entries.get(_key(entry))
        if old is None or old.made_with != self._digest:
            return False
        return not old.kept or all(path.is_file() for path in files_of(self._folder, old)[:2])

    def _make(self, entry: SourceEntry) -> _Made:
        try:
            made = make_pair(
                entry.load(),
                entry.kind,
                side_px=self._options.side_px,
                photos=self._options.photos,
                require_subject=self._options.require_subject,
            )
        except FallOutError as error:
            return error
        except (MemoryError, cv2.error, ValueError) as error:  # what strangers' pictures do to decoders and filters
            return FallOutError(FallOutReason.UNREADABLE, str(error)[:200])
        return made

    def _kept_or_not(self, entry: SourceEntry, future: Future[_Made]) -> LedgerEntry:
        made = future.result()
        key = _key(entry)
        before = self._ledger.entries.get(key)
        if before is not None and before.kept:
            take_out(self._folder, self._ledger, [key])
        told = LedgerEntry(name=entry.name, kind=entry.kind, id=_id(entry), made_with=self._digest)
        if isinstance(made, FallOutError):
            write_thumbnail(thumbnail_path(self._folder, told.id), made.shown)
            return told.model_copy(update={"reason": made.reason, "detail": made.detail})
        like = likeness_of(made)
        original = self._known.copy_of(like, but=told.id)
        if original is not None:
            write_thumbnail(thumbnail_path(self._folder, told.id), _shown(made))
            detail = self._names.get(original, original)
            return told.model_copy(update={"reason": FallOutReason.COPY, "detail": detail})
        part, target = _write(self._folder, told.id, made)
        height, width = _shown(made).shape[:2]
        kept = {"part": part, "width": width, "height": height, "likeness": like.text(), "target": target}
        told = told.model_copy(update=kept)
        self._remember(told)
        return told

    def _remember(self, entry: LedgerEntry) -> None:
        self._known.add(entry.id, PairLikeness.of_text(entry.likeness))
        self._names[entry.id] = entry.name


_Made = MadePair | FallOutError


def _check_places(places: list[Path], folder: Path) -> None:
    """The set must not lie in what it is made from, nor be it."""
    if not places:
        raise SetError("Give at least one drawing, picture or folder.")
    out = folder.absolute().resolve()
    for place in places:
        if not place.exists():
            raise SetError("There is nothing at {0}.", str(place))
        there = place.resolve()
        if out == there or there in out.parents:
            raise SetError("The set must not lie in the folder that it is made from: {0}.", str(place))
    if out.is_file():
        raise SetError("{0} is a file; a set is a folder.", str(folder))


def _listed(places: list[tuple[Path, SourceKind]]) -> tuple[Iterator[SourceEntry], int]:
    """All entries, and their number; 0 where counting would mean reading them."""
    entries = (entry for place, kind in places for entry in entries_in(place, kind))
    kinds = {kind for _, kind in places}
    if kinds & {SourceKind.SHARDS, SourceKind.ARRAYS}:
        return entries, 0
    if kinds <= {SourceKind.PICTURES, SourceKind.PHOTOS}:  # there may be thousands, and each is read to know it again
        return entries, sum(len(pictures_in(place)) for place, _ in places)
    whole = list(entries)
    return iter(whole), len(whole)


def _key(entry: SourceEntry) -> str:
    return f"{entry.kind}:{entry.digest}"


def _id(entry: SourceEntry) -> str:
    """A name that a file can have and a person may know again."""
    stem = re.sub(r"\.[A-Za-z0-9]{2,4}$", "", entry.name)
    words = re.sub(r"[^A-Za-z0-9]+", "-", stem).strip("-").lower()[:48].strip("-")
    return f"{words or entry.kind.value.replace(' ', '-')}-{entry.digest[:10]}"


def _shown(made: MadePair) -> np.ndarray:
    target = made.target_on_paper()
    if target is not None:
        return target
    assert made.ink is not None
    return cv2.cvtColor(made.ink, cv2.COLOR_GRAY2RGB)


def _write(folder: Path, id: str, made: MadePair) -> tuple[str, str]:
    """The files; in which part of the set, and the digest of the finished picture."""
    if made.target is None:
        part = DRAWINGS
    else:
        part = PICTURES if made.ink is None else PAIRS
    entry = LedgerEntry(name=id, kind=SourceKind.PAIRS, id=id, made_with="", part=part)
    paths = files_of(folder, entry)
    pictures = {PAIRS: (made.ink, made.target, made.colour), PICTURES: (made.target,), DRAWINGS: (made.ink,)}[part]
    paths[0].parent.mkdir(parents=True, exist_ok=True)
    for path, picture in zip(paths, pictures, strict=True):
        if picture is not None:
            _write_png(path, picture)
    target = b"" if made.target is None else made.target.tobytes()
    return part, hashlib.sha256(target).hexdigest()[:16]


def _write_png(path: Path, picture: np.ndarray) -> None:
    """Whole or not at all. `picture`: uint8 [H, W], RGB or straight RGBA."""
    turned = picture
    if picture.ndim == 3:
        turned = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR if picture.shape[2] == 3 else cv2.COLOR_RGBA2BGRA)
    _, content = cv2.imencode(".png", np.ascontiguousarray(turned))
    unfinished = path.with_name(path.name + ".tmp")
    try:
        unfinished.write_bytes(content.tobytes())
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
