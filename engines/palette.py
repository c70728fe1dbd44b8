"""Palettes: the few colours an artwork is made of. Proposed from a picture, rolled by the dice, or led by the user's
dabs."""

from __future__ import annotations

import colorsys
import random
import sys
from dataclasses import dataclass

import numpy as np

Colour = tuple[int, int, int]
PALETTE_SIZE = 4
ENOUGH = 4096  # pixels to know a picture's main colours by
DEFAULT_SHARES = (0.5, 0.25, 0.15, 0.1)
FIRST = 201  # stands for roll 0, that everybody sees first: warm, quiet colours of our bank that suit most subjects
LIKE = 60.0  # Euclidean distance in RGB up to which a dab takes a colour's place for its likeness
TURN = 0.04  # of the circle of hues: turned farther, an artist's soft yellow becomes a poisonous green


@dataclass(frozen=True)
class Palette:
    """Up to four sRGB colours (0..255), the largest area first, each with its share of the subject's area (0..1]."""

    colours: tuple[Colour, ...]
    shares: tuple[float, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.colours) <= PALETTE_SIZE or len(self.colours) != len(self.shares):
            raise ValueError("a palette has one to four colours, each with a share")
        if any(not 0 <= c <= 255 for colour in self.colours for c in colour) or any(s <= 0 for s in self.shares):
            raise ValueError("colours are 0..255 and shares are above 0")

    @staticmethod
    def of(colours: tuple[Colour, ...]) -> Palette:
        """A palette with the usual shares for its number of colours."""
        shares = DEFAULT_SHARES[: len(colours)]
        return Palette(tuple(colours), tuple(s / sum(shares) for s in shares))

    def array(self) -> np.ndarray:
        """float32 [4, 4]: red, green, blue in [0, 1] and the share; rows without a colour are zero."""
        rows = np.zeros((PALETTE_SIZE, 4), np.float32)
        for row, colour, share in zip(rows, self.colours, self.shares, strict=False):
            row[:3] = np.asarray(colour, np.float32) / 255
            row[3] = share
        return rows


def dominant_colours(rgb: np.ndarray, weights: np.ndarray | None = None, *, count: int = PALETTE_SIZE) -> Palette:
    """The picture's main colours by k-means in Lab (Lloyd, fixed start: repeatable).

    `rgb`: uint8 [N, 3] pixels; `weights`: float [N], such as alpha. Clusters below 2 % or closer than 12 Lab
    units to a larger
    one are merged into it. An empty input gives mid grey.
    """
    import cv2

    pixels = rgb.reshape(-1, 3)
    mass = np.ones(len(pixels), np.float32) if weights is None else weights.reshape(-1).astype(np.float32)
    keep = mass > 0
    pixels, mass = pixels[keep], mass[keep]
    if len(pixels) == 0:
        return Palette.of(((128, 128, 128),))
    step = _step(len(pixels))
    pixels, mass = pixels[::step], mass[::step]
    told_apart = mass
    if weights is None:
        # Dabs are a few colours, many times over: this is asked at each point of a stroke.
        _, first, counts = np.unique(pixels @ (65536, 256, 1), return_index=True, return_counts=True)
        pixels, mass, told_apart = pixels[first], counts.astype(np.float32), np.ones(len(first), np.float32)
    lab = cv2.cvtColor(pixels[None].astype(np.float32) / 255, cv2.COLOR_RGB2LAB)[0]
    centres = [lab[np.argmin(_squares(lab, _average(lab, mass)[None])[:, 0])]]
    nearest = np.full(len(lab), np.inf, np.float32)
    while len(centres) < count + 2:
        nearest = np.minimum(nearest, _squares(lab, centres[-1][None])[:, 0])
        centres.append(lab[np.argmax(nearest * told_apart)])
    centres = np.array(centres)
    label = np.full(len(lab), -1)
    for _ in range(8):
        before, label = label, np.argmin(_squares(lab, centres), axis=1)
        if np.array_equal(label, before):
            break  # nothing moves any more
        for k in range(len(centres)):
            own = np.flatnonzero(label == k)
            if len(own):
                centres[k] = _average(lab[own], mass[own])
    area = np.bincount(label, weights=mass, minlength=len(centres)) / mass.sum()
    chosen: list[int] = []
    shares: list[float] = []
    for k in np.argsort(-area):
        near = [i for i, c in enumerate(chosen) if np.linalg.norm(centres[c] - centres[k]) < 12]
        if near:
            shares[near[0]] += float(area[k])
        elif area[k] >= 0.02 and len(chosen) < count:
            chosen.append(int(k))
            shares.append(float(area[k]))
    rgb_centres = cv2.cvtColor(centres[chosen][None].astype(np.float32), cv2.COLOR_LAB2RGB)[0]
    colours = [(_byte(r), _byte(g), _byte(b)) for r, g, b in np.clip(rgb_centres, 0, 1)]
    order = np.argsort(-np.array(shares), kind="stable")
    return Palette(tuple(colours[i] for i in order), tuple(shares[i] / sum(shares) for i in order))


