"""Batches of (drawing, artwork) pairs: subjects placed on a canvas, drawn by an imagined hand, dabbed with colour.

Everything random comes from one generator per sample, seeded by (seed, step, place in the batch): a resumed run sees
the same
batches as one that was never stopped.
"""

from __future__ import annotations

from collections.abc import Generator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from multiprocessing import get_context

import cv2
import numpy as np

from engines.sketch.hints import propagate
from engines.sketch.regions import enclosed, regions_of
from trainer.datasets.lineart import PlacedShape, coverage, draw_lines, random_hand
from trainer.datasets.subjects import RENDER_PX, Subjects

WEIGHT_ONE = 50  # the weight of a pixel that counts once; up to five times fits a byte


@dataclass(frozen=True, eq=False)
class Pairs:
    """One batch.

    uint8: `ink` [N, 1, H, W] (255 = line), `regions` [N, 5, H, W] (engines.sketch.regions.enclosed),
    `numbers` [N, 1, H, W] (the regions themselves), `hints` [N, 4, H, W] (RGB, confidence), `target`
    [N, 4, H, W] (premultiplied RGBA), `weight` [N, 1, H, W] (how much a pixel counts, in units
    of 1/WEIGHT_ONE). float32: `palette` [N, 4, 4], `style` [N, styles].
    """

    ink: np.ndarray
    regions: np.ndarray
    numbers: np.ndarray
    hints: np.ndarray
    target: np.ndarray
    weight: np.ndarray
    palette: np.ndarray
    style: np.ndarray

    def rows(self, index: np.ndarray) -> Pairs:
        """The chosen rows as a batch of their own."""
        return Pairs(*(getattr(self, f.name)[index] for f in fields(self)))


@dataclass(frozen=True)
class WindowPlan:
    """How a stage draws: `samples` fresh rows a window, each used `uses` times, in batches of `batch` rows of
    `size_px` squared. One window after the other has the next of the `aspects` (width over height)."""

    stage: int
    size_px: int
    batch: int
    samples: int = 1024
    uses: int = 3
    aspects: tuple[float, ...] = (1.0,)

    @property
    def steps(self) -> int:
        """Batches in a window."""
        return self.samples * self.uses // self.batch


@dataclass(frozen=True)
class Variety:
    """How often each disturbance is used, 0..1."""

    freehand: float = 1.0
    partial: float = 0.25
    several: float = 0.15
    dabs: float = 0.55
    elastic: float = 0.3


