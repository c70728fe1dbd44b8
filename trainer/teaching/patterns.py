"""Patterns tied to the canvas in finished pictures (ruled and squared paper, dots, hatching), found by their spectrum.

A network of a few layers cannot know where a line of squared paper goes: here it is found what repeats at the same
places of all pictures, and the network is then shown that pattern.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from engines.families.finishing import PATTERNS, WAVES, Wave

SIDE_PX = 512
LOWEST = 4  # periods in that side: what is slower is no pattern
PROMINENT = 4.0  # times the usual amplitude of its surroundings
AROUND = 15  # places of the spectrum
MOST_PEAKS = 160
FINE = 16  # steps between two places of the spectrum
ONE_DIRECTION = np.deg2rad(2.5)
FAINT = 0.02  # of the strongest wave: fainter ones are left out
SEEN = 0.3 / 255  # and where that is fainter, there is no pattern to be seen
IN_STEP = 3.0  # times what pictures that have nothing in common come to
NEARLY_ALL = 0.85  # of what a few pictures come to that are the same
CONTRAST = 24.0  # of 255: edges of figures are strong, and the same nowhere: none counts more than this


@dataclass(frozen=True)
class _Peak:
    x: float  # periods in SIDE_PX
    y: float
    amplitude: complex


def canvas_patterns(targets: Sequence[np.ndarray]) -> tuple[tuple[Wave, ...], ...]:
    """Up to PATTERNS patterns, each a sum of waves of one direction (the last: of all others), the strongest first.
    `targets`: uint8 [H, W, 4] straight RGBA, whose patterns are anchored to their upper left corners.

    The complex spectra are averaged: what has the same phase in every picture stays, the pictures themselves go.
    """
    windows = [_window(target) for target in targets]
    window = np.mean(windows, axis=0)
    peaks = [_refined(window, x, y) for x, y in _peaks(window, least=_least(windows))]
    strongest = max((abs(peak.amplitude) for peak in peaks), default=0.0)
    if _strength(strongest) < SEEN:
        return ()
    families = _by_direction([peak for peak in peaks if abs(peak.amplitude) > FAINT * strongest])
    return tuple(tuple(_wave(peak) for peak in _in_tune(family)[:WAVES]) for family in families)


def _window(target: np.ndarray) -> np.ndarray:
    """float32 [512, 512]: the picture's fine contrast, fading out at the edges."""
    alpha = target[:, :, 3:].astype(np.float32) / 255
    grey = cv2.cvtColor((target[:, :, :3] * alpha + 255 * (1 - alpha)).astype(np.uint8), cv2.COLOR_RGB2GRAY)
    height, width = (min(side, SIDE_PX) for side in grey.shape)
    part = grey[:height, :width].astype(np.float32)
    part = np.clip(part - cv2.medianBlur(part.astype(np.uint8), 15).astype(np.float32), -CONTRAST, CONTRAST)
    fade = np.hanning(height + 2)[1:-1, None] * np.hanning(width + 2)[None, 1:-1]
    window = np.zeros((SIDE_PX, SIDE_PX), np.float32)
    window[:height, :width] = part * fade
    return window


def _least(windows: Sequence[np.ndarray]) -> np.ndarray:
    """The amplitude that the mean of these has to have: more than by chance; nothing for a single one."""
    if len(windows) == 1:
        return np.zeros((SIDE_PX, SIDE_PX), np.float32)
    powers = np.mean([np.abs(np.fft.fft2(window)) ** 2 for window in windows], axis=0)
    by_chance = np.fft.fftshift(np.sqrt(powers / len(windows))).astype(np.float32)
    return by_chance * np.float32(min(IN_STEP, NEARLY_ALL * len(windows) ** 0.5))


