"""What a teaching needs before its first step: the base style opened, the plan made or taken up again."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import torch

from engines.engine import SketchEngine, open_engine
from engines.families.finishing import FinishParameters
from engines.families.sketchnet import SketchNetParameters
from engines.packs.file_checks import sha256
from engines.packs.stylepack import StylePack, open_pack
from trainer.features.network import FeatureNet
from trainer.job import TeachError, TeachJob
from trainer.teaching.learner import FinishLearner, Schedule
from trainer.teaching.material import TeachingMaterial
from trainer.teaching.patterns import canvas_patterns
from trainer.teaching.plan import TeachingPlan
from trainer.teaching.usual_look import usual_look
from trainer.teaching.variants import BasePainter, Variants

PROBE_STEPS = 10
FOR_LOOK = 24  # pairs that tell the usual look
MOST_VARIANTS = 6
VARIANTS_SHARE = 0.2  # of the time, at most, for painting variants
MEASURES = 10  # of the held-out drawings, over a teaching
LEAST_STEPS = 20
LAST_S = 25.0  # that writing the style takes, beyond what is measured


@dataclass(frozen=True, eq=False)
class Base:
    """The base style: its pack, which of its styles, and it as a painter."""

    pack: StylePack
    index: int
    painter: BasePainter

    @property
    def digest(self) -> str:
        return sha256(self.pack.weights)[:16]

    @property
    def style(self) -> str:
        return self.pack.manifest.styles[self.index].id

    def close(self) -> None:
        self.painter.engine.close()


@dataclass(frozen=True)
class Estimate:
    """What a probe found: `step_s`, `variant_s` (one variant painted), `measure_s` (all held-out drawings) in seconds;
    `steps` that fit the minutes, `variants` of each pair, `pictures_per_s` learnt from."""

    step_s: float
    variant_s: float
    measure_s: float
    steps: int
    variants: int
    pictures_per_s: float


def open_base(folder: Path, style: str, *, threads: int) -> Base:
    """Raises StylePackError, EngineError or TeachError."""
    pack = open_pack(folder)
    if not isinstance(pack.parameters, SketchNetParameters):
        raise TeachError("{0} cannot be a base: only styles for line art can be taught.", pack.manifest.name["en"])
    ids = [entry.id for entry in pack.manifest.styles]
    if style and style not in ids:
        raise TeachError("{0} has no style {1}. Its styles: {2}.", pack.id, style, ", ".join(ids))
    index = ids.index(style) if style else 0
    entry = pack.manifest.styles[index]
    # In float32, so that a run that goes on elsewhere in time paints the very same.
    engine = open_engine(pack, "cpu", precision="f32", threads=threads)
    assert isinstance(engine, SketchEngine)
    weights = tuple(float(i == index) for i in range(len(ids)))
    return Base(pack, index, BasePainter(engine, weights, light=entry.light, keep_lines=entry.keep_lines))


def processor_threads(asked: int) -> int:
    """How many to use; torch and OpenCV are set to it. The same number gives the same bits."""
    threads = (
        asked or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else asked or os.cpu_count() or 1
    )
    torch.set_num_threads(threads)
    cv2.setNumThreads(1)
    return threads


def schedule_of(plan: TeachingPlan) -> Schedule:
    return Schedule(steps=plan.steps, batch=plan.batch, crop_px=plan.crop_px, variants=plan.variants, seed=plan.seed)


def new_learner(
    plan: TeachingPlan, material: TeachingMaterial, variants: Variants, *, features: FeatureNet
) -> FinishLearner:
    """Before its first step: it knows the usual look already."""
    look = usual_look([variants.variant(number, 0) for number in range(min(FOR_LOOK, len(variants)))])
    return FinishLearner(plan.finish, schedule_of(plan), features, start_values=look)


def new_plan(
    job: TeachJob, material: TeachingMaterial, base: Base, *, features: FeatureNet, threads: int, measure_s: float
) -> tuple[TeachingPlan, Estimate]:
    """The plan for the job's minutes (or steps), after a probe of ten steps."""
    finish = FinishParameters(patterns=canvas_patterns([pair.target for pair in material.pairs]), seed=job.seed)
    side = min(min(pair.ink.shape) for pair in material.pairs)
    probe = TeachingPlan(
        material=material.digest,
        base=base.digest,
        base_style=base.style,
        seed=job.seed,
        threads=threads,
        steps=job.steps or 1000,
        batch=4,
        crop_px=min(160, side // 8 * 8),
        variants=1,
        measure_every=1,
        finish=finish,
    )
    estimate = _probed(probe, job, material, base, features=features, measure_s=measure_s)
    steps = job.steps or estimate.steps
    changes = {"steps": steps, "variants": estimate.variants, "measure_every": max(1, -(-steps // MEASURES))}
    return probe.model_copy(update=changes), estimate


def _probed(
    plan: TeachingPlan, job: TeachJob, material: TeachingMaterial, base: Base, *, features: FeatureNet, measure_s: float
) -> Estimate:
    variants = Variants(base.painter, material.pairs[:1], seed=plan.seed)
    variants.variant(0, 0)
    start = time.monotonic()
    variants.variant(0, 1)
    variant_s = time.monotonic() - start
    learner = new_learner(plan, material, variants, features=features)
    learner.learn(variants, 0)
    start = time.monotonic()
    for step in range(1, PROBE_STEPS):
        learner.learn(variants, step)
    step_s = (time.monotonic() - start) / (PROBE_STEPS - 1)
    left_s = max(job.minutes * 60 - LAST_S - (MEASURES + 1) * measure_s, 0.3 * job.minutes * 60)
    per_variant_s = len(material.pairs) * variant_s
    count = 3 if job.steps else int(VARIANTS_SHARE * left_s / per_variant_s)
    count = min(MOST_VARIANTS, max(1, count))
    steps = max(LEAST_STEPS, int((left_s - count * per_variant_s) / step_s))
    return Estimate(step_s, variant_s, measure_s, steps, count, plan.batch / step_s)
