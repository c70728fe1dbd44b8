"""Drawings and pictures of drawings to finished art, file by file: `sketchart stylize`. Writes whole files or none.

Before anything is painted `plan` refuses what cannot be meant; while it paints, `stylize` skips and names each picture
that cannot be made, and goes on with the others.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO

import numpy as np
from PIL import Image

from engines.api import Engine, RenderRequest
from engines.chain import ChainEngine, Link, check_chain
from engines.compositing.mask_keep import keep_drawn
from engines.engine import open_engine
from engines.errors import EngineError, StylePackError
from engines.look_choice import LookChoice
from engines.packs.stylepack import StyleLibrary, StylePack
from engines.palette import Palette, dab_colours, led_by_dabs, roll
from engines.reading import Kind
from engines.sizes import scaled_size
from engines.sketch import landmarks
from sketchart_desktop.commands.errors import CommandError
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.saving import write_whole
from sketchart_desktop.files.drawing_files import open_file
from sketchart_desktop.raster import image_codec
from sketchart_desktop.raster.engine_input import basis_of, engine_input, photo_input
from sketchart_desktop.raster.image_codec import read_picture, resized
from sketchart_desktop.styling.reference_picture import Likeness
from sketchart_desktop.styling.upscaling import enlarged

SUFFIXES = (".ora", *image_codec.SUFFIXES)
EVERY_STYLE = "all"
MAX_SIZE_PX = 8192
# What is wrong with one name alone, and not with the folder or the disk, where every further picture would fail too.
OF_ONE_NAME = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ, errno.EISDIR})
NOTES = {
    Kind.PHOTO: "this is a photo, so its edges were taken as lines; styles that want a photo paint it as it is",
    Kind.PICTURE: "this is a finished coloured picture; its outlines and colours were told apart",
    Kind.TEXT: "this looks like a page of text",
    Kind.EMPTY: "there is no drawing on it",
}


@dataclass(frozen=True)
class StylizeJob:
    """What to make. `inputs`: files and folders. `size_px`: long side of the artwork, None = the drawing's own.

    `palette` is used as it is; None takes the colours of `like`, or rolls the dice `seed`, and lets the drawing's own
    colours lead. `keep_lines` and `light`: 0..1, None = each style's own. `fill_strength`: 0..1, how
    far open outlines are filled. `alpha` keeps the background transparent.
    `blend`: a second style of the same pack, and its share, 0..1. `then`: styles that paint each artwork again, one
    after the other, each as strongly as `then_strength`, 0..1. `enlarge`: how many times larger each artwork is made at
    the end. `landmarks`: a folder with NAME.json or NAME.npy for each picture, for styles that read landmarks. Of
    styles with a code: `seed` rolls it, `style_code` is the very code, and `like` a picture whose style it is.
    `looks`: the media that each artwork is rendered in, one picture for each; none as the style paints it.
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
    fill_strength: float = 0.5
    alpha: bool = False
    device: str = "auto"
    then: tuple[str, ...] = ()
    enlarge: int = 1
    landmarks: Path | None = None
    blend: tuple[str, float] | None = None
    then_strength: float = 1.0
    style_code: tuple[float, ...] = ()
    like: Likeness | None = None
    called: str = ""
    looks: tuple[LookChoice, ...] = ()


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
    look: LookChoice | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one target: `problem` is empty when the picture was written. `note`: what to tell even so."""

    target: Target
    problem: str = ""
    note: str = ""


def plan(job: StylizeJob, library: StyleLibrary) -> tuple[Target, ...]:
    """All that will be made, style by style. Raises CommandError or StylePackError before anything is touched."""
    styles = _styles(job.styles, library)
    sources, exports = _sources(job.inputs)
    then = tuple(library.find(name) for name in job.then)
    targets = []
    for pack, index in styles:
        check_chain([pack, *(following for following, _ in then)])
        _check_code(job, pack)
        weights = _weights(job, pack, index, library)
        folder = job.out / _folder_name(pack, index, styles) if len(styles) > 1 else job.out
        for look in job.looks or (None,):
            place = folder / look.id if look is not None and len(job.looks) > 1 else folder
            targets += [
                Target(source, pack, index, place / f"{source.stem}.png", weights, then, look) for source in sources
            ]
    _check_names(targets, {*sources, *exports})
    _check_writable(job.out)
    return tuple(targets)


def stylize(
    job: StylizeJob,
    targets: tuple[Target, ...],
    *,
    library: StyleLibrary | None = None,
    cache_dir: Path | None = None,
    on_done: Callable[[Outcome], None],
) -> int:
    """Make every target, `on_done` after each; an upscaler is looked for in `library`. Returns how many were made.

    What one picture or one of several styles cannot do is that outcome's problem, and the others go on. Raises
    EngineError or StylePackError where the only style cannot be opened, CommandError where nothing more can be written.
    """
    made = 0
    for pack, group in groupby(targets, lambda target: target.pack):
        ours = list(group)
        try:
            engine = _opened(ours[0], job.device, cache_dir)
        except (EngineError, StylePackError) as error:
            if len(ours) == len(targets):
                raise
            for target in ours:
                on_done(Outcome(target, f"{pack.id}: {error}"))
            continue
        try:
            for target in ours:
                outcome = _make(job, target, engine, library=library, cache_dir=cache_dir)
                made += not outcome.problem
                on_done(outcome)
        finally:
            engine.close()
    return made


def _make(
    job: StylizeJob, target: Target, engine: Engine, *, library: StyleLibrary | None, cache_dir: Path | None
) -> Outcome:
    """Make one artwork, or say why it could not be. Raises CommandError where no other could
    be written either.
    """
    name = target.source.name
    try:
        request, note = _request(job, target)
        image = keep_drawn(engine.render(request), request).image
        if job.enlarge > 1 and library is not None:
            try:
                image = enlarged(image, job.enlarge, library, cache_dir=cache_dir, device=job.device)
            except ValueError as error:
                return Outcome(target, f"{name} cannot be enlarged so much: {error}.")
    except (DrawingFileError, EngineError) as error:
        return Outcome(target, _with_name(target.source, str(error)))
    except MemoryError:
        return Outcome(target, f"{name} needs more memory than there is.")
    problem = _write(target.path, image, alpha=job.alpha)
    return Outcome(target, problem, _with_name(target.source, note) if note and not problem else "")


def _opened(target: Target, device: str, cache_dir: Path | None) -> Engine:
    engine = open_engine(target.pack, device, cache_dir=cache_dir)
    if not target.then:
        return engine
    links = [Link(open_engine(pack, device, cache_dir=cache_dir), _one_of(index, pack)) for pack, index in target.then]
    return ChainEngine(engine, links)


def _request(job: StylizeJob, target: Target) -> tuple[RenderRequest, str]:
    """What to paint, and what to tell of the drawing. Raises DrawingFileError where the drawing cannot be read."""
    note = ""
    picture = target.pack.picture
    if picture is not None and picture.wants != "line_art" and target.source.suffix.lower() != ".ora":
        # A generator of pictures reads a picture as it is, not taken apart into lines and colours.
        photo = read_picture(target.source)
        drawn = photo.shape[:2]
        size = _size(job, photo.shape[1], photo.shape[0])
        if size != (photo.shape[1], photo.shape[0]):
            photo = resized(photo, size)
        blank, mask = np.zeros_like(photo), None
        ink, colour, basis = blank, blank, None
    else:
        opened = open_file(target.source)
        painting = opened.painting
        note = NOTES.get(opened.kind, "") if opened.kind is not None else ""
        drawn = (painting.height, painting.width)
        size = _size(job, painting.width, painting.height)
        ink, colour, mask = engine_input(painting, size)
        photo = photo_input(painting, size, target.pack)
        basis = basis_of(painting, size)
    palette = job.palette
    if palette is None:
        palette = roll(job.seed, target.pack.bank) if job.like is None else job.like.palette()
        if job.use_hints:
            palette = led_by_dabs(palette, dab_colours(colour))
    entry = target.pack.manifest.styles[target.index]
    request = RenderRequest(
        1,
        ink,
        colour,
        palette,
        target.weights,
        keep_lines=entry.keep_lines if job.keep_lines is None else job.keep_lines,
        use_hints=job.use_hints,
        light=entry.light if job.light is None else job.light,
        fill_strength=job.fill_strength,
        mask=mask,
        photo=photo,
        style_seed=job.seed,
        style_code=job.style_code,
        reference=job.like.reference() if job.like is not None and picture is not None else None,
        then_strength=job.then_strength,
        basis=basis,
        by_name=job.seed if job.palette is None and job.like is None else None,
        called=job.called,
        look=target.look,
        landmarks=_landmarks(job, target, drawn, size),
    )
    return request, note


def _landmarks(job: StylizeJob, target: Target, drawn: tuple[int, ...], size: tuple[int, int]) -> np.ndarray | None:
    """The picture's landmarks, where the style reads any and the folder has them. Raises DrawingFileError."""
    count = target.pack.picture.landmarks if target.pack.picture is not None else 0
    if job.landmarks is None or not count:
        return None
    files = [job.landmarks / f"{target.source.stem}{suffix}" for suffix in landmarks.SUFFIXES]
    file = next((file for file in files if file.is_file()), None)
    if file is None:
        raise DrawingFileError("there are no landmarks for it in {0}", job.landmarks)
    try:
        planes = landmarks.read_landmarks(file, count, height=drawn[0], width=drawn[1])
    except landmarks.LandmarksError as error:
        raise DrawingFileError(str(error)) from error
    return landmarks.fitted(planes, size[1], size[0])


