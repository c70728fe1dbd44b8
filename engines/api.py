"""What every engine takes and gives: RenderRequest, RenderResult, Engine. Plain numpy; knows no Qt, no torch, no
files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from engines.palette import Palette


@dataclass(frozen=True, eq=False)
class RenderRequest:
    """All that an engine needs, captured at one moment. Equal `key` means equal picture: no work to do.

    `ink`: uint8 [H, W, 4], straight RGBA of the ink layer; its alpha is the line art the generator reads.
    `colour`: uint8 [H, W, 4], straight RGBA of the colour layer: dabs and strokes of colour, alpha 0 = no wish.
    `style_weights`: one weight per style of the pack, in the manifest's order, each >= 0, summing to 1.
    `keep_lines`: 0..1, how strongly the ink is laid over the artwork.
    `use_hints`: False ignores the colour layer.
    `mask`: uint8 [H, W], 255 where the drawing is to stay as drawn; None = nowhere. Engines need not look at it:
    `engines.keeping` obeys it after the render.
    """

    request_id: int
    ink: np.ndarray
    colour: np.ndarray
    palette: Palette
    style_weights: tuple[float, ...]
    keep_lines: float = 0.0
    use_hints: bool = True
    mask: np.ndarray | None = None
    key: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        for name in ("ink", "colour"):
            array = getattr(self, name)
            if array.dtype != np.uint8 or array.ndim != 3 or array.shape[2] != 4:
                raise ValueError(f"{name} must be uint8 [H, W, 4], got {array.dtype} {array.shape}")
        if self.ink.shape != self.colour.shape:
            raise ValueError("ink and colour must have the same size")
        if self.mask is not None and (self.mask.dtype != np.uint8 or self.mask.shape != self.ink.shape[:2]):
            raise ValueError("mask must be uint8 [H, W], the size of the ink")
        if not self.key:
            # No secret to guard, only time to save: SHA-1 is the one most processors have built in.
            digest = hashlib.sha1(usedforsecurity=False)
            for layer in (self.ink, self.colour):
                digest.update(np.ascontiguousarray(layer) if layer[:, :, 3].any() else b"blank")
            if self.mask is not None:
                digest.update(np.ascontiguousarray(self.mask))
            rest = (self.ink.shape, self.palette, self.style_weights, self.keep_lines, self.use_hints)
            digest.update(repr(rest).encode())
            object.__setattr__(self, "key", digest.hexdigest())


@dataclass(frozen=True, eq=False)
class RenderResult:
    """The artwork of one request: `image` uint8 [H, W, 4], straight RGBA, the request's size."""

    request_id: int
    key: str
    image: np.ndarray
    elapsed_ms: float
    device: str
    notice: str = ""


class Engine(Protocol):
    """A loaded style pack, ready on a device. `render` may be called from one thread at a time; raises EngineError."""

    @property
    def device(self) -> str:
        """Short label for the status line, for example `CPU bf16` or `CUDA`."""
        ...

    def render(self, request: RenderRequest) -> RenderResult: ...

    def close(self) -> None: ...
