"""`python -m benchmarks.live`: how long the engine takes alone, and a pen movement takes to become artwork on screen.

In the same process, in turns with ours, run pix2pix's U-Net-256 and CycleGAN's ResNet-9 as torch runs them; on a busy
machine read the ratios and the process's own CPU time rather than milliseconds. The achieved arithmetic is set against
the fastest matrix product that torch reaches here.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

import resources
from engines.api import RenderRequest
from engines.engine import SketchEngine, open_engine
from engines.errors import StylePackError
from engines.packs.stylepack import StylePack, open_pack
from engines.palette import Palette
from engines.sketch import input_planes

SIZES_PX = (256, 512, 1024)
ROUNDS = {256: 8, 512: 6, 1024: 2}
OURS_PER_ROUND = 8
PALETTE = Palette.of(((240, 200, 60), (240, 120, 140), (60, 90, 200), (90, 70, 60)))


@dataclass
class Times:
    """Wall and CPU milliseconds of repeated calls."""

    wall_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    def time(self, call: Callable[[], object], count: int = 1) -> None:
        for _ in range(count):
            cpu, wall = time.process_time(), time.perf_counter()
            call()
            self.wall_ms.append((time.perf_counter() - wall) * 1e3)
            self.cpu_ms.append((time.process_time() - cpu) * 1e3)

    @property
    def p50(self) -> float:
        return float(np.median(self.wall_ms))

    @property
    def p95(self) -> float:
        return float(np.percentile(self.wall_ms, 95))

    @property
    def cpu(self) -> float:
        return float(np.median(self.cpu_ms))

    def row(self) -> dict[str, float]:
        return {"p50_ms": round(self.p50, 2), "p95_ms": round(self.p95, 2), "cpu_ms": round(self.cpu, 2)}


def sample_drawing(side: int) -> tuple[np.ndarray, np.ndarray]:
    """A rabbit-eared face with six dabs: ink and colour layer, uint8 [side, side, 4]."""
    scale = side / 512
    line = np.zeros((side, side), np.uint8)
    width = max(1, round(4 * scale))

    def at(*values: float) -> tuple[int, ...]:
        return tuple(round(value * scale) for value in values)

    cv2.circle(line, at(256, 280), round(170 * scale), 255, width, cv2.LINE_AA)
    for x in (180, 330):
        cv2.ellipse(line, at(x, 130), at(40, 80), 0, 0, 360, 255, width, cv2.LINE_AA)
    for x in (200, 310):
        cv2.circle(line, at(x, 250), round(22 * scale), 255, width, cv2.LINE_AA)
    cv2.ellipse(line, at(256, 330), at(60, 30), 0, 0, 180, 255, width, cv2.LINE_AA)
    ink, colour = np.zeros((side, side, 4), np.uint8), np.zeros((side, side, 4), np.uint8)
    ink[:, :, 3] = line
    yellow, pink, blue, red = (240, 200, 60, 255), (240, 120, 140, 255), (60, 90, 200, 255), (200, 40, 60, 255)
    dabs = ((256, 180, yellow), (180, 100, pink), (330, 100, pink), (200, 250, blue), (310, 250, blue), (256, 345, red))
    for x, y, paint in dabs:
        cv2.circle(colour, at(x, y), round(14 * scale), paint, -1)
    return ink, colour


def peak_gflops() -> dict[str, float]:
    """The fastest matrix product here, in 10^9 operations a second, by precision."""
    import torch

    found = {}
    for precision, dtype, side in (("f32", torch.float32, 2048), ("bf16", torch.bfloat16, 4096)):
        a, b = torch.ones(side, side, dtype=dtype), torch.ones(side, side, dtype=dtype)
        times = Times()
        times.time(lambda a=a, b=b: torch.mm(a, b), 6)
        found[precision] = 2 * side**3 / min(times.wall_ms) / 1e6
    return found


def request(side: int, pack: StylePack, *, dabs: bool) -> RenderRequest:
    ink, colour = sample_drawing(side)
    styles = len(pack.manifest.styles)
    weights = (1.0, *(0.0 for _ in range(styles - 1)))
    dabbed = colour if dabs else np.zeros_like(colour)
    return RenderRequest(1, ink, dabbed, PALETTE, weights, keep_lines=0.3, light=0.5)


def measure_engine(engine: SketchEngine, side: int, references: dict[str, Callable[[int], object]]) -> dict[str, Times]:
    """The engine with and without dabs, its network alone, and the references, in turns."""
    pack = engine.pack
    dabbed, plain = request(side, pack, dabs=True), request(side, pack, dabs=False)
    planes = input_planes.request_planes(dabbed, pack.manifest.size_multiple)
    style = np.eye(1, pack.parameters.styles, dtype=np.float32)
    calls: dict[str, tuple[Callable[[], object], int]] = {
        "engine, dabs": (lambda: engine.render(dabbed), OURS_PER_ROUND),
        "engine, no dabs": (lambda: engine.render(plain), OURS_PER_ROUND),
        "network alone": (lambda: engine.runtime.run(planes, PALETTE.array()[None], style), OURS_PER_ROUND),
        **{name: (lambda call=call: call(side), 1) for name, call in references.items()},
    }
    times = {name: Times() for name in calls}
    for call, _ in calls.values():
        call()
    for _ in range(ROUNDS.get(side, 3)):
        for name, (call, count) in calls.items():
            call()  # each starts with its own weights in the cache
            times[name].time(call, count)
    return times


def reference_calls() -> dict[str, Callable[[int], object]]:
    import torch

    from evaluation.reference_networks import UNet256, resnet_9

    def caller(network: torch.nn.Module) -> Callable[[int], object]:
        network.eval()
        pictures: dict[int, torch.Tensor] = {}

        def call(side: int) -> object:
            with torch.inference_mode():
                return network(pictures.setdefault(side, torch.rand(1, 3, side, side)))

        return call

    return {"pix2pix U-Net-256": caller(UNet256()), "CycleGAN ResNet-9": caller(resnet_9())}


def network_gflop(pack: StylePack, side: int) -> float:
    import torch

    from engines.families.sketchnet import INPUT_PLANES
    from evaluation.reference_networks import gflop

    with torch.device("meta"):
        network = pack.family.build(pack.manifest.hyper_parameters).eval()
        planes, palette = torch.zeros(1, INPUT_PLANES, side, side), torch.zeros(1, 4, 4)
        return gflop(network, planes, palette, torch.zeros(1, pack.parameters.styles))


def bundled_pack() -> StylePack:
    """The first style pack that comes with the app."""
    for folder in sorted(Path(resources.styles_dir()).iterdir()):
        if folder.is_dir() and not folder.name.startswith(("_", ".")):
            return open_pack(folder, bundled=True)
    raise StylePackError("No style pack is bundled: name one with --pack.")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.live", description=__doc__)
    parser.add_argument("--pack", type=Path, help="a style pack's folder (else the first bundled one)")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--precision", default="auto")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES_PX)
    parser.add_argument("--no-references", action="store_true", help="ours alone: no torch, no ratios")
    parser.add_argument("--no-window", action="store_true", help="the engine alone: no Qt")
    parser.add_argument("--moves", type=int, default=60, help="pen movements timed at each size")
    parser.add_argument("--json", type=Path, help="write the numbers there too")
    options = parser.parse_args(arguments)
    # Before torch loads: its waiting threads sleep, or on a busy machine the references would be timed spinning.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    pack = open_pack(options.pack) if options.pack else bundled_pack()
    engine = open_engine(pack, options.device, precision=options.precision)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    machine = platform.processor() or platform.machine()
    print(f"{machine}, {os.cpu_count()} CPUs, load {load:.1f}; {pack.id} on {engine.device}")
    engine_ms: dict[int, dict[str, object]] = {}
    stroke_ms: dict[int, dict[str, object]] = {}
    numbers: dict[str, object] = {
        "device": engine.device,
        "pack": pack.id,
        "load": load,
        "engine": engine_ms,
        "stroke": stroke_ms,
    }

    peaks = {} if options.no_references else peak_gflops()
    if peaks:
        print("fastest matrix product: " + ", ".join(f"{name} {value:.0f} GFLOP/s" for name, value in peaks.items()))
    references = {} if options.no_references else reference_calls()
    peak = peaks.get(engine.device.split()[-1], 0.0)
    print(f"\n{'':24}{'p50 ms':>10}{'p95 ms':>10}{'CPU ms':>10}{'times ours':>12}{'GFLOP/s':>10}{'of peak':>9}")
    for side in options.sizes:
        times = measure_engine(engine, side, references)
        engine_ms[side] = {name: taken.row() for name, taken in times.items()}
        print(f"{side} x {side}")
        for name, taken in times.items():
            ratio = taken.p50 / times["engine, dabs"].p50
            line = f"  {name:22}{taken.p50:10.1f}{taken.p95:10.1f}{taken.cpu:10.1f}{ratio:12.2f}"
            if name == "network alone" and peak:
                rate = network_gflop(pack, side) / taken.p50 * 1e3
                line += f"{rate:10.0f}{rate / peak:9.0%}"
            print(line, flush=True)
    engine.close()

    if not options.no_window:
        from benchmarks.live_window import measure_window

        print("\npen movement to artwork on screen (window, canvas and engine together)")
        print(f"{'':24}{'p50 ms':>10}{'p95 ms':>10}{'worst':>10}   painted at")
        for side in options.sizes:
            for name, found in measure_window(pack, side, device=options.device, moves=options.moves).items():
                stroke_ms.setdefault(side, {})[name] = found.row()
                painted = ", ".join(f"{size} px {share:.0%}" for size, share in found.painted.items())
                label = f"{side} {name}"
                print(f"  {label:22}{found.p50:10.1f}{found.p95:10.1f}{found.worst:10.1f}   {painted}", flush=True)
    if options.json:
        options.json.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
