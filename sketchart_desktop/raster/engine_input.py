"""What an engine is given of a drawing: ink, colour and mask at a working size. Hidden layers take no part.

How strongly a layer shows in the drawing does not count here: faint lines are still lines.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from engines.sizes import fitted_size
from sketchart_desktop.raster.painting import Painting

PAINTED_PX = 512  # long side at which engines of line art paint: engines.engine
KEPT_PX = 2**20  # of a canvas no larger than this, a copy is kept and brought up to date where something was drawn


class EngineInput(NamedTuple):
    """`ink`, `colour`: uint8 [h, w, 4] straight RGBA, read only.

    `mask`: uint8 [h, w], 255 = stays as drawn; None = nowhere.
    """

    ink: np.ndarray
    colour: np.ndarray
    mask: np.ndarray | None


def engine_input(painting: Painting, size: tuple[int, int]) -> EngineInput:
    """The layers at `size` = (width, height); what is drawn later never touches them."""
    return EngineInput(_layer(painting, "ink", size), _layer(painting, "colour", size), _mask(painting, size))


def basis_of(painting: Painting, size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray] | None:
    """Ink and colour at the size at which colours are chosen, where `size` is another one that is not for the moment:
    larger. So the file has the colours of the preview."""
    chosen_at = fitted_size((painting.width, painting.height), PAINTED_PX)
    if size[0] * size[1] <= chosen_at[0] * chosen_at[1]:
        return None
    return _layer(painting, "ink", chosen_at), _layer(painting, "colour", chosen_at)


def photo_input(painting: Painting, size: tuple[int, int], pack: Any) -> np.ndarray | None:
    """uint8 [h, w, 4] straight RGBA: the reference layer, where the pack's generator reads photographs and one is
    there; the picture to trace is shown to no other.
    """
    picture = getattr(pack, "picture", None)
    if picture is None or picture.wants != "photo":
        return None
    photo = _layer(painting, "reference", size)
    return photo if photo[..., 3].any() else None


def _mask(painting: Painting, size: tuple[int, int]) -> np.ndarray | None:
    if not _is_seen(painting, "mask"):
        return None
    mask = np.ascontiguousarray(_layer(painting, "mask", size)[..., 3])
    return mask if mask.any() else None


def _is_seen(painting: Painting, name: str) -> bool:
    return painting.stack[name].visible and painting.is_used(name)


def _layer(painting: Painting, name: str, size: tuple[int, int]) -> np.ndarray:
    if not painting.stack[name].visible:
        return np.zeros((size[1], size[0], 4), np.uint8)
    if size == (painting.width, painting.height) and size[0] * size[1] > KEPT_PX:
        return painting.layer_pixels(name)
    if size[0] <= painting.width and size[1] <= painting.height:
        return painting.shared_proxy(name, size)
    return painting.layer_array(name, size)
