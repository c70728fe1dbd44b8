"""The gallery: kept whole or not at all, found again, deleted and brought back; damage is left out with a word."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from engines.palette import Palette
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.stroke import Brush
from sketchart_desktop.files import gallery as gallery_room
from sketchart_desktop.files.drawing_files import open_file
from sketchart_desktop.files.file_jobs import KeepJob, carry_out
from sketchart_desktop.files.gallery import BIN, BIN_DAYS, Gallery
from sketchart_desktop.session.session import Session
from sketchart_desktop.styling.look_record import LookRecord

LOOK = LookRecord("pack/soft", "Soft", "", Palette.of(((200, 10, 10), (10, 200, 10))), True, 0.25, 0.0, 7)


@pytest.fixture
def gallery(tmp_path: Path) -> Gallery:
    return Gallery(tmp_path / "gallery", tmp_path / "training")


def picture(colour: int = 0xFFCC2222) -> QImage:
    image = QImage(64, 48, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(colour)
    return image


def keep(gallery: Gallery, name: str = "Cat", look: LookRecord = LOOK) -> str:
    session = Session(120, 90)
    session.begin_stroke("ink", Brush("ink", 8.0), colour=(0, 0, 0), point=(10.0, 20.0, 1.0, 0.0))
    session.extend_stroke([(90.0, 20.0, 1.0, 0.1)])
    entry_id = carry_out(KeepJob(gallery.folder, session.gallery_snapshot(name, picture(), look)))
    gallery.refresh()
    assert isinstance(entry_id, str)
    return entry_id


def test_what_is_kept_is_found_with_its_drawing_and_look(gallery: Gallery) -> None:
    entry_id = keep(gallery)
    (entry,) = gallery.entries
    assert (entry.id, entry.name, entry.look, entry.starred, entry.training) == (entry_id, "Cat", LOOK, False, False)
    assert QImage(str(entry.artwork)).pixelColor(5, 5).getRgb() == (0xCC, 0x22, 0x22, 255)
    assert QImage(str(entry.thumbnail)).width() == 320
    opened = open_file(entry.drawing)
    assert (opened.drawing.width, len(opened.drawing.operations)) == (120, 1)


def test_the_newest_come_first_and_words_find(gallery: Gallery) -> None:
    for number, name in enumerate(("Cat", "Red fish", "Fish at night")):
        entry_id = keep(gallery, name)
        path = gallery.folder / entry_id / "entry.json"
        value = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**value, "kept_s": 1e9 + number * 86400.0}), encoding="utf-8")
    gallery.refresh()
    assert [entry.name for entry in gallery.entries] == ["Fish at night", "Red fish", "Cat"]
    assert [e.name for e in gallery.entries if e.matches("FISH red", "9/9/01")] == ["Red fish"]
    assert [e.name for e in gallery.entries if e.matches("soft 9/9", "9/9/01")] == ["Fish at night", "Red fish", "Cat"]
    assert not [e for e in gallery.entries if e.matches("dog", "9/9/01")]


def test_stars_names_and_training_are_kept(gallery: Gallery, tmp_path: Path) -> None:
    entry_id = keep(gallery)
    gallery.set_starred(entry_id, True)
    gallery.rename(entry_id, "  Tiger ")
    gallery.set_training(entry_id, True)
    again = Gallery(tmp_path / "gallery", tmp_path / "training")
    again.refresh()
    (entry,) = again.entries
    assert (entry.name, entry.starred, entry.training) == ("Tiger", True, True)
    laid = tmp_path / "training" / entry_id
    assert (laid / "artwork.png").read_bytes() == entry.artwork.read_bytes()
    assert len(open_file(laid / "drawing.ora").drawing.operations) == 1
    again.set_training(entry_id, False)
    assert not laid.exists()
    again.set_starred(entry_id, False)
    again.refresh()
    assert not again.entries[0].starred


def test_deleted_goes_to_the_bin_and_comes_back(gallery: Gallery, tmp_path: Path) -> None:
    first, second = keep(gallery, "one"), keep(gallery, "two")
    gallery.set_training(first, True)
    gallery.delete(first)
    gallery.delete(second)
    assert gallery.entries == ()
    assert not (tmp_path / "training" / first).exists()
    assert gallery.undo() == second
    assert gallery.undo() == first
    assert gallery.undo() is None
    assert {entry.name for entry in gallery.entries} == {"one", "two"}
    with pytest.raises(DrawingFileError):
        gallery.delete("20200101-000000-00000000")


def test_the_bin_forgets_what_is_old_and_leftovers_go(gallery: Gallery) -> None:
    old, young, left = keep(gallery), keep(gallery), gallery.folder / ".20200101-000000-00000000.tmp"
    gallery.delete(old)
    gallery.delete(young)
    left.mkdir()
    moment = (gallery.folder / BIN / young).stat().st_mtime
    os.utime(gallery.folder / BIN / old, (moment - (BIN_DAYS + 1) * 86400,) * 2)
    gallery.tidy(moment)
    assert [path.name for path in (gallery.folder / BIN).iterdir()] == [young]
    assert not left.exists()


def test_a_write_that_fails_leaves_nothing_behind(gallery: Gallery, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(gallery_room, "write_text_whole", full)
    session = Session(50, 50)
    with pytest.raises(DrawingFileError, match="No space"):
        carry_out(KeepJob(gallery.folder, session.gallery_snapshot("x", picture(), LOOK)))
    assert list(gallery.folder.iterdir()) == []


def test_damaged_entries_are_left_out_and_counted(gallery: Gallery) -> None:
    good = keep(gallery, "good")
    bad = [keep(gallery, f"bad {number}") for number in range(4)]
    (gallery.folder / bad[0] / "entry.json").write_bytes(b"\xff{")
    (gallery.folder / bad[1] / "drawing.ora").unlink()
    (gallery.folder / bad[2] / "entry.json").unlink()
    (gallery.folder / bad[3] / "entry.json").write_bytes(b" " * 200_000)
    (gallery.folder / "notes.txt").write_text("not ours", encoding="utf-8")
    (gallery.folder / "holiday").mkdir()
    gallery.refresh()
    assert [entry.id for entry in gallery.entries] == [good]
    assert gallery.damaged == 4


def test_a_thousand_mutated_entries_are_refused_or_read_and_never_crash(gallery: Gallery) -> None:
    entry_id = keep(gallery)
    path = gallery.folder / entry_id / "entry.json"
    whole = path.read_bytes()
    rng = random.Random(1)
    for _ in range(1000):
        damaged = bytearray(whole)
        for _ in range(rng.randint(1, 4)):
            place = rng.randrange(len(damaged))
            if rng.random() < 0.3:
                del damaged[place : place + rng.randint(1, 40)]
            else:
                damaged[place] = rng.randrange(256)
            if not damaged:
                break
        path.write_bytes(bytes(damaged))
        gallery.refresh()
        assert len(gallery.entries) + gallery.damaged == 1


@pytest.mark.parametrize(
    "change",
    [
        {"colours": [[0, 0, 300]]},
        {"shares": [0.0, 1.0]},
        {"shares": [float("nan"), 1.0]},
        {"dice": True},
        {"dice": 2**40},
        {"keep_lines": 1.5},
        {"light": -0.1},
        {"locked": 1},
        {"style": 5},
        {"style_name": "x" * 1000},
        {"colours": []},
    ],
)
def test_impossible_looks_are_refused(change: dict[str, object]) -> None:
    assert LookRecord.from_json(LOOK.to_json()) == LOOK
    with pytest.raises(DrawingFileError):
        LookRecord.from_json({**LOOK.to_json(), **change})


def test_looks_of_the_first_galleries_are_unlit() -> None:
    old = LOOK.to_json()
    del old["light"]
    assert LookRecord.from_json(old).light == 0.0
    assert LookRecord.from_json({**old, "light": 0.7}).light == 0.7