def _peaks(window: np.ndarray, *, least: np.ndarray) -> list[tuple[float, float]]:
    """Places of the spectrum that stand out, in periods across and down, the strongest first."""
    amplitude = np.abs(np.fft.fftshift(np.fft.fft2(window))).astype(np.float32)
    floor = np.expm1(cv2.blur(np.log1p(amplitude), (AROUND, AROUND)))
    middle = SIDE_PX // 2
    y, x = np.meshgrid(np.arange(SIDE_PX) - middle, np.arange(SIDE_PX) - middle, indexing="ij")
    half = (y > 0) | ((y == 0) & (x > 0))
    usable = half & (np.hypot(x, y) >= LOWEST) & (np.maximum(abs(x), abs(y)) < middle - 1)
    top = amplitude >= cv2.dilate(amplitude, np.ones((5, 5), np.uint8))
    rows, columns = np.nonzero(usable & top & (amplitude > PROMINENT * floor) & (amplitude > least))
    order = np.argsort(-amplitude[rows, columns])[:MOST_PEAKS]
    return [(float(x[rows[i], columns[i]]), float(y[rows[i], columns[i]])) for i in order]


def _refined(window: np.ndarray, x: float, y: float) -> _Peak:
    """The frequency near (x, y) at which the spectrum is strongest, to a fraction of a place."""
    at = np.arange(SIDE_PX)
    steps = np.linspace(-0.75, 0.75, 2 * FINE + 1)
    waves_x = np.exp(-2j * np.pi * np.outer(x + steps, at) / SIDE_PX)
    waves_y = np.exp(-2j * np.pi * np.outer(y + steps, at) / SIDE_PX)
    spectrum = waves_y @ window @ waves_x.T
    row, column = np.unravel_index(int(np.abs(spectrum).argmax()), spectrum.shape)
    return _Peak(x + steps[column], y + steps[row], complex(spectrum[row, column]))


def _by_direction(peaks: list[_Peak]) -> list[list[_Peak]]:
    """The strongest directions, each by itself, then the rest together."""
    families: list[list[_Peak]] = []
    rest = list(peaks)
    while rest and len(families) < PATTERNS - 1:
        lead = max(rest, key=lambda peak: abs(peak.amplitude))
        own = [peak for peak in rest if _apart(peak, lead) < ONE_DIRECTION]
        rest = [peak for peak in rest if peak not in own]
        families.append(own)
    return [*families, rest] if rest else families


def _apart(one: _Peak, other: _Peak) -> float:
    turn = abs(np.arctan2(one.y, one.x) - np.arctan2(other.y, other.x))
    return float(min(turn, np.pi - turn))


def _in_tune(family: list[_Peak]) -> list[_Peak]:
    """Multiples of one frequency made exact, the strongest first: a line's sharpness needs all of them in step."""
    lowest = min(family, key=lambda peak: np.hypot(peak.x, peak.y))
    ground = np.array([lowest.x, lowest.y])
    length = float(np.hypot(*ground))
    tuned = []
    for peak in family:
        place = np.array([peak.x, peak.y])
        times = max(1, round(float(place @ ground) / length**2))
        if np.hypot(*(place - times * ground)) < 0.3:
            tuned.append((times, place, peak))
    weight = sum(abs(peak.amplitude) * times**2 for times, _, peak in tuned)
    x, y = (sum(abs(peak.amplitude) * times * place[i] for times, place, peak in tuned) / weight for i in (0, 1))
    kept = {id(peak): _Peak(float(times * x), float(times * y), peak.amplitude) for times, _, peak in tuned}
    changed = [kept.get(id(peak), peak) for peak in family]
    return sorted(changed, key=lambda peak: -abs(peak.amplitude))


def _wave(peak: _Peak) -> Wave:
    """Strengths are shares of 255 for a pattern that covers the canvas."""
    return (peak.x / SIDE_PX, peak.y / SIDE_PX, _strength(abs(peak.amplitude)), float(np.angle(peak.amplitude)))


def _strength(amplitude: float) -> float:
    return 2 * amplitude / (255 * (SIDE_PX / 2) ** 2)
