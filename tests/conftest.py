"""Every test starts from here: no screen unless asked for, a home of its own, and no network."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from tests.trial_pack import pack, pack_files  # noqa: F401

# Before any Qt import. `QT_QPA_PLATFORM=xcb pytest ...` shows the windows, on pytest-xvfb's screen or a real one.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


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
