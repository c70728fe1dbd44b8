"""Which devices can paint, told from files and package records alone: torch is not imported to find out.

A GPU counts as there when its driver is; whether torch can really use it is found when an engine is opened on it.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# Device id -> torch's name for it.
TORCH_DEVICES: Mapping[str, str] = {"cuda": "cuda", "mps": "mps", "torch-cpu": "cpu"}


@dataclass(frozen=True)
class Device:
    """A device to choose. `label` for the user; `reason` says why it cannot be used, empty when it can."""

    id: str
    label: str
    reason: str = ""

    @property
    def usable(self) -> bool:
        return not self.reason


def available() -> tuple[Device, ...]:
    """Every device the app knows, "auto" first, with the reason where one cannot be used."""
    return (
        Device("auto", "Automatic"),
        Device("cpu", "CPU (OpenVINO)", _no_openvino()),
        Device("cuda", "NVIDIA GPU", _no_cuda()),
        Device("mps", "Apple GPU", _no_mps()),
        Device("torch-cpu", "CPU (torch)", _no_torch()),
    )


def automatic() -> str:
    """The device that "auto" stands for on this computer."""
    usable = {device.id for device in available() if device.usable}
    return next((name for name in ("cuda", "mps", "cpu", "torch-cpu") if name in usable), "cpu")


def nvidia_driver_present() -> bool:
    """Whether NVIDIA's driver is installed and has a device: looked up in the places where it puts its files."""
    if sys.platform == "win32":
        return (Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "nvcuda.dll").is_file()
    if sys.platform != "linux":
        return False
    # A container or WSL shows the device without /proc's record of the driver.
    return any(Path(path).exists() for path in ("/dev/nvidia0", "/dev/nvidiactl", "/usr/lib/wsl/lib/libcuda.so.1"))


def apple_silicon() -> bool:
    return sys.platform == "darwin" and platform.machine() == "arm64"


def _no_openvino() -> str:
    return "" if importlib.util.find_spec("openvino") else "OpenVINO is not installed."


def _no_torch() -> str:
    return "" if importlib.util.find_spec("torch") else "torch is not installed."


def _no_cuda() -> str:
    if not nvidia_driver_present():
        return "No NVIDIA driver was found."
    if reason := _no_torch():
        return reason
    try:
        build = importlib.metadata.version("torch").partition("+")[2]
    except importlib.metadata.PackageNotFoundError:
        build = ""
    return "The installed torch is built for the CPU alone." if build == "cpu" else ""


def _no_mps() -> str:
    return _no_torch() if apple_silicon() else "This computer has no Apple GPU."
