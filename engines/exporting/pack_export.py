"""From a network that paints pictures to a style pack: ONNX, safetensors, thumbnail, card, and proof that OpenVINO and
torch say the same. For importers and for the trainer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from engines import pictures
from engines.errors import StylePackError
from engines.exporting.forms import (
    AGREEMENT,
    NATIVE_SIZE_PX,
    THUMBNAIL_PX,
    manifest_head,
    round_to_half,
    thumbnail_png,
    write_traced_onnx,
    write_weights,
)
from engines.families.parameters import PictureParameters
from engines.packs.manifest import PictureInputs, written
from engines.packs.stylepack import StylePack, write_pack
from engines.runtimes.openvino import OpenVinoGraph

SIDES = {2: "rows", 3: "columns"}  # the axes of a picture that may have any length


@dataclass(frozen=True)
class About:
    """What a pack says of itself. `styles`: id and English name of each; one style of the pack's name without them.
    `keep_lines`: how strongly the ink is laid over its art, 0..1. `made`: how it came here, for the card.
    """

    id: str
    name: str
    licence: str
    source: str
    author: str
    styles: tuple[tuple[str, str], ...] = ()
    recipe: str = ""
    keep_lines: float = 0.0
    made: str = "imported into Sketchart"


def numbered(id: str, name: str, count: int) -> tuple[tuple[str, str], ...]:
    """Id and name of each of a network's styles, which carry their pack's: NAME 1, NAME 2... None for one style."""
    return tuple((f"{id[:36].strip('-')}-{i + 1}", f"{name} {i + 1}") for i in range(count)) if count > 1 else ()


class ExportedNetwork(nn.Module):
    """The network as ONNX has it: picture (and style) in, art (and heatmap) out."""

    def __init__(self, network: nn.Module, *, heatmap: bool) -> None:
        super().__init__()
        self.network = network
        self.heatmap = heatmap

    def forward(self, *inputs: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        answer = self.network(*inputs)
        return (answer[0], answer[-1]) if self.heatmap else answer


def publish(
    network: nn.Module,
    *,
    family: str,
    parameters: PictureParameters,
    inputs: PictureInputs,
    about: About,
    folder: Path,
    on_progress: Callable[[str], None] = lambda _: None,
) -> StylePack:
    """Write `network` as the style pack `folder`; its weights are rounded to float16 in place. Raises StylePackError
    where the two forms differ by more than 2/255 of the range, or the network's answer is no picture.
    """
    network = network.eval().requires_grad_(False).to("cpu")
    round_to_half(network)
    with TemporaryDirectory() as work:
        onnx, weights = Path(work) / "generator.onnx", Path(work) / "weights.safetensors"
        on_progress("converting")
        painting = ExportedNetwork(network, heatmap=inputs.heatmap).eval()
        names = ["art", "heatmap"] if inputs.heatmap else ["art"]
        _write_onnx(painting, onnx, parameters, inputs, outputs=names)
        write_weights(network, weights)
        on_progress("comparing")
        worst = _disagreement(painting, onnx, parameters, inputs)
        files: dict[str, Path | bytes] = {
            "generator.onnx": onnx,
            "weights.safetensors": weights,
            "thumbnail.png": _thumbnail(painting, parameters, inputs),
            "MODEL_CARD.md": card(about, family=family, disagreement=worst).encode(),
        }
        if inputs.reference:
            encoder = Path(work) / "style_encoder.onnx"
            _write_style_encoder(network, encoder, parameters)
            files["style_encoder.onnx"] = encoder
        return write_pack(folder, manifest(about, family, parameters, inputs), files=files)


def manifest(about: About, family: str, parameters: PictureParameters, inputs: PictureInputs) -> dict:
    """style.json but for its files."""
    styles = about.styles or ((about.id, about.name),)
    return {
        **manifest_head(
            id=about.id,
            name={"en": about.name},
            version="1.0",
            family=family,
            native_size=parameters.fixed_size or NATIVE_SIZE_PX,
        ),
        **written(parameters, inputs),
        "styles": [{"id": id, "name": {"en": name}, "keep_lines": about.keep_lines} for id, name in styles],
        "licence": about.licence,
        "author": about.author,
        "recipe": about.recipe,
        "sources": [about.source],
    }


def card(about: About, *, family: str, disagreement: float | None) -> str:
    """The pack's model card."""
    lines = [f"# {about.name}", "", f"A generator of the family {family}, {about.made}.", ""]
    lines += [f"- Source: {about.source}", f"- Author: {about.author}", f"- Licence: {about.licence}"]
    if disagreement is not None:
        lines.append(f"- OpenVINO and torch differ by at most {disagreement * 255:.3f}/255 on a probe picture.")
    return "\n".join(lines) + "\n"


