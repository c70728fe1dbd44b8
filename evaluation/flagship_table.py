"""`python -m evaluation.flagship_table --cache FOLDER --out FOLDER`: one table on held-out subjects: pix2pix and ours,
the same pairs, the same wall time; then the pack that ships, and the artists themselves as the mark to reach.

Each row is kept as JSON in --out and not made again; an interrupted training goes on. Two trainings of --minutes each,
and about four minutes for the measures.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from torch import Tensor, nn

import resources
from engines.families.sketchnet import INPUT_PLANES
from engines.packs.stylepack import open_pack
from engines.runtimes.openvino import OpenVinoRuntime, load_openvino
from engines.torch_environment import without_triton
from evaluation import flagship_colours, flagship_trial, pix2pix_trial
from evaluation.reference_networks import gflop, size_m
from trainer.datasets.lineart import LineHand
from trainer.datasets.subjects import StyleSource, Subjects, load_subjects
from trainer.evaluation.evaluate import Paint, artists_heap, measure, runtime_painter
from trainer.evaluation.held_out import Drawn, held_out_drawings
from trainer.evaluation.metrics import best_overlap
from trainer.features.network import FeatureNet, load_features
from trainer.flagship.export import weights_of
from trainer.flagship.recipe import Recipe
from trainer.recipe_files import read_recipe

MEASURED_PX = 256
TIMED_PX = 512
STEADY_LINE = 3 / 256  # of the side: how thick the steady hand's lines are
RUNS = 12
MEASURES = {
    "l1": "L1 ↓",
    "ssim": "SSIM ↑",
    "perceptual": "perceptual ↓",
    "kid": "KID ↓",
    "dab_median": "dab ΔE00 median ↓",
    "dab_p90": "p90 ↓",
    "iou_seen": "silhouette IoU, by colour ↑",
    "iou_alpha": "by alpha ↑",
    "chroma": "chroma (1)",
}
PARTS = ("dabs", "no dabs")
COSTS = {"parameters_m": "M parameters", "gflop": "GFLOP", "openvino_ms": "OpenVINO ms", "torch_ms": "torch ms"}


class TableMaterial:
    """What all rows are judged with: drawings, features, the artists' heap, and the folder of results."""

    def __init__(self, recipe: Recipe, cache: Path, out: Path, *, size_px: int, per_style: int) -> None:
        self.recipe, self.cache, self.out = recipe, cache, out
        sources = [StyleSource(s.id, s.target, s.lines) for s in recipe.styles]
        self.subjects: list[Subjects] = [load_subjects(source, cache) for source in sources]
        self.drawings: list[Drawn] = held_out_drawings(self.subjects, size_px=size_px, per_style=per_style)
        self._size_px, self._per_style = size_px, per_style
        self.features: FeatureNet = load_features()
        self.heap = artists_heap(self.subjects, self.features, out / "heap.npy")

    def has(self, name: str) -> bool:
        """Whether there is a kept result of that name."""
        return (self.out / f"{name}.json").exists()

    def row(self, name: str, make: Callable[[], dict]) -> dict:
        """The kept result of that name, made first where there is none."""
        path = self.out / f"{name}.json"
        if not path.exists():
            began = time.monotonic()
            found = make()
            self.out.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(found, indent=1) + "\n")
            say(f"{name}: {(time.monotonic() - began) / 60:.1f} min")
        return json.loads(path.read_text())

    def steadily(self, paint: Paint) -> dict:
        """The same subjects drawn by a steady hand, with dabs."""
        hand = LineHand(width_px=STEADY_LINE * self._size_px)
        drawings = held_out_drawings(self.subjects, size_px=self._size_px, per_style=self._per_style, hand=hand)
        return measure(paint, drawings, features=self.features, heap=self.heap, dabs=True)

    def every_drawing(self, *, per_style: int | None = None) -> list[Drawn]:
        """All held-out subjects, or so many of every style."""
        most = max(len(source.held_out) for source in self.subjects)
        return held_out_drawings(self.subjects, size_px=self._size_px, per_style=per_style or most)

    def ceiling(self) -> float:
        """The silhouette's IoU that the best choice among whole regions would reach on the drawings."""
        return float(
            np.mean([best_overlap(d.planes(1, dabs=False)[0, -1].astype(np.uint8), d.opaque) for d in self.drawings])
        )

    def measured(self, paint: Paint, parts: Sequence[str] = PARTS) -> dict:
        """With dabs and without."""
        return {
            part: measure(paint, self.drawings, features=self.features, heap=self.heap, dabs=part == "dabs")
            for part in parts
        }


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def pix2pix_row(bench: TableMaterial, minutes: float) -> dict:
    styles = bench.recipe.network.styles
    run = bench.out / "run-pix2pix"
    network, trained = pix2pix_trial.train(bench.recipe, bench.subjects, run, minutes=minutes, tell=say)
    picture = torch.rand(1, pix2pix_trial.input_planes(styles), TIMED_PX, TIMED_PX)
    found = {"trained": trained, **bench.measured(pix2pix_trial.painter(network, styles))}
    return found | costs(network, (picture,))


