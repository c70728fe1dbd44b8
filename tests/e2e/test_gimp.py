"""OpenRaster between us and GIMP itself: it sees our layers to the bit, and what it saves opens here.

Skipped where GIMP 3 is missing: GIMP 2.10 of Debian 12 comes without its OpenRaster plug-in.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from sketchart_desktop.document.stroke import LAYERS
from sketchart_desktop.session.session import Session
from tests.drawings import layered_session

SCRIPT = Path(__file__).with_name("gimp_layers.py")
FROM_TOP = ("mask", "ink", "colour", "reference", "paper")


def gimp(*files: Path) -> None:
    """Have GIMP open and save these; skips the test where there is no GIMP 3."""
    program = shutil.which("gimp-console")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=False) if program else None
    if version is None or " version 3." not in version.stdout:
        pytest.skip("needs GIMP 3 (gimp-console)")
    script = str(shutil.copy(SCRIPT, files[0].parent))  # beside the files: a sandboxed GIMP sees no more than these
    batch = f"exec(open({script!r}).read())"
    command = [str(program), "-i", "--batch-interpreter", "python-fu-eval", "-b", batch, "--quit"]
    environment = {**os.environ, "GIMP_FILES": json.dumps([str(path) for path in files])}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=False)
    for path in files:
        assert path.with_suffix(".gimp.ora").exists(), done.stdout + done.stderr


def shown(pixels: np.ndarray) -> np.ndarray:
    """Without the colour of what cannot be seen."""
    return np.where(pixels[..., 3:] > 0, pixels, 0).astype(int)


def test_gimp_sees_our_layers_to_the_bit_and_what_it_saves_opens_here(qapp, tmp_path: Path) -> None:
    # Opaque: GIMP 3.0.4 applies a layer's opacity twice in what it saves.
    opaque = layered_session(tmp_path / "opaque.ora", 320, 240, reference={"opacity": 1.0})
    faint = {"colour": {"opacity": 0.6}, "reference": {"opacity": 0.35}, "ink": {"visible": False}}
    sessions = {"opaque": opaque, "faint": layered_session(tmp_path / "faint.ora", 333, 257, **faint)}
    gimp(*(tmp_path / f"{name}.ora" for name in sessions))
    for name, session in sessions.items():
        told = json.loads((tmp_path / f"{name}.json").read_text())
        assert told["size"] == list(session.size)
        assert [layer["name"] for layer in told["layers"]] == list(FROM_TOP)
        for number, layer in enumerate(told["layers"][:-1]):
            setting = session.stack[layer["name"]]
            assert layer["opacity"] == pytest.approx(setting.opacity, abs=0.005)
            assert layer["visible"] == (setting.visible and layer["name"] != "mask")  # the mask is no picture
            left, top, width, height = layer["place"]
            raw = np.frombuffer((tmp_path / f"{name}.{number}.raw").read_bytes(), np.uint8)
            ours = session.painting.layer_pixels(layer["name"])
            theirs = np.zeros_like(ours)
            theirs[top : top + height, left : left + width] = raw.reshape(height, width, 4)
            np.testing.assert_array_equal(shown(theirs), shown(ours))
    back = Session(10, 10)
    assert back.open(tmp_path / "opaque.gimp.ora")
    assert back.size == opaque.size
    for layer in LAYERS:
        np.testing.assert_array_equal(
            shown(back.painting.layer_pixels(layer)), shown(opaque.painting.layer_pixels(layer))
        )
