"""The figure-ground prior: what a tiny network, told only the ink, takes for the inside of a thing, and where it
expects the outline to go on. Reads at 128 px whatever the drawing's size, so that a preview
and its export are told the same.

Knows nothing of regions: engines.sketch.closing obeys what it says. Trained by trainer.figure_prior.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

import cv2
import numpy as np

import resources
from engines.errors import EngineError
from engines.openvino_loading import load_openvino

SIDE_PX = 128
FAINT = 40  # of 255: a sheet whose darkest line is fainter is taken as it is
THREADS = 1


@dataclass(frozen=True, eq=False)
class Prior:
    """float32 [h, w] in [0, 1], the longer side 128: the probability that a pixel lies inside a thing, and that a
    finished outline passes there."""

    inside: np.ndarray
    outline: np.ndarray


class FigurePrior:
    """The network, ready on the CPU. Raises EngineError where it cannot be opened."""

    def __init__(self, onnx: Path) -> None:
        settings = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_NUM_THREADS": THREADS}
        try:
            self._openvino = load_openvino()
            core = self._openvino.Core()
            self._request = core.compile_model(core.read_model(str(onnx)), "CPU", settings).create_infer_request()
        except Exception as error:  # the border to OpenVINO, which raises RuntimeError for anything
            raise EngineError("The network that closes outlines could not be opened.") from error
        self._lock = Lock()
        self._sheet = np.zeros((1, 2, SIDE_PX, SIDE_PX), np.float32)

    def read(self, ink: np.ndarray) -> Prior:
        """`ink`: uint8 [H, W], 255 = line. Threads may call at once; they wait for each other. Raises EngineError."""
        small = sheet_of(ink)
        height, width = small.shape
        with self._lock:
            self._sheet.fill(0)
            self._sheet[0, 0, :height, :width] = small
            self._sheet[0, 1, :height, :width] = 1
            try:
                self._request.set_input_tensor(0, self._openvino.Tensor(self._sheet, shared_memory=True))
                self._request.infer()
                inside, outline = self._request.get_output_tensor(0).data[0, :, :height, :width].copy()
            except Exception as error:  # as above
                raise EngineError("The network that closes outlines could not run.") from error
        return Prior(inside, outline)


def sheet_of(ink: np.ndarray) -> np.ndarray:
    """float32 [h, w] in [0, 1], the longer side 128: the lines as the network reads them; thin ones are darkened, lest
    they fade."""
    scale = SIDE_PX / max(ink.shape)
    size = (max(1, round(ink.shape[1] * scale)), max(1, round(ink.shape[0] * scale)))
    small = cv2.resize(ink, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    darkest = int(small.max())
    gain = 1 / 255 if darkest < FAINT else 1 / darkest
    return small.astype(np.float32) * np.float32(gain)


@cache
def bundled_prior() -> FigurePrior:
    """The one that ships, opened once in a process."""
    return FigurePrior(resources.figure_prior())
