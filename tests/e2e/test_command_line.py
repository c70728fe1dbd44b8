"""From a drawing's file to a picture on disk, in a process of its own; and what that process touches."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import resources
from engines.packs.manifest import PictureInputs
from engines.packs.stylepack import StyleLibrary, StylePack
from sketchart_desktop.document.operations import AddStroke
from sketchart_desktop.files.drawing_files import open_file

ROOT = Path(__file__).parents[2]
# Runs the command line with every socket, connection, name lookup and new process noted.
WATCHED = """
import json, sys
noted = []
def watch(event, arguments):
    if event.startswith("socket.") or event in ("subprocess.Popen", "os.posix_spawn", "os.fork"):
        noted.append([event, repr(arguments)])
sys.addaudithook(watch)
from sketchart_desktop.__main__ import main
code = main(sys.argv[2:])
import os
fds = "/proc/self/fd"
links = [os.path.join(fds, name) for name in os.listdir(fds)] if os.path.isdir(fds) else []
sockets = [link for link in links if os.path.islink(link) and os.readlink(link).startswith("socket:")]
report = {"noted": noted, "modules": [m for m in sys.modules if sys.modules[m]], "sockets": sockets}
open(sys.argv[1], "w").write(json.dumps(report))
sys.exit(code)
"""


def start(*words: object, watched: Path | None = None) -> subprocess.CompletedProcess[str]:
    head = ["-m", "sketchart_desktop"] if watched is None else ["-c", WATCHED, str(watched)]
    return subprocess.run(
        [sys.executable, *head, *map(str, words)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=100,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def installed(pack: StylePack, sketchart_home: Path) -> str:
    shutil.copytree(pack.folder, sketchart_home / "data" / "styles" / pack.id)
    return f"{pack.id}/soft"


def test_painting_loads_no_torch_and_opens_no_socket(installed: str, tmp_path: Path) -> None:
    sample = resources.samples_dir() / "cat.ora"
    report_path = tmp_path / "report.json"
    done = start("stylize", sample, "--style", installed, "--out", tmp_path, "--size", 128, watched=report_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    with Image.open(tmp_path / "cat.png") as image:
        assert image.size == (128, 128)
    report = json.loads(report_path.read_text())
    assert "openvino" in report["modules"], "the real runtime painted"
    assert not {"torch", "torchvision", "openvino_telemetry", "requests", "urllib3"} & set(report["modules"])
    assert report["noted"] == [] and report["sockets"] == []


def test_bad_input_is_one_line_and_exit_code_2(installed: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n and nothing more")
    done = start("stylize", bad, "--style", installed, "--out", tmp_path / "out")
    assert done.returncode == 2 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and "bad.png" in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_bundled_styles_are_whole() -> None:
    library = StyleLibrary(resources.styles_dir(), Path("/nonexistent"))
    assert library.list() and library.problems() == ()
    size = sum(file.stat().st_size for file in resources.styles_dir().rglob("*") if file.is_file())
    assert size <= 64e6


@pytest.mark.slow
def test_every_sample_becomes_art_in_every_bundled_style(tmp_path: Path) -> None:
    """What `make run` does where there is no screen: colour inside the outlines, paper outside."""
    done = start("stylize", resources.samples_dir(), "--style", "all", "--out", tmp_path, "--size", 256)
    assert done.returncode == 0, done.stderr
    library = StyleLibrary(resources.styles_dir(), Path("/nonexistent"))
    styles = [style.id for pack in library.list() for style in pack.manifest.styles]
    filling = {
        s.id
        for pack in library.list()
        if not isinstance(pack.manifest.inputs, PictureInputs)
        for s in pack.manifest.styles
    }
    expected = {tmp_path / style / f"{sample.stem}.png" for style in styles for sample in resources.sample_drawings()}
    assert {Path(line) for line in done.stdout.splitlines()} == expected and len(styles) >= 2
    for sample in resources.sample_drawings():
        for style in filling:
            with Image.open(tmp_path / style / f"{sample.stem}.png") as image:
                art = np.asarray(image.convert("RGB")).astype(int)
            assert (art.min(axis=2) < 225).mean() > 0.05, f"{sample.stem} in {style}: nothing is painted"
            corners = np.stack([art[2, -3], art[-3, 2], art[-3, -3]])
            assert corners.min() > 200, f"{sample.stem} in {style}: paint on the empty paper"
            saturated = where_colour_is_asked_for(sample)
            white = f"{sample.stem} in {style}: white where colour was asked for"
            assert not saturated.any() or (art[saturated].min(axis=1) < 225).mean() > 0.8, white


def where_colour_is_asked_for(sample: Path) -> np.ndarray:
    """bool [256, 256]; nowhere in what is only drawn."""
    if sample.suffix != ".ora":
        return np.zeros((256, 256), bool)
    dabs = open_file(sample).painting.layer_array("colour", (256, 256))
    return (dabs[:, :, 3] > 250) & (np.ptp(dabs[:, :, :3].astype(int), axis=2) > 80)


def test_samples_are_real_drawings() -> None:
    samples = [sample for sample in resources.sample_drawings() if sample.suffix == ".ora"]
    assert len(samples) >= 8
    dabbed = 0
    for sample in samples:
        opened = open_file(sample)
        assert len(opened.drawing.operations) == opened.position > 5
        assert (opened.drawing.width, opened.drawing.height) == (1024, 1024)
        strokes = [operation for operation in opened.drawing.operations if isinstance(operation, AddStroke)]
        layers = {operation.stroke.layer for operation in strokes}
        assert len(strokes) == opened.position and "ink" in layers
        dabbed += "colour" in layers
    assert dabbed >= 6
