"""A style pack ready to paint: SketchEngine joins pack, planes, runtime and picture; open_engine chooses the device and
the engine that the pack's generator needs.

This file is the only way from the app to torch: the torch runtime is imported when a device of torch's is asked for, or
when "auto" finds a GPU; on a CPU alone torch is never loaded.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final, Protocol, cast

import cv2
import numpy as np

from engines import devices
from engines.api import RenderRequest, RenderResult, joined
from engines.compositing.cell_smoothing import flat_share, smoothed_cells
from engines.compositing.colour_layer import tinted, with_background
from engines.compositing.finishing import Finisher, Finishing, resized
from engines.compositing.guided_upsampling import resized_along_ink
from engines.compositing.ink_overlay import Inking, inked, inking
from engines.compositing.lighting import Light, light_on, lit
from engines.compositing.outline_cleanup import clean_rim, under_lines
from engines.errors import EngineError
from engines.families.sketchnet import SketchNetParameters
from engines.figure_colours import FigureColours, faded
from engines.looks.rendering import rendered
from engines.packs.stylepack import StylePack
from engines.palette import dab_colours, led_by_dabs
from engines.picture_engine import PictureEngine, PictureRuntime
from engines.pictures import Placed
from engines.sizes import scaled_size
from engines.sketch import input_planes
from resources.messages import Message

MOST_DABBED = 1  # who dabs more colours than this has a palette of their own: what the thing usually wears is not asked
SIZE_LIMIT_PX = 2048  # long side beyond which artwork is made smaller and scaled up: memory grows with the area
PAINTED_PX = 512  # long side, the size it was taught at: a larger drawing is painted so large, and enlarged


class Runtime(Protocol):
    """What executes a generator. `notice` tells the user of the last `run`, for example that memory ran out; else
    empty.
    """

    device: str
    notice: str

    def run(self, planes: np.ndarray, palette: np.ndarray, style: np.ndarray) -> np.ndarray: ...

    def close(self) -> None: ...


class SketchEngine:
    """A loaded style pack (see engines.api.Engine). Requests with a longer side than `size_limit` pixels are painted
    smaller.
    """

    def __init__(
        self,
        pack: StylePack,
        runtime: Runtime,
        *,
        size_limit: int = SIZE_LIMIT_PX,
        notice: str = "",
        helper_starts: Callable[[], None] | None = None,
        finisher: Finisher | None = None,
    ) -> None:
        """`helper_starts`: called first in the thread that helps the one that renders. `finisher`: of a taught style,
        whose pack has a finishing network."""
        self.pack: Final = pack
        self.runtime: Final = runtime
        self._size_limit = size_limit
        self._notice = notice
        # While one thread looks at the lines, another looks at the colours, and at how the lines are to be laid over.
        self._beside = ThreadPoolExecutor(1, "painting", helper_starts)
        self._maker = input_planes.PlaneMaker(pack.manifest.size_multiple, beside=self._beside)
        self._laid: tuple[np.ndarray, float, Inking | None] | None = None
        self._figure_colours: FigureColours | None = None
        finish = pack.manifest.finish
        self._finishing = Finishing(finish, finisher) if finish is not None and finisher is not None else None

    @property
    def device(self) -> str:
        return self.runtime.device

    def render(self, request: RenderRequest) -> RenderResult:
        start = time.perf_counter()
        height, width = request.ink.shape[:2]
        if not height or not width:
            raise EngineError("The drawing has no area.")
        small, notice = self._within_limit(request)
        small, settled = self._coloured_by_name(small, at_once=not request.calm or small.ink.shape != request.ink.shape)
        look = request.look
        laid = None if look else self._beside.submit(self._inking, request.ink, request.keep_lines)
        image, regions, light = self._painted(small)
        background, same_size = self._maker.background, small.ink.shape == request.ink.shape
        if self._finishing is not None and look is None:
            image = with_background(image, small.colour, background)
            image = self._finishing.finished(image, small.ink[:, :, 3], regions)
            if not same_size:
                image = resized(image, height, width)
        else:
            if not same_size:
                kept, strength = look is not None or request.keep_lines > 0, request.fill_strength
                image = resized_along_ink(image, request.ink[:, :, 3], kept_lines=kept, fill_strength=strength)
            image = with_background(image, request.colour, background)
        image = under_lines(image, request.ink[:, :, 3], 1.0 if look else request.keep_lines)
        image = rendered(image, request.ink, light, look) if laid is None else inked(image, laid.result())
        elapsed_ms = (time.perf_counter() - start) * 1000
        told = joined((self._notice, self.runtime.notice, notice))
        return RenderResult(
            request.request_id,
            request.key,
            image,
            elapsed_ms,
            device=self.device,
            notice=told,
            palette=small.palette,
            settled=settled,
        )

    def unfinished(self, request: RenderRequest) -> tuple[np.ndarray, np.ndarray]:
        """What a finishing network is given of this request, at the request's own size: the artwork, uint8 [H, W, 4]
        straight RGBA, and the planes of size and depth of the regions, float32 [2, H, W]. Raises EngineError."""
        image, regions, _ = self._painted(replace(request, look=None))
        return with_background(image, request.colour, self._maker.background), regions.copy()

    def _painted(self, small: RenderRequest) -> tuple[np.ndarray, np.ndarray, Light | None]:
        """As `unfinished`, without backgrounds; the next call overwrites the planes. Where a look is to render it, it
        is not lit: the light, at full strength, is the look's to use."""
        height, width = small.ink.shape[:2]
        planes = self._maker.planes(small)
        tinting = self._maker.tinting
        share = self._beside.submit(input_planes.share_of_shapes, planes, height, width)
        flat = self._beside.submit(flat_share, planes, height, width)
        light = self._beside.submit(light_on, planes, height, width, 1.0 if small.look else small.light)
        art = self.runtime.run(planes, small.palette.array()[None], self._style(small))
        try:
            image = input_planes.picture(art, height, width, share=share.result())
        except ValueError as error:
            raise EngineError("The style's generator gave values that are no colours.") from error
        image = smoothed_cells(clean_rim(image), flat.result())
        image = tinted(image, small.colour, tinting)
        if small.look is None:
            image = lit(image, light.result())
        return image, planes[0, 1:3, :height, :width], light.result()

    def _coloured_by_name(self, request: RenderRequest, *, at_once: bool) -> tuple[RenderRequest, bool]:
        """The request with figures and palette after what the drawing shows, and whether they stay so."""
        ink = request.ink[:, :, 3]
        if request.by_name is None or request.figures or not ink.any():
            return request, True
        dabs = dab_colours(request.colour)
        if dabs is not None and len(dabs.colours) > MOST_DABBED:
            return request, True
        if self._figure_colours is None:
            self._figure_colours = FigureColours()
        found = self._figure_colours.coloured(ink, request.by_name, called=request.called, at_once=at_once)
        palette = led_by_dabs(found.palette, dabs) if found.palette else request.palette
        return replace(request, figures=faded(found), palette=palette), found.settled

    def arrays(self, request: RenderRequest) -> tuple[Placed, tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """What the network is given for this request: planes (and where the drawing lies in them), palette, style."""
        planes = input_planes.request_planes(request, self.pack.manifest.size_multiple)
        height, width = request.ink.shape[:2]
        place = Placed(planes, height, width, inner_height=height, inner_width=width)
        return place, (planes, request.palette.array()[None], self._style(request))

    def close(self) -> None:
        self._beside.shutdown()
        if self._finishing is not None:
            self._finishing.close()
        self.runtime.close()

    def _style(self, request: RenderRequest) -> np.ndarray:
        parameters = self.pack.parameters
        assert isinstance(parameters, SketchNetParameters)
        named = len(self.pack.manifest.styles)
        return input_planes.style_vector(request.style_weights, named=named, length=parameters.styles)

    def _inking(self, ink: np.ndarray, strength: float) -> Inking | None:
        if self._laid is None or strength != self._laid[1] or not np.array_equal(ink, self._laid[0]):
            self._laid = ink, strength, inking(ink, strength)
        return self._laid[2]

    def _within_limit(self, request: RenderRequest) -> tuple[RenderRequest, str]:
        height, width = request.ink.shape[:2]
        if request.basis is not None:
            ink, colour = request.basis
            if max(ink.shape) <= self._size_limit:
                mask = _resized_mask(request.mask, (ink.shape[1], ink.shape[0]))
                return replace(request, ink=ink, colour=colour, basis=None, mask=mask, photo=None, landmarks=None), ""
        scale = min(self._size_limit, PAINTED_PX) / max(height, width)
        if scale >= 1:
            return request, ""
        size = scaled_size((width, height), scale)
        small = replace(
            request,
            ink=cv2.resize(request.ink, size, interpolation=cv2.INTER_AREA),
            # Nearest: a dab keeps its very colour, and its edge stays an edge.
            colour=cv2.resize(request.colour, size, interpolation=cv2.INTER_NEAREST),
            basis=None,
            mask=_resized_mask(request.mask, size),
            photo=None,
            landmarks=None,
        )
        told = max(height, width) > self._size_limit
        return small, f"Painted at {size[0]} x {size[1]} and scaled up." if told else ""


def _resized_mask(mask: np.ndarray | None, size: tuple[int, int]) -> np.ndarray | None:
    return None if mask is None else cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST)