class PairSampler:
    """Draws pairs of a fixed size from several styles' subjects."""

    def __init__(
        self,
        subjects: list[Subjects],
        *,
        styles: int,
        style_shares: list[float],
        variety: Variety,
        seed: int,
        part: str = "train",
    ) -> None:
        self.subjects = subjects
        self.styles = styles
        self.shares = np.array(style_shares) / sum(style_shares)
        self.variety = variety
        self.seed = seed
        self.part = part

    def batch(self, number: int, count: int, size_px: int) -> Pairs:
        """`count` fresh rows; the same arguments give the same batch."""
        rows = [self.sample(np.random.default_rng((self.seed, number, i)), size_px) for i in range(count)]
        return Pairs(*(np.stack(column) for column in zip(*rows, strict=True)))

    def sample(
        self,
        rng: np.random.Generator,
        size_px: int,
        *,
        subject: tuple[int, int] | None = None,
        aspect: float = 1.0,
    ) -> tuple:
        """One row of a batch, on a canvas of `canvas_sides(size_px, aspect)`. `subject`: (style, index) to draw just
        that one, centred and clean (on a square)."""
        height, width = sides = canvas_sides(size_px, aspect)
        several = subject is None and rng.random() < self.variety.several
        style = int(rng.choice(len(self.subjects), p=self.shares)) if subject is None else subject[0]
        source = self.subjects[style]
        warp = _Elastic(rng, max(sides)) if subject is None and rng.random() < self.variety.elastic else None
        target = np.zeros((height, width, 4), np.uint8)
        shapes: list[PlacedShape] = []
        palettes: list[np.ndarray] = []
        for _ in range(int(rng.integers(2, 5)) if several else 1):
            index = int(rng.choice(getattr(source, self.part))) if subject is None else subject[1]
            matrix = np.array([[size_px, 0, 0], [0, size_px, 0]], np.float64)
            if subject is None:
                matrix = _placement(rng, sides, small=several)
            picture = _warped(source.targets[index], matrix, sides, warp)
            to_canvas = matrix @ np.vstack([source.align[index], [0, 0, 1]])
            placed = [
                PlacedShape(
                    tuple(_moved(o, to_canvas, warp) for o in shape.outlines),
                    shape.stroke_width * float(np.sqrt(abs(np.linalg.det(matrix[:, :2])))),
                )
                for shape in source.shapes[index]
            ]
            if subject is None and rng.random() < self.variety.partial:
                placed = _partly(placed, rng)
                drawn, _ = coverage(placed, sides)
                picture = cv2.multiply(picture, cv2.merge([cv2.blur(drawn, (3, 3))] * 4), scale=1 / 255)
            target = _laid_over(picture, target) if palettes else picture
            shapes += placed
            palettes.append(source.palettes[index])
        palette = _merged(palettes)
        weight = balance(target, palette)
        if any(not s.drawn for s in shapes):
            drawn, missing = coverage(shapes, sides)
            weight[(missing > 0) & (drawn > 0)] = 0
        hand = random_hand(rng, size_px)
        if subject is not None or rng.random() > self.variety.freehand:
            hand = type(hand)(width_px=hand.width_px if subject is None else 0.012 * size_px)
        ink = draw_lines(shapes, sides, hand, rng=rng)
        colour = np.zeros((height, width, 4), np.uint8)
        if rng.random() < self.variety.dabs:
            dab(colour, ink, target, rng=rng)
        outside, numbers, _ = regions_of(ink)
        regions = (enclosed(ink, numbers) * 255 + 0.5).astype(np.uint8)
        hints = (propagate(colour, numbers, outside) * 255 + 0.5).astype(np.uint8)
        code = np.zeros(self.styles, np.float32)
        code[style] = 1
        return ink[None], regions, numbers[None], hints, target.transpose(2, 0, 1), weight[None], palette, code

    def window(self, number: int, plan: WindowPlan) -> Pairs:
        """The fresh rows of one window."""
        cv2.setNumThreads(1)  # the other core is the training's
        rngs = (np.random.default_rng((self.seed, plan.stage, number, i)) for i in range(plan.samples))
        aspect = plan.aspects[number % len(plan.aspects)]
        rows = [self.sample(rng, plan.size_px, aspect=aspect) for rng in rngs]
        return Pairs(*(np.stack(column) for column in zip(*rows, strict=True)))

    def order(self, number: int, plan: WindowPlan) -> np.ndarray:
        """In which order a window's rows are used: every row once, then every row again."""
        rng = np.random.default_rng((self.seed, plan.stage, number, 1 << 30))
        return np.concatenate([rng.permutation(plan.samples) for _ in range(plan.uses)])

    def stream(self, plan: WindowPlan, start: int) -> Generator[Pairs, None, None]:
        """The stage's batches from step `start` on. The next window is drawn in another process while this
        one is used: in a
        thread it would fight the training for Python's lock, and training would run at a quarter of its speed."""
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            number, skip = divmod(start, plan.steps)
            waiting = pool.submit(self.window, number, plan)
            while True:
                rows, order = waiting.result(), self.order(number, plan)
                number += 1
                waiting = pool.submit(self.window, number, plan)
                for step in range(skip, plan.steps):
                    yield rows.rows(order[step * plan.batch : (step + 1) * plan.batch])
                skip = 0


def canvas_sides(size_px: int, aspect: float) -> tuple[int, int]:
    """Height and width of a canvas as large as a square of `size_px`, `aspect` = width over height, each a multiple
    of 32 (a square keeps its side)."""
    if aspect == 1:
        return size_px, size_px
    height, width = size_px / aspect**0.5, size_px * aspect**0.5
    return 32 * round(height / 32), 32 * round(width / 32)


