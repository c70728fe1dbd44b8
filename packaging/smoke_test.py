"""Tries a built bundle as a stranger's computer would: `python packaging/smoke_test.py dist/sketchart`.

No Python, no environment, a home of its own, a read-only working folder, no screen. Exit code 0 when all of it works.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WINDOW_AFTER_MS = 4000


class SmokeTestError(Exception):
    """What did not work."""


def main() -> int:
    bundle = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as work:
        try:
            try_all(bundle, Path(work))
        except (SmokeTestError, OSError, subprocess.TimeoutExpired) as error:
            print(f"FAILED: {error}")
            return 1
    print(f"size: {size_mb(bundle):.0f} MB in {sum(1 for _ in bundle.rglob('*'))} files")
    return 0


def try_all(bundle: Path, work: Path) -> None:
    if heavy := [path for path in bundle.rglob("*torch*") if "openvino" not in str(path)]:
        raise SmokeTestError(f"the bundle holds what it should not: {heavy[0]}")
    run(bundle, work, "--version")
    run(bundle, work, "doctor")
    samples = next(bundle.rglob("resources/samples"))
    made = run(
        bundle, work, "stylize", str(samples), "--style", "all", "--out", str(work / "out"), "--size", "256"
    ).split()
    if len(made) < len(list(samples.glob("*.ora"))):
        raise SmokeTestError("not every sample became art")
    for path in made:
        if png_size(Path(path)) != (256, 256):
            raise SmokeTestError(f"{path} is no picture of 256 x 256")
    shot = work / "window.png"
    run(bundle, work, str(samples / "cat.ora"), "--screenshot", str(shot), "--after", str(WINDOW_AFTER_MS))
    if png_size(shot)[0] < 600 or shot.stat().st_size < 30_000:
        raise SmokeTestError("the window's picture is blank or missing")


def run(bundle: Path, work: Path, *words: str) -> str:
    """Run the program with nothing of this environment; its standard output."""
    folder = work / "elsewhere"
    folder.mkdir(mode=0o500, exist_ok=True)
    home = work / "home"
    home.mkdir(exist_ok=True)
    name = "sketchart.exe" if sys.platform == "win32" else "sketchart"
    environment = {
        "HOME": str(home),
        "SKETCHART_HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PATH": "/nonexistent",
    }
    if sys.platform == "win32":
        environment |= {name: os.environ[name] for name in ("SystemRoot", "TEMP") if name in os.environ}
    start = time.perf_counter()
    done = subprocess.run(
        [str(bundle / name), *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=120
    )
    took = time.perf_counter() - start
    print(f"{' '.join(Path(word).name for word in words):<60.60} {took:5.1f} s, exit code {done.returncode}")
    if done.returncode != 0 or "Traceback" in done.stderr:
        raise SmokeTestError(f"{' '.join(words)}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def png_size(path: Path) -> tuple[int, int]:
    head = path.read_bytes()[:24]
    if head[:8] != b"\x89PNG\r\n\x1a\n":
        raise SmokeTestError(f"{path} is no PNG")
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def size_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6


if __name__ == "__main__":
    sys.exit(main())
