"""Which family a checkpoint is of, told from the names and shapes of its tensors, and its hyper-parameters with it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from torch import Tensor

from engines.errors import StylePackError

Tensors = dict[str, Tensor]
RANGES: Mapping[str, tuple[float, float]] = {"-1..1": (-1.0, 1.0), "0..1": (0.0, 1.0), "0..255": (0.0, 255.0)}
RUNNING = (".running_mean", ".running_var", ".num_batches_tracked")


@dataclass(frozen=True)
class Layout:
    """One family: a tensor that only it has, how its hyper-parameters are read off, and what its generator reads.

    `keeps_running`: the running statistics in the file are the network's; else they are leftovers of old versions.
    """

    mark: str
    parameters: Callable[[Tensors], dict[str, Any]]
    wants: str = "photo"
    order: str = "rgb"
    range: str = "-1..1"
    keeps_running: Callable[[str], bool] = field(default=lambda _: False)


def found(tensors: Tensors, family: str = "auto") -> str:
    """The family's name. Raises StylePackError where none fits, or the one asked for does not."""
    fitting = [family for family, layout in LAYOUTS.items() if any(re.fullmatch(layout.mark, name) for name in tensors)]
    if family != "auto":
        if family not in (*LAYOUTS, "onnx"):
            raise StylePackError(
                "There is no family called {0}. Families: {1}, onnx.", repr(family), ", ".join(LAYOUTS)
            )
        if family not in fitting:
            raise StylePackError("The checkpoint is not of the family {0}: it has no such weights.", family)
        return family
    if not fitting:
        some = ", ".join(sorted(tensors)[:3])
        raise StylePackError("The checkpoint is of no family that can be imported (its weights: {0}...).", some[:120])
    return fitting[0]


def described(tensors: Tensors, family: str) -> tuple[dict[str, Any], Tensors]:
    """Its hyper-parameters, and its tensors without leftovers. Raises StylePackError where the shapes make no sense."""
    layout = LAYOUTS[family]
    try:
        parameters = layout.parameters(tensors)
    except (KeyError, IndexError, ValueError, ZeroDivisionError) as error:
        raise StylePackError("The checkpoint's weights do not fit together as {0} ones do.", family) from error
    kept = {n: t for n, t in tensors.items() if not n.endswith(RUNNING) or layout.keeps_running(n)}
    if parameters.get("norm") == "batch":
        kept = dict(tensors)
    return parameters, kept


def _pix2pix(tensors: Tensors) -> dict[str, Any]:
    first = tensors["model.model.0.weight"]
    prefix, halvings = "model.model.1", 2
    while f"{prefix}.model.3.model.1.weight" in tensors:
        prefix, halvings = f"{prefix}.model.3", halvings + 1
    batch = f"{prefix}.model.4.weight" in tensors
    return {
        "in_channels": first.shape[1],
        "out_channels": tensors["model.model.3.weight"].shape[1],
        "halvings": halvings,
        "width": first.shape[0],
        "norm": "batch" if batch else "instance",
    }


def _cyclegan(tensors: Tensors) -> dict[str, Any]:
    first = tensors["model.1.weight"]
    blocks = {name.split(".")[1] for name in tensors if ".conv_block." in name}
    last = max((n for n in tensors if re.fullmatch(r"model\.\d+\.weight", n)), key=lambda n: int(n.split(".")[1]))
    second = [name for name in tensors if re.search(r"conv_block\.[56]\.weight$", name) and tensors[name].dim() == 4]
    planes = int(first.shape[1])
    return {
        "in_channels": min(planes, 3),
        "landmarks": max(0, planes - 3),
        "out_channels": tensors[last].shape[0],
        "width": first.shape[0],
        "blocks": len(blocks),
        "norm": "batch" if "model.2.weight" in tensors else "instance",
        "dropout": any(".conv_block.6." in name for name in second),
    }


