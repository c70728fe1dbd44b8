"""The icon sets that the bundled styles learn from: fetched with `npm pack`, checked against a pinned hash, cached.

Knows where the material comes from and under which licence; does not know what it looks like.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from trainer.job import JobError


@dataclass(frozen=True)
class IconSet:
    """One npm package of icons: exact version, subresource integrity (sha512, base64), licence and credit."""

    package: str
    version: str
    sha512: str
    licence: str
    credit: str


ICON_SETS = {
    "fluent": IconSet(
        "@iconify-json/fluent-emoji",
        "1.2.7",
        "D8G6bKAyIsyxP1rzZtIWr/gg/fO4Rg1+DyCWlfqKK4h8W+4Em/Y0P6QYgJUQTlUcagzJvSyg+9OBv4hz4Hc/QA==",
        "MIT",
        "Fluent Emoji (colour), Microsoft",
    ),
    "fluent-flat": IconSet(
        "@iconify-json/fluent-emoji-flat",
        "1.2.6",
        "RY47RgPb47fYUiyrA64sIOL0+UU02s29sXpNBbIQRBUlPlfNFTKUmZDERGuxDs/7yNGWqQYvuaSYM1M4fRXlUw==",
        "MIT",
        "Fluent Emoji (flat), Microsoft",
    ),
    "fluent-high-contrast": IconSet(
        "@iconify-json/fluent-emoji-high-contrast",
        "1.2.6",
        "esqhZPpkrF7sNX3NsLoh8KW64okEr/bzko7WNnFP+qTJGAqDPDYjp0925yxuivXy3HtVQB8xhIKu3+Nq1byX5w==",
        "MIT",
        "Fluent Emoji (high contrast), Microsoft",
    ),
    "noto": IconSet(
        "@iconify-json/noto",
        "1.2.9",
        "DQiuXENbun41ch+XPSV55H9FaWKpHTyz46YIKtSaKYD4fIDDzL1tR6H4np/T38jfrTAeI3rcKF0mqHYeZVAuaw==",
        "Apache-2.0",
        "Noto Emoji, Google",
    ),
}

# Skin-tone variants are the same drawing in another colour: kept as subjects they would leak across the held-out split.
_TONE = re.compile(r"-(medium-light|medium-dark|light|medium|dark)(-skin-tone)?(-|$)")


def fetch(name: str, cache: Path) -> dict:
    """The parsed `icons.json` of a set. Raises JobError when npm is missing, offline, or the hash is wrong."""
    icon_set = ICON_SETS[name]
    folder = cache / "iconsets"
    archive = folder / f"{name}-{icon_set.version}.tgz"
    if not archive.exists():
        _download(icon_set, archive)
    if _sha512(archive) != icon_set.sha512:
        archive.unlink()
        raise JobError(f"{icon_set.package} {icon_set.version} does not have the expected hash; the copy was removed")
    with tarfile.open(archive) as tar:
        member = tar.extractfile("package/icons.json")
        if member is None:
            raise JobError(f"{icon_set.package} holds no icons.json")
        return json.load(member)


def base_names(icons: dict) -> list[str]:
    """Names of the subjects, sorted, skin-tone variants left out where the plain drawing exists."""
    names = set(icons["icons"])
    return sorted(n for n in names if not (_TONE.search(n) and _TONE.sub(r"\3", n).rstrip("-") in names))


def held_out(names: list[str]) -> set[str]:
    """Every 20th name of the sorted list: never trained on."""
    return set(names[::20])


def svg(icons: dict, name: str) -> str:
    """One icon as a complete SVG document."""
    icon = icons["icons"][name]
    width, height = icon.get("width", icons.get("width", 16)), icon.get("height", icons.get("height", 16))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}">{icon["body"]}</svg>'
    )


def _download(icon_set: IconSet, archive: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise JobError(
            "npm is needed to fetch the icon sets; install Node.js, or put the .tgz files into the cache yourself"
        )
    archive.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=archive.parent) as folder:
        order = [npm, "pack", "--silent", f"{icon_set.package}@{icon_set.version}"]
        done = subprocess.run(order, cwd=folder, capture_output=True, text=True, timeout=600)
        packed = list(Path(folder).glob("*.tgz"))
        if done.returncode != 0 or len(packed) != 1:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise JobError(f"npm could not fetch {icon_set.package} {icon_set.version}: {reason}")
        packed[0].replace(archive)


def _sha512(path: Path) -> str:
    with path.open("rb") as file:
        return base64.b64encode(hashlib.file_digest(file, "sha512").digest()).decode()
