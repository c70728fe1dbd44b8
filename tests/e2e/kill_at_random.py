"""Kills the program with SIGKILL at random moments of drawing, saving, opening and recovering, and looks what is left.

python tests/e2e/kill_at_random.py [--kills 200] [--seed 0] [--spawn] [--engine]

After each kill every file has to open, and the drawing has to come back as it was told last: at most the stroke in
progress (or the one step that was being written) may differ. The next life recovers, draws on, and is killed again.
`--spawn` starts a fresh interpreter for each life instead of forking one that has its imports; `--engine` lets the real
style pack paint meanwhile. Exits with 1 at the first loss and says where its files are.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from sketchart_desktop.document.errors import DrawingFileError  # noqa: E402
from sketchart_desktop.document.journal import Recovered, recoverable  # noqa: E402
from sketchart_desktop.document.operations import Operation  # noqa: E402
from sketchart_desktop.files.drawing_files import Opened, open_file, recovered  # noqa: E402
from sketchart_desktop.preferences import paths  # noqa: E402
from tests.e2e import scripted_life  # noqa: E402

MOST_WORDS = 36
LONGEST_WAIT_S = 0.06
PATIENCE_S = 240.0


@dataclass(frozen=True)
class Told:
    """What a life said about itself after a step: the operations done, the whole log, the place in it."""

    done: str
    whole: str
    position: int
    saved: bool


@dataclass
class Life:
    """One run of the program: how far it came, and how it ended."""

    told: list[Told]
    saves: int
    words: list[str]


class LostWorkError(Exception):
    """What the program promised not to lose is gone."""


def digest(operations: Sequence[Operation]) -> str:
    """The same for the same operations in the same order."""
    return hashlib.sha256(b"".join(map(_one, operations))).hexdigest()[:20]


@functools.lru_cache(maxsize=10_000)
def _one(operation: Operation) -> bytes:
    return hashlib.sha256(json.dumps(operation.to_json(), sort_keys=True).encode()).digest()


def is_kept(told: Told, operations: Sequence[Operation], position: int) -> bool:
    """Is this what was told last, or that and the one step that was under way?"""
    whole = digest(operations)
    if whole == told.whole:
        return abs(position - told.position) <= 1
    return len(operations) == position == told.position + 1 and digest(operations[: told.position]) == told.done


def live(folder: Path, seed: int, options: argparse.Namespace) -> Life:
    """Start the program, let it draw for a random while, kill it."""
    rng = random.Random(seed)
    read, write = os.pipe()
    if options.spawn:
        command = [sys.executable, "-m", "tests.e2e.scripted_life", str(folder), str(seed), str(write)]
        command += ["--engine"] if options.engine else []
        child = subprocess.Popen(command, cwd=ROOT, pass_fds=(write,), stderr=subprocess.DEVNULL).pid
    else:
        child = os.fork()
        if child == 0:
            os.close(read)
            scripted_life.main_forked(folder, seed, write, engine=options.engine)
    os.close(write)
    result = Life([], 0, [])
    # A number of words, not of seconds: a busy machine must not make for idle lives.
    enough = _Enough(0 if rng.random() < 0.1 else rng.randrange(1, MOST_WORDS))
    reader = threading.Thread(target=_listen, args=(read, result, enough))
    reader.start()
    if not enough.reached.wait(PATIENCE_S):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise LostWorkError(f"no step for long: stuck, or a very busy machine. {' | '.join(result.words[-8:])}")
    starting = 10.0 if enough.words == 0 else 1.0  # it starts and recovers for longer than a step takes
    time.sleep(rng.uniform(0.0, LONGEST_WAIT_S) * starting)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    reader.join()
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        raise LostWorkError(f"the program ended by itself (status {status}): {' | '.join(result.words[-8:])}")
    return result


class _Enough:
    """So many words, and then the kill."""

    def __init__(self, words: int) -> None:
        self.words = words
        self.reached = threading.Event()
        self.count(0)

    def count(self, words: int) -> None:
        if words >= self.words:
            self.reached.set()


def _listen(read: int, life: Life, enough: _Enough) -> None:
    with os.fdopen(read, "rb") as pipe:
        for line in pipe:
            if not line.endswith(b"\n"):
                break  # torn by the kill
            word = line.decode().strip()
            life.words.append(word)
            if word.startswith("{"):
                said = json.loads(word)
                life.told.append(Told(**said))
                life.saves += said["saved"]
            enough.count(len(life.words))
    enough.reached.set()


def check(folder: Path, last: Told | None) -> tuple[Recovered | None, list[Recovered]]:
    """Open all that is there; the journal that holds what was told last, if it takes one; all journals, newest first.

    Raises LostWorkError.
    """
    drawings: dict[str, Opened] = {}
    for path in sorted(folder.glob("*.ora")):
        try:
            drawings[path.name] = open_file(path)
        except DrawingFileError as error:
            raise LostWorkError(f"{path.name} does not open: {error}") from error
    for path in (folder / "home").rglob("*.json"):
        json.loads(path.read_text())
    found = recoverable(paths.journal_dir())
    if last is None:
        return (found[0] if found else None), found
    for left in found:
        if is_kept(last, left.drawing.operations, left.position):
            recovered(left.drawing, left.position)
            return left, found
    if any(is_kept(last, one.drawing.operations, one.position) for one in drawings.values()):
        return None, found
    if any(digest(one.drawing.operations[: one.position]) == last.done for one in drawings.values()):
        return None, found  # saved and opened again: what could have been redone is no drawing
    if last.position == 0 and not found:
        return None, found  # blank paper is no loss
    counts = [(len(left.drawing.operations), left.position) for left in found]
    raise LostWorkError(f"told: {last}; journals hold (steps, place) {counts}; files {sorted(drawings)}")


def check_recovered(life: Life, found: Sequence[Recovered]) -> None:
    """The newest of what was left is in hand when the next life begins to draw. Raises LostWorkError."""
    if found and life.told:
        first, left = life.told[0], found[0]
        if (first.whole, first.position) != (digest(left.drawing.operations), left.position):
            raise LostWorkError(f"told first: {first}; left had been {len(left.drawing.operations)} steps")


def tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--spawn", action="store_true")
    parser.add_argument("--engine", action="store_true")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="sketchart-kills-"))
    os.environ["SKETCHART_HOME"] = str(folder / "home")
    began, steps, saves, recoveries, most, last = time.perf_counter(), 0, 0, 0, 0, None
    found: list[Recovered] = []
    for number in range(options.kills):
        try:
            life = live(folder, options.seed * 100_003 + number, options)
            check_recovered(life, found)
            last = life.told[-1] if life.told else last
            left, found = check(folder, last)
        except LostWorkError as error:
            tell(f"kill {number + 1}: {error}\nfiles: {folder}")
            return 1
        steps, saves, recoveries = steps + len(life.told), saves + life.saves, recoveries + (left is not None)
        most = max(most, len(found))
        if (number + 1) % 20 == 0:
            tell(f"{number + 1} kills, {steps} steps, {recoveries} drawings to recover, at most {most} at once")
    stale = [path.name for path in folder.glob(".*.tmp")]
    tell(
        f"{options.kills} kills in {time.perf_counter() - began:.0f} s ({_cpu_s():.0f} s of CPU): "
        f"{steps} steps told, {saves} saves done, "
        f"{recoveries} drawings to recover, {len(list(folder.glob('*.ora')))} files, nothing lost; "
        f"{len(stale)} torn temporary files left"
    )
    return 0 if len(stale) <= scripted_life.FILES else 1


def _cpu_s() -> float:
    own, lives = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + lives.ru_utime + lives.ru_stime


if __name__ == "__main__":
    sys.exit(main())