def ours_row(bench: TableMaterial, minutes: float) -> dict:
    run = bench.out / "run-ours"
    known = run / "recipe.json"
    if known.exists():
        recipe = Recipe.model_validate_json(known.read_text())
    else:
        # Without its adversarial stages: a discriminator has nothing to say of a beginner's pictures.
        stages = tuple(stage for stage in bench.recipe.stages if not stage.adversarial)
        plain = bench.recipe.model_copy(update={"stages": stages})
        recipe = flagship_trial.shortened(plain, bench.cache, minutes=minutes)
    network, trained = flagship_trial.train_for(recipe, run, cache=bench.cache, minutes=minutes, tell=say)
    return {"trained": trained, **bench.measured(flagship_trial.painter(network, recipe.network.styles))}


def pack_row(bench: TableMaterial, folder: Path) -> dict:
    pack = open_pack(folder, bundled=True)
    runtime = OpenVinoRuntime(pack.generator_onnx)
    paint = runtime_painter(runtime, pack.parameters.styles, pack.manifest.size_multiple)
    found = bench.measured(paint) | {"steady": bench.steadily(paint), "ceiling": bench.ceiling()}
    found["two_colours"] = flagship_colours.two_colours(paint, bench.every_drawing())
    rolled = bench.every_drawing(per_style=flagship_colours.ROLLED)
    found["two_rolls"] = flagship_colours.two_rolls(paint, rolled, pack.bank)
    runtime.close()
    return found | pack_costs(folder)


def lit_row(bench: TableMaterial, folder: Path) -> dict:
    """The pack as the program shows it: each style in its own light."""
    pack = open_pack(folder, bundled=True)
    runtime = OpenVinoRuntime(pack.generator_onnx)
    lights = [style.light for style in pack.manifest.styles]
    paint = runtime_painter(runtime, pack.parameters.styles, pack.manifest.size_multiple, lights=lights)
    found = bench.measured(paint)
    runtime.close()
    return found


