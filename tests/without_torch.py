"""A pytest plugin, `-p tests.without_torch`: leaves out what needs torch or is marked slow, and keeps torch out.

`make test-fast` runs the rest in about a minute. A file that imports torch, the trainer or the evaluation at its top is
not even looked into; a test that wants the trial style pack, which torch exports, is left out.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

NEEDS_TORCH = re.compile(
    r"^(?:import torch|from torch|import onnx|import evaluation|from (?:trainer|evaluation|onnx)\b|"
    r"(?:\w+ = )?pytest\.importorskip\(|from tests\.unit\.(?:trainer|engines\.(?:importers|picture_packs)))",
    re.MULTILINE,
)
EXPORTED = frozenset({"pack", "pack_files"})


def pytest_configure() -> None:
    # A None in sys.modules makes an import fail: nothing may load it by the way.
    sys.modules.setdefault("torch", None)  # type: ignore[arg-type]


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    if collection_path.suffix != ".py" or not collection_path.name.startswith("test_"):
        return None
    return True if NEEDS_TORCH.search(collection_path.read_text(encoding="utf-8")) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = [item for item in items if _is_left_out(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _is_left_out(item: pytest.Item) -> bool:
    marked = any(item.get_closest_marker(name) for name in ("torch", "slow"))
    return marked or not EXPORTED.isdisjoint(getattr(item, "fixturenames", ()))
