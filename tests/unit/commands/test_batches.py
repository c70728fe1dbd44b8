"""Batches on the command line: one bad picture stops no other, and is named, counted and told by the exit code."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import onnx
import pytest
from PIL import Image

import resources
from engines.engine import SketchEngine
from engines.errors import EngineError
from tests.unit.commands.conftest import Run
from tests.unit.engines.picture_packs import graph, picture_pack

ROOT = Path(__file__).parents[3]
SIDE_PX = 80


@pytest.fixture
def style() -> str:
    """A bundled one: nothing is to be exported first."""
    return "soft-3d"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two pictures of a box, before and behind all others by name."""
    pixels = np.full((SIDE_PX, SIDE_PX, 3), 255, np.uint8)
    pixels[20:60, 20:60] = 0
    pixels[23:57, 23:57] = 255
    place = tmp_path / "in"
    place.mkdir()
    for name in ("a.png", "z.png"):
        Image.fromarray(pixels).save(place / name)
    return place


def _unreadable(folder: Path) -> Path:
    path = folder / "m.png"
    path.write_bytes((folder / "a.png").read_bytes()[:60])
    return path


def _long_name(folder: Path) -> Path:
    path = folder / ("long" * 62 + "m.jpg")  # 253 bytes: with the .png of its artwork and no room left
    Image.open(folder / "a.png").save(path)
    return path


def _own_extension(folder: Path) -> Path:
    path = folder / "m.ora"
    path.write_bytes(b"PK\x03\x04 but no archive")
    return path


@pytest.mark.parametrize("bad", [_unreadable, _own_extension], ids=lambda bad: bad.__name__)
def test_a_bad_picture_is_named_skipped_and_counted(run: Run, style: str, folder: Path, tmp_path: Path, *, bad) -> None:
    path = bad(folder)
    code, out, err = run("stylize", folder, "--style", style, "--out", tmp_path / "out")
    assert (code, [Path(line).name for line in out]) == (1, ["a.png", "z.png"])
    assert len(err) == 2 and path.name in err[0] and "1 of 3 artworks" in err[1]
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.png", "z.png"]


def test_none_made_is_another_exit_code(run: Run, style: str, folder: Path, tmp_path: Path) -> None:
    for name in ("a.png", "z.png"):
        (folder / name).write_bytes(b"")
    code, out, err = run("stylize", folder, "--style", style, "--out", tmp_path / "out")
    assert code == 2 and not out and len(err) == 3 and "2 of 2" in err[2] and not (tmp_path / "out").exists()


def test_a_name_as_long_as_the_disk_allows(run: Run, style: str, folder: Path, tmp_path: Path) -> None:
    path = _long_name(folder)
    code, out, _ = run("stylize", folder, "--style", style, "--out", tmp_path / "out")
    assert code == 0 and tmp_path / "out" / f"{path.stem}.png" in map(Path, out)


def test_a_name_too_long_to_write_is_skipped(run: Run, style: str, folder: Path, tmp_path: Path, monkeypatch) -> None:
    replace = Path.replace

    def short_names_only(self: Path, target: Path) -> Path:
        if Path(target).name == "a.png":
            raise OSError(36, "File name too long")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", short_names_only)
    code, out, err = run("stylize", folder, "--style", style, "--out", tmp_path / "out")
    assert code == 1 and len(out) == 1 and "a.png" in err[0] and "too long" in err[0]


def test_a_generator_that_fails_on_one_picture(run: Run, style: str, folder: Path, tmp_path: Path, monkeypatch) -> None:
    render, calls = SketchEngine.render, []

    def fails_first(self, request):
        calls.append(request)
        if len(calls) == 1:
            raise EngineError("OpenVINO could not prepare the generator.")
        return render(self, request)

    monkeypatch.setattr(SketchEngine, "render", fails_first)
    code, out, err = run("stylize", folder, "--style", style, "--out", tmp_path / "out")
    assert code == 1 and [Path(line).name for line in out] == ["z.png"] and err[0].startswith("sketchart: a.png: ")


def test_a_style_that_cannot_be_opened_is_told_of_once(
    run: Run, style: str, folder: Path, tmp_path: Path, monkeypatch
) -> None:
    from sketchart_desktop.commands import stylize

    open_engine = stylize.open_engine

    def not_the_trial(pack, *rest, **options):
        if pack.id == "flagship":
            raise EngineError("It is broken.")
        return open_engine(pack, *rest, **options)

    monkeypatch.setattr(stylize, "open_engine", not_the_trial)
    words = ("stylize", folder, "--style", style, "--style", "starry-night", "--size", 64, "--out", tmp_path / "out")
    code, out, err = run(*words)
    assert code == 1 and len(out) == 2 and len(err) == 2 and "flagship" in err[0] and "2 of 4" in err[1]


