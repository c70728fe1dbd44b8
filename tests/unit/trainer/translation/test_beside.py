"""A training beside the window takes only what nobody else wants of the processor."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from trainer.job import Job

LOOK = """
import os, sys
from trainer.__main__ import main
code = main(sys.argv[1:])
print(code, os.sched_getscheduler(0) == os.SCHED_IDLE, os.nice(0))
"""


def told(*words: str) -> list[str]:
    """Exit code, whether Linux runs it when nothing else wants to, and its niceness, of a trainer given these words."""
    return subprocess.run(
        [sys.executable, "-c", LOOK, *words], capture_output=True, text=True, check=True, timeout=120
    ).stdout.split()[-3:]


@pytest.mark.skipif(sys.platform != "linux", reason="how Linux says it")
def test_a_training_beside_the_window_steps_back(tmp_path: Path) -> None:
    nothing = str(tmp_path / "nothing.toml")
    code, idle, own = told(nothing)
    assert (code, idle) == ("2", "False")
    further = str(min(19, int(own) + 10))
    assert told("--beside", nothing) == ["2", "True", further]
    job = tmp_path / "job.json"
    job.write_text(Job(recipe=Path(nothing), run=tmp_path / "run").model_dump_json(), encoding="utf-8")
    assert told("--train-job", str(job)) == ["2", "True", further]
