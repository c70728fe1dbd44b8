"""The three-dimensional renders of Fluent Emoji: pictures by code point, found by the names that icon sets share."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import cv2
import numpy as np

from trainer.datasets.iconsets import ICON_SETS, archive_of
from trainer.datasets.npm_packages import NpmPackage, fetch_archive
from trainer.job import JobError

RENDERED = NpmPackage(
    "@lobehub/fluent-emoji-3d",
    "1.1.0",
    "Wlq2lVStTnr8BDpIJ0pEnTKO4LuDxxqTEhTvRtD1DLRF0me7ogeRQjKoehDHXuVJ2Qaecgl5wRBv60lUAG3h7g==",
    "MIT",
    "Fluent Emoji (3D), Microsoft",
)
NAMED_BY = ("noto", "twemoji", "emojione")  # sets that say which code points their icons stand for
PICTURES = "package/assets/"


def rendered_archive(cache: Path) -> Path:
    """The package of renders. Raises JobError."""
    return fetch_archive(RENDERED, cache, kept_as=f"iconsets/fluent-3d-{RENDERED.version}.tgz")


def rendered_names(cache: Path) -> dict[str, str]:
    """Icon's name to the render's place in the package. Raises JobError."""
    with tarfile.open(rendered_archive(cache)) as archive:
        members = {_plain(Path(m.name).stem): m.name for m in archive if m.name.endswith(".webp")}
    found: dict[str, str] = {}
    for icon_set in NAMED_BY:
        with tarfile.open(archive_of(icon_set, cache)) as archive:
            told = archive.extractfile("package/chars.json")
            if told is None:
                raise JobError(f"{ICON_SETS[icon_set].package} does not say which characters its icons stand for")
            for code, name in json.load(told).items():
                member = members.get(_plain(code))
                if member is not None:
                    found.setdefault(name, member)
    return found


def rendered_picture(archive: tarfile.TarFile, member: str) -> np.ndarray:
    """uint8 [H, W, 4] straight RGBA. Raises JobError."""
    file = archive.extractfile(member)
    picture = None
    if file is not None:
        picture = cv2.imdecode(np.frombuffer(file.read(), np.uint8), cv2.IMREAD_UNCHANGED)
    if picture is None or picture.ndim != 3 or picture.shape[2] != 4:
        raise JobError(f"{member} is no picture with transparency")
    return cv2.cvtColor(picture, cv2.COLOR_BGRA2RGBA)


def _plain(code: str) -> str:
    """Code points without those that only choose how a character is shown."""
    return "-".join(part.lower() for part in code.split("-") if part.lower() not in ("fe0f", ""))
