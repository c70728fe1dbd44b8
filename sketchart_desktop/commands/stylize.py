"""Drawings and pictures of drawings to finished art, file by file: `sketchart stylize`. Writes whole files or none."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from PIL import Image

from engines.api import Engine, RenderRequest
from engines.chain import ChainEngine, Link, check_chain
from engines.compositing.mask_keep import keep_drawn
from engines.engine import open_engine
from engines.packs.stylepack import StyleLibrary, StylePack
from engines.palette import Palette, dab_colours, led_by_dabs, roll
from engines.sizes import scaled_size
from engines.sketch import landmarks
from sketchart_desktop.commands.errors import CommandError
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.saving import write_whole
from sketchart_desktop.files.drawing_files import open_file
from sketchart_desktop.raster.engine_input import engine_input, photo_input
from sketchart_desktop.raster.image_codec import read_picture, resized
from sketchart_desktop.styling.reference_picture import Likeness
from sketchart_desktop.styling.upscaling import enlarged

SUFFIXES = (".ora", ".png", ".jpg", ".jpeg", ".webp")
EVERY_STYLE = "all"
MAX_SIZE_PX = 8192


@dataclass(frozen=True)
class StylizeOrder:
    """What to make. `inputs`: files and folders. `size_px`: long side of the artwork, None = the drawing's own.

    `palette` is used as it is; None takes the colours of `like`, or rolls the dice `seed`, and lets the drawing's own
    colours lead. `keep_lines` and `light`: 0..1, None = each style's own. `alpha` keeps the background transparent.
    `blend`: a second style of the same pack, and its share, 0..1. `then`: styles that paint each artwork again, one
    after the other, each as strongly as `then_strength`, 0..1. `enlarge`: how many times larger each artwork is made at
    the end. `landmarks`: a folder with NAME.json or NAME.npy for each picture, for styles that read landmarks. Of
    styles with a code: `seed` rolls it, `style_code` is the very code, and `like` a picture whose style it is.
    """

    inputs: tuple[Path, ...]
    styles: tuple[str, ...]
    out: Path
    size_px: int | None = None
    seed: int = 0
    palette: Palette | None = None
    use_hints: bool = True
    keep_lines: float | None = None
    light: float | None = None
    alpha: bool = False
    device: str = "auto"
    then: tuple[str, ...] = ()
    enlarge: int = 1
    landmarks: Path | None = None
    blend: tuple[str, float] | None = None
    then_strength: float = 1.0
    style_code: tuple[float, ...] = ()
    like: Likeness | None = None


@dataclass(frozen=True)
class Target:
    """One artwork to make: the drawing's file, the style as number `index` of `pack`, and where the picture goes.

    `weights`: one per style of the pack, summing to 1. `then`: the packs, and which of their styles, that paint the
    artwork again.
    """

    source: Path
    pack: StylePack
    index: int
    path: Path
    weights: tuple[float, ...]
    then: tuple[tuple[StylePack, int], ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of one target: `problem` is empty when the picture was written."""

    target: Target
    problem: str = ""


def plan(order: StylizeOrder, library: StyleLibrary) -> tuple[Target, ...]:
    """All that will be made, style by style. Raises CommandError or StylePackError before anything is touched."""
    styles = _styles(order.styles, library)
    sources = tuple(_sources(order.inputs))
    then = tuple(library.find(name) for name in order.then)
    targets = []
    for pack, index in styles:
        check_chain([pack, *(following for following, _ in then)])
        _check_code(order, pack)
        weights = _weights(order, pack, index, library)
        folder = order.out / _folder_name(pack, index, styles) if len(styles) > 1 else order.out
        targets += [Target(source, pack, index, folder / f"{source.stem}.png", weights, then) for source in sources]
    _check_names(targets, sources)
    _check_writable(order.out)
    return tuple(targets)


