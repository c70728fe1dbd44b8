"""The trained Painter as a style pack: ONNX and safetensors that agree, thumbnails, and its model card."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from torch.utils.flop_counter import FlopCounterMode

from engines.exporting import forms
from engines.families.table import FAMILIES
from engines.networks.painter import Painter
from engines.packs.manifest import PictureInputs, written
from engines.packs.stylepack import StylePack, write_pack
from engines.runtimes.openvino import OpenVinoGraph
from trainer.datasets.scenes import scene
from trainer.datasets.subjects import Subjects
from trainer.job import JobError
from trainer.painter.recipe import PainterRecipe

STEP_PX = 64
# A stroke's edge may fall on the other side of a pixel when numbers are rounded differently: so many of a thousand
# values may differ by more than forms.AGREEMENT.
STRAYS = 1 / 1000
THUMBNAIL_SEED = 9
LEARNT = """\
The network (`engines/networks/painter.py`) looks at the picture and says for every cell of 16, 8 and 4 px
which way the brush goes, how much it must mind the detail, and which of the painting's colours it takes;
that is learnt from the teacher (`trainer/painter/painted_strokes.py`). How colours scatter from stroke to
stroke is measured in the painting. The sizes and unrest of strokes, the marks and the drift in empty places
are set by hand in the recipe. The strokes themselves are arithmetic in the same graph, not learnt pixels."""
CONTENT = """\
No painting is part of this pack; colours and statistics measured in them are. Content: scenes composed of Fluent
Emoji (MIT) and Noto Emoji (Apache-2.0) subjects on painted grounds. No photographs."""
REPEAT = """\
`python -m trainer painter --paintings FOLDER --export PACK`. The rate follows the clock where `--minutes`
ends it early, so a rerun is the same method, not the same bits."""
MEASURES = """\
`direction`: mean absolute difference of the doubled angle's vector from the teacher's on 48 scenes of held-out
subjects; `need`: of how much detail is needed (both 0 to 1); `l1`: of the palettes' colours, 0 to 1."""


def export_painter(
    network: Painter, recipe: PainterRecipe, folder: Path, *, subjects: list[Subjects], run: Path
) -> StylePack:
    """Writes the pack `folder`. Raises JobError when its two forms disagree on a probe."""
    network = network.eval().requires_grad_(False)
    forms.round_to_half(network)
    with TemporaryDirectory() as work:
        onnx, weights = Path(work) / "generator.onnx", Path(work) / "weights.safetensors"
        write_painter_onnx(network, onnx)
        forms.write_weights(network, weights)
        probe = scene(np.random.default_rng(3), subjects, 256, held_out=True)
        strays = disagreement(network, onnx, probe)
        if strays > STRAYS:
            raise JobError(f"the ONNX form differs from torch in {strays:.2%} of the values; nothing was written")
        shown = scene(np.random.default_rng(THUMBNAIL_SEED), subjects, 384, held_out=True)
        files: dict[str, Path | bytes] = {"generator.onnx": onnx, "weights.safetensors": weights}
        for index, style in enumerate(recipe.styles):
            files[f"thumbnail-{style.id}.png"] = forms.thumbnail_png(paint(network, shown, index))
        files["thumbnail.png"] = files[f"thumbnail-{recipe.styles[0].id}.png"]
        size = max(onnx.stat().st_size, weights.stat().st_size)
        files["MODEL_CARD.md"] = painter_card(network, recipe, run=run, strays=strays, size_bytes=size).encode()
        return write_pack(folder, _manifest(network, recipe), files=files)


def write_painter_onnx(network: Painter, path: Path) -> None:
    """The network as ONNX with free height and width (multiples of 64).

    By the older exporter: the strokes' forty-eight steps take it ten seconds, the newer one (which reasons about every
    step's shape) many minutes.
    """
    forms.write_traced_onnx(
        network,
        path,
        (torch.rand(1, 3, 3 * STEP_PX, 4 * STEP_PX), torch.full((1, network.styles), 1 / network.styles)),
        inputs=["picture", "style"],
        outputs=["art"],
        dynamic_axes={"picture": {2: "rows", 3: "columns"}, "art": {2: "out_rows", 3: "out_columns"}},
    )


@torch.inference_mode()
def paint(network: Painter, rgb: np.ndarray, style: int) -> np.ndarray:
    """uint8 [H, W, 3] RGB (sides divisible by 64) painted in one style, the same shape."""
    picture = torch.from_numpy(rgb.transpose(2, 0, 1)[None].astype(np.float32) / 255)
    code = torch.eye(network.styles)[style : style + 1]
    return (network(picture, code)[0].permute(1, 2, 0).clamp(0, 1) * 255).round().byte().numpy()


