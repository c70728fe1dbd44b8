"""Pictures of drawings made by ourselves: every kind of line, paper, light and print that the reader must know."""

from __future__ import annotations

import cv2
import numpy as np

SIDE = 384


def figure(side: int = SIDE, width: float = 3.0, *, soft: bool = True) -> np.ndarray:
    """Coverage, float32 [side, side] in 0..1: a body, a head and two ears, all closed, of one line width."""
    fine = 4 if soft else 1
    canvas = np.zeros((side * fine, side * fine), np.uint8)
    unit = side * fine
    thick = max(1, round(width * fine))
    for centre, axes in (
        ((0.5, 0.68), (0.28, 0.2)),
        ((0.5, 0.36), (0.2, 0.16)),
        ((0.31, 0.2), (0.07, 0.09)),
        ((0.69, 0.2), (0.07, 0.09)),
    ):
        cv2.ellipse(canvas, _pixels(centre, unit), _pixels(axes, unit), 0, 0, 360, 255, thick)
    return cv2.resize(canvas, (side, side), interpolation=cv2.INTER_AREA).astype(np.float32) / 255.0


def ring(side: int = SIDE, width: float = 3.0, *, soft: bool = True) -> np.ndarray:
    """Coverage, float32 [side, side] in 0..1: one circle, so large that the widest lines leave its inside free."""
    fine = 4 if soft else 1
    canvas = np.zeros((side * fine, side * fine), np.uint8)
    cv2.circle(canvas, (side * fine // 2,) * 2, round(side * fine * 0.34), 255, max(1, round(width * fine)))
    return cv2.resize(canvas, (side, side), interpolation=cv2.INTER_AREA).astype(np.float32) / 255.0


def on_paper(
    cover: np.ndarray, ink: tuple[int, int, int] = (0, 0, 0), paper: tuple[int, int, int] | np.ndarray = (255,) * 3
):
    """uint8 [H, W, 3]: lines of a coverage on a paper of one colour, or on a picture of a paper."""
    ground = np.broadcast_to(np.asarray(paper, np.float32), (*cover.shape, 3))
    lit = np.asarray(ink, np.float32)
    if isinstance(paper, np.ndarray) and paper.ndim == 3:  # the same light falls on the ink
        lit = lit * (ground.max(axis=2, keepdims=True) / max(float(ground.max()), 1.0))
    return np.rint(ground + (lit - ground) * cover[..., None]).astype(np.uint8)


def lit_paper(
    side: int = SIDE,
    colour: tuple[int, int, int] = (236, 232, 224),
    *,
    lamp: float = 0.35,
    grain: float = 3.0,
    seed: int = 0,
) -> np.ndarray:
    """float32 [side, side, 3]: a paper with grain, brighter towards one corner, darker by `lamp` in the other."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:side, :side].astype(np.float32) / side
    light = 1.0 - lamp * np.clip(0.6 * x + 0.6 * y, 0, 1)
    noise = cv2.GaussianBlur(rng.normal(0, grain, (side, side)).astype(np.float32), (0, 0), 0.8) * 1.6
    return np.clip(np.asarray(colour, np.float32) * light[..., None] + noise[..., None], 1, 255)


def pencil(cover: np.ndarray, *, strength: float = 0.45, seed: int = 0) -> np.ndarray:
    """A coverage as graphite leaves it: pale, and broken by the paper's grain."""
    rng = np.random.default_rng(seed + 9)
    grain = cv2.GaussianBlur(rng.normal(0, 1, cover.shape).astype(np.float32), (0, 0), 0.8)
    return cover * np.clip(strength + 0.25 * grain, 0.06, 0.9)


RULE = (170, 195, 230)


def ruled(rgb: np.ndarray, *, apart: int = 20, ink: tuple[int, int, int] = RULE, squared: bool = False) -> np.ndarray:
    """Under the drawing the paper has rules."""
    result = rgb.astype(np.float32)
    rule = np.zeros(rgb.shape[:2], np.float32)
    rule[apart // 2 :: apart] = 1.0
    if squared:
        rule[:, apart // 2 :: apart] = 1.0
    result *= 1.0 - rule[..., None] * (1.0 - np.asarray(ink, np.float32) / 255.0)
    return np.clip(np.rint(result), 0, 255).astype(np.uint8)


def on_table(sheet: np.ndarray, corners: list[tuple[float, float]], side: int, *, seed: int = 0) -> np.ndarray:
    """A sheet photographed on a brown table; `corners`: shares of the picture, clockwise from the top left."""
    rng = np.random.default_rng(seed + 5)
    table = np.array([92, 66, 48], np.float32) + rng.normal(0, 5, (side, side, 3)).astype(np.float32)
    height, width = sheet.shape[:2]
    way = cv2.getPerspectiveTransform(
        np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32), np.float32(corners) * side
    )
    laid = cv2.warpPerspective(sheet, way, (side, side), flags=cv2.INTER_AREA)
    where = cv2.warpPerspective(np.ones(sheet.shape[:2], np.float32), way, (side, side), flags=cv2.INTER_LINEAR)
    return np.clip(laid * where[..., None] + table * (1 - where[..., None]), 0, 255).astype(np.uint8)


def closed_areas(ink: np.ndarray, *, wall: int = 90, least: float = 0.003) -> int:
    """How many areas a line art (uint8 [H, W]) parts from the paper outside."""
    free = cv2.copyMakeBorder((ink <= wall).view(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    _, _, stats, _ = cv2.connectedComponentsWithStats(free, connectivity=4)
    return int((stats[2:, cv2.CC_STAT_AREA] > least * ink.size).sum())


def specks(ink: np.ndarray, *, least: float = 0.02) -> int:
    """Parts of a line art with no side as long as this share of the picture's."""
    _, _, stats, _ = cv2.connectedComponentsWithStats((ink > 90).view(np.uint8), connectivity=8)
    extent = np.maximum(stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT])
    return int((extent < least * max(ink.shape)).sum())


def _pixels(point: tuple[float, float], unit: int) -> tuple[int, int]:
    return round(point[0] * unit), round(point[1] * unit)
