"""CycleGAN: two halvings, residual blocks, two doublings (Zhu et al. 2017, section 7.2). Taught with pix2pix's
PatchGAN.
"""

from __future__ import annotations

from torch import Tensor, nn

from engines.networks.layers import has_bias, norm_layer, start_small


class ResnetBlock(nn.Module):
    """Two reflected 3x3 convolutions added to their input; dropout between them, if any, moves the second's index."""

    def __init__(self, width: int, *, norm: str, bias: bool, dropout: bool) -> None:
        super().__init__()
        layers: list[nn.Module] = [nn.ReflectionPad2d(1), nn.Conv2d(width, width, 3, bias=bias)]
        layers += [norm_layer(norm, width), nn.ReLU()]
        if dropout:
            layers.append(nn.Dropout(0.5))
        layers += [nn.ReflectionPad2d(1), nn.Conv2d(width, width, 3, bias=bias), norm_layer(norm, width)]
        self.conv_block = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.conv_block(x)


class ResnetGenerator(nn.Module):
    """float32 [N, in_channels + landmarks, H, W] in [-1, 1] to [N, out_channels, H, W] in [-1, 1]; H, W multiples of 4.

    The planes of landmarks come after the picture's and are neutral at 0: planes of 0 and 1 would not be centred, and
    made weights explode.
    """

    def __init__(
        self,
        *,
        in_channels: int = 3,
        out_channels: int = 3,
        landmarks: int = 0,
        width: int = 64,
        blocks: int = 9,
        norm: str = "instance",
        bias: bool | None = None,
        dropout: bool = False,
    ) -> None:
        super().__init__()
        bias = has_bias(norm, bias)
        first = nn.Conv2d(in_channels + landmarks, width, 7, bias=bias)
        layers: list[nn.Module] = [nn.ReflectionPad2d(3), first, norm_layer(norm, width), nn.ReLU()]
        for level in (1, 2):
            down = nn.Conv2d(width * level, width * 2 * level, 3, 2, 1, bias=bias)
            layers += [down, norm_layer(norm, width * 2 * level), nn.ReLU()]
        layers += [ResnetBlock(4 * width, norm=norm, bias=bias, dropout=dropout) for _ in range(blocks)]
        for level in (2, 1):
            up = nn.ConvTranspose2d(width * 2 * level, width * level, 3, 2, 1, 1, bias=bias)
            layers += [up, norm_layer(norm, width * level), nn.ReLU()]
        layers += [nn.ReflectionPad2d(3), nn.Conv2d(width, out_channels, 7), nn.Tanh()]
        self.model = nn.Sequential(*layers)
        start_small(self)

    def forward(self, picture: Tensor) -> Tensor:
        return self.model(picture)