def disagreement(network: Painter, onnx: Path, rgb: np.ndarray) -> float:
    """The share of values by which torch and OpenVINO, both in float32, differ by more than 2/255, for the first style
    and a mixture of all."""
    picture = rgb.transpose(2, 0, 1)[None].astype(np.float32) / 255
    graph = OpenVinoGraph(onnx, "f32")
    worst = 0.0
    for code in (np.eye(network.styles, dtype=np.float32)[:1], np.full((1, network.styles), 1 / network.styles, "f4")):
        theirs = graph.run_graph({"picture": picture, "style": code})["art"]
        with torch.inference_mode():
            ours = network(torch.from_numpy(picture), torch.from_numpy(code)).numpy()
        worst = max(worst, float((np.abs(ours - theirs) > forms.AGREEMENT).mean()))
    return worst


def gigaflops(network: Painter) -> float:
    """Floating-point operations of the learnt convolutions at 512, in 1e9 (2 per multiply-add)."""
    with FlopCounterMode(display=False) as counter, torch.inference_mode():
        network(torch.zeros(1, 3, forms.NATIVE_SIZE_PX, forms.NATIVE_SIZE_PX), torch.eye(network.styles)[:1])
    return counter.get_total_flops() / 1e9


def painter_card(network: Painter, recipe: PainterRecipe, *, run: Path, strays: float, size_bytes: int) -> str:
    """The card as Markdown; `card-notes.md` in the run's folder holds what people saw."""
    log, notes = run / "metrics.jsonl", run / "card-notes.md"
    lines = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    last = {line["part"]: line for line in lines}
    learnt = sum(p.numel() for p in network.parameters()) / 1e6
    return "\n".join(
        [
            f"# {recipe.pack_name.en}",
            "",
            "Paints a coloured drawing or a photo with a brush, live: strokes laid one over another, large to small.",
            "",
            "## Styles",
            "",
            *(
                f"- **{s.name.en}** (`{s.id}`, {f'{s.painting}, {s.material}' if s.painting else 'no painting'}): "
                f"{s.description.en}."
                for s in recipe.styles
            ),
            "",
            "Styles mix by their weights; mixing in `own-colours` makes a style weaker.",
            "",
            "## What is learnt and what is not",
            "",
            LEARNT,
            "",
            f"{learnt:.2f} M learnt numbers, {gigaflops(network):.1f} GFLOP of convolutions at 512x512, "
            f"{size_bytes / 1e6:.1f} MB. In float32, {strays:.4%} of the values of ONNX and torch differ by more than "
            "2/255 (a stroke's edge on the other side of a pixel).",
            "",
            "## Material",
            "",
            *([recipe.material.strip(), ""] if recipe.material else []),
            CONTENT,
            "",
            "## Training",
            "",
            f"Recipe `{recipe.name}` (in `style.json`), seed {recipe.training.seed}, on 2 CPU cores. Repeat:",
            REPEAT,
            "",
            "## Numbers",
            "",
            *(f"- {name}: {json.dumps(line)}" for name, line in last.items()),
            "",
            MEASURES,
            "",
            "## Licence",
            "",
            f"{recipe.licence}.",
            "",
            "## Limits and failures",
            "",
            notes.read_text(encoding="utf-8").strip() if notes.exists() else "Not looked at yet.",
            "",
        ]
    )


def _manifest(network: Painter, recipe: PainterRecipe) -> dict:
    order = recipe.training
    parameters = FAMILIES["painter"].check({"styles": network.styles, "width": order.width, "mixer": order.mixer})
    inputs = PictureInputs(
        kind="picture",
        wants="coloured_drawing",
        range_in=(0.0, 1.0),
        range_out=(0.0, 1.0),
        style="weights",
        style_length=network.styles,
    )
    return {
        **forms.manifest_head(
            id=recipe.name,
            name=recipe.pack_name.model_dump(),
            version="0.1",
            family="painter",
            native_size=forms.NATIVE_SIZE_PX,
        ),
        **written(parameters, inputs),
        "styles": [
            {
                "id": s.id,
                "name": s.name.model_dump(),
                "description": s.description.model_dump(),
                "thumbnail": f"thumbnail-{s.id}.png",
            }
            for s in recipe.styles
        ],
        "licence": recipe.licence,
        "author": recipe.author,
        "recipe": json.dumps(recipe.model_dump(mode="json"), ensure_ascii=False),
        "sources": [f"{s.painting}: {s.material}" for s in recipe.styles if s.painting]
        + ["Fluent Emoji, MIT", "Noto Emoji, Apache-2.0"],
    }