def _size(job: StylizeJob, width: int, height: int) -> tuple[int, int]:
    return scaled_size((width, height), (job.size_px or max(width, height)) / max(width, height))


def _weights(job: StylizeJob, pack: StylePack, index: int, library: StyleLibrary) -> tuple[float, ...]:
    """The style's, or those of the blend. Raises CommandError where the second style is none to blend with."""
    weights = list(_one_of(index, pack))
    if job.blend is not None:
        name, share = job.blend
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


def _check_code(job: StylizeJob, pack: StylePack) -> None:
    """Raises CommandError where the style has no such code, or cannot be like a picture."""
    picture, name = pack.picture, pack.id
    if job.style_code:
        length = picture.style_length if picture is not None and picture.style == "code" else 0
        if not length:
            raise CommandError(f"The style {name} has no code: leave out --code.")
        if len(job.style_code) != length:
            raise CommandError(f"A code of the style {name} has {length} numbers, not {len(job.style_code)}.")
    if job.like is not None and picture is not None and not picture.reference:
        raise CommandError(f"The style {name} can take neither style nor colours from a picture: leave out --like.")


def _one_of(index: int, pack: StylePack) -> tuple[float, ...]:
    return tuple(1.0 if i == index else 0.0 for i in range(len(pack.manifest.styles)))


