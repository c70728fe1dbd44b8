"""A style pack whose generator reads a picture: pix2pix, CycleGAN, MUNIT, U-GAT-IT, CartoonGAN, AnimeGAN, upscalers.

The same Engine as SketchEngine: a request in, an artwork of the request's size out, whatever the generator's own ideas
of size, range and channel order.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Protocol

import cv2
import numpy as np

from engines import pictures
from engines.api import RenderRequest, RenderResult, joined
from engines.compositing import tiled_upscaling
from engines.compositing.ink_overlay import inked, inking
from engines.errors import EngineError
from engines.looks.rendering import rendered
from engines.packs.manifest import PictureInputs
from engines.packs.stylepack import StylePack
from engines.sizes import fitted_size, padded, scaled_size
from engines.sketch import input_planes

OPAQUE = 255
REFERENCE_SIZE_PX = 256  # what the style encoders were trained at
REFERENCE_MULTIPLE = 16


class PictureRuntime(Protocol):
    """What executes the graph: arrays by input name in, arrays by output name out. May keep `notice` for the user."""

    device: str
    notice: str

    def run_graph(self, arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]: ...

    def read_style(self, picture: np.ndarray) -> np.ndarray: ...

    def close(self) -> None: ...


class PictureEngine:
    """A loaded pack (see engines.api.Engine). Longer sides than `size_limit` pixels are painted smaller; an upscaler's
    answer is `scale` times as large as the request.
    """

    def __init__(self, pack: StylePack, runtime: PictureRuntime, *, size_limit: int, notice: str = "") -> None:
        assert pack.picture is not None
        self.pack: Final = pack
        self._inputs: PictureInputs = pack.picture
        self.runtime: Final = runtime
        self._size_limit = size_limit
        self._notice = notice
        self._read: tuple[int, np.ndarray] | None = None  # the reference last read, and its code

    @property
    def device(self) -> str:
        return self.runtime.device

    @property
    def scale(self) -> int:
        """How many times larger than its request an artwork is."""
        return self._inputs.scale

    def render(self, request: RenderRequest) -> RenderResult:
        start = time.perf_counter()
        height, width = request.ink.shape[:2]
        if not height or not width:
            raise EngineError("The drawing has no area.")
        style = self._style(request)
        if self.pack.upscales and request.photo is not None and not request.ink[:, :, 3].any():
            # An artwork to enlarge: tile by tile, and what is clear stays clear.
            image = tiled_upscaling.upscale(self, request.photo)
            elapsed_ms = (time.perf_counter() - start) * 1000
            told = joined((self._notice, self.runtime.notice))
            return RenderResult(request.request_id, request.key, image, elapsed_ms, device=self.device, notice=told)
        rgb = pictures.composed(request, self._inputs.wants)
        small, notice = self._within_limit(rgb)
        picture, heatmap = self.paint(small, style, landmarks=self._landmarks(request))
        if small is not rgb:
            picture = cv2.resize(picture, (self.scale * width, self.scale * height), interpolation=cv2.INTER_CUBIC)
            if heatmap is not None:
                heatmap = cv2.resize(heatmap, (width, height), interpolation=cv2.INTER_LINEAR)
        image = np.dstack([picture, np.full(picture.shape[:2], OPAQUE, np.uint8)])
        if request.keep_lines > 0 or request.look is not None:
            ink = request.ink
            if self.scale > 1:
                ink = input_planes.scaled(ink, *image.shape[:2])
        if request.look is not None:
            image = rendered(image, ink, None, request.look)
        elif request.keep_lines > 0:
            image = inked(image, inking(ink, request.keep_lines))
        elapsed_ms = (time.perf_counter() - start) * 1000
        told = joined((self._notice, self.runtime.notice, notice))
        result = RenderResult(request.request_id, request.key, image, elapsed_ms, device=self.device)
        return replace(result, notice=told, heatmap=heatmap)

    def paint(
        self, rgb: np.ndarray, style: np.ndarray | None, *, landmarks: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray | None]:
        """uint8 [H, W, 3] RGB to the same, scaled; and the attention float32 [H, W], 0..1, where there is one."""
        place = pictures.placed(
            rgb,
            self._inputs,
            self.pack.manifest.size_multiple,
            landmarks=landmarks,
            least_side_px=pictures.LEAST_SIDE_PX,
        )
        arrays = {"picture": place.array}
        if style is not None:
            arrays["style"] = style
        answer = self.runtime.run_graph(arrays)
        try:
            heatmap = pictures.placed_heatmap(answer["heatmap"], place) if self._inputs.heatmap else None
            return pictures.answered(answer["art"], place, self._inputs), heatmap
        except (KeyError, ValueError) as error:
            raise EngineError("The style's generator gave an answer that is no picture.") from error

    def arrays(self, request: RenderRequest) -> tuple[pictures.Placed, tuple[np.ndarray, ...]]:
        """What the network is given for this request: the picture (and where the drawing lies in it), the style."""
        style = self._style(request)
        rgb, _ = self._within_limit(pictures.composed(request, self._inputs.wants))
        place = pictures.placed(
            rgb,
            self._inputs,
            self.pack.manifest.size_multiple,
            landmarks=self._landmarks(request),
            least_side_px=pictures.LEAST_SIDE_PX,
        )
        return place, (place.array,) if style is None else (place.array, style)

    def close(self) -> None:
        self.runtime.close()

    def _landmarks(self, request: RenderRequest) -> np.ndarray | None:
        told = request.landmarks
        if told is not None and self._inputs.landmarks and told.shape[2] != self._inputs.landmarks:
            raise EngineError(
                "The style reads {0} planes of landmarks, got {1}.", self._inputs.landmarks, told.shape[2]
            )
        return told

    def _style(self, request: RenderRequest) -> np.ndarray | None:
        """float32 [1, style_length], or None where the generator takes no style."""
        named, length = len(self.pack.manifest.styles), self._inputs.style_length
        weighted = self._inputs.style == "weights"
        vector = input_planes.style_vector(request.style_weights, named=named, length=length if weighted else named)
        if self._inputs.style == "none":
            return None
        if weighted:
            return vector
        if request.style_code:
            if len(request.style_code) != length or not np.isfinite(request.style_code).all():
                raise EngineError("A code of this style has {0} numbers, got {1}.", length, len(request.style_code))
            return np.asarray([request.style_code], np.float32)
        if request.reference is not None:
            if not self._inputs.reference:
                raise EngineError("This style cannot be taken from a picture.")
            return self._read_style(request.reference)
        return pictures.drawn_code(request.style_seed, length)

    def _read_style(self, reference: np.ndarray) -> np.ndarray:
        """The code of a picture's style; the last one is remembered, for it is asked for with every stroke."""
        fingerprint = hash((reference.shape, reference.tobytes()))
        if self._read is None or self._read[0] != fingerprint:
            shrink = REFERENCE_SIZE_PX / max(reference.shape[:2])
            width, height = scaled_size(reference.shape[1::-1], shrink)
            size = padded(width, REFERENCE_MULTIPLE), padded(height, REFERENCE_MULTIPLE)
            small = cv2.resize(reference, size, interpolation=cv2.INTER_AREA)
            plain = self._inputs.model_copy(update={"margin": 0, "fixed_size": None, "landmarks": 0})
            code = self.runtime.read_style(pictures.placed(small, plain, 1, least_side_px=pictures.LEAST_SIDE_PX).array)
            if code.shape != (1, self._inputs.style_length) or not np.isfinite(code).all():
                raise EngineError("The style could not be read from that picture.")
            self._read = fingerprint, code.copy()
        return self._read[1]

    def _within_limit(self, rgb: np.ndarray) -> tuple[np.ndarray, str]:
        height, width = rgb.shape[:2]
        size = fitted_size((width, height), self._size_limit)
        if size == (width, height):
            return rgb, ""
        return cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), f"Painted at {size[0]} x {size[1]} and scaled up."
