"""Runs generator.onnx on the CPU with OpenVINO. Knows arrays and files only; never torch, and never a socket.

One graph is compiled per working size: with a fixed size OpenVINO plans memory and layouts ahead, which for SketchNet
in bf16 takes half the time of one graph with free height and width. A drawing uses few sizes, so few graphs are kept.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from engines.errors import EngineError, StylePackError
from engines.openvino_loading import load_openvino
from engines.packs.stylepack import StylePack

# A compiled graph holds its own weights and buffers: about 25 MB and 120 bytes a pixel.
SIZES_KEPT = 6
PIXELS_KEPT = 3 * 2**20
CACHE_LIMIT_BYTES = 512 * 2**20
# What one step of a generator may hold; SketchNet needs 9 values a pixel, its weights 2 million.
VALUES_PER_PIXEL = 256
FREE_VALUES = 64 * 2**20
PRECISIONS = ("auto", "f32", "bf16")


class OpenVinoGraph:
    """A graph ready on the CPU; one thread at a time.

    `precision`: "f32", "bf16", or "auto": bf16 where the CPU computes in it, else f32. `threads`: 0 = as OpenVINO sees
    fit. `cache_dir`: compiled graphs are kept there and load faster the next time. Raises EngineError where OpenVINO
    cannot start, StylePackError where it cannot read the file.
    """

    def __init__(
        self,
        onnx_path: Path,
        precision: str = "auto",
        *,
        cache_dir: Path | None = None,
        threads: int = 0,
    ) -> None:
        if precision not in PRECISIONS:
            raise ValueError(f"precision must be one of {PRECISIONS}, got {precision!r}")
        self._path = Path(onnx_path)
        self._compiled: OrderedDict[tuple[int, ...], Any] = OrderedDict()
        try:
            self._openvino = load_openvino()
            self._core = self._openvino.Core()
            abilities = self._core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        except Exception as error:
            raise EngineError("OpenVINO could not start on this computer's CPU.") from error
        if precision == "auto":
            precision = "bf16" if "BF16" in abilities else "f32"
        self.precision = precision
        self.device = f"CPU {precision}"
        self.notice = ""
        self._settings: dict[str, Any] = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": precision}
        if threads:
            self._settings["INFERENCE_NUM_THREADS"] = threads
        if cache_dir is not None:
            self._settings["CACHE_DIR"] = str(_cache_folder(cache_dir))
        try:
            self._graph = self._core.read_model(str(self._path))
        except Exception as error:
            raise StylePackError("The style's generator file cannot be read.") from error

    def run_graph(self, arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """float32 arrays by input name to float32 arrays by output name, views that the next run overwrites.

        The first input is the one with the picture, [1, C, H, W]. Raises EngineError.
        """
        # Shared, not copied: this frame keeps the arrays alive until `infer` has returned.
        whole = {name: np.ascontiguousarray(array, np.float32) for name, array in arrays.items()}
        request = self._request(whole)
        try:
            for name, array in whole.items():
                request.set_tensor(name, self._openvino.Tensor(array, shared_memory=True))
            request.infer()
            return {
                output.get_any_name(): request.get_output_tensor(index).data
                for index, output in enumerate(self._graph.outputs)
            }
        except Exception as error:
            raise EngineError("OpenVINO could not compute the artwork.") from error

    def close(self) -> None:
        self._compiled.clear()

    def _request(self, arrays: Mapping[str, np.ndarray]) -> Any:
        """The infer request for those shapes, compiled at need; the least recently used size is dropped."""
        name = next(iter(arrays))
        key = arrays[name].shape
        if key in self._compiled:
            self._compiled.move_to_end(key)
            return self._compiled[key]
        height, width = key[2:]
        try:
            graph = self._graph.clone()
            graph.reshape({name: list(array.shape) for name, array in arrays.items()})
            self._refuse_giants(graph, height * width)
            request = self._core.compile_model(graph, "CPU", self._settings).create_infer_request()
        except StylePackError:
            raise
        except Exception as error:
            raise EngineError(
                "OpenVINO could not prepare the generator for {0} x {1} pixels.", width, height
            ) from error
        self._check(request, height, width)
        while self._compiled and (
            len(self._compiled) >= SIZES_KEPT
            or sum(math.prod(kept[2:]) for kept in (*self._compiled, key)) > PIXELS_KEPT
        ):
            self._compiled.popitem(last=False)
        self._compiled[key] = request
        return request

    def _check(self, request: Any, height: int, width: int) -> None:
        """Raises EngineError where the compiled graph's answer is not what it should be."""

    @staticmethod
    def _refuse_giants(graph: Any, pixels: int) -> None:
        """A few bytes of a forged graph can ask for any amount of memory: look at every step's size before any is
        allocated.
        """
        for step in graph.get_ops():
            kind = step.get_type_name()
            if kind == "Convert":  # as many values as it is given: weights, unpacked from half the width
                kind = step.input_value(0).get_node().get_type_name()
            if kind == "Constant":
                continue  # as large as the file, which was looked at
            for output in step.outputs():
                shape = output.get_partial_shape()
                if (
                    shape.is_static
                    and math.prod(int(d.get_length()) for d in shape) > VALUES_PER_PIXEL * pixels + FREE_VALUES
                ):
                    raise StylePackError("The style's generator asks for more memory than a picture needs.")


