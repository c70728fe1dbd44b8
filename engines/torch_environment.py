"""What is to be settled before torch is loaded: how its threads wait, and what it need not load. Loads no torch."""

from __future__ import annotations

import logging
import os

from engines.blocked_modules import block

# libgomp and Intel's OpenMP: a thread without work sleeps. By default it spins, on cores that OpenVINO or the pen need.
PASSIVE = {"OMP_WAIT_POLICY": "PASSIVE", "GOMP_SPINCOUNT": "0", "KMP_BLOCKTIME": "0"}


def wait_passively() -> None:
    """For this process, where torch is not loaded yet, and its children. What the user has set stays."""
    for name, value in PASSIVE.items():
        os.environ.setdefault(name, value)


def without_triton() -> None:
    """torch loads triton with its compiler, at an optimizer's first step and with every export to ONNX, though only
    compiled code for GPUs runs on it; at the end it then prints that nanobind leaked. As if it were not installed.
    """
    block("triton")
    logging.getLogger("torch.utils.flop_counter").setLevel(logging.ERROR)  # it warns of just that
