"""How a layer mixes with what lies below it, for OpenRaster's composite-op names.

W3C Compositing and Blending Level 1, https://www.w3.org/TR/compositing-1/ : sections 5.8, 9 (Porter-Duff) and 10
(blend modes); OpenRaster layer stack specification, https://www.openraster.org/baseline/layer-stack-spec.html
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

NORMAL = "svg:src-over"
ALIASES = {"mypaint:spectral-wgm": NORMAL, "svg:add": "svg:plus"}
LUMA = np.array([0.3, 0.59, 0.11], np.float32)
TINY = 1e-6
Blend = Callable[[np.ndarray, np.ndarray], np.ndarray]  # straight colours [h, w, 3] in 0..1: below, above -> mixed


def is_known(name: str) -> bool:
    """Can `mixed` do this composite-op?"""
    name = ALIASES.get(name, name)
    return name in _BLENDS or name in _PORTER_DUFF


def reaches_beyond(name: str) -> bool:
    """Does a layer of this composite-op also change what lies below where the layer itself is empty?"""
    return name in ("svg:dst-in", "svg:dst-atop")


def mixed(below: np.ndarray, above: np.ndarray, name: str) -> np.ndarray:
    """`above` on `below` by composite-op `name`; float32 [h, w, 4] in 0..1, premultiplied, both and the result.

    An unknown name counts as normal.
    """
    name = ALIASES.get(name, name)
    shares = _PORTER_DUFF.get(name)
    alpha_below, alpha_above = below[..., 3:], above[..., 3:]
    if shares is not None:
        of_below, of_above = shares(alpha_below, alpha_above)
        return np.clip(below * of_below + above * of_above, 0.0, 1.0)
    result = above + below * (1.0 - alpha_above)
    blend = _BLENDS.get(name)
    if blend is not None:
        colour_below = below[..., :3] / np.maximum(alpha_below, TINY)
        colour_above = above[..., :3] / np.maximum(alpha_above, TINY)
        both = alpha_below * alpha_above
        result[..., :3] += both * (blend(colour_below, colour_above) - colour_above)
    return np.clip(result, 0.0, 1.0)


def _hard_light(below: np.ndarray, above: np.ndarray) -> np.ndarray:
    return np.where(above <= 0.5, 2.0 * above * below, 1.0 - 2.0 * (1.0 - above) * (1.0 - below))


def _soft_light(below: np.ndarray, above: np.ndarray) -> np.ndarray:
    curve = np.where(below <= 0.25, ((16.0 * below - 12.0) * below + 4.0) * below, np.sqrt(np.maximum(below, 0.0)))
    dark = below - (1.0 - 2.0 * above) * below * (1.0 - below)
    return np.where(above <= 0.5, dark, below + (2.0 * above - 1.0) * (curve - below))


def _dodge(below: np.ndarray, above: np.ndarray) -> np.ndarray:
    return np.where(below <= 0.0, 0.0, np.minimum(1.0, below / np.maximum(1.0 - above, TINY)))


def _burn(below: np.ndarray, above: np.ndarray) -> np.ndarray:
    return np.where(below >= 1.0, 1.0, 1.0 - np.minimum(1.0, (1.0 - below) / np.maximum(above, TINY)))


def _luminosity(colour: np.ndarray) -> np.ndarray:
    return (colour @ LUMA)[..., None]


def _with_luminosity(colour: np.ndarray, luminosity: np.ndarray) -> np.ndarray:
    """Section 10.2: SetLum and ClipColor."""
    shifted = colour + (luminosity - _luminosity(colour))
    middle, low, high = _luminosity(shifted), shifted.min(-1, keepdims=True), shifted.max(-1, keepdims=True)
    shifted = np.where(low < 0.0, middle + (shifted - middle) * middle / np.maximum(middle - low, TINY), shifted)
    return np.where(high > 1.0, middle + (shifted - middle) * (1.0 - middle) / np.maximum(high - middle, TINY), shifted)


def _saturation(colour: np.ndarray) -> np.ndarray:
    return colour.max(-1, keepdims=True) - colour.min(-1, keepdims=True)


def _with_saturation(colour: np.ndarray, saturation: np.ndarray) -> np.ndarray:
    return (colour - colour.min(-1, keepdims=True)) * saturation / np.maximum(_saturation(colour), TINY)


_BLENDS: dict[str, Blend | None] = {
    NORMAL: None,
    "svg:multiply": lambda below, above: below * above,
    "svg:screen": lambda below, above: below + above - below * above,
    "svg:overlay": lambda below, above: _hard_light(above, below),
    "svg:darken": np.minimum,
    "svg:lighten": np.maximum,
    "svg:color-dodge": _dodge,
    "svg:color-burn": _burn,
    "svg:hard-light": _hard_light,
    "svg:soft-light": _soft_light,
    "svg:difference": lambda below, above: np.abs(below - above),
    "svg:exclusion": lambda below, above: below + above - 2.0 * below * above,
    "svg:hue": lambda b, a: _with_luminosity(_with_saturation(a, _saturation(b)), _luminosity(b)),
    "svg:saturation": lambda b, a: _with_luminosity(_with_saturation(b, _saturation(a)), _luminosity(b)),
    "svg:color": lambda b, a: _with_luminosity(a, _luminosity(b)),
    "svg:luminosity": lambda b, a: _with_luminosity(b, _luminosity(a)),
}
# How much of what lies below, and of the layer, there is in the result.
_PORTER_DUFF: dict[str, Callable[[np.ndarray, np.ndarray], tuple[np.ndarray | float, np.ndarray | float]]] = {
    "svg:plus": lambda below, above: (1.0, 1.0),
    "svg:dst-in": lambda below, above: (above, 0.0),
    "svg:dst-out": lambda below, above: (1.0 - above, 0.0),
    "svg:src-atop": lambda below, above: (1.0 - above, below),
    "svg:dst-atop": lambda below, above: (above, 1.0 - below),
}