def open_engine(
    pack: StylePack,
    device: str = "auto",
    *,
    precision: str = "auto",
    threads: int = 0,
    cache_dir: Path | None = None,
    size_limit: int = SIZE_LIMIT_PX,
    helper_starts: Callable[[], None] | None = None,
) -> SketchEngine | PictureEngine:
    """The pack on a device: "auto", "cpu" (OpenVINO), "cuda", "mps" or "torch-cpu". `precision`: "auto", "f32", "bf16"
    (or "f16", torch's alone). `threads`: of the CPU, for OpenVINO; 0 = as it sees fit.
    `helper_starts`: called first in each thread of Python's that helps the one that renders.

    "auto" takes a GPU if there is one, and says so in each result's notice if it then had to fall back to the CPU.
    Raises EngineError where the device cannot be used, StylePackError where the pack's files cannot be read.
    """
    notice = ""
    if device == "auto":
        device = devices.automatic()
        if device != "cpu":
            try:
                return open_engine(
                    pack,
                    device,
                    precision=precision,
                    threads=threads,
                    cache_dir=cache_dir,
                    size_limit=size_limit,
                    helper_starts=helper_starts,
                )
            except EngineError as error:
                notice = Message("{0} The CPU paints instead.", error.message)
                device = "cpu"
    pictures = pack.picture is not None
    if device != "cpu" and device in devices.TORCH_DEVICES and not pack.family.module:
        notice, device = joined((notice, Message("This style runs on the CPU alone."))), "cpu"
    runtime: Runtime | PictureRuntime
    finisher: Finisher | None = None
    finished = pack.manifest.finish is not None
    if device == "cpu":
        from engines.runtimes.openvino import OpenVinoFinisher, OpenVinoPictures, OpenVinoRuntime

        if pictures:
            runtime = OpenVinoPictures(pack, precision, threads=threads, cache_dir=cache_dir)
        else:
            runtime = OpenVinoRuntime(pack.generator_onnx, precision, threads=threads, cache_dir=cache_dir)
            if finished:
                finisher = OpenVinoFinisher(pack, precision, threads=threads, cache_dir=cache_dir)
    elif device in devices.TORCH_DEVICES:
        if pictures:
            from engines.runtimes.torch_pictures import TorchPictures

            runtime = TorchPictures(pack, devices.TORCH_DEVICES[device], precision=precision)
        else:
            from engines.runtimes.torch import TorchRuntime

            runtime = TorchRuntime(pack, devices.TORCH_DEVICES[device], precision=precision)
            if finished:
                from engines.runtimes.torch_finishing import TorchFinisher

                finisher = TorchFinisher(pack, devices.TORCH_DEVICES[device])
    else:
        raise EngineError("There is no device called {0}.", repr(device))
    if pictures:
        return PictureEngine(pack, cast(PictureRuntime, runtime), size_limit=size_limit, notice=notice)
    return SketchEngine(
        pack,
        cast(Runtime, runtime),
        size_limit=size_limit,
        notice=notice,
        helper_starts=helper_starts,
        finisher=finisher,
    )
