"""What every engine takes and gives: RenderRequest, RenderResult, Engine. Plain numpy; knows no Qt, no torch, no
files."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Protocol

import numpy as np

from engines.colouring.parts import Figure
from engines.look_choice import LookChoice
from engines.palette import Palette
from resources.messages import Message


@dataclass(frozen=True, eq=False)
class RenderRequest:
    """All that an engine needs, captured at one moment. Equal `key` means equal picture: no work to do.

    `ink`: uint8 [H, W, 4], straight RGBA of the ink layer; its alpha is the line art the generator reads.
    `colour`: uint8 [H, W, 4], straight RGBA of the colour layer: dabs and strokes of colour, alpha 0 = no wish.
    `style_weights`: one weight per style of the pack, in the manifest's order, each >= 0, summing to 1.
    `keep_lines`: 0..1, how strongly the ink is laid over the artwork.
    `use_hints`: False ignores the colour layer.
    `light`: 0..1, how strongly the artwork is lit as if it were modelled (engines.compositing.lighting).
    `fill_strength`: 0..1, how far open outlines are filled: 0 only closed ones, 0.5 what people see as one thing.
    `mask`: uint8 [H, W], 255 where the drawing is to stay as drawn; None = nowhere. Engines need not look at it:
    `engines.compositing.mask_keep` obeys it after the render.

    `figures`: what is known of the drawing's figures, and how such things are coloured (engines.colouring).
    `by_name`: number of the dice if the engine is to find out by itself what is drawn and to colour it as such things
    are (engines.figure_colours); None: no. `called`: what the person says its largest figure is, an id
    of the classifier's vocabulary.
    `calm`: the drawing grows under the pen: its colours change seldom, and fade into each other.
    `look`: in which look the artwork is rendered (engines.looks); None: as the generator paints it. A look has lines
    and light of its own: `keep_lines` and `light` say nothing then.
    `basis`: ink and colour, as above, at the size at which the generator is to paint; the artwork is enlarged or made
    smaller from there. So a drawing has the same colours at every size. None: the engine makes its own.

    For generators of pictures (engines.picture_engine); others leave these alone:
    `photo`: uint8 [H, W, 4], straight RGBA under colour and ink: a photograph, or an artwork to work on.
    `style_seed`: which style code is drawn. `style_code`: or the very code. `reference`: uint8 [h, w, 3] RGB of any
    size, or the code of this picture's style. `landmarks`: uint8 [H, W, n], 128 = neutral
    (engines.sketch.landmarks), for generators that read n planes of them; None = neutral everywhere.

    For chains (engines.chain) of two: `then_weights`: of the second pack's styles; () = as the chain was made.
    `then_strength`: 0..1, how much of the second's painting lies over the first's.
    """

    request_id: int
    ink: np.ndarray
    colour: np.ndarray
    palette: Palette
    style_weights: tuple[float, ...]
    keep_lines: float = 0.0
    use_hints: bool = True
    light: float = 0.0
    mask: np.ndarray | None = None
    photo: np.ndarray | None = None
    style_seed: int = 0
    style_code: tuple[float, ...] = ()
    reference: np.ndarray | None = None
    landmarks: np.ndarray | None = None
    then_weights: tuple[float, ...] = ()
    then_strength: float = 1.0
    fill_strength: float = 0.5
    figures: tuple[Figure, ...] = ()
    by_name: int | None = None
    called: str = ""
    calm: bool = False
    look: LookChoice | None = None
    basis: tuple[np.ndarray, np.ndarray] | None = None
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
        if self.basis is not None and any(a.dtype != np.uint8 or a.shape[2:] != (4,) for a in self.basis):
            raise ValueError("the basis must be two arrays uint8 [h, w, 4]")
        if self.photo is not None and (self.photo.dtype != np.uint8 or self.photo.shape != self.ink.shape):
            raise ValueError("photo must be uint8 and of the ink's size")
        if self.reference is not None and (self.reference.dtype != np.uint8 or self.reference.shape[2:] != (3,)):
            raise ValueError("reference must be uint8 [h, w, 3]")
        if self.landmarks is not None and (
            self.landmarks.dtype != np.uint8 or self.landmarks.shape[:-1] != self.ink.shape[:2]
        ):
            raise ValueError("landmarks must be uint8 [H, W, n], the size of the ink")
        if not self.key:
            # No secret to guard, only time to save: SHA-1 is the one most processors have built in.
            digest = hashlib.sha1(usedforsecurity=False)
            for layer in (self.ink, self.colour):
                digest.update(np.ascontiguousarray(layer) if layer[:, :, 3].any() else b"blank")
            if self.mask is not None:
                digest.update(np.ascontiguousarray(self.mask))
            rest = (self.ink.shape, self.palette, self.style_weights, self.keep_lines, self.use_hints, self.light)
            digest.update(repr(rest).encode())
            for picture in (self.photo, self.reference, self.landmarks):
                if picture is not None:
                    digest.update(repr(picture.shape).encode())
                    digest.update(np.ascontiguousarray(picture))
            if self.fill_strength != 0.5:
                digest.update(repr(("fill", self.fill_strength)).encode())
            if self.look is not None:
                digest.update(repr(self.look).encode())
            if self.by_name is not None:
                digest.update(repr((self.by_name, self.called)).encode())
            for figure in self.figures:
                digest.update(figure.key.encode())
            for layer in self.basis or ():
                digest.update(np.ascontiguousarray(layer))
            if self.style_seed or self.style_code:
                digest.update(repr((self.style_seed, self.style_code)).encode())
            if self.then_weights:
                digest.update(repr(("then", self.then_weights, self.then_strength)).encode())
            object.__setattr__(self, "key", digest.hexdigest())

    @property
    def is_blank(self) -> bool:
        """Nothing is drawn: neither ink nor colour, and no photograph."""
        return self.photo is None and not (_is_there(self.ink) or _is_there(self.colour))

    def asks_the_same(self, other: RenderRequest) -> bool:
        """Would the same engine paint the same picture for both? Looks at everything but id and key.

        Takes a tenth of the time that a key of one's own takes.
        """
        names = (one.name for one in fields(self) if one.name not in ("request_id", "key"))
        return all(_same(getattr(self, name), getattr(other, name)) for name in names)


def _is_there(rgba: np.ndarray) -> bool:
    """Is anything to be seen? Whole pixels are looked at first, which is quick where all is blank."""
    if rgba.flags.c_contiguous and not rgba.view(np.uint32).any():
        return False
    return bool(rgba[:, :, 3].any())


def _same(one: object, other: object) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple) and any(isinstance(a, np.ndarray) for a in one):
        return len(one) == len(other) and all(_same(a, b) for a, b in zip(one, other, strict=True))
    if not isinstance(one, np.ndarray) or not isinstance(other, np.ndarray):
        return one is other or (type(one) is type(other) and one == other)
    if one.shape != other.shape or one.dtype != other.dtype:
        return False
    if one.shape[-1:] == (4,) and one.dtype == np.uint8 and one.flags.c_contiguous and other.flags.c_contiguous:
        one, other = one.view(np.uint32), other.view(np.uint32)  # four at a time
    return np.array_equal(one, other)


@dataclass(frozen=True, eq=False)
class RenderResult:
    """The artwork of one request: `image` uint8 [H, W, 4], straight RGBA, the request's size (times an upscaler's
    scale).

    `palette`: the one it is painted with, where the engine chose it. `settled`: False while its colours still change:
    the same request gives another picture a moment later.
    `heatmap`: float32 [H, W] of the request's size, 0..1, where the generator looked, of those that tell.
    """

    request_id: int
    key: str
    image: np.ndarray
    elapsed_ms: float
    device: str
    notice: str = ""
    heatmap: np.ndarray | None = None
    palette: Palette | None = None
    settled: bool = True


def joined(notices: Iterable[str]) -> str:
    """What several had to tell the user, each once; a Message where any of them is one."""
    told = list(dict.fromkeys(notice for notice in notices if notice))
    return functools.reduce(lambda one, next_one: Message("{0} {1}", one, next_one), told) if told else ""


class Engine(Protocol):
    """A loaded style pack, ready on a device. `render` may be called from one thread at a time; raises EngineError."""

    @property
    def device(self) -> str:
        """Short label for the status line, for example `CPU bf16` or `CUDA`."""
        ...

    def render(self, request: RenderRequest) -> RenderResult: ...

    def close(self) -> None: ...
