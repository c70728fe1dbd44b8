"""The icon sets that the bundled styles learn from: fetched with `npm pack`, checked against a pinned hash, cached.

Knows where the material comes from and under which licence; does not know what it looks like.
"""

from __future__ import annotations

import json
import re
import tarfile
from pathlib import Path

from trainer.datasets.npm_packages import NpmPackage, fetch_archive
from trainer.job import JobError

ICON_SETS = {
    "fluent": NpmPackage(
        "@iconify-json/fluent-emoji",
        "1.2.7",
        "D8G6bKAyIsyxP1rzZtIWr/gg/fO4Rg1+DyCWlfqKK4h8W+4Em/Y0P6QYgJUQTlUcagzJvSyg+9OBv4hz4Hc/QA==",
        "MIT",
        "Fluent Emoji (colour), Microsoft",
    ),
    "fluent-flat": NpmPackage(
        "@iconify-json/fluent-emoji-flat",
        "1.2.6",
        "RY47RgPb47fYUiyrA64sIOL0+UU02s29sXpNBbIQRBUlPlfNFTKUmZDERGuxDs/7yNGWqQYvuaSYM1M4fRXlUw==",
        "MIT",
        "Fluent Emoji (flat), Microsoft",
    ),
    "fluent-high-contrast": NpmPackage(
        "@iconify-json/fluent-emoji-high-contrast",
        "1.2.6",
        "esqhZPpkrF7sNX3NsLoh8KW64okEr/bzko7WNnFP+qTJGAqDPDYjp0925yxuivXy3HtVQB8xhIKu3+Nq1byX5w==",
        "MIT",
        "Fluent Emoji (high contrast), Microsoft",
    ),
    "noto": NpmPackage(
        "@iconify-json/noto",
        "1.2.9",
        "DQiuXENbun41ch+XPSV55H9FaWKpHTyz46YIKtSaKYD4fIDDzL1tR6H4np/T38jfrTAeI3rcKF0mqHYeZVAuaw==",
        "Apache-2.0",
        "Noto Emoji, Google",
    ),
    "noto-v1": NpmPackage(
        "@iconify-json/noto-v1",
        "1.2.5",
        "/DsVMius69Q0fRS53z7QK1TROSuar606jiIx+laXtdsYGMXpf6LtHBx6CGfoo3UHHb/XpBsw+1L1x3eyPqMuVA==",
        "Apache-2.0",
        "Noto Emoji (version 1), Google",
    ),
    "twemoji": NpmPackage(
        "@iconify-json/twemoji",
        "1.2.5",
        "uKpuIEV0v6K5BW3Mjdyl+XKFVAbbcPxAgifKvEMtZoUZB5+YiY5zaMm2uNNCxyXzAWU9yNLlj41WU6/mvgALsw==",
        "CC-BY-4.0",
        "Twemoji, Twitter and contributors",
    ),
    "emojione": NpmPackage(
        "@iconify-json/emojione",
        "1.2.3",
        "T9+T3HIbJNLKKsmxYKlaYhvnHYkz/HNYTV7SHCXVZPfeUi4FqskY70YeN8yYAZT8cCv7w5vJxS4Q1m8zb9CMMg==",
        "CC-BY-4.0",
        "EmojiOne 2 (Emojitwo), Emoji One and contributors",
    ),
}

# Skin-tone variants are the same drawing in another colour: kept as subjects they would leak across the held-out split.
_TONE = re.compile(r"-(medium-light|medium-dark|light|medium|dark)(-skin-tone)?(-|$)")


def archive_of(name: str, cache: Path) -> Path:
    """The set's package. Raises JobError."""
    icon_set = ICON_SETS[name]
    return fetch_archive(icon_set, cache, kept_as=f"iconsets/{name}-{icon_set.version}.tgz")


def fetch(name: str, cache: Path) -> dict:
    """The parsed `icons.json` of a set. Raises JobError when npm is missing, offline, or the hash is wrong."""
    icon_set = ICON_SETS[name]
    with tarfile.open(archive_of(name, cache)) as tar:
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
