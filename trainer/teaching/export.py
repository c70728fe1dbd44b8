"""From what was taught to a style pack: the base's SketchNet with that one style, the finishing network beside it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from engines.compositing.finishing import canvas_planes, sides_of
from engines.exporting import forms
from engines.exporting.onnx_files import with_weights
from engines.families.finishing import ART_PLANES, CANVAS_PLANES, CELL, FinishParameters
from engines.networks.finishing import FinishingNetwork
from engines.networks.sketchnet import PALETTE_SIZE, SketchNet
from engines.packs.archive import SUFFIX, zip_pack
from engines.packs.stylepack import FINISH, FINISH_PAPER, FINISH_WEIGHTS, MANIFEST, StylePack, open_pack, write_pack
from engines.runtimes.openvino import OpenVinoGraph
from trainer.flagship.export import disagreement, write_onnx
from trainer.job import TeachError, TeachJob
from trainer.teaching.loop import Taught
from trainer.teaching.measures import HeldOut

MOST_PALETTES = 64


@dataclass(frozen=True)
class Origin:
    """The base style: its pack and the number of the style in it."""

    pack: StylePack
    index: int


def export_taught(taught: Taught, job: TeachJob) -> Path:
    """Write the pack job.out, a folder or a .sketchstyle file; what is there of this name is replaced only by a whole
    one. Raises StylePackError, TeachError, OSError."""
    pack = open_pack(job.base)
    index = [entry.id for entry in pack.manifest.styles].index(taught.plan.base_style)
    origin = Origin(pack, index)
    job.out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".taught-", dir=job.out.parent) as work:
        folder = job.out if job.out.suffix != SUFFIX else Path(work) / "pack"
        files = _graphs(taught, origin, Path(work))
        thumbnail = _thumbnail(taught)
        files |= {"thumbnail.png": thumbnail, "MODEL_CARD.md": card(taught, job, origin).encode()}
        written = write_pack(folder, manifest(taught, job, origin), files=files)
        if job.out.suffix == SUFFIX:
            names = [MANIFEST, *written.manifest.files]
            zip_pack([folder / name for name in names], job.out)
    return job.out


def own_generator(origin: Origin) -> SketchNet:
    """The base's network, the style that was taught in the first place of its style vector."""
    weights = {name: weight.float() for name, weight in load_file(origin.pack.weights).items()}
    network = SketchNet(**origin.pack.manifest.hyper_parameters)
    order = list(range(network.styles))
    order[0], order[origin.index] = origin.index, 0
    told = PALETTE_SIZE * 4
    columns = [*range(told), *(told + place for place in order)]
    weights["embed.0.weight"] = weights["embed.0.weight"][:, columns].contiguous()
    weights["relief"] = weights["relief"][order].contiguous()
    network.load_state_dict(weights)
    return network.eval().requires_grad_(False)


def write_generator(network: SketchNet, origin: Origin, path: Path) -> None:
    """As ONNX: the base's own file with other weights, which takes no time; where that cannot be, exported anew."""
    before = {name: weight.float() for name, weight in load_file(origin.pack.weights).items()}
    now = network.state_dict()
    changed = {name: weight.numpy() for name, weight in now.items() if not torch.equal(weight, before[name])}
    if not with_weights(origin.pack.generator_onnx, path, changed):
        write_onnx(network, path)


def measures_of(taught: Taught) -> dict[str, object]:
    """Champion and challenger, for programs."""
    return {
        "measure": "held-out drawings: mean L1 over white, 0 to 1, and mean perceptual distance; it beats its base if "
        "both are smaller",
        "drawings": len(taught.material.pairs),
        "held_out": len(taught.material.held_out) if taught.material.apart else 0,
        "base": vars(taught.champion),
        "new": vars(taught.challenger),
        "beats_base": taught.beats_base,
        "step": taught.step,
        "stopped_early": not taught.finished,
    }


def _graphs(taught: Taught, origin: Origin, work: Path) -> dict[str, Path | bytes]:
    generator, network = own_generator(origin), taught.network.eval()
    for part in (generator, network):
        forms.round_to_half(part)
    paths = {
        name: work / name for name in (FINISH, FINISH_PAPER, FINISH_WEIGHTS, "generator.onnx", "weights.safetensors")
    }
    write_generator(generator, origin, paths["generator.onnx"])
    forms.write_weights(generator, paths["weights.safetensors"])
    write_finishing(network, paths[FINISH], paths[FINISH_PAPER])
    forms.write_weights(network, paths[FINISH_WEIGHTS])
    worst = max(disagreement(generator, paths["generator.onnx"]), finishing_disagreement(network, paths))
    if worst > forms.AGREEMENT:
        raise TeachError("The two forms of the style differ by {0}/255; nothing was written.", round(worst * 255, 1))
    return dict(paths)


class _Finish(nn.Module):
    """The graph of an artwork and a paper, as it is exported."""

    def __init__(self, network: FinishingNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, art: Tensor, paper: Tensor) -> Tensor:
        return self.network(art, paper)


