"""The teacher of the Painter: how each painter would paint a picture, worked out slowly and openly.

From a painting it measures the palette, how colours scatter from stroke to stroke in quiet places, and how steadily
neighbouring strokes agree (structure tensor). From a picture it works out what strokes need to know: which way they
run (along the edges, after Hertzmann 1998, section 2.1, but smoothed over several widths), where small ones are
needed, and which of the palette's colours stands for the picture's. engines.networks.painter.Studio paints that.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch

from engines.networks.painter import CELLS, GRAIN_PX, HABITS, MANNERS, Guides, Studio
from engines.networks.strokes import MARK, PERIOD
from trainer.job import JobError
from trainer.painter.recipe import PainterStyle

MEASURED_PX = 640  # the painting's longer side when it is measured
PALETTE_COLOURS = 28
QUANTILES = 33
TONE_SPREAD = 13.0  # CIELAB units: how far in lightness, and in hue, a palette's colour stands for others
HUE_SPREAD = 17.0
EDGE_UNITS = 9.0  # CIELAB units across a stroke's width that make an edge certain
FLOW_WIDTHS_PX = (3.0, 8.0, 20.0, 44.0)


@dataclass(frozen=True)
class PaintingFigures:
    """What was measured in a painting: `palette` [K, 3] CIELAB with `shares` [K]; `tones` [33], the quantiles of
    lightness; `scatter` [3, 3], a square root of the colours' covariance (RGB, 0..1) inside quiet areas; `coherence`
    0..1, how much neighbouring strokes agree; `roughness`, the lightness of single bristles (standard deviation, 0..1).
    """

    palette: np.ndarray
    shares: np.ndarray
    tones: np.ndarray
    scatter: np.ndarray
    coherence: float
    roughness: float


def read_painting(path: Path) -> np.ndarray:
    """uint8 [H, W, 3] RGB, its longer side 640 px, a border of 4 % left out (frames). Raises JobError."""
    picture = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR) if path.is_file() else None
    if picture is None:
        raise JobError(f"{path.name} is not a picture")
    rows, columns = (round(side * 0.04) for side in picture.shape[:2])
    picture = picture[rows : picture.shape[0] - rows, columns : picture.shape[1] - columns]
    scale = MEASURED_PX / max(picture.shape[:2])
    picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(picture[:, :, ::-1])


def measure(rgb: np.ndarray) -> PaintingFigures:
    """Measures a painting, uint8 [H, W, 3] RGB. Deterministic."""
    picture = rgb.astype(np.float32) / 255
    lab = _lab(picture)
    rows = lab[::6, ::6].reshape(-1, 3)
    cv2.setRNGSeed(1)
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 40, 0.1)
    _, labels, palette = cv2.kmeans(rows, PALETTE_COLOURS, None, stop, 1, cv2.KMEANS_PP_CENTERS)  # type: ignore[call-overload]
    shares = np.bincount(labels.ravel(), minlength=PALETTE_COLOURS) / len(rows)
    jxx, jyy, jxy = (cv2.GaussianBlur(part, (0, 0), 5) for part in _tensor(lab, 1.0))
    coherence = np.hypot(jxx - jyy, 2 * jxy) / (jxx + jyy + 1e-3)
    quiet = cv2.GaussianBlur(np.sqrt(sum(p for p in _tensor(lab, 6.0)[:2])), (0, 0), 4)
    quiet = quiet < np.quantile(quiet, 0.4)
    rest = (picture - cv2.GaussianBlur(picture, (0, 0), 7))[quiet]
    values, axes = np.linalg.eigh(np.cov(rest.T))
    scatter = (axes * np.sqrt(values.clip(0))) @ axes.T
    light = lab[:, :, 0] / 100
    roughness = float((light - cv2.GaussianBlur(light, (0, 0), 1.5))[quiet].std())
    tones = np.quantile(lab[:, :, 0], np.linspace(0, 1, QUANTILES))
    return PaintingFigures(palette, shares, tones, scatter, float(coherence[quiet].mean()), roughness)


def in_palette(rgb: np.ndarray, painting: PaintingFigures, style: PainterStyle) -> np.ndarray:
    """float32 [..., 3] RGB 0..1 in the painting's colours: lightness by its quantiles, then the palette's colours that
    lie near, weighted. A colour always becomes the same colour, whatever else is in the picture: a live picture must
    not change its colours with every stroke.
    """
    flat = np.ascontiguousarray(rgb, np.float32).reshape(1, -1, 3).clip(0, 1)
    lab = _lab(flat)[0]
    place = (lab[:, 0] / 100).clip(0, 1) ** style.gamma
    tones = np.interp(place, np.linspace(0, 1, QUANTILES), painting.tones)
    light = lab[:, 0] + style.tone * (tones - lab[:, 0])
    hue = lab[:, 1:] * style.hue
    far = ((light[:, None] - painting.palette[:, 0]) / TONE_SPREAD) ** 2
    far = far + (((hue[:, None] - painting.palette[None, :, 1:]) / HUE_SPREAD) ** 2).sum(2)
    weights = np.exp(-(far - far.min(1, keepdims=True)) / 2) * painting.shares**0.12
    mixed = (weights @ painting.palette) / weights.sum(1, keepdims=True)
    own = np.concatenate([light[:, None], hue], 1)
    answer = own + style.pull * (mixed - own)
    answer[:, 0] = 0.5 * answer[:, 0] + 0.5 * light
    return _rgb(answer[None].astype(np.float32)).reshape(rgb.shape)


def guides_of(
    rgb: np.ndarray, painting: PaintingFigures | None, style: PainterStyle, *, studio: Studio
) -> list[Guides]:
    """What the strokes of every layer need to know for a picture, uint8 [H, W, 3] RGB (sides divisible by 64)."""
    picture = rgb.astype(np.float32) / 255
    lab = _lab(picture)
    flow = flow_of(lab)
    tensor = torch.from_numpy(picture.transpose(2, 0, 1)[None].copy())
    told = []
    for number, cell in enumerate(CELLS):
        rows, columns = rgb.shape[0] // cell, rgb.shape[1] // cell
        direction = cv2.resize(flow, (columns, rows), interpolation=cv2.INTER_AREA)
        need = need_of(lab, cell)
        picked = studio.picked(tensor, number)[0].permute(1, 2, 0).numpy()
        colour = picked if painting is None else in_palette(picked, painting, style)
        told.append(Guides(*(_planes(part) for part in (direction, need[:, :, None], colour))))
    return told


def flow_of(lab: np.ndarray) -> np.ndarray:
    """float32 [H, W, 2]: twice the angle of the edges' tangent, as a vector whose length 0..1 says how sure it is. Far
    from edges the wider surroundings speak.
    """
    jxx, jyy, jxy = _tensor(lab, 1.5)
    flow = np.zeros((*lab.shape[:2], 2), np.float32)
    left = np.ones(lab.shape[:2], np.float32)
    for width in FLOW_WIDTHS_PX:
        blurred = [cv2.GaussianBlur(part, (0, 0), width) for part in (jyy - jxx, -2 * jxy)]
        strength = np.hypot(*blurred)
        sure = strength / (strength + 0.6)
        share = left * sure
        flow += (share / (strength + 1e-6))[:, :, None] * np.dstack(blurred)
        left -= share
    return flow


def need_of(lab: np.ndarray, cell: int) -> np.ndarray:
    """float32 [R, C] 0..1: how much the picture changes within a cell."""
    jxx, jyy, _ = _tensor(lab, cell / 6)
    change = np.sqrt(jxx + jyy) * cell / 2
    most = cv2.dilate(change, np.ones((3, 3)))[: lab.shape[0], : lab.shape[1]]
    rows, columns = lab.shape[0] // cell, lab.shape[1] // cell
    cells = most.reshape(rows, cell, columns, cell).max((1, 3))
    return (cells / EDGE_UNITS - 0.35).clip(0, 1).astype(np.float32)


def furnish(studio: Studio, styles: tuple[PainterStyle, ...], paintings: list[PaintingFigures | None]) -> None:
    """Fills the studio's tables with the styles."""
    rng = np.random.default_rng(7)
    for index, (style, painting) in enumerate(zip(styles, paintings, strict=True)):
        brush = style.brush
        for layer in range(len(CELLS)):
            for place, name in enumerate(HABITS):
                studio.habits[index, layer * len(HABITS) + place] = getattr(brush, name)[layer]
        line = np.asarray(style.line_colour) / 255
        manners = {
            "relief": style.relief, "grain": style.grain, "drift": style.drift_strength, "line": style.line,
            "line_red": line[0], "line_green": line[1], "line_blue": line[2],
        }  # fmt: skip
        studio.manners[index] = torch.tensor([manners[name] for name in MANNERS])
        scatter = np.eye(3) * 0.03 if painting is None else painting.scatter
        studio.scatter[index] = torch.from_numpy((scatter * style.scatter).ravel())
        studio.marks[index] = torch.tensor([getattr(brush, name) for name in MARK])
        studio.drift[index] = torch.from_numpy(drift_of(style.drift).ravel())
    grain = rng.standard_normal((GRAIN_PX, GRAIN_PX)).astype(np.float32)
    weave = np.sin(np.arange(GRAIN_PX) * np.pi / 2 + 0.4)
    grain = _smooth(grain, 0.8) * 0.7 + (weave[:, None] + weave[None, :]) * 0.25
    studio.grain.copy_(torch.from_numpy(grain / grain.std())[None, None])