def pack_costs(folder: Path) -> dict:
    """Parameters, arithmetic and times of a pack's SketchNet."""
    pack = open_pack(folder, bundled=True)
    styles = pack.parameters.styles
    runtime = OpenVinoRuntime(pack.generator_onnx)
    rng = np.random.default_rng(0)
    planes = rng.random((1, INPUT_PLANES, TIMED_PX, TIMED_PX), np.float32)
    planes[:, -1] = 1 + rng.integers(0, 8, (8, 8)).repeat(TIMED_PX // 8, 0).repeat(TIMED_PX // 8, 1)
    inputs = (planes, rng.random((1, 4, 4), np.float32), np.eye(1, styles, dtype=np.float32))
    network = pack.family.build(pack.manifest.hyper_parameters).eval()
    network.load_state_dict(weights_of(folder))
    tensors = [torch.from_numpy(array) for array in inputs]
    found = {"parameters_m": size_m(network), "gflop": gflop(network, *tensors)}
    with torch.inference_mode():
        found["torch_ms"] = timed(lambda: network(*tensors))
    found["openvino_ms"] = timed(lambda: runtime.run(*inputs))
    runtime.close()
    return found


def costs(network: nn.Module, inputs: tuple[Tensor, ...], *, runs: int = RUNS) -> dict:
    """Parameters, arithmetic and times of any network; one that answers several things is asked for the first."""
    found: dict = {"parameters_m": size_m(network), "gflop": gflop(network, *inputs)}
    with torch.inference_mode():
        first = network if isinstance(network(*inputs), Tensor) else _First(network).eval()
        found["torch_ms"] = timed(lambda: network(*inputs), runs=runs)
    with TemporaryDirectory() as folder:
        onnx = Path(folder) / "generator.onnx"
        torch.onnx.export(first, inputs, onnx, dynamo=True, external_data=False, verbose=False)
        found["openvino_ms"] = openvino_time(onnx, [tensor.numpy() for tensor in inputs], runs=runs)
    return found


class _First(nn.Module):
    """A network's first answer alone: what a pack holds."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: Tensor) -> Tensor:
        return self.network(*inputs)[0]


def artist_row(bench: TableMaterial) -> dict:
    return bench.measured(lambda drawn, _dabs: drawn.target)


def timed(call: Callable[[], object], *, runs: int = RUNS) -> float:
    """Median milliseconds."""
    call()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1e3)
    return round(float(np.median(times)), 1)


def openvino_time(onnx: Path, inputs: Sequence[np.ndarray], *, runs: int = RUNS) -> float:
    """Median milliseconds of a network, in bfloat16 where the CPU has it."""
    core = load_openvino().Core()
    abilities = core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    precision = "bf16" if "BF16" in abilities else "f32"
    settings = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": precision}
    compiled = core.compile_model(core.read_model(str(onnx)), "CPU", settings)
    request = compiled.create_infer_request()
    return timed(lambda: request.infer(list(inputs)), runs=runs)


def markdown(rows: dict[str, dict], *, columns: Mapping[str, str] = MEASURES | COSTS) -> str:
    """The table: a line per row and kind of drawing."""
    lines = [f"| | drawings | {' | '.join(columns.values())} |", "|" + "---|" * (len(columns) + 2)]
    lines += [f"| {name} | {part} | {cells(row, columns, part=part)} |" for name, row in rows.items() for part in PARTS]
    return "\n".join(lines)


def cells(row: dict, columns: Mapping[str, str], *, part: str) -> str:
    """A row's numbers, of one kind of drawing; empty where there are none."""
    values = (row[part].get(key) if key in MEASURES else row.get(key) for key in columns)
    return " | ".join("" if value is None else f"{value:.4g}" for value in values)


def trained_in_words(rows: dict[str, dict]) -> str:
    """How far each training came."""
    done = {name: row["trained"] for name, row in rows.items() if "trained" in row}
    return "; ".join(f"{n}: {t['minutes']} min, {t['steps']} steps, {t['pictures']} pictures" for n, t in done.items())


def steady_in_words(rows: dict[str, dict]) -> str:
    """What a steady hand changes, and how much could be reached at all."""
    told = ""
    for name, row in rows.items():
        if "steady" in row:
            steady = row["steady"]
            told += (
                f"\n{name}, the same subjects by a steady hand: L1 {steady['l1']:.4f}, SSIM {steady['ssim']:.3f}, "
                f"silhouette IoU by alpha {steady['iou_alpha']:.4f}, dab ΔE00 median {steady['dab_median']} and p90 "
                f"{steady['dab_p90']}. The most that painting whole regions can reach with the trembling hands is IoU "
                f"{row['ceiling']:.4f}.\n"
            )
    return told


def order_parser(name: str, text: str | None, *, minutes: float, per_style: int) -> argparse.ArgumentParser:
    """The options that the table and the ablation share."""
    parser = argparse.ArgumentParser(prog=name, description=text)
    parser.add_argument("--cache", type=Path, required=True, help="where prepared material is kept")
    parser.add_argument("--out", type=Path, default=Path("out/flagship"))
    parser.add_argument("--recipe", type=Path, default=Path("flagship"))
    parser.add_argument("--minutes", type=float, default=minutes, help="of each training")
    parser.add_argument("--per-style", type=int, default=per_style, help="held-out subjects of every style")
    return parser


def main(arguments: list[str] | None = None) -> int:
    without_triton()
    parser = order_parser("evaluation.flagship_table", __doc__, minutes=7.0, per_style=28)
    parser.add_argument("--pack", type=Path, default=resources.styles_dir() / "flagship")
    parser.add_argument("--rows", nargs="*", choices=("artist", "pix2pix", "ours", "pack", "lit"))
    order = parser.parse_args(arguments)
    recipe = read_recipe(order.recipe)
    bench = TableMaterial(recipe, order.cache, order.out, size_px=MEASURED_PX, per_style=order.per_style)
    makers: dict[str, tuple[str, Callable[[], dict]]] = {
        "pix2pix": ("pix2pix, U-Net-256", lambda: pix2pix_row(bench, order.minutes)),
        "ours": ("SketchNet, same wall time", lambda: ours_row(bench, order.minutes)),
        "pack": ("SketchNet, as shipped", lambda: pack_row(bench, order.pack)),
        "lit": ("SketchNet, as shipped, lit", lambda: lit_row(bench, order.pack)),
        "artist": ("the artists themselves", lambda: artist_row(bench)),
    }
    rows = {
        title: bench.row(f"table-{name}", make)
        for name, (title, make) in makers.items()
        if not order.rows or name in order.rows
    }
    styles = [style.name.en for style in recipe.styles]
    colours = [flagship_colours.in_words(name, row, styles) for name, row in rows.items()]
    text = f"{markdown(rows)}\n\nTrained: {trained_in_words(rows)}.\n{steady_in_words(rows)}\n"
    text += "".join(f"{told}\n" for told in colours if told)
    (order.out / "table.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
