"""Networks written as ncnn has them: a text of layers, and their weights behind tags."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from torch import Tensor

UPCONV_NAMES = (*(f"net.{2 * number}" for number in range(6)), "net.12")


def ncnn_files(
    weights: dict[str, Tensor],
    folder: Path,
    *,
    half: bool,
    names: Sequence[str] = UPCONV_NAMES,
    turned: Sequence[str] = ("net.12",),
    dense: Sequence[str] = (),
    full: Sequence[str] = (),
) -> Path:
    """The layers `names` in that order: tag, weights (deconvolutions, `turned`, [out, in, h, w]), biases; padded to
    four bytes. `dense`: written as inner products; `full`: in float32 whatever the others are in.
    """
    lines, content = ["Input input 0 1 in 0=0 1=0 2=3"], b""
    for name in names:
        weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
        stored = (weight.transpose(0, 1) if name in turned else weight).contiguous().numpy()
        kind = "Deconvolution" if name in turned else "Convolution"
        options = f"0={stored.shape[0]} 1={stored.shape[-1]} 5=1 6={stored.size} -23310=1,0.1"
        if name in dense:
            kind, options = "InnerProduct", f"0={stored.shape[0]} 1=1 2={stored.size} 9=1"
        lines.append(f"{kind} {name} 1 1 a b {options}")
        short = half and name not in full
        packed = stored.astype("<f2" if short else "<f4").tobytes()
        tag = 0x01306B47 if short else 0
        content += (
            tag.to_bytes(4, "little") + packed + b"\0" * (-len(packed) % 4) + bias.numpy().astype("<f4").tobytes()
        )
    (folder / "scale2.0x_model.param").write_text("\n".join(["7767517", f"{len(lines)} {len(lines)}", *lines]) + "\n")
    (folder / "scale2.0x_model.bin").write_bytes(content)
    return folder / "scale2.0x_model.bin"


def ncnn_compact(weights: dict[str, Tensor], folder: Path, *, upscale: int, half: bool, ends: str = "") -> Path:
    """Real-ESRGAN's compact network: convolutions and slopes in turn, pixels from channels, added to the picture
    enlarged. `ends`: other lines than these at its end.
    """
    lines, content = ["Input data 0 1 data"], b""
    for name in (name.removesuffix(".weight") for name in weights if name.endswith(".weight")):
        weight = weights[f"{name}.weight"].numpy()
        if weight.ndim == 1:
            lines.append(f"PReLU {name} 1 1 a b 0={len(weight)}")
            content += weight.astype("<f4").tobytes()
            continue
        lines.append(f"Convolution {name} 1 1 a b 0={weight.shape[0]} 1=3 4=1 5=1 6={weight.size}")
        packed = weight.astype("<f2" if half else "<f4").tobytes()
        content += (0x01306B47 if half else 0).to_bytes(4, "little") + packed + b"\0" * (-len(packed) % 4)
        content += weights[f"{name}.bias"].numpy().astype("<f4").tobytes()
    last = f"PixelShuffle last 1 1 a b 0={upscale}\nInterp up 1 1 data c 0=1 1={upscale:e} 2={upscale:e}"
    lines += [*(ends or last).splitlines(), "BinaryOp add 2 1 b c out 0=0"]
    (folder / "realesr.param").write_text("\n".join(["7767517", f"{len(lines)} {len(lines)}", *lines]) + "\n")
    (folder / "realesr.bin").write_bytes(content)
    return folder / "realesr.param"