@pytest.mark.parametrize("size", [(1, 1), (3, 50), (135, 134)])
def test_tiny_pictures_and_a_style_of_a_large_multiple(run: Run, tmp_path: Path, *, size: tuple[int, int]) -> None:
    """Reflection padding after two halvings, as CycleGAN and MUNIT do, needs more than a pixel to mirror."""
    half = {"kernel_shape": [2, 2], "strides": [2, 2]}
    nodes = [
        onnx.helper.make_node("AveragePool", ["picture"], ["half"], **half),
        onnx.helper.make_node("AveragePool", ["half"], ["quarter"], **half),
        onnx.helper.make_node("Pad", ["quarter", "pads"], ["wide"], mode="reflect"),
        onnx.helper.make_node("AveragePool", ["wide"], ["smooth"], kernel_shape=[7, 7]),
        onnx.helper.make_node("Resize", ["smooth", "", "scales"], ["art"], mode="nearest"),
    ]
    numbers = {
        "pads": np.array([0, 0, 3, 3, 0, 0, 3, 3], np.int64),
        "scales": np.array([1, 1, 4, 4], np.float32),
    }
    made = picture_pack(tmp_path / "halving", graph(nodes, numbers=numbers), parameters={"multiple": 4})
    assert run("styles", "install", made.folder)[0] == 0
    Image.new("RGB", size, (200, 40, 40)).save(tmp_path / "tiny.png")
    code, _, err = run("stylize", tmp_path / "tiny.png", "--style", made.id, "--out", tmp_path / "out")
    assert (code, err) == (0, [])
    with Image.open(tmp_path / "out" / "tiny.png") as art:
        assert art.size == size and art.getpixel((0, 0)) != (0, 0, 0)


def test_a_drawing_beside_its_own_export(run: Run, style: str, folder: Path, tmp_path: Path) -> None:
    (folder / "a.ora").write_bytes((resources.samples_dir() / "cat.ora").read_bytes())
    code, out, err = run("stylize", folder, "--style", style, "--out", tmp_path / "out", "--size", 64)
    assert (code, err) == (0, []) and [Path(line).name for line in out] == ["a.png", "z.png"]
    plain = (folder / "a.png").read_bytes()
    code, _, err = run("stylize", folder, "--style", style, "--out", folder)
    assert code == 2 and "--out" in err[0] and (folder / "a.png").read_bytes() == plain


@pytest.mark.parametrize("suffix", [".tif", ".TIFF"])
def test_tiff_is_a_picture_in_folders_too(run: Run, style: str, folder: Path, tmp_path: Path, *, suffix: str) -> None:
    Image.open(folder / "a.png").save(folder / f"scan{suffix}", "TIFF")
    code, out, _ = run("stylize", folder, "--style", style, "--out", tmp_path / "out")
    assert code == 0 and tmp_path / "out" / "scan.png" in map(Path, out)


@pytest.mark.parametrize("colour", [0, 255])
def test_a_picture_of_one_colour_warns_of_nothing(
    run: Run, style: str, folder: Path, tmp_path: Path, *, colour: int
) -> None:
    Image.new("RGB", (300, 300), (colour, colour, colour)).save(folder / "a.png")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        code, _, err = run("stylize", folder / "a.png", "--style", style, "--out", tmp_path / "out")
    assert code == 0 and [line for line in err if "there is no drawing on it" not in line] == []


def _as_process(*words: object, **options) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    return subprocess.Popen(
        [sys.executable, "-m", "sketchart_desktop", *map(str, words)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def test_a_console_that_lacks_a_names_signs(folder: Path, tmp_path: Path) -> None:
    (folder / "café ☂ 그림.png").write_bytes(b"no picture")
    process = _as_process(
        *("stylize", folder / "café ☂ 그림.png", "--style", "soft-3d", "--out", tmp_path / "out"),
        env={"PYTHONIOENCODING": "cp949", "PYTHONUTF8": "0"},
    )
    out, err = process.communicate(timeout=600)
    assert process.returncode == 2 and not out
    assert len(err.splitlines()) == 1 and "그림".encode("cp949") in err and b"caf\\xe9" in err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.parametrize("words", [("styles", "list"), ("--version",), ("doctor",)], ids=lambda words: words[0])
def test_a_reader_that_leaves_early(words: tuple[str, ...]) -> None:
    process = _as_process(*words)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    told = process.stderr.read()
    assert process.wait(timeout=600) in (0, 1, 141) and b"Traceback" not in told and b"Exception" not in told
