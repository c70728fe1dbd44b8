"""The command line, in this process: artworks from drawings, and bad input that leaves nothing behind."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import typer
from PIL import Image

import resources
from engines.packs.stylepack import StyleLibrary, StylePack
from sketchart_desktop import __main__, cli
from sketchart_desktop.commands import doctor, stylize_options, train
from sketchart_desktop.commands.errors import CommandError
from sketchart_desktop.document.drawing import Drawing
from sketchart_desktop.document.operations import ImportImage
from sketchart_desktop.files.drawing_files import open_file, save_file
from sketchart_desktop.raster.image_codec import encode_png
from sketchart_desktop.raster.painting import Painting

SIDE_PX = 96
Run = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; (exit code, lines on standard output, lines on standard error)."""

    def call(*words: object) -> tuple[int, list[str], list[str]]:
        code = cli.run_command_line([str(word) for word in words])
        told = capsys.readouterr()
        return code, told.out.splitlines(), told.err.splitlines()

    return call


@pytest.fixture
def styles(pack: StylePack, run: Run) -> str:
    """The trial pack is installed for this test."""
    assert run("styles", "install", pack.folder)[0] == 0
    return "trial/soft"


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    """A picture of a drawing: a black box with a red dab on white paper."""
    pixels = np.full((SIDE_PX, SIDE_PX, 3), 255, np.uint8)
    pixels[20:76, 20:76] = 0
    pixels[23:73, 23:73] = 255
    pixels[40:50, 40:50] = (220, 30, 30)
    path = tmp_path / "in" / "box.png"
    path.parent.mkdir()
    Image.fromarray(pixels).save(path)
    return path


