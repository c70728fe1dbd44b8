"""Every kind of place that people give becomes pairs of one form, and the originals stay as they were."""

from __future__ import annotations

import hashlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from tests.unit.trainer.curation import pictures_to_curate as made
from trainer.curation.curate import curate
from trainer.curation.entries import SourceKind
from trainer.curation.ledger import Ledger
from trainer.curation.set_folder import (
    SetError,
    colour_path,
    drawing_path,
    ink_path,
    read_description,
    target_path,
)
from trainer.curation.sources import kind_of


def curated(place: Path, out: Path, kind: SourceKind, *, taken_as: SourceKind | None = None) -> Ledger:
    """As the place says of itself that it is of that kind; every original is as it was."""
    assert kind_of(place) is kind
    before = _digests(place)
    ledger = curate([place], out, kind=taken_as)
    assert _digests(place) == before
    _is_whole(out)
    return ledger


def _digests(place: Path) -> dict[str, str]:
    files = [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _is_whole(out: Path) -> None:
    """What set.json promises: grey ink with dark lines on white, a colouring of its size."""
    for pair in read_description(out).pairs:
        ink = cv2.imread(str(ink_path(out, pair.id)), cv2.IMREAD_UNCHANGED)
        target = cv2.imread(str(target_path(out, pair.id)), cv2.IMREAD_UNCHANGED)
        assert ink is not None and target is not None
        assert ink.ndim == 2 and ink.dtype == np.uint8 and target.shape[:2] == ink.shape
        assert target.shape[2] in (3, 4) and float((ink > 200).mean()) > 0.6 and (ink < 100).any()


def test_pairs_of_equal_names(tmp_path: Path) -> None:
    ledger = curated(made.pairs(tmp_path / "in", 5), tmp_path / "set", SourceKind.PAIRS)
    assert len(ledger.kept()) == 5
    one = next(entry for entry in ledger.entries.values() if entry.name == "A/3.png")
    ink, target = (
        np.asarray(Image.open(ink_path(tmp_path / "set", one.id))),
        Image.open(target_path(tmp_path / "set", one.id)),
    )
    assert np.array_equal(ink, np.asarray(made.lines(3).convert("L"))), "clean line art is taken as it is"
    assert np.array_equal(np.asarray(target), np.asarray(made.coloured(3)))


def test_pairs_side_by_side(tmp_path: Path) -> None:
    for seed in range(3):
        whole = Image.new("RGB", (2 * made.SIDE, made.SIDE))
        whole.paste(made.lines(seed), (0, 0))
        whole.paste(made.coloured(seed), (made.SIDE, 0))
        made.save(whole, tmp_path / "in" / f"{seed}.png")
    assert len(curated(tmp_path / "in", tmp_path / "set", SourceKind.PAIRS).kept()) == 3


def test_a_coloured_drawing_beside_its_colouring_gives_its_dabs(tmp_path: Path) -> None:
    drawing = made.lines(1)
    x, y = (made.boxes(1)[0][0] + made.boxes(1)[0][2]) // 2, (made.boxes(1)[0][1] + made.boxes(1)[0][3]) // 2
    drawing.paste((230, 40, 30), (x - 8, y - 8, x + 8, y + 8))
    made.save(drawing, tmp_path / "in" / "A" / "1.png")
    made.save(made.coloured(1), tmp_path / "in" / "B" / "1.png")
    (entry,) = curated(tmp_path / "in", tmp_path / "set", SourceKind.PAIRS).kept().values()
    dabs = np.asarray(Image.open(colour_path(tmp_path / "set", entry.id)))
    assert dabs.shape[2] == 4 and dabs[y, x, 0] > 180 and dabs[y, x, 3] > 200 and not dabs[2, 2, 3]


def test_drawings_with_art_beside_them_or_coloured_by_their_person(tmp_path: Path) -> None:
    made.ora(tmp_path / "in" / "cat.ora", 1, filled=False, dabs=True)
    made.save(made.coloured(1), tmp_path / "in" / "cat.png")
    made.ora(tmp_path / "in" / "kept" / "drawing.ora", 2, filled=False)
    made.save(made.coloured(2), tmp_path / "in" / "kept" / "artwork.png")
    made.save(made.coloured(2), tmp_path / "in" / "kept" / "thumbnail.png")
    made.ora(tmp_path / "in" / "own.ora", 3, filled=True)
    made.save(made.coloured(4), tmp_path / "in" / "a picture.png")
    ledger = curated(tmp_path / "in", tmp_path / "set", SourceKind.DRAWINGS)
    kept = {entry.name: entry.id for entry in ledger.kept().values()}
    assert set(kept) == {"cat.ora", "kept", "own.ora", "a picture.png"}
    assert colour_path(tmp_path / "set", kept["cat.ora"]).is_file(), "the person's dabs go with the drawing"
    own = np.asarray(Image.open(target_path(tmp_path / "set", kept["own.ora"])))
    assert own.shape[2] == 4 and not own[0, 0, 3] and float((own[..., 3] > 0).mean()) > 0.1
    assert not colour_path(tmp_path / "set", kept["own.ora"]).exists(), "a colouring is no dab"


def test_finished_pictures_get_line_art(tmp_path: Path) -> None:
    for seed in range(3):
        made.save(made.coloured(seed), tmp_path / "in" / "deep" / f"{seed}.png")
    ledger = curated(tmp_path / "in", tmp_path / "set", SourceKind.PICTURES)
    assert len(ledger.kept()) == 3
    for seed, entry in enumerate(sorted(ledger.kept().values(), key=lambda e: e.name)):
        ink = np.asarray(Image.open(ink_path(tmp_path / "set", entry.id))) < 128
        drawn = np.asarray(made.lines(seed).convert("L")) < 128
        near = cv2.dilate(drawn.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        assert float(near[ink].mean()) > 0.9 and float(ink.mean()) > 0.5 * float(drawn.mean())


def test_photos_get_sketches_and_lose_their_background(tmp_path: Path) -> None:
    for seed in range(2):
        made.save(made.photo(seed), tmp_path / "in" / f"{seed}.jpg")
    ledger = curated(tmp_path / "in", tmp_path / "set", SourceKind.PICTURES, taken_as=SourceKind.PHOTOS)
    assert len(ledger.kept()) == 2
    for entry in ledger.kept().values():
        target = np.asarray(Image.open(target_path(tmp_path / "set", entry.id)))
        assert target.shape[2] == 4 and not target[4, 4, 3] and target[120, 120, 3] == 255


def test_arrays(tmp_path: Path) -> None:
    a = np.stack([np.asarray(made.lines(seed)) for seed in range(3)])
    b = np.stack([np.asarray(made.coloured(seed)) for seed in range(3)])
    (tmp_path / "in").mkdir()
    np.savez(tmp_path / "in" / "whole.npz", a=a[..., 0], b=b)
    np.savez(tmp_path / "in" / "signed.npz", a=a[:1, ::-1] / 127.5 - 1, b=b[:1, ::-1] / 127.5 - 1)
    assert len(curated(tmp_path / "in", tmp_path / "set", SourceKind.ARRAYS).kept()) == 4


@pytest.mark.parametrize("crop", ["", "tx_000000000000/"])
def test_the_sketchy_database(tmp_path: Path, crop: str) -> None:
    place = tmp_path / "in"
    for category, seed in (("cup", 1), ("cat", 2)):
        made.save(made.coloured(seed), place / "photo" / crop / category / f"n0{seed}.jpg")
        for number in (1, 2):
            made.save(made.lines(seed + 10 * number), place / "sketch" / crop / category / f"n0{seed}-{number}.png")
    made.save(made.lines(9), place / "sketch" / crop / "cat" / "n09-1.png")
    ledger = curated(place, tmp_path / "set", SourceKind.SKETCHY)
    assert len(ledger.kept()) == 4
    assert {e.reason for e in ledger.entries.values() if not e.kept} == {"no partner"}


def test_unpaired_folders_give_drawings_and_pictures(tmp_path: Path) -> None:
    for seed in range(3):
        made.save(made.lines(seed), tmp_path / "in" / "trainA" / f"{seed}.png")
        made.save(made.coloured(seed + 5), tmp_path / "in" / "trainB" / f"{seed}.png")
    curated(tmp_path / "in", tmp_path / "set", SourceKind.UNPAIRED)
    described = read_description(tmp_path / "set")
    assert not described.pairs and len(described.pictures) == 3 and len(described.drawings) == 3
    assert all((tmp_path / "set" / picture.path).is_file() for picture in described.pictures)
    assert all(drawing_path(tmp_path / "set", drawing.id).is_file() for drawing in described.drawings)


def test_shards_are_read_without_unpacking(tmp_path: Path) -> None:
    pytest.importorskip("webdataset")
    samples: dict[str, bytes] = {}
    for seed in range(3):
        samples[f"{seed}.ink.png"] = made.png(made.lines(seed))
        samples[f"{seed}.target.png"] = made.png(made.coloured(seed))
        samples[f"{seed}.json"] = b"{}"
    samples["8.ink.png"] = made.png(made.lines(8))
    made.shard(tmp_path / "in" / "train-000.tar", samples)
    made.shard(tmp_path / "in" / "train-001.tar", {"x.png": made.png(made.coloured(20))})
    cut = made.shard(tmp_path / "in" / "train-002.tar", {"y.png": made.png(made.coloured(21))})
    cut.write_bytes(cut.read_bytes()[:700])
    ledger = curated(tmp_path / "in", tmp_path / "set", SourceKind.SHARDS)
    assert len(ledger.kept()) == 4
    reasons = sorted(str(entry.reason) for entry in ledger.entries.values() if not entry.kept)
    assert reasons == ["no partner", "unreadable"]


def test_places_that_are_nothing_are_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "letter.txt").write_text("no picture")
    for place, told in (("empty", "no picture"), ("letter.txt", "is no picture"), ("gone", "nothing at")):
        with pytest.raises(SetError, match=told):
            curate([tmp_path / place], tmp_path / "set")
    assert not (tmp_path / "set").exists()
