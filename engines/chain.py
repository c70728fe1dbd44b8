"""Engines one after the other as one engine: lines to SketchNet, its artwork to a painter, the painting to an
upscaler.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engines.api import Engine, RenderRequest, RenderResult, joined
from engines.errors import EngineError
from engines.packs.stylepack import StylePack
from engines.pictures import over
from engines.sketch import input_planes


@dataclass(frozen=True)
class Link:
    """One more engine of a chain, and which of its pack's styles it paints in (one weight per style, summing to 1)."""

    engine: Engine
    style_weights: tuple[float, ...] = (1.0,)


class ChainEngine:
    """The first engine reads the request; each further one reads the artwork before it as a photo. See
    engines.api.Engine.

    The artwork of a chain has the size of its last engine's answer. The heatmap, if any, is the last one told.
    """

    def __init__(self, first: Engine, further: Sequence[Link]) -> None:
        self._first = first
        self._further = tuple(further)

    @property
    def device(self) -> str:
        return self._first.device

    def render(self, request: RenderRequest) -> RenderResult:
        # A look comes last: the painter wants the artwork, not its rendering.
        result = self._first.render(replace(request, look=None) if self._further else request)
        notices, elapsed_ms, heatmap = [result.notice], result.elapsed_ms, result.heatmap
        for link in self._further:
            before = result.image
            blank = np.zeros_like(before)
            following = replace(
                request,
                ink=blank,
                colour=blank,
                photo=before,
                style_weights=request.then_weights or link.style_weights,
                keep_lines=0.0,
                light=0.0,
                landmarks=None,  # they are the first one's
                mask=None,  # obeyed after the render, on the chain's artwork
            )
            result = link.engine.render(following)
            if request.then_strength < 1:
                result = replace(result, image=_mixed(before, result.image, request.then_strength))
            notices.append(result.notice)
            elapsed_ms += result.elapsed_ms
            heatmap = result.heatmap if result.heatmap is not None else heatmap
        return replace(
            result, key=request.key, elapsed_ms=elapsed_ms, device=self.device, notice=joined(notices), heatmap=heatmap
        )

    def close(self) -> None:
        for engine in (self._first, *(link.engine for link in self._further)):
            engine.close()


def _mixed(before: np.ndarray, after: np.ndarray, strength: float) -> np.ndarray:
    """`strength` of `after` over `before` on white paper; all uint8 straight RGBA, the size and alpha of `after`."""
    height, width = after.shape[:2]
    if before.shape[:2] != (height, width):
        before = input_planes.scaled(before, height, width)
    ground = over(before, np.full((height, width, 3), 255, np.uint8)).astype(np.float32)
    mixed = ground + (after[:, :, :3] - ground) * np.float32(strength)
    return np.dstack([np.rint(mixed).astype(np.uint8), after[:, :, 3]])


def check_chain(packs: Sequence[StylePack]) -> None:
    """Raises EngineError where a pack after the first cannot work on a picture."""
    for pack in packs[1:]:
        if pack.picture is None or pack.picture.wants == "line_art":
            raise EngineError("The style {0} needs line art: it can only be the first of a chain.", pack.id)