def _squares(lab: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """float32 [N, K]: squared distances. Channel by channel: sums over an axis of three are slow."""
    result = (lab[:, 0, None] - centres[None, :, 0]) ** 2
    for channel in (1, 2):
        result += (lab[:, channel, None] - centres[None, :, channel]) ** 2
    return result


def _average(lab: np.ndarray, mass: np.ndarray) -> np.ndarray:
    """float32 [3]: as np.average, without its many questions."""
    column = mass[:, None]
    return (lab * column).sum(axis=0) / column.sum(axis=0)


def roll(seed: int, bank: tuple[Palette, ...] = ()) -> Palette:
    """The dice: palette number `seed`. From the pack's bank of artists' palettes, its hues sometimes turned a little
    together."""
    dice = random.Random(seed or FIRST)
    if bank:
        base = dice.choice(bank)
        turn = dice.choice((0.0, 0.0, dice.uniform(-TURN, TURN)))
        return Palette(tuple(_turn_hue(c, turn) for c in base.colours), base.shares)
    hue = dice.random()
    colours = []
    for offset, saturation, value in ((0.0, 0.75, 0.95), (0.08, 0.55, 1.0), (0.5, 0.65, 0.85), (0.55, 0.5, 0.4)):
        r, g, b = colorsys.hsv_to_rgb((hue + offset) % 1, saturation, value)
        colours.append((round(r * 255), round(g * 255), round(b * 255)))
    return Palette.of(tuple(colours))


def dab_colours(colour_layer: np.ndarray) -> Palette | None:
    """The colours the user has put down, by area; None where the colour layer is empty. `colour_layer`: uint8 [H,
    W, 4]; soft touches and backgrounds (engines.sketch.touches) count for nothing if they are taken out of it."""
    if colour_layer.flags.c_contiguous and sys.byteorder == "little":
        places = np.flatnonzero(colour_layer.view(np.uint32) > 0x7FFFFFFF)  # alpha is the highest byte of a pixel
    else:
        places = np.flatnonzero(colour_layer[:, :, 3] > 127)
    if not len(places):
        return None
    return dominant_colours(colour_layer.reshape(-1, 4)[places[:: _step(len(places))], :3])


def _step(count: int) -> int:
    """Every how many pixels are enough to know the main colours by."""
    return count // ENOUGH + 1 if count > ENOUGH else 1


def led_by_dabs(palette: Palette, dabs: Palette | None) -> Palette:
    """The palette with the user's dabs in it, in place of its own colours that are most like them, or else of its
    rarest: what has no dab keeps its colour. More dabs than places: the largest."""
    if dabs is None:
        return palette
    colours = list(palette.colours)
    wanted = list(dabs.colours[:PALETTE_SIZE])
    free = list(range(len(colours)))
    for dab in list(wanted):
        near = min(free, key=lambda k: _distance(colours[k], dab), default=None)
        if near is not None and _distance(colours[near], dab) <= LIKE:
            colours[near] = dab
            free.remove(near)
            wanted.remove(dab)
    for dab in wanted:
        if len(colours) < PALETTE_SIZE:
            colours.append(dab)
        elif free:
            colours[free.pop()] = dab
    if len(colours) == len(palette.colours):
        return Palette(tuple(colours), palette.shares)
    return Palette.of(tuple(colours))


def _distance(a: Colour, b: Colour) -> float:
    return sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5


def _turn_hue(colour: Colour, turn: float) -> Colour:
    h, s, v = colorsys.rgb_to_hsv(*(c / 255 for c in colour))
    r, g, b = colorsys.hsv_to_rgb((h + turn) % 1, s, v)
    return (round(r * 255), round(g * 255), round(b * 255))


def _byte(share: float) -> int:
    return round(float(share) * 255)