def write_finishing(network: FinishingNetwork, finish: Path, paper: Path) -> None:
    """Both graphs, with free heights and widths."""
    width = network.parameters_told.width
    sides = {2: "rows", 3: "columns"}
    cells = {2: "cell_rows", 3: "cell_columns"}
    network = network.to(memory_format=torch.contiguous_format)  # type: ignore[call-overload]
    example = torch.rand(1, ART_PLANES, 48, 64), torch.rand(1, width + CELL**2, 48 // CELL, 64 // CELL)
    axes = {"art": sides, "paper": cells, "finished": sides}
    forms.write_traced_onnx(
        _Finish(network).eval(), finish, example, inputs=["art", "paper"], outputs=["finished"], dynamic_axes=axes
    )
    canvas = (torch.rand(1, CANVAS_PLANES, 24, 32),)
    axes = {"canvas": cells, "paper": cells}
    forms.write_traced_onnx(network.paper, paper, canvas, inputs=["canvas"], outputs=["paper"], dynamic_axes=axes)


def finishing_disagreement(network: FinishingNetwork, paths: Mapping[str, Path]) -> float:
    """The largest difference (0..1) between torch and OpenVINO, both in float32, on noise of an odd shape."""
    rng = np.random.default_rng(5)
    art = rng.random((1, ART_PLANES, *sides_of(72, 120)), np.float32)
    canvas = canvas_planes(72, 120, network.parameters_told)
    paper = OpenVinoGraph(paths[FINISH_PAPER], "f32").run_graph({"canvas": canvas})["paper"].copy()
    theirs = OpenVinoGraph(paths[FINISH], "f32").run_graph({"art": art, "paper": paper})["finished"]
    with torch.inference_mode():
        ours = network(torch.from_numpy(art), network.paper(torch.from_numpy(canvas))).numpy()
    return float(np.abs(ours - theirs).max())


def _thumbnail(taught: Taught) -> bytes:
    one: HeldOut = taught.examiner.held_out[0]
    picture = taught.examiner.painted(taught.network, one)
    side = max(picture.shape[:2])
    square = np.full((side, side, 3), 255, np.uint8)
    top, left = ((side - length) // 2 for length in picture.shape[:2])
    square[top : top + picture.shape[0], left : left + picture.shape[1]] = picture
    return forms.thumbnail_png(square)


def manifest(taught: Taught, job: TeachJob, origin: Origin) -> dict:
    """style.json but for its files."""
    base = origin.pack.manifest
    entry = base.styles[origin.index]
    id = job.id or id_of(job.name)
    palettes = [pair.palette() for pair in taught.material.pairs[:MOST_PALETTES]]
    finish: FinishParameters = taught.plan.finish
    return {
        **forms.manifest_head(
            id=id, name={"en": job.name}, version="1.0", family="sketchnet", native_size=forms.NATIVE_SIZE_PX
        ),
        "hyper_parameters": base.hyper_parameters,
        "size_multiple": base.size_multiple,
        "finish": finish.model_dump(mode="json"),
        "styles": [{"id": id, "name": {"en": job.name}, "keep_lines": 0.0, "light": entry.light}],
        "palettes": [
            {"colours": p.colours, "shares": [min(1.0, max(0.001, round(s, 3))) for s in p.shares]} for p in palettes
        ],
        "licence": licence_of(taught, job),
        "author": job.author,
        "recipe": json.dumps(
            {"taught": measures_of(taught), "plan": json.loads(taught.plan.model_dump_json(exclude={"finish"}))}
        ),
        "sources": [f"taught from {len(taught.material.pairs)} drawings; base: {base.id}/{entry.id} ({base.licence})"],
    }


def licence_of(taught: Taught, job: TeachJob) -> str:
    return job.licence or taught.material.licence or "not told"


def id_of(name: str) -> str:
    """A pack's id for a style's name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "taught"


def card(taught: Taught, job: TeachJob, origin: Origin) -> str:
    """MODEL_CARD.md."""
    old, new = taught.champion, taught.challenger
    entry = origin.pack.manifest.styles[origin.index]
    held = len(taught.material.held_out)
    weights = sum(p.numel() for p in taught.network.parameters())
    where = (
        f"{held} held-out drawings"
        if taught.material.apart
        else f"the {held} drawings it learnt from (too few to hold any out)"
    )
    return "\n".join([
        f"# {job.name}",
        "",
        f"Taught in Sketchart from {len(taught.material.pairs)} drawings; the base is {entry.name['en']} "
        f"(`{origin.pack.id}/{entry.id}`). SketchNet paints, a finishing network of "
        f"{weights / 1e3:.0f} thousand weights gives it the drawings' hand.",
        "",
        f"## Champion and challenger, on {where}",
        "",
        "| | base | this style | change |",
        "|---|---:|---:|---:|",
        f"| L1 over white, 0 to 1 | {old.l1:.4f} | {new.l1:.4f} | {new.l1 / max(old.l1, 1e-9) - 1:+.0%} |",
        f"| perceptual distance | {old.perceptual:.4f} | {new.perceptual:.4f} | "
        f"{new.perceptual / max(old.perceptual, 1e-9) - 1:+.0%} |",
        "",
        f"Beats its base: {'yes' if taught.beats_base else 'no'} (nearer in both).",
        "",
        f"{taught.step} of {taught.plan.steps} steps of {taught.plan.batch} pieces; seed {taught.plan.seed}. "
        f"{len(taught.material.skipped)} drawings could not be used.",
        "",
        "## Licence",
        "",
        f"{licence_of(taught, job)} (as the person who taught it stated). Base: {origin.pack.manifest.licence}.",
        "",
    ])  # fmt: skip
