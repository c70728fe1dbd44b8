"""From a trained generator to a style pack: ONNX for the CPU, safetensors for torch, and proof that both say the
same."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
import torch
from safetensors.torch import load_file
from torch import nn

from engines.api import RenderRequest
from engines.compositing.ink_overlay import inked, inking
from engines.compositing.lighting import light_on, lit
from engines.compositing.outline_cleanup import clean_rim, under_lines
from engines.exporting import forms
from engines.families.sketchnet import INPUT_PLANES
from engines.networks.sketchnet import SketchNet
from engines.packs.stylepack import StylePack, open_pack, write_pack
from engines.palette import roll
from engines.runtimes.openvino import OpenVinoRuntime
from engines.sketch.input_planes import picture, request_planes, share_of_shapes
from engines.sketch.regions import outside_mask, partition
from trainer import checkpoints
from trainer.datasets.drawn_pairs import Pairs, PairSampler, Variety
from trainer.datasets.subjects import StyleSource, Subjects, load_subjects
from trainer.flagship.model_card import model_card
from trainer.flagship.recipe import Recipe, StyleRecipe
from trainer.job import JobError
from trainer.objectives.sketch_to_art import to_batch

SHOWN = ("fox", "cat-face", "unicorn", "rocket", "tiger-face")  # on thumbnails: the first that there is
BANK_SIZE = 384
RELIEF = (0.15, 1.4)  # of the shading; stronger would also strengthen its mistakes
RELIEF_PX = 256


def weights_of(folder: Path) -> dict[str, torch.Tensor]:
    """The generator's weights in a style pack's folder."""
    return {name: weight.float() for name, weight in load_file(open_pack(folder).weights).items()}


def export_pack(network: nn.Module, recipe: Recipe, folder: Path, *, cache: Path, run: Path) -> StylePack:
    """Write `network` as the style pack `folder`. Raises JobError when its two forms differ by more than 2/255 on
    a probe."""
    network = network.eval().requires_grad_(False).to("cpu", memory_format=torch.contiguous_format)
    assert isinstance(network, SketchNet)
    subjects = [load_subjects(StyleSource(s.id, s.target, s.lines), cache) for s in recipe.styles]
    shares = [s.share for s in recipe.styles]
    clean = Variety(freehand=0, partial=0, several=0, elastic=0)
    set_relief(network, PairSampler(subjects, styles=network.styles, style_shares=shares, variety=clean, seed=0))
    forms.round_to_half(network)
    with TemporaryDirectory() as work:
        onnx = Path(work) / "generator.onnx"
        weights = Path(work) / "weights.safetensors"
        write_onnx(network, onnx)
        forms.write_weights(network, weights)
        worst = disagreement(network, onnx)
        if worst > forms.AGREEMENT:
            raise JobError(f"the ONNX form differs from torch by {worst * 255:.2f}/255; nothing was written")
        thumbnails = [
            _thumbnail(network, source, index, look=style)
            for index, (source, style) in enumerate(zip(subjects, recipe.styles, strict=True))
        ]
        files: dict[str, Path | bytes] = {
            "generator.onnx": onnx,
            "weights.safetensors": weights,
            "thumbnail.png": thumbnails[0],
            "MODEL_CARD.md": model_card(recipe, subjects, run=run, network=network, disagreement=worst).encode(),
        }
        for style, png in zip(recipe.styles, thumbnails, strict=True):
            files[f"thumbnail-{style.id}.png"] = png
        return write_pack(folder, _manifest(network, recipe, subjects), files=files)


def newest_average(recipe: Recipe, run: Path) -> SketchNet:
    """The averaged generator of a run's newest checkpoint. Raises JobError where there is none."""
    state = checkpoints.load_latest(run)
    if state is None:
        raise JobError(f"there is no checkpoint in {run}")
    network = SketchNet(**recipe.network.model_dump())
    network.load_state_dict(state["average"], strict=False)  # runs of before the relief lack it
    return network


