"""Kills a teaching with SIGKILL at random moments, again and again, and compares what it becomes in the end with an
uninterrupted one, bit for bit.

python tests/e2e/teach_kill_at_random.py [--kills 20] [--seed 0] [--steps 60]

Exits with 1 where a weight differs, or a run cannot go on.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import numpy as np
from safetensors.numpy import load

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import resources  # noqa: E402
from tests.unit.trainer.teaching.conftest import write_pair  # noqa: E402
from trainer.curation.set_folder import SetDescription, SetPair, write_description  # noqa: E402

DRAWINGS = 6
LONGEST_LIFE_S = 14.0  # after its first checkpoint, so that each life gets somewhere
PATIENCE_S = 600.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", type=int, default=60)
    order = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        for number in range(DRAWINGS):
            write_pair(folder / "set", f"disc-{number}", number)
        pairs = tuple(SetPair(id=f"disc-{number}") for number in range(DRAWINGS))
        write_description(folder / "set", SetDescription(pairs=pairs))
        whole = command(folder, "whole", order.steps)
        subprocess.run(whole, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        (folder / "run-killed").mkdir()
        shutil.copy(folder / "run-whole" / "plan.json", folder / "run-killed")
        kills = killed_again_and_again(command(folder, "killed", order.steps), order.kills, random.Random(order.seed))
        apart = differing(weights(folder / "whole.sketchstyle"), weights(folder / "killed.sketchstyle"))
    sys.stdout.write(f"killed {kills} times; weights that differ: {apart or 'none'}\n")
    return 1 if apart else 0


def command(folder: Path, name: str, steps: int) -> list[str]:
    base = resources.styles_dir() / "flagship"
    words = [sys.executable, "-m", "trainer", "teach", str(folder / "set"), "--base", str(base), "--style", "flat"]
    words += ["--steps", str(steps), "--threads", "1", "--seed", "1", "--save-every", "0.2"]
    return [*words, "--run", str(folder / f"run-{name}"), "--out", str(folder / f"{name}.sketchstyle")]


def killed_again_and_again(words: list[str], kills: int, dice: random.Random) -> int:
    """How often it was really killed; the last life ends by itself."""
    killed = 0
    for number in range(kills + 1):
        process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if number == kills:
            if process.wait(PATIENCE_S):
                raise SystemExit(f"after {killed} kills it ended with {process.returncode}")
            break
        ends = time.monotonic() + dice.uniform(0.5, LONGEST_LIFE_S)
        while process.poll() is None and time.monotonic() < ends:
            time.sleep(0.02)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
            sys.stdout.write(f"kill {killed}\n")
            sys.stdout.flush()
        elif process.returncode:
            raise SystemExit(f"after {killed} kills it ended with {process.returncode}")
    return killed


def weights(pack: Path) -> dict[str, np.ndarray]:
    with zipfile.ZipFile(pack) as archive:
        return load(archive.read("finish.safetensors"))


def differing(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> list[str]:
    changed = {name for name in one.keys() & other.keys() if not np.array_equal(one[name], other[name])}
    return sorted(changed | (one.keys() ^ other.keys()))


if __name__ == "__main__":
    sys.exit(main())
