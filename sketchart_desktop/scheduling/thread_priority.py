"""The hand comes first: its thread is let in at once, threads that compute beside the window step back, and the
interpreter's pauses are short.
"""

from __future__ import annotations

import ctypes
import gc
import os
import platform
import struct
import sys
import threading

PAINTING = 5  # niceness: the artwork follows the hand, before whatever else this computer does in the background
FILES = 10
# Linux lets a thread that wakes up in before the turn of the running one is over only where its own turns are shorter;
# else it waits for up to 4 ms, whatever its niceness. Since Linux 6.12 a thread may ask for turns of 0.1 ms at least.
TURN_NS = 100_000
SET_ATTRIBUTES = {"x86_64": 314, "aarch64": 274}  # the number of sched_setattr, which Python does not offer
RESET_ON_FORK = 1
# How long pure Python in another thread may keep the hand waiting. Python's own 5 ms is too long, and so is one: the
# hand's own numpy calls let go of the interpreter, a hundred times in one event, and each time it may have to wait.
SWITCH_S = 0.0002


def come_first() -> None:
    """Let the calling thread, but not those it starts, in as soon as it has something to do. Needs no rights: what it
    gets in all stays the same. Elsewhere than on Linux, and on older ones, nothing happens.
    """
    number = SET_ATTRIBUTES.get(platform.machine())
    if sys.platform.startswith("linux") and number:
        niceness = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
        # struct sched_attr: size, policy (ordinary), flags, nice, priority, runtime, deadline, period
        attributes = struct.pack("=IIQiIQQQ", 48, 0, RESET_ON_FORK, niceness, 0, TURN_NS, 0, 0)
        ctypes.CDLL(None).syscall(number, 0, attributes, 0)  # refused by a stricter system: then it shares as it did


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
