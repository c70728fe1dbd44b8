"""What `sketchart stylize` cannot do is told in one line, and leaves nothing half done behind."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

import resources
from tests.unit.commands.conftest import Run


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims this size and holds next to nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def _not_an_image(folder: Path) -> list[object]:
    (folder / "bad.png").write_text("this is no picture")
    return [folder / "bad.png"]


def _empty(folder: Path) -> list[object]:
    (folder / "bad.png").write_bytes(b"")
    return [folder / "bad.png"]


def _huge(folder: Path) -> list[object]:
    (folder / "bad.png").write_bytes(png_header(40_000, 40_000))
    return [folder / "bad.png"]


def _other_kind(folder: Path) -> list[object]:
    (folder / "bad.txt").write_text("words")
    return [folder / "bad.txt"]


def _broken_ora(folder: Path) -> list[object]:
    whole = (resources.samples_dir() / "cat.ora").read_bytes()
    (folder / "bad.ora").write_bytes(whole[: len(whole) // 2])
    return [folder / "bad.ora"]


def _no_drawing_inside(folder: Path) -> list[object]:
    (folder / "empty").mkdir()
    return [folder / "empty"]


BAD_INPUTS = {
    "missing": lambda folder: [folder / "nothing.png"],
    "not an image": _not_an_image,
    "no bytes": _empty,
    "too many pixels": _huge,
    "another kind of file": _other_kind,
    "half a drawing": _broken_ora,
    "an empty folder": _no_drawing_inside,
    "no such style": lambda folder: [folder / "box.png", "--style", "impressionist"],
    "no colour": lambda folder: [folder / "box.png", "--palette", "red"],
    "too many colours": lambda folder: [folder / "box.png", "--palette", ",".join(["#000000"] * 5)],
    "no size": lambda folder: [folder / "box.png", "--size", 0],
    "size of a wall": lambda folder: [folder / "box.png", "--size", 1_000_000],
    "unknown hints": lambda folder: [folder / "box.png", "--hints", "maybe"],
    "unknown option": lambda folder: [folder / "box.png", "--beautiful"],
    "unknown device": lambda folder: [folder / "box.png", "--device", "abacus"],
    "too many lines": lambda folder: [folder / "box.png", "--keep-lines", 7],
    "no share": lambda folder: [folder / "box.png", "--blend", "flat"],
    "a share beyond all": lambda folder: [folder / "box.png", "--blend", "flat=1.2"],
    "a share that is no number": lambda folder: [folder / "box.png", "--blend", "flat=nan"],
    "blended with nothing known": lambda folder: [folder / "box.png", "--blend", "impressionist=0.5"],
    "blended with another pack's": lambda folder: [folder / "box.png", "--blend", "starry-night=0.5"],
    "blended with itself": lambda folder: [folder / "box.png", "--blend", "soft=0.5"],
    "nothing follows": lambda folder: [folder / "box.png", "--then-strength", 0.5],
    "follows too strongly": lambda folder: [folder / "box.png", "--then", "starry-night", "--then-strength", 1.5],
    "like no picture": lambda folder: [folder / "box.png", "--like", _not_an_image(folder)[0]],
    "like nothing there": lambda folder: [folder / "box.png", "--like", folder / "nothing.png"],
    "like a picture and a palette": lambda folder: [
        *(folder / "box.png", "--like", folder / "box.png", "--palette", "#000000"),
    ],
    "a style that is like nothing": lambda folder: [
        *(folder / "box.png", "--style", "starry-night", "--like", folder / "box.png"),
    ],
    "a code that is none": lambda folder: [folder / "box.png", "--code", "1,two"],
    "a code for a style without": lambda folder: [folder / "box.png", "--code", "1,2"],
    "less than no light": lambda folder: [folder / "box.png", "--light", -1],
}


@pytest.mark.parametrize("case", BAD_INPUTS)
def test_bad_input_gets_one_line_and_leaves_nothing(
    run: Run, styles: str, drawing: Path, tmp_path: Path, *, case: str
) -> None:
    words = BAD_INPUTS[case](drawing.parent)
    if "--style" not in words:
        words = [*words, "--style", styles]
    code, out, err = run("stylize", *words, "--out", tmp_path / "out")
    assert code == 2 and out == []
    assert len(err) == 1 and err[0].startswith("sketchart: ") and len(err[0]) > 25
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("blend", "words"), [
    ("soft=0.5", "blended with itself"),
    ("great-wave=0.5", "only styles of one pack blend"),
    ("painter=0.5", "only styles of one pack blend"),
    ("flat", "a style and its share"),
])  # fmt: skip
def test_what_cannot_be_blended_is_told_why(run: Run, styles: str, drawing: Path, tmp_path: Path, blend, words) -> None:
    code, _, err = run("stylize", drawing, "--style", styles, "--blend", blend, "--out", tmp_path / "out")
    assert code == 2 and len(err) == 1 and words in err[0]


def test_a_bad_drawing_does_not_stop_the_others(run: Run, styles: str, drawing: Path, tmp_path: Path) -> None:
    _not_an_image(drawing.parent)
    code, out, err = run("stylize", drawing.parent, "--style", styles, "--out", tmp_path / "out")
    assert code == 1 and out == [str(tmp_path / "out" / "box.png")]
    assert len(err) == 2 and "bad.png" in err[0] and "1 of 2" in err[1]


def test_a_file_where_the_folder_should_be(run: Run, styles: str, drawing: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    code, _, err = run("stylize", drawing, "--style", styles, "--out", tmp_path / "out" / "deeper")
    assert code == 2 and len(err) == 1 and "cannot be written" in err[0]
    assert (tmp_path / "out").read_text() == "in the way"


def test_a_folder_that_cannot_be_written(
    run: Run, styles: str, drawing: Path, tmp_path: Path, *, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Not by chmod alone: root may write anywhere.
    (tmp_path / "out").mkdir(mode=0o500)
    monkeypatch.setattr("os.access", lambda place, mode: Path(place) != tmp_path / "out")
    code, _, err = run("stylize", drawing, "--style", styles, "--out", tmp_path / "out")
    assert code == 2 and len(err) == 1 and "cannot be written" in err[0]
    assert list((tmp_path / "out").iterdir()) == []


def test_a_full_disk_leaves_the_old_picture(
    run: Run, styles: str, drawing: Path, tmp_path: Path, *, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "out" / "box.png"
    old.parent.mkdir()
    old.write_bytes(b"the old picture")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    code, _, err = run("stylize", drawing, "--style", styles, "--out", old.parent)
    assert code == 2 and len(err) == 1 and "No space left" in err[0]
    assert old.read_bytes() == b"the old picture" and list(old.parent.iterdir()) == [old]


def test_no_artwork_takes_the_place_of_a_drawing(run: Run, styles: str, drawing: Path) -> None:
    before = drawing.read_bytes()
    code, _, err = run("stylize", drawing, "--style", styles, "--out", drawing.parent)
    assert code == 2 and len(err) == 1 and "--out" in err[0]
    assert drawing.read_bytes() == before


def test_two_drawings_do_not_become_one_picture(run: Run, styles: str, drawing: Path, tmp_path: Path) -> None:
    Image.open(drawing).save(drawing.with_suffix(".webp"))
    code, _, err = run("stylize", drawing.parent, "--style", styles, "--out", tmp_path / "out")
    assert code == 2 and len(err) == 1 and "would both become" in err[0]
