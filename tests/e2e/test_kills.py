"""SIGKILL at random moments: twenty here, two hundred by `python tests/e2e/kill_at_random.py`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="forks, and kills with a signal")
def test_twenty_kills_lose_at_most_the_stroke_in_progress() -> None:
    command = [sys.executable, "tests/e2e/kill_at_random.py", "--kills", os.environ.get("SKETCHART_KILLS", "20")]
    environment = {key: value for key, value in os.environ.items() if key != "SKETCHART_HOME"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing lost" in done.stdout
