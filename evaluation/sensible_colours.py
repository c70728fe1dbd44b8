"""Which colours everyday things have, and whether a picture of one has them.

A picture is sensible if its subject is filled, its commonest colour is one that the thing's largest part can have
(`main`), and three fifths of it are in colours that the thing can have at all (`main` and `also`).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

LEAST_FILLED = 0.3  # of the convex hull of the lines
LEAST_ALLOWED = 0.6
OPAQUE = 230


@dataclass(frozen=True)
class Wanted:
    """Names of colours, as `colour_names` gives them."""

    main: frozenset[str]
    also: frozenset[str]


def _wanted(main: str, also: str = "") -> Wanted:
    return Wanted(frozenset(main.split()), frozenset(also.split()))


# By Quick, Draw! category.
WANTED = {
    "apple": _wanted("red green yellow", "brown white"),
    "banana": _wanted("yellow", "brown green orange"),
    "bee": _wanted("yellow orange black brown", "white grey blue"),
    "blueberry": _wanted("blue purple", "green black"),
    "broccoli": _wanted("green", "brown yellow"),
    "cactus": _wanted("green", "yellow brown pink red orange"),
    "carrot": _wanted("orange", "green brown yellow"),
    "cloud": _wanted("white grey blue", ""),
    "crab": _wanted("red orange", "white black pink brown yellow"),
    "crocodile": _wanted("green", "white yellow brown black red"),
    "dolphin": _wanted("blue grey", "white black"),
    "elephant": _wanted("grey blue", "white pink black skin purple"),
    "fire hydrant": _wanted("red yellow orange", "grey white black"),
    "firetruck": _wanted("red", "white grey black blue yellow orange"),
    "flamingo": _wanted("pink red", "black white orange yellow skin"),
    "frog": _wanted("green", "white yellow red black pink"),
    "grapes": _wanted("purple green red blue", "brown"),
    "grass": _wanted("green", "brown yellow"),
    "leaf": _wanted("green orange red brown yellow", ""),
    "lion": _wanted("yellow orange brown", "white black skin red pink"),
    "mushroom": _wanted("red brown white skin orange", "yellow black pink grey"),
    "onion": _wanted("brown purple white yellow orange red skin", "green"),
    "panda": _wanted("white black grey", "pink blue"),
    "pear": _wanted("green yellow", "brown orange"),
    "penguin": _wanted("black white grey blue", "yellow orange skin"),
    "pig": _wanted("pink skin", "red white black purple brown"),
    "pineapple": _wanted("yellow orange brown", "green red"),
    "potato": _wanted("brown yellow orange skin", ""),
    "school bus": _wanted("yellow orange", "black grey blue white red"),
    "shark": _wanted("grey blue", "white black red pink"),
    "snowman": _wanted("white grey blue", "orange black red brown"),
    "stop sign": _wanted("red", "white grey"),
    "strawberry": _wanted("red pink", "green yellow white"),
    "sun": _wanted("yellow orange", "red"),
    "tree": _wanted("green", "brown orange yellow red"),
    "watermelon": _wanted("red green pink", "white black yellow"),
    "whale": _wanted("blue grey", "white black"),
}


def colour_names(rgb: np.ndarray) -> np.ndarray:
    """The everyday name of each colour: str [N] of uint8 [N, 3]."""
    hsv = cv2.cvtColor(rgb.reshape(1, -1, 3).astype(np.float32) / 255, cv2.COLOR_RGB2HSV)[0]
    hue, saturation, value = hsv[:, 0], hsv[:, 1], hsv[:, 2]
    names = np.full(len(hsv), "red", "<U8")
    for name, least, most in (
        ("orange", 14, 42),
        ("yellow", 42, 66),
        ("green", 66, 168),
        ("blue", 168, 252),
        ("purple", 252, 295),
        ("pink", 295, 345),
    ):
        names[(hue >= least) & (hue < most)] = name
    warm = (hue < 50) | (hue >= 345)
    names[warm & (hue >= 8) & (value < 0.72) & (hue < 50)] = "brown"
    names[warm & (value < 0.5)] = "brown"
    names[warm & (saturation < 0.62) & (value < 0.72)] = "brown"
    names[((hue >= 330) | (hue < 14)) & (saturation < 0.62) & (value >= 0.72)] = "pink"
    names[(hue >= 14) & (hue < 42) & (saturation < 0.48) & (value >= 0.72)] = "skin"
    names[(saturation < 0.14) | ((saturation < 0.2) & (value < 0.4))] = "grey"
    names[(saturation < 0.14) & (value > 0.84)] = "white"
    names[value < 0.24] = "black"
    return names


def filled_share(image: np.ndarray, ink: np.ndarray) -> float:
    """How much of the convex hull of the lines is painted. `image`: uint8 [H, W, 4]; `ink`: uint8 [H, W]."""
    points = np.argwhere(ink > 90)[:, ::-1].astype(np.int32)
    if len(points) < 3:
        return 0.0
    hull = np.zeros(ink.shape, np.uint8)
    cv2.fillConvexPoly(hull, cv2.convexHull(points), 1)
    return float((image[:, :, 3] > OPAQUE)[hull > 0].mean())


def shares_of_names(image: np.ndarray, ink: np.ndarray) -> dict[str, float]:
    """The share of the painted area that has each colour; lines and what is beside them left out."""
    away = cv2.dilate((ink > 40).astype(np.uint8), np.ones((7, 7), np.uint8)) == 0
    painted = (image[:, :, 3] > OPAQUE) & away
    if not painted.any():
        return {}
    names, counts = np.unique(colour_names(image[painted][:, :3]), return_counts=True)
    return {str(name): float(count / counts.sum()) for name, count in zip(names, counts, strict=True)}


def is_sensible(word: str, image: np.ndarray, ink: np.ndarray) -> bool:
    """Whether the artwork, uint8 [H, W, 4] straight RGBA, has colours that such a thing has."""
    wanted = WANTED[word]
    shares = shares_of_names(image, ink)
    if not shares or filled_share(image, ink) < LEAST_FILLED:
        return False
    allowed = sum(share for name, share in shares.items() if name in wanted.main | wanted.also)
    return max(shares, key=lambda name: shares[name]) in wanted.main and allowed >= LEAST_ALLOWED
