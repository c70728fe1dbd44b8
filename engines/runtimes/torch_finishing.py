"""Runs a taught style's finishing network with torch; engines.engine imports it where torch paints."""

from __future__ import annotations

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from engines.errors import EngineError, StylePackError
from engines.networks.finishing import FinishingNetwork
from engines.packs.stylepack import StylePack


class TorchFinisher:
    """The pack's finishing network on "cuda", "mps" or "cpu", in float32: it is small."""

    def __init__(self, pack: StylePack, device: str) -> None:
        assert pack.manifest.finish is not None
        self._device = torch.device(device)
        network = FinishingNetwork(pack.manifest.finish)
        try:
            network.load_state_dict({name: weight.float() for name, weight in load_file(pack.finish_weights).items()})
        except (OSError, SafetensorError, RuntimeError) as error:
            raise StylePackError("The style's weights cannot be loaded.") from error
        self._network = network.eval().requires_grad_(False).to(self._device)

    def paper(self, canvas: np.ndarray) -> np.ndarray:
        """float32 [1, width + 4, H/2, W/2] of the canvas' planes."""
        with torch.inference_mode():
            return self._network.paper(self._tensor(canvas)).cpu().numpy()

    def finish(self, art: np.ndarray, paper: np.ndarray) -> np.ndarray:
        """float32 [1, 4, H, W] in [0, 1] of float32 [1, 8, H, W]. Raises EngineError."""
        try:
            with torch.inference_mode():
                return self._network(self._tensor(art), self._tensor(paper)).cpu().numpy()
        except RuntimeError as error:
            raise EngineError("torch could not compute the artwork on {0}.", str(self._device)) from error

    def close(self) -> None:
        self._network.to("cpu")

    def _tensor(self, array: np.ndarray) -> Tensor:
        return torch.from_numpy(np.ascontiguousarray(array, np.float32)).to(self._device)
