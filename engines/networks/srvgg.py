"""Real-ESRGAN's compact upscaler: plain convolutions, then pixels from channels, added to the enlarged picture."""

from __future__ import annotations

import torch.nn.functional as F
from torch import Tensor, nn


class SrvggNet(nn.Module):
    """float32 [N, 3, H, W] RGB in [0, 1] to [N, 3, upscale * H, upscale * W], not clipped; any H, W."""

    def __init__(self, *, width: int = 64, convolutions: int = 16, upscale: int = 4) -> None:
        super().__init__()
        self.upscale = upscale
        layers: list[nn.Module] = [nn.Conv2d(3, width, 3, 1, 1), nn.PReLU(width)]
        for _ in range(convolutions):
            layers += [nn.Conv2d(width, width, 3, 1, 1), nn.PReLU(width)]
        self.body = nn.ModuleList([*layers, nn.Conv2d(width, 3 * upscale**2, 3, 1, 1)])

    def forward(self, picture: Tensor) -> Tensor:
        x = picture
        for layer in self.body:
            x = layer(x)
        return F.pixel_shuffle(x, self.upscale) + F.interpolate(picture, scale_factor=float(self.upscale))