@torch.inference_mode()
def set_relief(network: SketchNet, sampler: PairSampler, *, samples: int = 96) -> None:
    """Set how strongly each style is shaded, in place: such that within regions light and shade vary as much as in the
    artist's pictures. L1 alone paints them shyly, and in a flat style paints some where there should be none.

    Measured on drawings by a steady hand: the ratio of the standard deviations of luminance, summed over regions.
    """
    network.relief.fill_(1.0)
    theirs, ours = torch.zeros(network.styles), torch.zeros(network.styles) + 1e-6
    for style, source in enumerate(sampler.subjects):
        rng = np.random.default_rng(17)
        for number in range(samples // len(sampler.subjects)):
            subject = (style, int(rng.choice(source.train)))
            row = sampler.sample(np.random.default_rng((17, style, number)), RELIEF_PX, subject=subject)
            batch = to_batch(Pairs(*(p[None] for p in row)), device=torch.device("cpu"), generator=None)
            art = network(batch.planes, batch.palette, batch.style)[0, :3]
            artists = batch.target[0, :3] / batch.target[0, 3:].clamp_min(1e-3)
            lines, numbers = batch.planes[0, 0] > 0.1, batch.planes[0, 10].long()
            for region in range(1, int(numbers.max()) + 1):
                here = (numbers == region) & ~lines & (batch.target[0, 3] > 0.99)
                if int(here.sum()) > 200:
                    weight = float(here.sum()) ** 0.5
                    ours[style] += weight * art.mean(0)[here].std()
                    theirs[style] += weight * artists.mean(0)[here].std()
    network.relief.copy_((theirs / ours).clamp(*RELIEF))
    network.relief[len(sampler.subjects) :] = 1.0


def write_onnx(network: SketchNet, path: Path) -> None:
    """The network as ONNX with free height and width (multiples of its size multiple)."""
    many = torch.export.Dim("rows", min=1, max=512), torch.export.Dim("columns", min=1, max=512)
    step = network.size_multiple
    example = (
        torch.rand(1, INPUT_PLANES, 3 * step, 4 * step),
        torch.rand(1, 4, 4),
        torch.full((1, network.styles), 1 / network.styles),
    )
    forms.write_onnx(
        network,
        path,
        example,
        inputs=["planes", "palette", "style"],
        outputs=["art"],
        dynamic_shapes=({2: step * many[0], 3: step * many[1]}, None, None),
    )


def disagreement(network: SketchNet, onnx: Path) -> float:
    """The largest difference (0..1) between torch and OpenVINO, both in float32, on a drawn probe of an odd shape."""
    rng = np.random.default_rng(3)
    planes = np.zeros((1, INPUT_PLANES, 5 * network.size_multiple, 7 * network.size_multiple), np.float32)
    canvas = np.zeros(planes.shape[2:], np.uint8)
    for _ in range(12):
        a, b = rng.integers(0, min(canvas.shape), (2, 2)).tolist()
        cv2.line(canvas, a, b, 255, 3, cv2.LINE_AA)
    planes[0, 0] = canvas / 255
    planes[0, 1:-1] = cv2.resize(rng.random((6, 8, INPUT_PLANES - 2), np.float32), canvas.shape[::-1]).transpose(
        2, 0, 1
    )
    planes[0, -1] = partition(canvas, outside_mask(canvas))
    palette = rng.random((1, 4, 4), np.float32)
    style = np.zeros((1, network.styles), np.float32)
    style[0, 0] = 1
    theirs = OpenVinoRuntime(onnx, "f32").run(planes, palette, style)
    with torch.inference_mode():
        ours = network(*(torch.from_numpy(a) for a in (planes, palette, style))).numpy()
    return float(np.abs(ours - theirs).max())


def _manifest(network: SketchNet, recipe: Recipe, subjects: list[Subjects]) -> dict:
    from trainer.datasets.iconsets import ICON_SETS

    used = {s.target for s in recipe.styles} | {s.lines for s in recipe.styles}
    sources = [f"{i.credit}; {i.package} {i.version}; {i.licence}" for n, i in ICON_SETS.items() if n in used]
    return {
        **forms.manifest_head(
            id=recipe.name,
            name=recipe.pack_name.model_dump(),
            version="0.1",
            family="sketchnet",
            native_size=forms.NATIVE_SIZE_PX,
        ),
        "hyper_parameters": recipe.network.model_dump(mode="json"),
        "size_multiple": network.size_multiple,
        "styles": [
            {
                "id": s.id,
                "name": s.name.model_dump(),
                "description": s.description.model_dump(),
                "keep_lines": s.keep_lines,
                "light": s.light,
                "thumbnail": f"thumbnail-{s.id}.png",
            }
            for s in recipe.styles
        ],
        "palettes": palette_bank(subjects),
        "licence": "Apache-2.0",
        "author": "The Sketchart developers",
        "recipe": json.dumps(recipe.model_dump(mode="json"), ensure_ascii=False),
        "sources": sources,
    }


def palette_bank(subjects: list[Subjects]) -> list[dict]:
    """Palettes of the training subjects worth rolling: the lively ones of three colours and more before all others."""
    rng = np.random.default_rng(1)
    lively, others = [], []
    for source in subjects:
        for index in rng.permutation(source.train):
            rows = source.palettes[index]
            rows = rows[rows[:, 3] > 0]
            chroma = rows[:, :3].max(1) - rows[:, :3].min(1)
            colours = [[round(float(v) * 255) for v in row[:3]] for row in rows]
            entry = {"colours": colours, "shares": [max(0.001, round(float(s), 3)) for s in rows[:, 3]]}
            # The dice should please: several colours, and neither a night nor a fog.
            light = rows[:, :3].max(1)
            bright = float((light * rows[:, 3]).sum() / rows[:, 3].sum())
            good = len(rows) >= 3 and (chroma > 0.35).sum() >= 2 and light[0] > 0.6 and bright > 0.65
            (lively if good else others).append(entry)
    rng.shuffle(lively)
    return (lively or others)[:BANK_SIZE]


@torch.inference_mode()
def _thumbnail(network: SketchNet, source: Subjects, style: int, *, look: StyleRecipe) -> bytes:
    """The style as the program shows it, on a subject that it knows, each region dabbed with the artist's colour: a PNG
    on white."""
    side = forms.THUMBNAIL_PX
    name = next((n for n in SHOWN if n in source.names), source.names[int(source.held_out[0])])
    sampler = PairSampler([source], styles=1, style_shares=[1.0], variety=Variety(dabs=0.0), seed=0)
    row = sampler.sample(np.random.default_rng(0), side, subject=(0, source.names.index(name)))
    pairs = Pairs(*(part[None] for part in row))
    ink, target, numbers = pairs.ink[0, 0], pairs.target[0], pairs.numbers[0, 0]
    colour = np.zeros((side, side, 4), np.uint8)
    for region in range(1, int(numbers.max()) + 1):
        here = (numbers == region) & (target[3] > 250) & (ink < 128)
        if here.any():
            tone = np.median(target[:3, here], axis=1)
            depth = cv2.distanceTransform(np.pad(here, 1).view(np.uint8), cv2.DIST_L2, 3)[1:-1, 1:-1]
            y, x = np.unravel_index(int(depth.argmax()), depth.shape)
            radius = max(1, int(min(depth[y, x] - 1, side / 32)))
            cv2.circle(colour, (int(x), int(y)), radius, (*tone.tolist(), 255), -1)
    lines = np.dstack([np.zeros((side, side, 3), np.uint8), ink])
    planes = request_planes(RenderRequest(0, lines, colour, roll(0), (1.0,)), network.size_multiple)
    code = torch.zeros(1, network.styles)
    code[0, style] = 1
    art = network(torch.from_numpy(planes), torch.from_numpy(pairs.palette), code).numpy()
    image = clean_rim(picture(art, side, side, share=share_of_shapes(planes, side, side)))
    image = lit(image, light_on(planes, side, side, look.light))
    image = inked(under_lines(image, ink, look.keep_lines), inking(lines, look.keep_lines)).astype(np.float32)
    alpha = image[:, :, 3:] / 255
    paper = image[:, :, :3] * alpha + 255 * (1 - alpha)
    return forms.png(paper.astype(np.uint8))