def sample_picture(side_px: int = THUMBNAIL_PX) -> np.ndarray:
    """uint8 [side, side, 3] RGB: a ball and a house under a sky, outlined; what thumbnails are painted from."""
    rows = np.linspace(0, 1, side_px, dtype=np.float32)[:, None, None]
    sky = np.array([[[120, 180, 235]]], np.float32) * (1 - rows) + np.array([[[250, 240, 225]]], np.float32) * rows
    image = np.ascontiguousarray(np.broadcast_to(sky, (side_px, side_px, 3)).astype(np.uint8))
    s = side_px / 256
    line = max(1, round(3 * s))

    def at(x: float, y: float) -> tuple[int, int]:
        return round(x * s), round(y * s)

    cv2.rectangle(image, at(0, 190), at(256, 256), (110, 170, 90), -1)
    roof = np.array([at(40, 110), at(95, 60), at(150, 110)], np.int32)
    for fill in (True, False):
        colour = (205, 90, 70) if fill else (30, 30, 40)
        cv2.fillPoly(image, [roof], colour) if fill else cv2.polylines(image, [roof], True, colour, line, cv2.LINE_AA)
        body = (240, 225, 190) if fill else (30, 30, 40)
        cv2.rectangle(image, at(52, 110), at(138, 205), body, -1 if fill else line)
        ball = (235, 180, 60) if fill else (30, 30, 40)
        cv2.circle(image, at(195, 180), round(38 * s), ball, -1 if fill else line, cv2.LINE_AA)
    return image


def _example(
    parameters: PictureParameters, inputs: PictureInputs, steps: tuple[int, int], *, seed: int = 3
) -> tuple[Tensor, ...]:
    """A smooth random picture of about that many steps of the size multiple, in the network's range, and a style."""
    rng = np.random.default_rng(seed)
    multiple = parameters.size_multiple
    rows, columns = (max(1, -(-32 // multiple)) * multiple * count + 2 * inputs.margin for count in steps)
    if inputs.fixed_size is not None:
        rows, columns = inputs.fixed_size
    coarse = rng.random((12, 9, inputs.channels), np.float32)
    smooth = cv2.resize(coarse, (columns, rows), interpolation=cv2.INTER_LINEAR).reshape(rows, columns, inputs.channels)
    low, high = inputs.range_in
    picture = torch.from_numpy(np.ascontiguousarray(smooth.transpose(2, 0, 1))[None] * (high - low) + low)
    if inputs.style == "none":
        return (picture,)
    if inputs.style == "weights":
        return picture, torch.full((1, inputs.style_length), 1 / inputs.style_length)
    return picture, torch.from_numpy(rng.standard_normal((1, inputs.style_length), np.float32))


def _write_onnx(
    painting: nn.Module, path: Path, parameters: PictureParameters, inputs: PictureInputs, *, outputs: list[str]
) -> None:
    example = _example(parameters, inputs, (2, 3))
    names = ["picture", "style"][: len(example)]
    axes = {"picture": SIDES} if inputs.fixed_size is None else {}
    axes |= {name: {axis: f"{name}_{side}" for axis, side in SIDES.items()} for name in outputs if axes}
    write_traced_onnx(painting, path, example, inputs=names, outputs=outputs, dynamic_axes=axes)


def _write_style_encoder(network: nn.Module, path: Path, parameters: PictureParameters) -> None:
    example = (torch.rand(1, getattr(parameters, "in_channels", 3), 48, 64),)
    encoder = network.get_submodule("enc_style")
    axes = {"picture": SIDES}
    write_traced_onnx(encoder, path, example, inputs=["picture"], outputs=["style"], dynamic_axes=axes)


@torch.inference_mode()
def _disagreement(painting: nn.Module, onnx: Path, parameters: PictureParameters, inputs: PictureInputs) -> float:
    """The largest difference between torch and OpenVINO, both in float32, as a share of the answer's range."""
    example = _example(parameters, inputs, (3, 2), seed=4)
    names = ("picture", "style")
    arrays = {name: part.numpy() for name, part in zip(names, example, strict=False)}
    theirs = OpenVinoGraph(onnx, "f32").run_graph(arrays)["art"]
    answer = painting(*example)
    ours = (answer[0] if isinstance(answer, tuple) else answer).numpy()
    low, high = inputs.range_out
    if ours.shape != theirs.shape or not np.isfinite(ours).all():
        raise StylePackError("The network's answer is no picture.")
    # What is beyond the range is cut off when shown: it need not agree.
    worst = float(np.abs(np.clip(ours, low, high) - np.clip(theirs, low, high)).max()) / (high - low)
    if worst > AGREEMENT:
        raise StylePackError(
            "OpenVINO and torch differ by {0}/255 on this network; it was not imported.", format(worst * 255, ".1f")
        )
    return worst


@torch.inference_mode()
def _thumbnail(painting: nn.Module, parameters: PictureParameters, inputs: PictureInputs) -> bytes:
    """The network's own hand on the sample picture."""
    place = pictures.placed(sample_picture(), inputs, parameters.size_multiple)
    style = _example(parameters, inputs, (1, 1))[1:]
    answer = painting(torch.from_numpy(place.array), *style)
    art = (answer[0] if isinstance(answer, tuple) else answer).numpy()
    return thumbnail_png(pictures.answered(art, place, inputs))