def _write(path: Path, rgba: np.ndarray, *, alpha: bool) -> str:
    """As PNG, whole; without `alpha` laid on white paper. What is wrong with that name, or empty; raises CommandError
    where no other picture could be written either.
    """
    image = Image.fromarray(rgba, "RGBA")
    if not alpha:
        paper = Image.new("RGBA", image.size, (255, 255, 255, 255))
        image = Image.alpha_composite(paper, image).convert("RGB")

    def write(file: IO[bytes]) -> None:
        image.save(file, "PNG")

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"{path.parent} cannot be made: {error.strerror or error}.") from error
    try:
        write_whole(path, write)
    except DrawingFileError as error:
        cause = error.__cause__
        if isinstance(cause, OSError) and cause.errno in OF_ONE_NAME:
            return str(error)
        raise CommandError(str(error)) from error
    return ""


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


def _sources(inputs: tuple[Path, ...]) -> tuple[list[Path], set[Path]]:
    """Every file named, and what can be opened of each folder named (not of the folders inside it); and the pictures
    left out of the folders because a drawing of the same name is what they came from.
    """
    sources: list[Path] = []
    exports: set[Path] = set()
    for path in inputs:
        try:
            folder, there = path.is_dir(), path.exists()
            inside = sorted(path.iterdir()) if folder else []
        except (OSError, ValueError) as error:  # a name too long for the disk, a folder that may not be read
            raise CommandError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
        if not there:
            raise CommandError(f"There is no file or folder {path}.")
        if not folder:
            sources.append(path)
            continue
        inside = [p for p in inside if p.suffix.lower() in SUFFIXES and not p.name.startswith(".")]
        if not inside:
            raise CommandError(f"There is no drawing in the folder {path}.")
        drawn = {p.stem for p in inside if p.suffix.lower() == ".ora"}
        exported = [p for p in inside if p.suffix.lower() != ".ora" and p.stem in drawn]
        exports.update(exported)
        sources += [p for p in inside if p not in exported]
    return sources, exports


def _check_names(targets: list[Target], originals: set[Path]) -> None:
    """Two drawings must not become one picture, and no artwork may take the place of a drawing or of its export."""
    originals = {original.resolve() for original in originals}
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
