"""`python -m trainer quantise PACK --out FOLDER`: the pack's generator in 8-bit integers, and whether it is as good.

Post-training quantisation by NNCF (Kozlov et al. 2020), calibrated on drawings of training subjects. Convolutions only:
the embedding of style and palette, the votes of the regions and the head stay in floating point, since they choose
colours; and the stem, since its planes share one tensor with the regions' numbers, beside which they are all but 0.
Measured beside float32 and bfloat16 on held-out subjects; good enough is what moves no measure by more than 2 %.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from engines.blocked_modules import block
from engines.errors import StylePackError
from engines.packs.stylepack import StylePack, open_pack
from engines.palette import PALETTE_SIZE
from engines.runtimes.openvino import OpenVinoRuntime, load_openvino
from trainer.datasets.subjects import StyleSource, load_subjects
from trainer.evaluation.evaluate import artists_heap, measure, runtime_painter
from trainer.evaluation.held_out import Drawn, held_out_drawings
from trainer.features.network import load_features
from trainer.flagship.recipe import Recipe
from trainer.job import JobError

CALIBRATED_PX = 256
CALIBRATED_PER_STYLE = 24
TIMED_PX = 512
TIMED_RUNS = 30
MOVED_AT_MOST = 0.02
IN_FLOAT = ["MatMul", "Einsum", "Add", "Subtract", "Multiply", "Divide", "AvgPool", "Concat", "Softmax", "LogSoftmax"]
DECIDING = ("l1", "ssim", "perceptual", "iou_alpha", "chroma", "dab_median", "dab_p90")


def quantise(pack: StylePack, path: Path, drawings: Sequence[Drawn]) -> Path:
    """Write the pack's generator with 8-bit convolutions as OpenVINO's own format, `path` (.xml) and its weights beside
    it. Raises JobError where NNCF is missing."""
    openvino = load_openvino()
    nncf = _load_nncf()
    graph = openvino.Core().read_model(str(pack.generator_onnx))

    def inputs(drawn: Drawn) -> dict[str, np.ndarray]:
        return _inputs(pack, drawn, dabs=len(drawn.name) % 3 > 0)

    ignored = nncf.IgnoredScope(names=_ends(graph), types=IN_FLOAT, validate=False)
    smaller = nncf.quantize(
        graph,
        nncf.Dataset(drawings, inputs),
        preset=nncf.QuantizationPreset.MIXED,
        subset_size=len(drawings),
        ignored_scope=ignored,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    openvino.save_model(smaller, str(path), compress_to_fp16=True)
    return path


def compare(pack: StylePack, int8: Path, drawings: Sequence[Drawn], *, cache: Path) -> dict[str, dict]:
    """The measures of trainer.evaluation.evaluate and the time at 512 px (median milliseconds) of the same generator in
    "f32", "bf16" (where the CPU has it) and "int8", in turns."""
    subjects = [load_subjects(source, cache) for source in sources_of(pack)]
    features = load_features()
    heap = artists_heap(subjects, features)
    forms = {"f32": (pack.generator_onnx, "f32"), "bf16": (pack.generator_onnx, "bf16"), "int8": (int8, "auto")}
    runtimes = {name: OpenVinoRuntime(path, precision) for name, (path, precision) in forms.items()}
    styles, multiple = pack.parameters.styles, pack.manifest.size_multiple
    found: dict[str, dict] = {}
    for name, runtime in runtimes.items():
        paint = runtime_painter(runtime, styles, multiple)
        found[name] = measure(paint, drawings, features=features, heap=heap, dabs=True)
    large = held_out_drawings(subjects[:1], size_px=TIMED_PX, per_style=1)[0]
    inputs = _inputs(pack, large, dabs=True)
    times: dict[str, list[float]] = {name: [] for name in runtimes}
    for turn in range(TIMED_RUNS + 2):
        for name, runtime in runtimes.items():
            start = time.perf_counter()
            runtime.run(inputs["planes"], inputs["palette"], inputs["style"])
            if turn >= 2:
                times[name].append((time.perf_counter() - start) * 1e3)
    for name, runtime in runtimes.items():
        found[name]["ms_at_512"] = round(float(np.median(times[name])), 2)
        runtime.close()
    return found


def moved(found: dict[str, dict], form: str = "int8") -> dict[str, float]:
    """How far each deciding measure of `form` lies from float32's, relative to it."""
    exact, other = found["f32"], found[form]
    return {k: round((other[k] - exact[k]) / max(abs(exact[k]), 1e-6), 4) for k in DECIDING if k in exact}


