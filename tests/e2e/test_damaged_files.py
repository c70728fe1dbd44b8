"""Ten thousand damaged files of each kind, in a process of its own: a decoder that crashes must not hide the others.

More on request: SKETCHART_DAMAGED=1000000, or `python tests/e2e/damaged_files.py ora --count 1000000`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


KINDS = ("ora", "png", "jpeg", "settings", "journal")
COUNT = os.environ.get("SKETCHART_DAMAGED", "10000")


@pytest.fixture(scope="module")
def under_way() -> Iterator[dict[str, subprocess.Popen[str]]]:
    """All kinds at once, for machines with several cores."""
    command = [sys.executable, "tests/e2e/damaged_files.py", "--count", COUNT]
    children = {
        kind: subprocess.Popen([*command, kind], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for kind in KINDS
    }
    yield children
    for child in children.values():
        child.kill()
        child.wait()


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_are_refused_in_words_and_nothing_breaks(kind: str, under_way) -> None:
    told, _ = under_way[kind].communicate()
    assert under_way[kind].returncode == 0, told[-3000:]
    assert f"{COUNT} damaged {kind} files" in told
