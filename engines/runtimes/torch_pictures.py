"""Runs the weights of a generator of pictures with torch, on a GPU or on the CPU. Knows arrays and packs only."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import cast

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file

from engines.errors import EngineError, StylePackError
from engines.packs.stylepack import StylePack
from engines.runtimes.torch import LABELS, PRECISIONS, best_precision, out_of_memory, usable
from resources.messages import Message


class TorchPictures:
    """A generator ready on a torch device ("cuda", "mps" or "cpu"); one thread at a time.

    Half precision is bf16 or none: norms over a whole picture overflow float16. When the device's memory runs out, the
    CPU computes that picture and `notice` says so. Raises EngineError where the device cannot be used, StylePackError
    where the weights are not this network's.
    """

    def __init__(self, pack: StylePack, device: str = "cuda", *, precision: str = "auto") -> None:
        if precision not in (*PRECISIONS, "auto"):
            raise ValueError(f"precision must be auto or one of {tuple(PRECISIONS)}, got {precision!r}")
        if not usable(device):
            raise EngineError("torch cannot use the device {0} on this computer.", LABELS.get(device, device))
        precision = best_precision(device) if precision == "auto" else precision
        self.precision = "f32" if precision == "f16" else precision
        self.device = f"{LABELS[device]} {self.precision}"
        self.notice = ""
        self._torch_device = torch.device(device)
        try:
            network = pack.family.build(pack.manifest.hyper_parameters)
            network.load_state_dict(load_file(pack.weights))
        except (OSError, SafetensorError, RuntimeError) as error:
            raise StylePackError("The style's weights cannot be loaded.") from error
        self._network = network.eval().requires_grad_(False)
        self._heatmap = pack.picture is not None and pack.picture.heatmap
        try:
            self._network.to(self._torch_device)
        except RuntimeError as error:
            raise EngineError("{0} has no room for this style.", self.device) from error

    def run_graph(self, arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """float32 "picture" [1, C, H, W] and, where it takes one, "style" [1, n] to "art" and, if told, "heatmap"."""
        self.notice = ""
        answer = self._compute([arrays[name] for name in ("picture", "style") if name in arrays])
        parts = answer if isinstance(answer, tuple) else (answer,)
        told = {"art": parts[0]}
        if self._heatmap:
            told["heatmap"] = parts[-1]
        return {name: part.float().cpu().numpy() for name, part in told.items()}

    def read_style(self, picture: np.ndarray) -> np.ndarray:
        """float32 [1, n], the code of a picture [1, C, H, W] in the generator's range."""
        encoder = getattr(self._network, "enc_style", None)
        if encoder is None:
            raise EngineError("This style cannot be taken from a picture.")
        with torch.inference_mode():
            code = encoder(torch.from_numpy(np.ascontiguousarray(picture, np.float32)).to(self._torch_device))
        return cast(torch.Tensor, code).float().cpu().numpy()

    def close(self) -> None:
        self._network.to("cpu")
        if self._torch_device.type == "cuda":
            torch.cuda.empty_cache()

    def _compute(self, arrays: list[np.ndarray]) -> torch.Tensor | tuple[torch.Tensor, ...]:
        inputs = [torch.from_numpy(np.ascontiguousarray(array, np.float32)) for array in arrays]
        half = self.precision == "bf16"
        mixed = torch.autocast(self._torch_device.type, torch.bfloat16) if half else contextlib.nullcontext()
        try:
            with torch.inference_mode(), mixed:
                return self._network(*(part.to(self._torch_device) for part in inputs))
        except RuntimeError as error:
            if not out_of_memory(error) or self._torch_device.type == "cpu":
                raise EngineError("torch could not compute the artwork on {0}.", self.device) from error
        self.notice = Message("The device's memory is too small for this picture: painted on the CPU.")
        try:
            with torch.inference_mode():
                return self._network.to("cpu")(*inputs)
        except RuntimeError as error:
            raise EngineError("There is too little memory to paint a picture of this size.") from error
        finally:
            self._network.to(self._torch_device)
