"""Is everything here that painting needs? Devices, versions, styles, screen and a trial, told in words."""

from __future__ import annotations

import ctypes.util
import importlib.metadata
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engines import devices
from engines.api import RenderRequest
from engines.engine import open_engine
from engines.errors import EngineError
from engines.packs.stylepack import StyleLibrary
from engines.palette import roll
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.files.drawing_files import open_file

PACKAGES = ("PySide6_Essentials", "openvino", "numpy", "opencv-python-headless", "pillow", "torch", "torchvision")
OPTIONAL = ("torch", "torchvision")
# What Qt's X11 plugin loads beyond its own files: library name -> Debian package.
SCREEN_LIBRARIES = {
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-image": "libxcb-image0",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-render-util": "libxcb-render-util0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "EGL": "libegl1",
}
TRIAL_SIZE_PX = 256


@dataclass(frozen=True)
class Finding:
    """One line of the report. `ok` is None for plain facts."""

    text: str
    ok: bool | None = None


def examine(library: StyleLibrary, *, sample: Path | None, cache_dir: Path | None = None) -> Iterator[Finding]:
    """The findings one by one; those that are not ok say what to do."""
    yield Finding(f"Sketchart {version()} on {platform.system()} {platform.machine()}, {os.cpu_count()} processors")
    yield Finding(f"Python {platform.python_version()}, {sys.executable}")
    for package in PACKAGES:
        found = package_version(package)
        if found:
            yield Finding(f"{package} {found}", True)
        elif package in OPTIONAL:
            yield Finding(f"{package} is not installed: only needed for GPUs and for training")
        else:
            yield Finding(f"{package} is missing: install Sketchart again", False)
    for device in devices.available():
        if device.id != "auto":
            yield Finding(f"{device.label}: {device.reason or 'ready'}", device.usable or None)
    yield Finding(f"Paints with: {devices.automatic()}")
    yield from _screen()
    packs = library.list()
    for pack in packs:
        names = ", ".join(style.id for style in pack.manifest.styles)
        yield Finding(f"Style pack {pack.id} {pack.manifest.version}: {names}", True)
    for problem in library.problems():
        yield Finding(f"Style pack not used: {problem}", False)
    if not packs:
        yield Finding("No style is installed", False)
    elif sample is not None:
        yield _trial(library, sample, cache_dir)


def version() -> str:
    return package_version("sketchart") or "unknown"


def package_version(name: str) -> str:
    """The installed version from the package's record, empty where there is none; nothing is imported."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _screen() -> Iterator[Finding]:
    if sys.platform != "linux":
        return
    missing = [package for name, package in SCREEN_LIBRARIES.items() if ctypes.util.find_library(name) is None]
    if missing:
        yield Finding(f"The window needs system libraries: apt-get install {' '.join(missing)}", False)
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        yield Finding("No display: the window cannot open here, `sketchart stylize` works")


def _trial(library: StyleLibrary, sample: Path, cache_dir: Path | None) -> Finding:
    """Paint a sample drawing small, on the device that would be used."""
    pack = library.list()[0]
    size = (TRIAL_SIZE_PX, TRIAL_SIZE_PX)
    try:
        painting = open_file(sample).painting
        engine = open_engine(pack, cache_dir=cache_dir)
        try:
            weights = (1.0, *(0.0 for _ in pack.manifest.styles[1:]))
            ink, colour = painting.layer_array("ink", size), painting.layer_array("colour", size)
            result = engine.render(RenderRequest(1, ink, colour, roll(0, pack.bank), weights))
        finally:
            engine.close()
    except (DrawingFileError, EngineError) as error:
        return Finding(f"Trial painting failed: {error}", False)
    covered = float((result.image[:, :, 3] > 127).mean())
    if covered < 0.02:
        return Finding("Trial painting came out empty", False)
    return Finding(
        f"Trial painting works: {result.elapsed_ms:.0f} ms at {size[0]} x {size[1]} on {result.device}", True
    )