def balance(target: np.ndarray, palette: np.ndarray) -> np.ndarray:
    """How much each pixel counts, uint8 [H, W] in units of 1/WEIGHT_ONE: colours of small areas as much as those
    of large ones.

    Unbalanced, painting every subject in its main colour is nearly right everywhere, and eyes and buttons never appear.
    """
    height, width = target.shape[:2]
    small = cv2.resize(target, (width // 2, height // 2), interpolation=cv2.INTER_AREA).astype(np.float32)
    alpha = small[:, :, 3]
    straight = small[:, :, :3] / np.maximum(alpha, 1)[:, :, None]
    rows = palette[palette[:, 3] > 0]
    distance = np.stack([np.square(straight - row[:3]).sum(axis=2) for row in rows])
    nearest = np.where(alpha > 127, distance.argmin(axis=0) + 1, 0)
    counts = np.bincount(nearest.ravel(), minlength=len(rows) + 1).astype(np.float32)
    even = counts[1:].sum() / max(1, (counts[1:] > 0).sum())
    table = np.ones(len(rows) + 1, np.float32)
    table[1:] = np.clip(np.sqrt(even / np.maximum(counts[1:], 1)) ** 1.5, 1.0, 255 / WEIGHT_ONE)
    weights = cv2.resize(table[nearest], (width, height), interpolation=cv2.INTER_LINEAR)
    return (weights * WEIGHT_ONE).astype(np.uint8)


def dab(colour: np.ndarray, ink: np.ndarray, target: np.ndarray, *, rng: np.random.Generator) -> None:
    """Put dabs as a user would onto `colour` (uint8 [H, W, 4]): a few regions, each with the colour its region
    has at the end."""
    size = float(np.sqrt(ink.size))
    _, regions = cv2.connectedComponents((ink < 128).astype(np.uint8), connectivity=4)
    ys, xs = np.nonzero((target[:, :, 3] > 250) & (ink < 128))
    if len(ys) < 20:
        return
    # Regions are chosen evenly, not by area: eyes and buttons get their dabs too.
    labels = regions[ys, xs]
    present = np.unique(labels)
    for _ in range(int(min(1 + rng.geometric(0.22), 14))):
        if rng.random() < 0.5:
            inside = np.flatnonzero(labels == rng.choice(present))
        else:
            inside = np.arange(len(ys))
        pick = int(inside[rng.integers(len(inside))])
        y, x = int(ys[pick]), int(xs[pick])
        near = np.flatnonzero(labels == labels[pick])
        if rng.random() < 0.2:
            near = near[(abs(ys[near] - y) < size * 0.05) & (abs(xs[near] - x) < size * 0.05)]
        some = near[:: max(1, len(near) // 400)]
        r, g, b = np.median(target[ys[some], xs[some], :3], axis=0)
        tone = (float(r), float(g), float(b), 255.0)
        room = len(near) ** 0.5 / 4  # a small region is dabbed with a small brush
        radius = int(max(1, min(round(size * rng.uniform(0.005, 0.025)), room)))
        if rng.random() < 0.4:
            turn, length = rng.uniform(0, 2 * np.pi), min(rng.uniform(0.02, 0.12) * size, 2 * room)
            end = (round(x + np.cos(turn) * length), round(y + np.sin(turn) * length))
            cv2.line(colour, (x, y), end, tone, 2 * radius)
        else:
            cv2.circle(colour, (x, y), radius, tone, -1)


class _Elastic:
    """A gentle bend of the whole canvas: a few sine waves, the same for the lines and for the picture."""

    def __init__(self, rng: np.random.Generator, size_px: int) -> None:
        self.waves = rng.normal(0, 2 * np.pi / size_px, (3, 2))
        self.phase = rng.uniform(0, 2 * np.pi, (3, 2))
        self.amount = rng.normal(0, 0.012 * size_px, (3, 2))

    def at(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The shift at each point, in pixels."""
        dx, dy = np.zeros_like(x), np.zeros_like(y)
        for (kx, ky), (px, py), (ax, ay) in zip(self.waves, self.phase, self.amount, strict=True):
            angle = kx * x + ky * y
            dx = dx + ax * np.sin(angle + px)
            dy = dy + ay * np.sin(angle + py)
        return dx, dy


def _placement(rng: np.random.Generator, sides: tuple[int, int], *, small: bool) -> np.ndarray:
    """Unit square to canvas, [2, 3]: scale, turn, flip, place. The subject stays on the canvas, but for its
    corners: of a
    cropped subject nobody can tell inside from outside."""
    scale = min(sides) * (rng.uniform(0.3, 0.55) if small else rng.uniform(0.45, 1.0))
    # Seldom mirrored or turned far: the light would come from everywhere, and be learnt as coming from nowhere.
    turn = np.deg2rad(rng.normal(0, 8) if rng.random() < 0.95 else rng.uniform(0, 360))
    flip = -1.0 if rng.random() < 0.1 else 1.0
    stretch = np.exp(rng.normal(0, 0.06))
    linear = (
        np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        @ np.diag([flip * stretch, 1 / stretch])
        * scale
    )
    across = np.array([sides[1], sides[0]], np.float64)
    slack = across * 0.32 if small else (across - scale) * 0.5
    centre = across / 2 + rng.uniform(-slack, slack)
    return np.column_stack([linear, centre - linear @ [0.5, 0.5]])


def _warped(picture: np.ndarray, matrix: np.ndarray, sides: tuple[int, int], warp: _Elastic | None) -> np.ndarray:
    """The picture laid onto the canvas, uint8 [H, W, 4]; shrunk by areas first, so that nothing aliases."""
    scale = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    side = RENDER_PX
    while side > 1.5 * scale and side > 32:
        side //= 2
    source = picture if side == RENDER_PX else cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA)
    pixels = matrix.copy()
    pixels[:, :2] /= side
    # Pixel centres: x + 0.5 on both sides.
    pixels[:, 2] += pixels[:, :2] @ [0.5, 0.5] - 0.5
    if warp is None:
        return cv2.warpAffine(source, pixels, sides[::-1], flags=cv2.INTER_LINEAR)
    back = cv2.invertAffineTransform(pixels)
    # The waves are long: computed on a coarse grid, they are the same to a hundredth of a pixel.
    gy, gx = np.meshgrid(*(np.linspace(0, side - 1, 33, dtype=np.float32) for side in sides), indexing="ij")
    dx, dy = warp.at(gx, gy)
    down, across = (np.arange(side, dtype=np.float32) for side in sides)
    cy, cx = np.meshgrid(*(at * 32 / (len(at) - 1) for at in (down, across)), indexing="ij")
    x = across[None, :] + cv2.remap(dx.astype(np.float32), cx, cy, cv2.INTER_LINEAR)
    y = down[:, None] + cv2.remap(dy.astype(np.float32), cx, cy, cv2.INTER_LINEAR)
    map_x = (back[0, 0] * x + back[0, 1] * y + back[0, 2]).astype(np.float32)
    map_y = (back[1, 0] * x + back[1, 1] * y + back[1, 2]).astype(np.float32)
    return cv2.remap(source, map_x, map_y, cv2.INTER_LINEAR)


def _moved(outline: np.ndarray, matrix: np.ndarray, warp: _Elastic | None) -> np.ndarray:
    points = outline @ matrix[:, :2].T + matrix[:, 2]
    if warp is not None:
        at = points
        for _ in range(2):  # the picture is read at x + d(x); a point lands where x + d(x) = point
            dx, dy = warp.at(at[:, 0], at[:, 1])
            at = points - np.stack([dx, dy], axis=1)
        points = at
    return points.astype(np.float32)


def _partly(shapes: list[PlacedShape], rng: np.random.Generator) -> list[PlacedShape]:
    """An unfinished drawing: the first shapes only, or some inner ones left out."""
    if len(shapes) < 2:
        return shapes
    if rng.random() < 0.6:
        stop = int(rng.integers(1, len(shapes) + 1))
        return [PlacedShape(s.outlines, s.stroke_px, i < stop) for i, s in enumerate(shapes)]
    chance = rng.uniform(0.1, 0.6)
    return [PlacedShape(s.outlines, s.stroke_px, i == 0 or rng.random() > chance) for i, s in enumerate(shapes)]


def _laid_over(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    """Premultiplied `top` over premultiplied `bottom`, uint8 [H, W, 4]."""
    through = cv2.merge([255 - top[:, :, 3]] * 4)
    return cv2.add(top, cv2.multiply(bottom, through, scale=1 / 255))


def _merged(palettes: list[np.ndarray]) -> np.ndarray:
    if len(palettes) == 1:
        return palettes[0].astype(np.float32)
    rows = np.concatenate(palettes)
    rows = rows[np.argsort(-rows[:, 3])][:4].copy()
    rows[:, 3] /= max(rows[:, 3].sum(), 1e-6)
    return rows.astype(np.float32)