def stylize(
    order: StylizeOrder,
    targets: tuple[Target, ...],
    *,
    library: StyleLibrary | None = None,
    cache_dir: Path | None = None,
    on_done: Callable[[Outcome], None],
) -> bool:
    """Make every target; an upscaler is looked for in `library`. A drawing that cannot be read is a problem, and the
    others go on. True when all were made.

    Raises EngineError where no engine can be opened, CommandError where nothing can be written.
    """
    all_made = True
    engine: Engine | None = None
    opened: StylePack | None = None
    try:
        for target in targets:
            if target.pack is not opened:
                if engine is not None:
                    engine.close()
                engine, opened = _opened(target, order.device, cache_dir), target.pack
            assert engine is not None
            try:
                request = _request(order, target)
            except DrawingFileError as error:
                all_made = False
                on_done(Outcome(target, _with_name(target.source, str(error))))
                continue
            image = keep_drawn(engine.render(request), request).image
            if order.enlarge > 1 and library is not None:
                try:
                    image = enlarged(image, order.enlarge, library, cache_dir=cache_dir, device=order.device)
                except ValueError as error:
                    raise CommandError(f"{target.source.name} cannot be enlarged so much: {error}.") from error
            _write(target.path, image, alpha=order.alpha)
            on_done(Outcome(target))
    finally:
        if engine is not None:
            engine.close()
    return all_made


def _opened(target: Target, device: str, cache_dir: Path | None) -> Engine:
    engine = open_engine(target.pack, device, cache_dir=cache_dir)
    if not target.then:
        return engine
    links = [Link(open_engine(pack, device, cache_dir=cache_dir), _one_of(index, pack)) for pack, index in target.then]
    return ChainEngine(engine, links)


def _request(order: StylizeOrder, target: Target) -> RenderRequest:
    """Raises DrawingFileError where the drawing cannot be read."""
    picture = target.pack.picture
    if picture is not None and picture.wants != "line_art" and target.source.suffix.lower() != ".ora":
        # A generator of pictures reads a picture as it is, not taken apart into lines and colours.
        photo = read_picture(target.source)
        drawn = photo.shape[:2]
        size = _size(order, photo.shape[1], photo.shape[0])
        if size != (photo.shape[1], photo.shape[0]):
            photo = resized(photo, size)
        blank, mask = np.zeros_like(photo), None
        ink, colour = blank, blank
    else:
        painting = open_file(target.source).painting
        drawn = (painting.height, painting.width)
        size = _size(order, painting.width, painting.height)
        ink, colour, mask = engine_input(painting, size)
        photo = photo_input(painting, size, target.pack)
    palette = order.palette
    if palette is None:
        palette = roll(order.seed, target.pack.bank) if order.like is None else order.like.palette()
        if order.use_hints:
            palette = led_by_dabs(palette, dab_colours(colour))
    entry = target.pack.manifest.styles[target.index]
    return RenderRequest(
        1,
        ink,
        colour,
        palette,
        target.weights,
        keep_lines=entry.keep_lines if order.keep_lines is None else order.keep_lines,
        use_hints=order.use_hints,
        light=entry.light if order.light is None else order.light,
        mask=mask,
        photo=photo,
        style_seed=order.seed,
        style_code=order.style_code,
        reference=order.like.reference() if order.like is not None and picture is not None else None,
        then_strength=order.then_strength,
        landmarks=_landmarks(order, target, drawn, size),
    )


def _landmarks(order: StylizeOrder, target: Target, drawn: tuple[int, ...], size: tuple[int, int]) -> np.ndarray | None:
    """The picture's landmarks, where the style reads any and the folder has them. Raises DrawingFileError."""
    count = target.pack.picture.landmarks if target.pack.picture is not None else 0
    if order.landmarks is None or not count:
        return None
    files = [order.landmarks / f"{target.source.stem}{suffix}" for suffix in landmarks.SUFFIXES]
    file = next((file for file in files if file.is_file()), None)
    if file is None:
        raise DrawingFileError("there are no landmarks for it in {0}", order.landmarks)
    try:
        planes = landmarks.read_landmarks(file, count, height=drawn[0], width=drawn[1])
    except landmarks.LandmarksError as error:
        raise DrawingFileError(str(error)) from error
    return landmarks.fitted(planes, size[1], size[0])


def _size(order: StylizeOrder, width: int, height: int) -> tuple[int, int]:
    return scaled_size((width, height), (order.size_px or max(width, height)) / max(width, height))


