"""What devices.available tells, with drivers and packages acted."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import sys

import pytest

from engines import devices


@pytest.fixture
def computer(monkeypatch):
    """A computer with torch, its GPU build, and no GPU; each part can be changed."""

    def set_up(*, nvidia=False, apple=False, torch: str | None = "2.15.0", openvino=True):
        packages = {"torch": torch, "openvino": openvino or None}
        monkeypatch.setattr(devices, "nvidia_driver_present", lambda: nvidia)
        monkeypatch.setattr(devices, "apple_silicon", lambda: apple)
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: packages[name] and object())
        monkeypatch.setattr(importlib.metadata, "version", lambda name: packages[name])
        return {device.id: device for device in devices.available()}

    return set_up


def test_a_plain_computer(computer):
    found = computer()
    assert list(found) == ["auto", "cpu", "cuda", "mps", "torch-cpu"]
    assert [name for name, device in found.items() if device.usable] == ["auto", "cpu", "torch-cpu"]
    assert "driver" in found["cuda"].reason and "Apple" in found["mps"].reason
    assert devices.automatic() == "cpu"


def test_without_torch_there_is_openvino(computer):
    found = computer(torch=None, nvidia=True)
    assert found["cpu"].usable and "torch is not installed" in found["cuda"].reason
    assert devices.automatic() == "cpu"


def test_an_nvidia_gpu_comes_first(computer):
    assert computer(nvidia=True)["cuda"].usable
    assert devices.automatic() == "cuda"


def test_a_torch_for_the_cpu_alone(computer):
    assert "built for the CPU" in computer(nvidia=True, torch="2.15.0+cpu")["cuda"].reason


def test_an_apple_gpu(computer):
    assert computer(apple=True)["mps"].usable
    assert devices.automatic() == "mps"


def test_torch_paints_where_openvino_is_missing(computer):
    assert not computer(openvino=False)["cpu"].usable
    assert devices.automatic() == "torch-cpu"


def test_this_computer_is_looked_at_without_torch():
    before = "torch" in sys.modules
    assert {device.id for device in devices.available()} >= {"auto", "cpu"}
    assert ("torch" in sys.modules) == before
