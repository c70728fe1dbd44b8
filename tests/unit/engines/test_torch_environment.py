"""torch beside other work: its threads sleep when they wait, and what only GPUs need is not loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engines import torch_environment

ROOT = Path(__file__).parents[3]
ONE_STEP = """
import sys
from engines.torch_environment import wait_passively, without_triton
wait_passively()
without_triton()
import torch
weight = torch.nn.Parameter(torch.zeros(3))
weight.sum().backward()
torch.optim.Adam([weight]).step()
assert "torch._dynamo" in sys.modules, "the step no longer loads torch's compiler: is this still needed?"
print([name for name in sys.modules if name.startswith("triton.")])
"""


def test_what_the_user_has_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_WAIT_POLICY", "ACTIVE")
    monkeypatch.delenv("GOMP_SPINCOUNT", raising=False)
    torch_environment.wait_passively()
    assert (os.environ["OMP_WAIT_POLICY"], os.environ["GOMP_SPINCOUNT"]) == ("ACTIVE", "0")


@pytest.mark.torch
def test_a_training_step_loads_no_triton_and_ends_in_silence() -> None:
    pytest.importorskip("torch")
    done = subprocess.run(
        [sys.executable, "-c", ONE_STEP],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")
