"""Freehand shapes are recognised through wobble, overshoot and gaps; scribbles are left alone."""

from __future__ import annotations

import numpy as np
import pytest

from sketchart_desktop.document.shape_fit import fitted
from sketchart_desktop.document.spline import evenly, through

CORNERS = {
    "rectangle": [(100, 100), (300, 110), (298, 240), (104, 236)],
    "triangle": [(200, 60), (330, 280), (80, 260)],
}


def by_hand(path: np.ndarray, seed: int, *, wobble: float = 3.0, meet: int = 4) -> np.ndarray:
    """`meet`: points run over the start (or short of it, if below 0)."""
    rng = np.random.default_rng(seed)
    even = evenly(np.asarray(path, float), 5.0)
    closed = np.linalg.norm(even[0] - even[-1]) < 10
    if closed:
        even = np.concatenate([even, even[1 : meet + 1]]) if meet > 0 else even[:meet]
    noise = np.stack([np.convolve(rng.normal(0, 1, len(even) + 10), np.ones(11) / 11, mode="valid") for _ in "xy"], 1)
    return even + noise * wobble * 3.3


def ring(rx: float, ry: float, tilt: float = 0.0) -> np.ndarray:
    t = np.linspace(0.7, 0.7 + 2 * np.pi, 90)
    x, y = rx * np.cos(t), ry * np.sin(t)
    return np.stack([200 + x * np.cos(tilt) - y * np.sin(tilt), 200 + x * np.sin(tilt) + y * np.cos(tilt)], 1)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("meet", [-6, 4])
@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("circle", ring(110, 106)),
        ("ellipse", ring(150, 70)),
        ("ellipse", ring(150, 80, 0.6)),
        *((kind, np.array([*corners, corners[0]])) for kind, corners in CORNERS.items()),
        ("rectangle", np.array([*CORNERS["rectangle"], CORNERS["rectangle"][0]]) @ [[0.8, 0.6], [-0.6, 0.8]]),
    ],
)
def test_closed_shapes_are_recognised(kind: str, path: np.ndarray, meet: int, seed: int) -> None:
    fit = fitted(by_hand(path, seed, meet=meet))
    assert fit is not None
    assert fit.kind == kind
    drawn, meant = evenly(np.array(fit.places), 4.0), evenly(path, 4.0)
    assert np.linalg.norm(drawn[:, None] - meant[None], axis=2).min(axis=1).mean() < 6.0
    assert fit.places[0] == pytest.approx(fit.places[-1])


@pytest.mark.parametrize("seed", range(6))
def test_a_line_is_a_line_between_its_ends(seed: int) -> None:
    drawn = by_hand(np.array([(50, 60), (330, 200)]), seed)
    fit = fitted(drawn)
    assert fit is not None
    assert fit.kind == "line"
    np.testing.assert_allclose([fit.places[0], fit.places[-1]], drawn[[0, -1]])


@pytest.mark.parametrize("seed", range(6))
def test_another_way_becomes_the_same_without_its_wobble(seed: int) -> None:
    meant = through([(40, 200), (120, 90), (200, 210), (300, 110)], 4.0)
    rough = by_hand(meant, seed, wobble=1.5)
    fit = fitted(rough)
    assert fit is not None
    assert fit.kind == "curve"
    smooth = np.array(fit.places)
    assert np.linalg.norm(smooth[:, None] - meant[None], axis=2).min(axis=1).mean() < 5.0

    def tremble(path: np.ndarray) -> float:
        heading = np.unwrap(np.arctan2(*np.diff(evenly(path, 4.0), axis=0).T[::-1]))
        return float(np.abs(np.diff(heading, 2)).mean())

    assert tremble(smooth) < 0.5 * tremble(rough)


def test_an_upright_box_is_upright_and_nearly_square_ones_square() -> None:
    fit = fitted(by_hand(np.array([(100, 100), (300, 108), (294, 296), (98, 290), (100, 100)]), 2))
    assert fit is not None
    low, far = np.min(fit.places, axis=0), np.max(fit.places, axis=0)
    np.testing.assert_allclose((far - low)[0], (far - low)[1], atol=0.01)
    assert len({round(x, 3) for x, _ in fit.places if abs(x - low[0]) < 0.05}) == 1


@pytest.mark.parametrize(
    "path",
    [
        np.array([(10, 10), (12, 11), (14, 10)]),  # a tap
        np.array([(50 + (i % 2) * 200, 50 + i * 8) for i in range(24)]),  # a hatching
        np.zeros((30, 2)),
        np.zeros((1, 2)),
    ],
)
def test_scribbles_and_taps_mean_nothing(path: np.ndarray) -> None:
    assert fitted(path) is None