def good_enough(found: dict[str, dict]) -> bool:
    """Whether int8 moves no deciding measure for the worse by more than 2 %."""
    better_high = ("ssim", "iou_alpha", "chroma")
    return all((-by if name in better_high else by) <= MOVED_AT_MOST for name, by in moved(found).items())


def markdown(found: dict[str, dict]) -> str:
    """A table: a line for each form."""
    names = [*(n for n in found["f32"] if n not in ("drawings", "ms_at_512")), "ms_at_512"]
    lines = [f"| | {' | '.join(names)} |", "|" + "---|" * (len(names) + 1)]
    lines += [f"| {form} | {' | '.join(str(row.get(n, '')) for n in names)} |" for form, row in found.items()]
    by = ", ".join(f"{name} {value:+.1%}" for name, value in moved(found).items())
    verdict = "within 2 %" if good_enough(found) else "not within 2 %: float stays"
    return "\n".join([*lines, "", f"int8 against f32: {by}; {verdict}."])


def sources_of(pack: StylePack) -> list[StyleSource]:
    """Where the pack's styles come from, by the recipe that it carries. Raises JobError where it carries none."""
    try:
        recipe = Recipe.model_validate_json(pack.manifest.recipe)
    except ValueError as error:
        raise JobError(f"the style pack {pack.id} does not say how it was trained") from error
    return [StyleSource(s.id, s.target, s.lines) for s in recipe.styles]


def main(arguments: list[str]) -> int:
    """Exit code 0 when int8 is good enough, 1 when not, 2 when the order is at fault."""
    parser = argparse.ArgumentParser(prog="python -m trainer quantise", description=(__doc__ or "").split(":", 1)[1])
    parser.add_argument("pack", type=Path)
    parser.add_argument("--cache", type=Path, required=True, help="where prepared material is kept")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the smaller generator and the table")
    parser.add_argument("--per-style", type=int, default=28, help="held-out subjects of every style")
    order = parser.parse_args(arguments)
    try:
        pack = open_pack(order.pack)
        subjects = [load_subjects(source, order.cache) for source in sources_of(pack)]
        some = held_out_drawings(subjects, size_px=CALIBRATED_PX, per_style=CALIBRATED_PER_STYLE, part="train")
        int8 = quantise(pack, order.out / "generator-int8.xml", some)
        chosen = held_out_drawings(subjects, size_px=CALIBRATED_PX, per_style=order.per_style)
        found = compare(pack, int8, chosen, cache=order.cache)
    except (JobError, StylePackError) as error:
        print(error, file=sys.stderr)
        return 2
    (order.out / "int8.json").write_text(json.dumps(found, indent=1) + "\n")
    (order.out / "int8.md").write_text(markdown(found) + "\n", encoding="utf-8")
    print(markdown(found))
    return 0 if good_enough(found) else 1


def _ends(graph: Any) -> list[str]:
    """Names of the stem, which is the first convolution, and of the head's: those that read what the choice among the
    colours reads."""
    convolutions = [op for op in graph.get_ordered_ops() if op.get_type_name() == "Convolution"]

    def outputs(op: Any) -> int:
        return op.input(1).get_partial_shape()[0].get_length()

    def source(op: Any) -> tuple[str, int]:
        port = op.input(0).get_source_output()
        return port.get_node().get_friendly_name(), port.get_index()

    # One of the head's convolutions has five answers a pixel; all of them read one input.
    fans: dict[tuple[str, int], list[Any]] = {}
    for op in convolutions:
        fans.setdefault(source(op), []).append(op)
    heads = [ops for ops in fans.values() if any(outputs(op) % (PALETTE_SIZE + 1) == 0 for op in ops)]
    return [op.get_friendly_name() for op in (convolutions[0], *max(heads, key=len, default=convolutions[-1:]))]


def _inputs(pack: StylePack, drawn: Drawn, *, dabs: bool) -> dict[str, np.ndarray]:
    return {
        "planes": drawn.planes(pack.manifest.size_multiple, dabs=dabs),
        "palette": drawn.palette.array()[None],
        "style": np.eye(1, pack.parameters.styles, drawn.style, dtype=np.float32),
    }


def _load_nncf() -> Any:
    """nncf, without the parts that report its use to its maker (see engines.runtimes.openvino.load_openvino)."""
    block("openvino_telemetry")
    os.environ.setdefault("NNCF_CI", "1")
    try:
        import nncf
    except ImportError as error:
        raise JobError("quantising needs the extra packages: pip install 'sketchart[train]'") from error
    return nncf
