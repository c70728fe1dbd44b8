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
) -> Path:
    """The layers `names` in that order: tag, weights (deconvolutions, `turned`, [out, in, h, w]), biases; padded to
    four bytes.
    """
    lines, content = ["Input input 0 1 in 0=0 1=0 2=3"], b""
    for name in names:
        weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
        stored = (weight.transpose(0, 1) if name in turned else weight).contiguous().numpy()
        kind = "Deconvolution" if name in turned else "Convolution"
        lines.append(f"{kind} {name} 1 1 a b 0={stored.shape[0]} 1={stored.shape[-1]} 5=1 6={stored.size} -23310=1,0.1")
        packed = stored.astype("<f2" if half else "<f4").tobytes()
        tag = 0x01306B47 if half else 0
        content += (
            tag.to_bytes(4, "little") + packed + b"\0" * (-len(packed) % 4) + bias.numpy().astype("<f4").tobytes()
        )
    (folder / "scale2.0x_model.param").write_text("\n".join(["7767517", f"{len(lines)} {len(lines)}", *lines]) + "\n")
    (folder / "scale2.0x_model.bin").write_bytes(content)
    return folder / "scale2.0x_model.bin"