def _munit(tensors: Tensors) -> dict[str, Any]:
    pono = "enc_content.ds_blocks.0.conv.weight" in tensors
    first = tensors["enc_content.ds_blocks.0.conv.weight" if pono else "enc_content.model.0.conv.weight"]
    levels = r"enc_content\.ds_blocks\.\d+\.conv\.weight" if pono else r"enc_content\.model\.\d+\.conv\.weight"
    blocks = r"dec\.res_blocks\.model\.(\d+)\..*" if pono else r"dec\.model\.0\.model\.(\d+)\..*"
    return {
        "in_channels": first.shape[1],
        "width": first.shape[0],
        "halvings": sum(bool(re.fullmatch(levels, name)) for name in tensors) - 1,
        "blocks": len({match[1] for name in tensors if (match := re.fullmatch(blocks, name))}),
        "style": tensors["mlp.model.0.fc.weight"].shape[1],
        "mlp": tensors["mlp.model.0.fc.weight"].shape[0],
        "pono": pono,
    }


def _ugatit(tensors: Tensors) -> dict[str, Any]:
    first, dense = tensors["DownBlock.1.weight"], tensors["FC.0.weight"]
    width = int(first.shape[0])
    light = dense.shape[1] == 4 * width
    last = tensors["UpBlock2.11.weight"]
    return {
        "in_channels": first.shape[1],
        "out_channels": last.shape[0],
        "width": width,
        "blocks": sum(bool(re.fullmatch(r"UpBlock1_\d+\.conv1\.weight", name)) for name in tensors),
        "size": 256 if light else 4 * math.isqrt(dense.shape[1] // (4 * width)),
        "light": light,
    }


def _cartoongan(tensors: Tensors) -> dict[str, Any]:
    blocks = sum(bool(re.fullmatch(r"in\d\d_2\.scale", name)) for name in tensors)
    return {"width": tensors["conv01_1.weight"].shape[0], "blocks": blocks}


def _transformernet(tensors: Tensors) -> dict[str, Any]:
    scale = tensors["in1.weight"]
    return {
        "width": tensors["conv1.conv2d.weight"].shape[0],
        "blocks": sum(bool(re.fullmatch(r"res\d+\.in1\.weight", name)) for name in tensors),
        "styles": scale.shape[0] if scale.dim() == 2 else 1,
    }


def _waifu2x(tensors: Tensors) -> dict[str, Any]:
    if "net.0.weight" in tensors:
        return {"kind": "upconv_7"}
    # A doubling transposed convolution is 4 x 4, a plain one 3 x 3.
    return {"kind": "upcunet" if tensors["unet1.conv_bottom.weight"].shape[-1] == 4 else "cunet"}


def _srvgg(tensors: Tensors) -> dict[str, Any]:
    last = max(int(name.split(".")[1]) for name in tensors if name.startswith("body."))
    return {
        "width": tensors["body.0.weight"].shape[0],
        "convolutions": last // 2 - 1,
        "upscale": math.isqrt(tensors[f"body.{last}.weight"].shape[0] // 3),
    }


LAYOUTS: Mapping[str, Layout] = {
    "pix2pix": Layout(r"model\.model\.0\.weight", _pix2pix, wants="line_art"),
    "cyclegan": Layout(r"model\.\d+\.conv_block\.1\.weight", _cyclegan),
    # AdaIN's buffers are in every MUNIT file and in our class; those of the content encoder are leftovers.
    "munit": Layout(
        r"enc_content\.(model|ds_blocks)\.0\.conv\.weight",
        _munit,
        keeps_running=lambda name: name.startswith(("dec.", "stat_convs.")),
    ),
    "ugatit": Layout(r"DownBlock\.1\.weight", _ugatit),
    "cartoongan": Layout(r"conv01_1\.weight", _cartoongan, order="bgr"),
    "animegan": Layout(r"block_a\.0\.1\.weight", lambda t: {"width": t["block_a.0.1.weight"].shape[0]}),
    "transformernet": Layout(r"conv1\.conv2d\.weight", _transformernet, range="0..255"),
    "waifu2x": Layout(r"net\.12\.weight|unet1\.conv_bottom\.weight", _waifu2x, range="0..1"),
    "srvgg": Layout(r"body\.0\.weight", _srvgg, range="0..1"),
}
