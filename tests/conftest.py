"""Every test starts from here: no screen unless asked for, a home of its own, no network, and a bound on threads and
memory, so that the whole suite runs on two busy cores.
"""

from __future__ import annotations

import ctypes
import gc
import os
import platform
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engines.torch_environment import PASSIVE, without_triton
from tests.trial_pack import pack, pack_files  # noqa: F401

# Before any Qt import. `QT_QPA_PLATFORM=xcb pytest ...` shows the windows, on pytest-xvfb's screen or a real one.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Before torch is loaded, here and in the processes that tests start: spinning threads took the cores from OpenVINO's,
# and a step of a tiny training took minutes.
os.environ.update(PASSIVE)
os.environ.setdefault("OMP_NUM_THREADS", "1")
GLIBC = platform.libc_ver()[0] == "glibc"
M_ARENA_MAX = -8  # of its malloc.h


def pytest_configure() -> None:
    without_triton()
    if GLIBC:
        # As many heaps as threads ever ran, each with what was freed in it, were more than the tests themselves took.
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say what the tests took: of the processes under this one, xdist's workers among them, the largest one's peak."""
    if sys.platform == "linux" and not hasattr(config, "workerinput"):
        import resource

        own, largest = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, -1))
        print(f"peak memory: {own} MiB here, {largest} MiB in the largest process below")  # noqa: T201


@pytest.fixture(autouse=True, scope="module")
def memory_given_back() -> Iterator[None]:
    """Behind each file: windows, networks and pictures in reference circles go, and free memory goes to the system."""
    yield
    gc.unfreeze()  # a program that starts leaves what it found to no collector; here another one follows
    gc.collect()
    if GLIBC:
        ctypes.CDLL(None).malloc_trim(0)


@pytest.fixture(autouse=True)
def sketchart_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, styles, journals and caches of this test alone."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("SKETCHART_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to leave this machine fails the test; local sockets (the screen's, asyncio's pairs) work."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def refuse(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            pytest.fail(f"a test tried to reach the network: {address!r}")

    def guarded_connect(self: socket.socket, address: object) -> None:
        refuse(self, address)
        return connect(self, address)  # type: ignore[arg-type]

    def guarded_connect_ex(self: socket.socket, address: object) -> int:
        refuse(self, address)
        return connect_ex(self, address)  # type: ignore[arg-type]

    def guarded_lookup(host: object, *_: object, **__: object) -> list[object]:
        pytest.fail(f"a test tried to look up {host!r}")

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_lookup)
