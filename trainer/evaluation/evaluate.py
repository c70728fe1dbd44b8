"""How good a generator is on drawings it never saw, in numbers that also fit generators of other kinds: everything is
measured on pictures over white paper; the silhouette in alpha only where there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor

from engines.compositing.lighting import light_on, lit
from engines.runtimes.openvino import OpenVinoRuntime
from engines.sketch.input_planes import picture
from trainer.datasets.subjects import Subjects
from trainer.evaluation import metrics
from trainer.evaluation.held_out import Drawn, placed
from trainer.features.network import FeatureNet, kernel_distance

EMBEDDED_PX = 128
REFERENCES = 240  # pictures per style in the heap that KID compares with

# A drawing, with or without its dabs, to premultiplied RGBA or to RGB over white: float32 [S, S, 4] or [S, S, 3].
Paint = Callable[[Drawn, bool], np.ndarray]


def measure(paint: Paint, drawings: Sequence[Drawn], *, features: FeatureNet, heap: Tensor, dabs: bool) -> dict:
    """Means over the drawings, and median and 90th percentile of the dabs' errors.

    `heap`: embeddings of artists' pictures of other subjects (`artists_heap`). Keys: l1, ssim, perceptual, kid,
    dab_median, dab_p90 (with `dabs` only), iou_seen (what differs from the paper), iou_alpha (where there is alpha),
    chroma.
    """
    rows: dict[str, list[float]] = {
        "l1": [],
        "ssim": [],
        "perceptual": [],
        "iou_seen": [],
        "iou_alpha": [],
        "chroma": [],
    }
    errors: list[float] = []
    embedded = []
    for drawn in drawings:
        answer = np.clip(paint(drawn, dabs), 0, 1)
        opaque = drawn.target[:, :, 3] > 0.5
        if answer.shape[2] == 4:
            rows["iou_alpha"].append(metrics.overlap(answer[:, :, 3] > 0.5, opaque))
            answer = answer[:, :, :3] + 1 - answer[:, :, 3:]
        answer, artist = np.clip(answer, 0, 1), drawn.artist
        rows["l1"].append(float(np.abs(answer - artist).mean()))
        rows["ssim"].append(metrics.ssim(answer, artist))
        rows["iou_seen"].append(metrics.overlap(metrics.seen(answer), metrics.seen(artist)))
        rows["chroma"].append(metrics.chroma_ratio(answer, artist, opaque))
        with torch.inference_mode():
            rows["perceptual"].append(float(features.perceptual(_tensor(answer), _tensor(artist))))
            embedded.append(_embedded(features, answer))
        if dabs:
            errors += metrics.dab_errors(answer, drawn.ink, drawn.colour, drawn.target[:, :, 3])
    found: dict = {name: round(float(np.mean(values)), 4) for name, values in rows.items() if values}
    found["kid"] = round(kernel_distance(torch.cat(embedded), heap), 4)
    if errors:
        found["dab_median"] = round(float(np.median(errors)), 2)
        found["dab_p90"] = round(float(np.percentile(errors, 90)), 2)
    return found | {"drawings": len(drawings)}


def artists_heap(subjects: list[Subjects], features: FeatureNet, keep: Path | None = None) -> Tensor:
    """Embeddings of artists' pictures of training subjects, as many of every style: independent of what is judged.
    `keep`: a .npy file where they are kept from one time to the next."""
    if keep is not None and keep.exists():
        return torch.from_numpy(np.load(keep))
    rows = []
    for style, source in enumerate(subjects):
        for index in np.random.default_rng(style).permutation(source.train)[:REFERENCES]:
            flat = placed(source.targets[index], EMBEDDED_PX)
            with torch.inference_mode():
                rows.append(_embedded(features, flat[:, :, :3] + 1 - flat[:, :, 3:]))
    heap = torch.cat(rows)
    if keep is not None:
        keep.parent.mkdir(parents=True, exist_ok=True)
        np.save(keep, heap.numpy())
    return heap


def runtime_painter(runtime: OpenVinoRuntime, styles: int, multiple: int, *, lights: Sequence[float] = ()) -> Paint:
    """A generator in OpenVINO as one that can be measured; `lights`: how strongly each style's artwork is lit."""

    def paint(drawn: Drawn, dabs: bool) -> np.ndarray:
        style = np.eye(1, styles, drawn.style, dtype=np.float32)
        planes = drawn.planes(multiple, dabs=dabs)
        art = runtime.run(planes, drawn.palette.array()[None], style)
        side = drawn.ink.shape[0]
        light = light_on(planes, side, side, lights[drawn.style] if lights else 0.0)
        if light is not None:
            shown = lit(picture(art, side, side), light)
            art = shown.transpose(2, 0, 1)[None].astype(np.float32) / 255
        return premultiplied(art)[:side, :side].copy()

    return paint


def premultiplied(straight: np.ndarray) -> np.ndarray:
    """A generator's answer, float32 [1, 4, H, W] straight RGBA, as premultiplied [H, W, 4]."""
    art = straight[0].transpose(1, 2, 0)
    return np.concatenate([art[:, :, :3] * art[:, :, 3:], art[:, :, 3:]], axis=2)


def _embedded(features: FeatureNet, rgb: np.ndarray) -> Tensor:
    if rgb.shape[0] != EMBEDDED_PX:
        rgb = cv2.resize(rgb, (EMBEDDED_PX, EMBEDDED_PX), interpolation=cv2.INTER_AREA)
    return features.embed(_tensor(rgb))


def _tensor(rgb: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(rgb.transpose(2, 0, 1), np.float32))[None]
