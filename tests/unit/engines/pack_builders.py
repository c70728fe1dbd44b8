"""The manifest and the thumbnail of the pack that these tests are made with, and ways to spoil them."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

from PIL import Image

from engines.sketch.input_planes import PLANES

HYPER_PARAMETERS = {"styles": 2, "widths": [8, 16, 24], "blocks": [0, 1, 1], "condition": 16, "unshuffle": 4}
SIZE_MULTIPLE = 16


def manifest(**changes: Any) -> dict[str, Any]:
    """A whole manifest but for `files`, with changes."""
    return {
        "format": 1,
        "id": "trial",
        "name": {"en": "Trial", "ko": "시험"},
        "version": "1.0",
        "family": "sketchnet",
        "hyper_parameters": HYPER_PARAMETERS,
        "inputs": {
            "planes": list(PLANES),
            "palette": "4x4",
            "style": "weights",
        },
        "value_range": [0, 1],
        "native_size": 512,
        "size_multiple": SIZE_MULTIPLE,
        "styles": [
            {"id": "soft", "name": {"en": "Soft", "ko": "부드러움"}, "keep_lines": 0.25},
            {"id": "flat", "name": {"en": "Flat"}, "description": {"en": "Even colours"}},
        ],
        "palettes": [{"colours": [[250, 200, 60], [80, 60, 40]], "shares": [0.75, 0.25]}],
        "licence": "CC0-1.0",
        "author": "the tests",
        "recipe": "random weights",
        "sources": [],
        **changes,
    }


def png(width: int = 8, height: int = 8) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (200, 120, 40)).save(buffer, "PNG")
    return buffer.getvalue()


def rehash(folder: Path) -> None:
    """Makes the manifest agree with the files, as whoever forges a pack would."""
    path = folder / "style.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["files"] = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in content["files"]}
    path.write_text(json.dumps(content), encoding="utf-8")


def change_manifest(folder: Path, **changes: object) -> None:
    path = folder / "style.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**content, **changes}), encoding="utf-8")
