"""The hand comes first: threads that compute beside the window step back, and the interpreter's pauses are short."""

from __future__ import annotations

import gc
import os
import sys
import threading

PAINTING = 5  # niceness: the artwork follows the hand, before whatever else this computer does in the background
FILES = 10
# How long pure Python in another thread may keep the hand waiting. Python's own 5 ms is too long, and so is one: the
# hand's own numpy calls let go of the interpreter, a hundred times in one event, and each time it may have to wait.
SWITCH_S = 0.0002


def step_back(niceness: int) -> None:
    """Lower the calling thread, and the threads it starts from now on. Linux only; elsewhere nothing happens.

    Qt's own priorities do nothing under Linux's ordinary scheduler, where niceness belongs to the single thread.
    """
    if sys.platform.startswith("linux"):
        try:
            thread = threading.get_native_id()
            os.setpriority(os.PRIO_PROCESS, thread, max(niceness, os.getpriority(os.PRIO_PROCESS, thread)))
        except OSError:
            return  # a stricter system: then it shares as it did


def shorten_pauses() -> None:
    """Once the program has started: what is there by now is never searched for garbage again (20 ms each time)."""
    sys.setswitchinterval(SWITCH_S)
    gc.freeze()
