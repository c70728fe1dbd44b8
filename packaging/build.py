"""Builds the bundle and tries it: `python packaging/build.py [--archive]`. The result is dist/sketchart/.

The environment needs the dev extra (PyInstaller). The trainer may be installed too: the bundle leaves it out.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def build() -> Path:
    """Run PyInstaller; the bundle's folder."""
    words = ["--noconfirm", "--clean", "--log-level=WARN", "--distpath=dist", "--workpath=build"]
    subprocess.run([sys.executable, "-m", "PyInstaller", *words, "packaging/sketchart.spec"], cwd=ROOT, check=True)
    return ROOT / "dist" / "sketchart"


def archive(bundle: Path) -> Path:
    """The bundle as one file to download, links kept as links."""
    path = bundle.with_suffix(".tar.xz")
    with tarfile.open(path, "w:xz") as pack:
        pack.add(bundle, arcname=bundle.name)
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the Sketchart bundle and try it.")
    parser.add_argument("--archive", action="store_true", help="also write dist/sketchart.tar.xz (slow)")
    order = parser.parse_args()
    bundle = build()
    tried = subprocess.run([sys.executable, str(ROOT / "packaging" / "smoke_test.py"), str(bundle)], check=False)
    if order.archive:
        path = archive(bundle)
        print(f"{path}: {path.stat().st_size / 1e6:.0f} MB")
    return tried.returncode


if __name__ == "__main__":
    sys.exit(main())