def pixels_of(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGBA"))


def masked_drawing(path: Path, mask: np.ndarray) -> None:
    """The box of `drawing` as an .ora with a mask layer."""
    painting = Painting(SIDE_PX, SIDE_PX)
    ink = np.zeros((SIDE_PX, SIDE_PX, 4), np.uint8)
    ink[20:76, 20:76, 3] = 255
    ink[23:73, 23:73] = 0
    dab = np.zeros((SIDE_PX, SIDE_PX, 4), np.uint8)
    dab[40:50, 40:50] = (220, 30, 30, 255)
    operations = tuple(
        ImportImage(layer, encode_png(pixels)) for layer, pixels in (("ink", ink), ("colour", dab), ("mask", mask))
    )
    for operation in operations:
        painting.apply(operation)
    save_file(path, Drawing(SIDE_PX, SIDE_PX, operations), painting, position=3)


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims this size and holds next to nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def test_the_entry_knows_every_command() -> None:
    registered = set(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]
    assert registered == set(cli.COMMANDS) == set(__main__.COMMANDS)


def test_version(run: Run) -> None:
    code, out, _ = run("--version")
    assert code == 0 and out == [f"sketchart {doctor.version()}"] and "unknown" not in out[0]


def test_a_picture_becomes_art(run: Run, styles: str, drawing: Path, tmp_path: Path) -> None:
    code, out, err = run("stylize", drawing, "--style", styles, "--out", tmp_path / "out")
    made = tmp_path / "out" / "box.png"
    assert (code, out, err) == (0, [str(made)], [])
    with Image.open(made) as image:
        assert image.format == "PNG" and image.mode == "RGB" and image.size == (SIDE_PX, SIDE_PX)
    assert list(made.parent.iterdir()) == [made]


def test_lines_of_a_photo_as_picture_and_as_drawing(tmp_path: Path, run: Run) -> None:
    photo = np.full((120, 160, 3), (60, 70, 90), np.uint8)
    photo[30:90, 40:120] = (230, 210, 190)
    Image.fromarray(photo).save(tmp_path / "photo.png")
    for name in ("lines.png", "lines.ora"):
        assert run("lines", tmp_path / "photo.png", "-o", tmp_path / name, "--width", 3) == (
            0,
            [str(tmp_path / name)],
            [],
        )
    lines = pixels_of(tmp_path / "lines.png")
    assert lines[60, 80, 0] == 255 and lines[60, 36:46, 0].min() < 60
    opened = open_file(tmp_path / "lines.ora")
    assert opened.painting.layer_pixels("reference")[60, 80, 3] == 255
    assert opened.painting.layer_pixels("ink")[60, 36:46, 3].max() > 200
    for source, out, word in (
        ("photo.png", "lines.gif", ".png or an .ora"),
        ("photo.png", "photo.png", "picture itself"),
        ("photo.png", "none/lines.png", "no folder"),
        ("none.png", "other.png", "cannot be read"),
    ):
        code, _, err = run("lines", tmp_path / source, "-o", tmp_path / out)
        assert code == 2 and len(err) == 1 and word in err[0]
    assert not (tmp_path / "other.png").exists()


def test_stylize_keeps_what_the_mask_covers(tmp_path: Path, styles: str, run: Run) -> None:
    mask = np.zeros((SIDE_PX, SIDE_PX, 4), np.uint8)
    masked_drawing(tmp_path / "plain.ora", mask)
    mask[:, :48] = 255
    masked_drawing(tmp_path / "masked.ora", mask)
    for name in ("plain", "masked"):
        assert run("stylize", tmp_path / f"{name}.ora", "--style", styles, "--out", tmp_path, "--keep-lines", 0)[0] == 0
    plain, masked = pixels_of(tmp_path / "plain.png"), pixels_of(tmp_path / "masked.png")
    assert tuple(masked[45, 42]) == (220, 30, 30, 255)
    assert tuple(masked[21, 30]) == (0, 0, 0, 255)
    assert tuple(masked[60, 30]) == (255, 255, 255, 255)
    np.testing.assert_array_equal(masked[:, 56:], plain[:, 56:])
    assert (plain[:, :44] != masked[:, :44]).any()


def test_the_background_can_stay_transparent(run: Run, styles: str, drawing: Path, tmp_path: Path) -> None:
    run("stylize", drawing, "--style", styles, "--out", tmp_path / "out", "--alpha")
    with Image.open(tmp_path / "out" / "box.png") as image:
        assert image.mode == "RGBA"
        assert image.getchannel("A").getextrema()[0] < 255


def test_a_drawing_of_ours_at_another_size(run: Run, styles: str, tmp_path: Path) -> None:
    sample = resources.samples_dir() / "cat.ora"
    code, out, _ = run("stylize", sample, "--style", styles, "--out", tmp_path, "--size", 160)
    assert code == 0 and out == [str(tmp_path / "cat.png")]
    assert pixels_of(tmp_path / "cat.png").shape == (160, 160, 4)


def test_several_styles_go_to_folders_of_their_own(run: Run, styles: str, drawing: Path, tmp_path: Path) -> None:
    code, out, _ = run("stylize", drawing, "--style", styles, "--style", "trial/flat", "--out", tmp_path / "out")
    made = [tmp_path / "out" / "soft" / "box.png", tmp_path / "out" / "flat" / "box.png"]
    assert code == 0 and out == [str(path) for path in made]
    assert (pixels_of(made[0]) != pixels_of(made[1])).any()


def test_the_same_order_makes_the_same_picture_and_each_option_another(
    run: Run, styles: str, drawing: Path, tmp_path: Path
) -> None:
    def made(name: str, *options: object) -> np.ndarray:
        assert run("stylize", drawing, "--style", styles, "--out", tmp_path / name, *options)[0] == 0
        return pixels_of(tmp_path / name / "box.png")

    plain = made("plain")
    assert (plain == made("again")).all()
    colours = made("colours", "--palette", "#00ff00,#0000ff")
    assert (plain != colours).any()
    assert (colours == made("unseeded", "--palette", "00FF00, 0000FF", "--seed", 5)).all()
    assert (plain != made("seed", "--seed", 4)).any()
    assert (plain != made("hints", "--hints", "none")).any()
    lines = made("lines", "--keep-lines", 1)
    assert lines[21, 48, :3].max() < 60
    assert lines[21, 48, :3].max() < made("no lines", "--keep-lines", 0)[21, 48, :3].max()
    assert (plain == made("unblended", "--blend", "flat=0")).all()
    blended = made("blended", "--blend", "trial/flat=0.6")
    assert (plain != blended).any()
    alone = made("alone", "--blend", "flat=1", "--keep-lines", 0)
    assert run("stylize", drawing, "--style", "trial/flat", "--out", tmp_path / "flat", "--keep-lines", 0)[0] == 0
    assert (alone == pixels_of(tmp_path / "flat" / "box.png")).all()
    assert (plain != made("like", "--like", drawing, "--hints", "none")).any()
    assert (plain != made("lit", "--light", 1)).any()
    assert (plain == made("unlit", "--light", 0)).all(), "the trial style asks for no light"


def test_a_folder_is_read_but_not_the_folders_inside(run: Run, styles: str, drawing: Path, tmp_path: Path) -> None:
    folder = drawing.parent
    shutil.copyfile(drawing, folder / "second.png")
    (folder / "notes.txt").write_text("not a drawing")
    (folder / "deep").mkdir()
    shutil.copyfile(drawing, folder / "deep" / "third.png")
    code, out, err = run("stylize", folder, "--style", styles, "--out", tmp_path / "out")
    assert code == 0 and err == []
    assert [Path(line).name for line in out] == ["box.png", "second.png"]


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


def test_styles_are_listed_told_and_removed(run: Run, styles: str) -> None:
    listed = run("styles", "list")[1]
    assert any(line.startswith("soft ") and "trial 1.0 (installed)" in line for line in listed)
    code, told, _ = run("styles", "info", styles)
    assert code == 0 and any("CC0-1.0" in line for line in told)
    assert run("styles", "remove", "trial")[0] == 0
    code, _, err = run("styles", "info", styles)
    assert code == 2 and len(err) == 1
    assert run("styles", "remove", "trial")[0] == 2


def test_a_pack_with_a_wrong_hash_is_refused(run: Run, pack: StylePack, tmp_path: Path, sketchart_home: Path) -> None:
    forged = tmp_path / "forged"
    shutil.copytree(pack.folder, forged)
    with (forged / "weights.safetensors").open("r+b") as file:
        file.seek(-1, 2)
        last = file.read(1)[0]
        file.seek(-1, 2)
        file.write(bytes([last ^ 1]))
    code, out, err = run("styles", "install", forged)
    assert code == 2 and out == [] and len(err) == 1
    assert [path for path in sketchart_home.rglob("*") if path.is_file()] == []


def test_bench_measures_each_size(run: Run, styles: str) -> None:
    code, out, _ = run("bench", "--style", styles, "--sizes", "64,96", "--seconds", 0.1)
    assert code == 0 and len(out) == 3
    assert [int(line.split()[0]) for line in out[1:]] == [64, 96]
    assert all(0 < float(line.split()[1]) <= float(line.split()[3]) for line in out[1:])
    code, _, err = run("bench", "--style", styles, "--sizes", "big")
    assert code == 2 and len(err) == 1


def test_the_doctor_names_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "PACKAGES", ("numpy", "no-such-package"))
    library = StyleLibrary(tmp_path / "none", tmp_path / "neither")
    wrong = [finding.text for finding in doctor.examine(library, sample=None) if finding.ok is False]
    assert "No style is installed" in wrong
    assert any("no-such-package" in text for text in wrong)


def test_training_without_its_packages_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "NEEDED", {"numpy": "numpy", "no_such_module": "no-such-package"})
    with pytest.raises(CommandError, match=r"no-such-package.*sketchart\[train\]"):
        train.train(["flagship"])


def test_training_hands_every_word_to_the_trainer(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    orders = []

    class Process:
        def __init__(self, words: list[str]) -> None:
            orders.append(words)

        def wait(self) -> int:
            return 3

    monkeypatch.setattr(subprocess, "Popen", Process)
    assert run("train", "flagship", "--minutes", 5)[0] == 3
    assert orders[0][1:] == ["-m", "trainer", "--beside", "flagship", "--minutes", "5"]


def test_a_name_for_what_is_drawn_is_told_in_either_language(run: Run, drawing: Path, tmp_path: Path) -> None:
    assert stylize_options.parse_called("사과") == stylize_options.parse_called("Apple") == "apple"
    code, _, told = run("stylize", drawing, "--style", "flat", "--out", tmp_path / "out", "--called", "xyzzy")
    assert code == 2 and "xyzzy" in told[0] and not (tmp_path / "out").exists()
