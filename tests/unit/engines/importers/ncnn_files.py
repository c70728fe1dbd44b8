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