def _weights(order: StylizeOrder, pack: StylePack, index: int, library: StyleLibrary) -> tuple[float, ...]:
    """The style's, or those of the blend. Raises CommandError where the second style is none to blend with."""
    weights = list(_one_of(index, pack))
    if order.blend is not None:
        name, share = order.blend
        ids = [style.id for style in pack.manifest.styles]
        if name in ids:  # another pack may have one of that name
            second = ids.index(name)
        else:
            other, second = library.find(name)
            if other.id != pack.id:
                raise CommandError(f"{ids[index]} and {name} are of two packs: only styles of one pack blend.")
        if second == index:
            raise CommandError(f"{name} cannot be blended with itself.")
        weights[index], weights[second] = 1.0 - share, share
    return tuple(weights)


def _check_code(order: StylizeOrder, pack: StylePack) -> None:
    """Raises CommandError where the style has no such code, or cannot be like a picture."""
    picture, name = pack.picture, pack.id
    if order.style_code:
        length = picture.style_length if picture is not None and picture.style == "code" else 0
        if not length:
            raise CommandError(f"The style {name} has no code: leave out --code.")
        if len(order.style_code) != length:
            raise CommandError(f"A code of the style {name} has {length} numbers, not {len(order.style_code)}.")
    if order.like is not None and picture is not None and not picture.reference:
        raise CommandError(f"The style {name} can take neither style nor colours from a picture: leave out --like.")


def _one_of(index: int, pack: StylePack) -> tuple[float, ...]:
    return tuple(1.0 if i == index else 0.0 for i in range(len(pack.manifest.styles)))


def _write(path: Path, rgba: np.ndarray, *, alpha: bool) -> None:
    """As PNG, whole; without `alpha` laid on white paper."""
    image = Image.fromarray(rgba, "RGBA")
    if not alpha:
        paper = Image.new("RGBA", image.size, (255, 255, 255, 255))
        image = Image.alpha_composite(paper, image).convert("RGB")

    def write(file: IO[bytes]) -> None:
        image.save(file, "PNG")

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, write)
    except OSError as error:
        raise CommandError(f"{path.parent} cannot be made: {error.strerror or error}.") from error
    except DrawingFileError as error:
        raise CommandError(str(error)) from error


def _styles(names: tuple[str, ...], library: StyleLibrary) -> list[tuple[StylePack, int]]:
    chosen: list[tuple[StylePack, int]] = []
    for name in names:
        if name == EVERY_STYLE:
            found = [(p, i) for p in library.list() if not p.upscales for i in range(len(p.manifest.styles))]
            if not found:
                raise CommandError("No style is installed.")
        else:
            found = [library.find(name)]
        chosen += [one for one in found if one not in chosen]
    return chosen


def _folder_name(pack: StylePack, index: int, styles: list[tuple[StylePack, int]]) -> str:
    """The style's id, with its pack's before it where two packs have styles of that id."""
    id = pack.manifest.styles[index].id
    twins = sum(other.manifest.styles[i].id == id for other, i in styles)
    return id if twins == 1 else f"{pack.id}-{id}"


def _sources(inputs: tuple[Path, ...]) -> Iterator[Path]:
    """Every file named, and what can be opened of each folder named (not of the folders inside it)."""
    for path in inputs:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith("."))
            if not inside:
                raise CommandError(f"There is no drawing in the folder {path}.")
            yield from inside
        elif not path.exists():
            raise CommandError(f"There is no file or folder {path}.")
        else:
            yield path


def _check_names(targets: list[Target], sources: tuple[Path, ...]) -> None:
    """Two drawings must not become one picture, and no artwork may take the place of a drawing."""
    originals = {source.resolve() for source in sources}
    owner: dict[Path, Path] = {}
    for target in targets:
        other = owner.setdefault(target.path, target.source)
        if other != target.source:
            raise CommandError(f"{other} and {target.source} would both become {target.path}.")
        if target.path.resolve() in originals:
            raise CommandError(f"{target.path} is one of the drawings: choose another folder with --out.")


def _check_writable(folder: Path) -> None:
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        raise CommandError(f"The folder {folder} cannot be written to.")


def _with_name(source: Path, text: str) -> str:
    return text if source.name in text else f"{source.name}: {text}"