def drift_of(kind: str) -> np.ndarray:
    """float32 [2, 64, 64], unit length: twice the angle in which strokes run where the picture says nothing. One value
    stands for 16 px.
    """
    rng = np.random.default_rng(5)
    y, x = np.mgrid[0:PERIOD, 0:PERIOD].astype(np.float32)
    whim = [_unit(_smooth(rng.standard_normal((PERIOD, PERIOD)), width)) for width in (5.0, 2.5)]
    if kind == "swirl":  # around the hills and hollows of a rolling ground
        hills = whim[0]
        angle = np.arctan2(np.roll(hills, -1, 0) - np.roll(hills, 1, 0), np.roll(hills, -1, 1) - np.roll(hills, 1, 1))
        angle = angle + np.pi / 2
    elif kind == "wave":
        angle = 0.55 * np.sin(2 * np.pi * x / 16 + 0.9 * np.sin(2 * np.pi * y / 32)) + 0.12 * whim[0]
    elif kind == "diagonal":
        angle = -0.95 + 0.35 * whim[0]
    elif kind == "restless":
        angle = 1.1 * whim[1] + 0.5
    else:
        angle = 0.1 * whim[0]
    return np.stack([np.cos(2 * angle), np.sin(2 * angle)]).astype(np.float32)


def _tensor(lab: np.ndarray, width: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The structure tensor's parts xx, yy, xy, summed over CIELAB's planes, of the picture blurred by that width."""
    soft = cv2.GaussianBlur(lab, (0, 0), width)
    dx, dy = (cv2.Sobel(soft, cv2.CV_32F, a, b, ksize=3, scale=1 / 8) for a, b in ((1, 0), (0, 1)))
    return (dx * dx).sum(2), (dy * dy).sum(2), (dx * dy).sum(2)


def _smooth(noise: np.ndarray, *widths: float) -> np.ndarray:
    """Noise blurred without a seam at its borders, by one width or by one down and one across."""
    down, across = widths if len(widths) == 2 else (widths[0], widths[0])
    fy, fx = np.fft.fftfreq(noise.shape[0])[:, None], np.fft.fftfreq(noise.shape[1])[None, :]
    keep = np.exp(-2 * np.pi**2 * ((fy * down) ** 2 + (fx * across) ** 2))
    return np.real(np.fft.ifft2(np.fft.fft2(noise) * keep))


def _unit(noise: np.ndarray) -> np.ndarray:
    return (noise - noise.mean()) / max(float(noise.std()), 1e-9)


def _lab(rgb: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(np.ascontiguousarray(rgb, np.float32), cv2.COLOR_RGB2LAB)


def _rgb(lab: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(lab, cv2.COLOR_LAB2RGB).clip(0, 1)


def _planes(part: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(part.transpose(2, 0, 1)[None], np.float32))
