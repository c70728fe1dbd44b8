"""The command line, in this process: artworks from drawings, and bad input that leaves nothing behind."""

from __future__ import annotations

import shutil
import subprocess
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
from tests.unit.commands.conftest import SIDE_PX, Run, pixels_of


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
    monkeypatch.setattr(train, "NEEDED", {"no_such_module": "no-such-package"})
    assert run("curate", "drawings", "--out", "set", "--help")[0] == 3, "curating needs no torch"
    assert orders[1][1:] == ["-m", "trainer", "--beside", "curate", "drawings", "--out", "set", "--help"]


def test_a_name_for_what_is_drawn_is_told_in_either_language(run: Run, drawing: Path, tmp_path: Path) -> None:
    assert stylize_options.parse_called("사과") == stylize_options.parse_called("Apple") == "apple"
    code, _, told = run("stylize", drawing, "--style", "flat", "--out", tmp_path / "out", "--called", "xyzzy")
    assert code == 2 and "xyzzy" in told[0] and not (tmp_path / "out").exists()