class OpenVinoRuntime(OpenVinoGraph):
    """A generator of planes (SketchNet)."""

    def run(self, planes: np.ndarray, palette: np.ndarray, style: np.ndarray) -> np.ndarray:
        """One picture: `planes` float32 [1, 7, H, W], `palette` float32 [1, 4, 4], `style` float32 [1, styles].

        Returns float32 [1, 4, H, W] in [0, 1], a view that the next `run` overwrites. Raises EngineError.
        """
        return self.run_graph({"planes": planes, "palette": palette, "style": style})["art"]

    def _check(self, request: Any, height: int, width: int) -> None:
        if tuple(request.get_output_tensor(0).shape) != (1, 4, height, width):
            raise EngineError("The style's generator gives pictures of a wrong shape.")


class OpenVinoPictures(OpenVinoGraph):
    """A generator of pictures, with its style encoder where the pack has one."""

    def __init__(
        self, pack: StylePack, precision: str = "auto", *, threads: int = 0, cache_dir: Path | None = None
    ) -> None:
        super().__init__(pack.generator_onnx, precision, threads=threads, cache_dir=cache_dir)
        path = pack.style_encoder_onnx
        self._encoder = OpenVinoGraph(path, "f32", cache_dir=cache_dir) if path is not None else None

    def read_style(self, picture: np.ndarray) -> np.ndarray:
        """float32 [1, n], the code of a picture [1, C, H, W] in the generator's range."""
        if self._encoder is None:
            raise EngineError("This style cannot be taken from a picture.")
        return self._encoder.run_graph({"picture": picture})["style"]


class OpenVinoFinisher:
    """The finishing network of a taught style."""

    def __init__(
        self, pack: StylePack, precision: str = "auto", *, threads: int = 0, cache_dir: Path | None = None
    ) -> None:
        self._finish = OpenVinoGraph(pack.finish_onnx, precision, threads=threads, cache_dir=cache_dir)
        self._paper = OpenVinoGraph(pack.finish_paper_onnx, "f32", threads=threads, cache_dir=cache_dir)

    def paper(self, canvas: np.ndarray) -> np.ndarray:
        """float32 [1, width + 4, H/2, W/2] of the canvas' planes."""
        return self._paper.run_graph({"canvas": canvas})["paper"].copy()

    def finish(self, art: np.ndarray, paper: np.ndarray) -> np.ndarray:
        """float32 [1, 4, H, W] in [0, 1] of float32 [1, 8, H, W], a view that the next call overwrites."""
        return self._finish.run_graph({"art": art, "paper": paper})["finished"]

    def close(self) -> None:
        self._finish.close()
        self._paper.close()


def _cache_folder(folder: Path) -> Path:
    """The folder, made, and its oldest blobs removed once they are too many."""
    folder.mkdir(parents=True, exist_ok=True)
    blobs = sorted(folder.glob("*.blob"), key=lambda blob: blob.stat().st_mtime)
    total = sum(blob.stat().st_size for blob in blobs)
    for blob in blobs:
        if total <= CACHE_LIMIT_BYTES:
            break
        total -= blob.stat().st_size
        blob.unlink(missing_ok=True)
    return folder
