"""Runs a pack's weights with torch: on an NVIDIA or Apple GPU, or on the CPU where OpenVINO cannot. Knows arrays and
packs only.

The only module of the painting path that imports torch; engines.engine imports it when a device of torch's is asked
for.
"""

from __future__ import annotations

import contextlib

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch.nn import functional

from engines.errors import EngineError, StylePackError
from engines.packs.stylepack import StylePack
from resources.messages import Message

PRECISIONS = {"f32": torch.float32, "bf16": torch.bfloat16, "f16": torch.float16}
SMALLER = (0.5, 0.25)  # sides tried, as shares of the full ones, when memory runs out
LABELS = {"cuda": "CUDA", "mps": "Apple GPU", "cpu": "CPU torch"}


class TorchRuntime:
    """A generator ready on a torch device; one thread at a time.

    `device`: "cuda", "mps" or "cpu". `precision`: "f32", "bf16", "f16", or "auto": f32 on the CPU, half precision on
    GPUs (bf16 where the GPU has it, for its range). When memory runs out, `run` tries again, then smaller, then on the
    CPU, and says so in `notice`. Raises EngineError where the device cannot be used, StylePackError where the weights
    do not load.
    """

    def __init__(self, pack: StylePack, device: str = "cuda", *, precision: str = "auto") -> None:
        if precision not in (*PRECISIONS, "auto"):
            raise ValueError(f"precision must be auto or one of {tuple(PRECISIONS)}, got {precision!r}")
        if not usable(device):
            raise EngineError("torch cannot use the device {0} on this computer.", LABELS.get(device, device))
        self.notice = ""
        self.precision = best_precision(device) if precision == "auto" else precision
        self.device = f"{LABELS[device]} {self.precision}"
        self._torch_device = torch.device(device)
        self._multiple = pack.manifest.size_multiple
        # Pixels known to be too many for the device's memory: not tried again.
        self._too_many_px = 0
        try:
            network = pack.family.build(pack.manifest.hyper_parameters)
            network.load_state_dict(load_file(pack.weights))
        except (OSError, SafetensorError, RuntimeError) as error:
            raise StylePackError("The style's weights cannot be loaded.") from error
        self._network = network.eval().requires_grad_(False).to(memory_format=torch.channels_last)
        try:
            self._network.to(self._torch_device)
        except RuntimeError as error:
            raise EngineError("{0} has no room for this style.", self.device) from error

    def run(self, planes: np.ndarray, palette: np.ndarray, style: np.ndarray) -> np.ndarray:
        """One picture: `planes` float32 [1, 7, H, W], `palette` float32 [1, 4, 4], `style` float32 [1, styles].

        Returns float32 [1, 4, H, W] in [0, 1]. Raises EngineError.
        """
        self.notice = ""
        inputs = tuple(torch.from_numpy(np.ascontiguousarray(array, np.float32)) for array in (planes, palette, style))
        try:
            with torch.inference_mode():
                return self._within_memory(*inputs).numpy()
        except EngineError:
            raise
        except RuntimeError as error:
            raise EngineError("torch could not compute the artwork on {0}.", self.device) from error

    def close(self) -> None:
        self._network.to("cpu")
        self._free()

    def _within_memory(self, planes: torch.Tensor, palette: torch.Tensor, style: torch.Tensor) -> torch.Tensor:
        """The ladder: full size, once more with caches emptied, half, a quarter, then the CPU in f32."""
        height, width = planes.shape[2:]
        for attempt, share in enumerate((1.0, 1.0, *SMALLER)):
            rows, columns = (self._rounded(length * share) for length in (height, width))
            if self._too_many_px and rows * columns >= self._too_many_px:
                continue
            try:
                art = self._compute(_resized(planes, rows, columns), palette, style, device=self._torch_device)
            except RuntimeError as error:
                if not out_of_memory(error):
                    raise
                self._free()
                # A first failure may be other programs' or old caches' fault; a second one is the size's.
                if attempt:
                    self._too_many_px = rows * columns
                continue
            if (rows, columns) != (height, width):
                self.notice = Message(
                    "The device's memory is too small for this size: painted at {0} x {1}.", columns, rows
                )
            return _resized(art, height, width)
        self.notice = Message("The device's memory is too small for this picture: painted on the CPU.")
        try:
            self._network.to("cpu")
            return self._compute(planes, palette, style, device=torch.device("cpu"))
        except RuntimeError as error:
            raise EngineError("There is too little memory to paint a picture of this size.") from error
        finally:
            self._network.to(self._torch_device)

    def _compute(
        self, planes: torch.Tensor, palette: torch.Tensor, style: torch.Tensor, *, device: torch.device
    ) -> torch.Tensor:
        """The network on that device: float32 [1, 4, H, W] on the CPU."""
        half = device == self._torch_device and self.precision != "f32"
        mixed = torch.autocast(device.type, PRECISIONS[self.precision]) if half else contextlib.nullcontext()
        with mixed:
            inputs = (part.to(device, non_blocking=True) for part in (planes, palette, style))
            return self._network(*inputs).float().cpu()

    def _rounded(self, length: float) -> int:
        return max(self._multiple, round(length / self._multiple) * self._multiple)

    def _free(self) -> None:
        if self._torch_device.type == "cuda":
            torch.cuda.empty_cache()
        elif self._torch_device.type == "mps":
            torch.mps.empty_cache()


def usable(device: str) -> bool:
    """Can torch use the device named so?"""
    if device == "cuda":
        return torch.cuda.is_available()
    if device == "mps":
        return torch.backends.mps.is_available()
    return device == "cpu"


def best_precision(device: str) -> str:
    """The fastest that is safe there."""
    if device == "cuda":
        return "bf16" if torch.cuda.is_bf16_supported(including_emulation=False) else "f16"
    return "f16" if device == "mps" else "f32"


def out_of_memory(error: RuntimeError) -> bool:
    """torch names it on CUDA; on MPS and the CPU only the text tells."""
    text = str(error).lower()
    return isinstance(error, torch.OutOfMemoryError) or "out of memory" in text or "allocate memory" in text


def _resized(planes: torch.Tensor, height: int, width: int) -> torch.Tensor:
    if tuple(planes.shape[2:]) == (height, width):
        return planes
    if planes.shape[2] > height:
        return functional.interpolate(planes, (height, width), mode="area")
    return functional.interpolate(planes, (height, width), mode="bilinear", align_corners=False)
