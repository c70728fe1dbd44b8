"""The painting path on a CPU loads no torch and opens no socket, not even OpenVINO's telemetry: seen in a process of
its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import json, sys
sockets = []
def watch(event, arguments):
    if event.startswith("socket."):
        sockets.append(event)
sys.addaudithook(watch)
import engines
bare = sorted({name.partition(".")[0] for name in sys.modules} & {"torch", "openvino", "onnx", "PySide6"})
from pathlib import Path
import numpy as np
from engines import devices
from engines.api import RenderRequest
from engines.engine import open_engine
from engines.palette import Palette
from engines.packs.stylepack import StyleLibrary
library = StyleLibrary(Path(sys.argv[1]), Path(sys.argv[2]))
pack, index = library.find("soft")
devices.available()
ink = np.zeros((64, 64, 4), np.uint8)
ink[16:48, 16, 3] = 255
request = RenderRequest(1, ink, np.zeros_like(ink), Palette.of(((200, 80, 40),)), (1.0, 0.0))
engine = open_engine(pack, "cpu", cache_dir=Path(sys.argv[2]) / "compiled")
result = engine.render(request)
engine.close()
loaded = {name.partition(".")[0] for name, module in sys.modules.items() if module is not None}
print(json.dumps({
    "bare": bare, "loaded": sorted(loaded), "sockets": sockets, "device": result.device, "shape": result.image.shape,
}))
"""


@pytest.fixture(scope="module")
def seen(pack, tmp_path_factory) -> dict:
    root = Path(__file__).parents[3]
    # As on a user's machine: telemetry keeps quiet by itself where it sees that it runs in CI.
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "TF_BUILD", "JENKINS_URL")}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(pack.folder.parent), str(tmp_path_factory.mktemp("user"))],
        cwd=root,
        env={**environment, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_it_painted(seen):
    assert seen["device"].startswith("CPU") and seen["shape"] == [64, 64, 4]


def test_importing_engines_loads_nothing_heavy(seen):
    assert seen["bare"] == []


def test_no_torch(seen):
    assert not {"torch", "torchvision", "triton", "onnx"} & set(seen["loaded"])


def test_no_telemetry_and_no_socket(seen):
    assert "openvino" in seen["loaded"]
    assert not {"openvino_telemetry", "requests", "urllib3", "aiohttp"} & set(seen["loaded"])
    assert seen["sockets"] == []
