"""The command line: `sketchart stylize | lines | name | styles | train | bench | doctor`.

Bad input: one line, exit code 2.
A batch of which a part could not be made ends with exit code 1: what was left out is named, and counted at the end.
"""

from __future__ import annotations

import contextlib
import io
import json
import math
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

import resources
from engines.errors import EngineError, StylePackError
from engines.naming.classifier import SketchClassifier
from engines.packs.stylepack import StyleLibrary, StylePack
from engines.palette import PALETTE_SIZE, Palette
from sketchart_desktop.commands import bench as benching
from sketchart_desktop.commands import doctor as examining
from sketchart_desktop.commands import importing
from sketchart_desktop.commands import lines as drawing_lines
from sketchart_desktop.commands import name as naming
from sketchart_desktop.commands import stylize as stylizing
from sketchart_desktop.commands import train as training
from sketchart_desktop.commands.errors import CommandError
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.files.drawing_files import open_file
from sketchart_desktop.preferences import paths
from sketchart_desktop.styling.reference_picture import read_likeness
from sketchart_desktop.styling.style_import import ImportRequest
from sketchart_desktop.styling.upscaling import FACTORS

COMMANDS = frozenset({"stylize", "lines", "name", "styles", "train", "bench", "doctor"})

app = typer.Typer(
    name="sketchart",
    help="Draw, and watch it become art. Without a command, or with a drawing's file, the window opens.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
styles_app = typer.Typer(help="List, inspect, install and remove styles.", no_args_is_help=True)
app.add_typer(styles_app, name="styles")


def run_command_line(argv: Sequence[str]) -> int:
    """Run one command; the process's exit code: 0 done, 1 a part of it (a picture was skipped, something is not well),
    2 nothing (bad input), 130 interrupted.
    """
    _write_any_name()
    command = typer.main.get_command(app)
    try:
        code = command.main(args=list(argv), prog_name="sketchart", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()  # here, where a closed pipe can be caught, and not while Python ends
    except BrokenPipeError:
        return _reader_gone()
    except SystemExit as leave:  # what typer makes of a closed pipe
        return _reader_gone() if isinstance(leave.__context__, BrokenPipeError) else int(leave.code or 0)
    except (CommandError, DrawingFileError, StylePackError, EngineError) as error:
        _complain(str(error))
        return 2
    except typer.TyperException as error:
        _complain(error.format_message())
        return 2
    except OSError as error:
        # A file or folder that a command did not foresee; the file's name is in the error.
        _complain(f"{error.filename}: {error.strerror}." if error.filename else f"{error.strerror or error}.")
        return 2
    except (typer.Abort, KeyboardInterrupt):
        return 130
    return code if isinstance(code, int) else 0


@app.callback(invoke_without_command=True)
def _options(
    version: Annotated[bool, typer.Option("--version", help="Show the version and leave.")] = False,
) -> None:
    if version:
        typer.echo(f"sketchart {examining.version()}")
        raise typer.Exit()


@app.command()
def stylize(
    inputs: Annotated[list[Path], typer.Argument(metavar="IN...", help="Drawings (.ora), pictures, or folders.")],
    style: Annotated[list[str], typer.Option(help="A style's id, or 'all'. May be given several times.")],
    out: Annotated[Path, typer.Option(readable=False, help="The folder for the artworks.")],
    size: Annotated[
        int | None,
        typer.Option(min=32, max=stylizing.MAX_SIZE_PX, help="Long side in pixels.", show_default="the drawing's own"),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Which palette, and which variant of a style that has several.")] = 0,
    palette: Annotated[
        str | None, typer.Option(help="One to four colours, largest area first: '#ffcc00,#224466'.")
    ] = None,
    hints: Annotated[str, typer.Option(help="'auto' follows the drawing's colours, 'none' ignores them.")] = "auto",
    alpha: Annotated[bool, typer.Option("--alpha", help="Keep the background transparent.")] = False,
    keep_lines: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, help="How much of the ink is laid over.", show_default="the style's own"),
    ] = None,
    light: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, help="How strongly light falls on it.", show_default="the style's own"),
    ] = None,
    fill_strength: Annotated[
        float,
        typer.Option(
            min=0.0, max=1.0, help="How far open outlines are filled: 0 only closed ones, 1 whatever could be."
        ),
    ] = 0.5,
    device: Annotated[str, typer.Option(help="auto, cpu, cuda, mps or torch-cpu.")] = "auto",
    then: Annotated[
        list[str] | None, typer.Option(help="A style that paints the artwork again. May be given several times.")
    ] = None,
    then_strength: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, help="How much each --then paints over.", show_default="1"),
    ] = None,
    blend: Annotated[
        str | None, typer.Option(help="A second style of the same pack and its share, 0 to 1: 'flat=0.4'.")
    ] = None,
    like: Annotated[
        Path | None, typer.Option(help="A picture: its style, where the style reads one, else its colours.")
    ] = None,
    code: Annotated[
        str | None, typer.Option(help="The very numbers of a style that has variants: '0.5,-1.2,0,...'.")
    ] = None,
    enlarge: Annotated[int, typer.Option(help="1, 2 or 4 times, by an upscaler among your styles, else smoothly.")] = 1,
    landmarks: Annotated[
        Path | None, typer.Option(help="A folder with NAME.json or NAME.npy, for styles that read landmarks.")
    ] = None,
) -> int:
    """Turn drawings into art: each becomes NAME.png in --out (with several styles, in a folder per style).

    A picture that cannot be read or painted is named and skipped. Exit code: 0 all were made, 1 some, 2 none.
    """
    if hints not in ("auto", "none"):
        raise CommandError(f"--hints is 'auto' or 'none', not {hints!r}.")
    if enlarge not in (1, *FACTORS):
        raise CommandError(f"--enlarge is 1, 2 or 4, not {enlarge}.")
    if then_strength is not None and not then:
        raise CommandError("--then-strength needs a style to follow: --then.")
    if like is not None and (palette is not None or code is not None):
        raise CommandError("--like says the colours or the code already: leave out --palette and --code.")
    library = _library()
    job = stylizing.StylizeJob(
        inputs=tuple(inputs),
        styles=tuple(style),
        out=out,
        size_px=size,
        seed=seed,
        palette=None if palette is None else parse_palette(palette),
        use_hints=hints == "auto",
        keep_lines=keep_lines,
        light=light,
        fill_strength=fill_strength,
        alpha=alpha,
        device=device,
        then=tuple(then or ()),
        enlarge=enlarge,
        landmarks=landmarks,
        blend=None if blend is None else parse_blend(blend),
        then_strength=1.0 if then_strength is None else then_strength,
        style_code=() if code is None else parse_code(code),
        like=None if like is None else read_likeness(like),
    )
    targets = stylizing.plan(job, library)
    screen = Console(stderr=True)
    last = ""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as progress:
        bar = progress.add_task("Painting", total=len(targets))

        def done(outcome: stylizing.Outcome) -> None:
            nonlocal last
            progress.advance(bar)
            if outcome.problem != last:  # a style that cannot be opened is told of once, not for every picture
                last = outcome.problem
                if last:
                    _complain(last)
            if not outcome.problem:
                typer.echo(str(outcome.target.path))
                if outcome.note:
                    _complain(outcome.note)

        made = stylizing.stylize(job, targets, library=library, cache_dir=paths.cache_dir(), on_done=done)
    skipped = len(targets) - made
    if skipped and len(targets) > 1:
        _complain(f"{skipped} of {len(targets)} artworks could not be made.")
    return 0 if not skipped else 1 if made else 2


@app.command()
def lines(
    picture: Annotated[Path, typer.Argument(metavar="PHOTO", help="A PNG, JPEG, WebP or TIFF picture.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="What to write: a .png, or an .ora to draw on.")],
    detail: Annotated[float, typer.Option(min=0.0, max=1.0, help="How many faint edges become lines.")] = 0.5,
    width: Annotated[
        float | None,
        typer.Option(min=0.5, max=100.0, help="Of the lines, in pixels.", show_default="by the picture's size"),
    ] = None,
) -> int:
    """Draw clean line art from a drawing on paper, or from a photo."""
    drawing_lines.draw_lines(picture, out, detail=detail, width_px=width)
    typer.echo(str(out))
    return 0


@app.command()
def name(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Drawings (.ora, PNG, JPEG, WebP).")],
    as_json: Annotated[bool, typer.Option("--json", help="For programs: one JSON list.")] = False,
    count: Annotated[int, typer.Option(min=1, max=5, help="Names for each thing.")] = 3,
    language: Annotated[str, typer.Option(help="Of the names: en or ko.")] = "en",
) -> int:
    """Say what drawings show, and how surely; several things on one paper are named apart."""
    naming.check_language(language)
    classifier = SketchClassifier()
    found = [naming.name_file(file, classifier) for file in files]
    if as_json:
        rows = [naming.as_json(one, classifier.vocabulary, count=count) for one in found]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    for one in found:
        if one.problem:
            _complain(one.problem)
        elif not as_json:
            typer.echo(naming.described(one, classifier.vocabulary, language=language, count=count))
    if not any(one.problem for one in found):
        return 0
    return 1 if any(one.figures for one in found) else 2


@styles_app.command("list")
def list_styles() -> int:
    """Every style that can be used, one per line."""
    library = _library()
    for pack in library.list():
        for entry in pack.manifest.styles:
            where = "bundled" if pack.bundled else "installed"
            typer.echo(f"{entry.id:<16} {entry.name['en']:<20} {pack.id} {pack.manifest.version} ({where})")
    for problem in library.problems():
        _complain(problem)
    return 0


@styles_app.command("info")
def style_info(style: Annotated[str, typer.Argument(metavar="STYLE", help="A style's or a pack's id.")]) -> int:
    """What a style pack is made of and where it comes from."""
    pack, index = _library().find(style)
    manifest, entry = pack.manifest, pack.manifest.styles[index]
    _tell_rows(
        ("style", f"{entry.id}: {entry.name['en']}"),
        ("about", entry.description.get("en", "")),
        ("keeps lines", f"{entry.keep_lines:.0%}"),
        ("light", f"{entry.light:.0%}"),
        ("pack", f"{pack.id} {manifest.version} ({'bundled' if pack.bundled else 'installed'})"),
        ("all styles", ", ".join(other.id for other in manifest.styles)),
        ("generator", f"{manifest.family}, native size {manifest.native_size}, {_size(pack):.1f} MB"),
        ("palettes", str(len(manifest.palettes))),
        ("author", manifest.author),
        ("licence", manifest.licence),
        ("made from", "; ".join(manifest.sources)),
        ("folder", str(pack.folder)),
    )
    return 0


@styles_app.command("install")
def install_style(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A .sketchstyle file or a folder.")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace an installed style of the same id.")] = False,
    keep_both: Annotated[bool, typer.Option("--keep-both", help="Give it an id of its own instead.")] = False,
) -> int:
    """Check a style pack and copy it to your styles."""
    on_taken = importing.choice_of(replace=replace, keep_both=keep_both)
    pack = importing.install_style(source, _library(), on_taken=on_taken)
    typer.echo(f"Installed {pack.id}: {', '.join(entry.id for entry in pack.manifest.styles)}")
    return 0


@styles_app.command("import")
def import_style(
    place: Annotated[str, typer.Argument(metavar="FILE|DIR|URL", help="A checkpoint, .npy folder or https address.")],
    name: Annotated[str, typer.Option(help="What the style is to be called.")],
    family: Annotated[str, typer.Option(help=f"One of {', '.join(importing.CHOICES['family'])}.")] = "auto",
    licence: Annotated[str, typer.Option(help="What may be done with it, for example CC-BY-4.0.")] = "",
    source: Annotated[str, typer.Option(help="Where it comes from.")] = "",
    author: Annotated[str, typer.Option(help="Who trained it.")] = "",
    wants: Annotated[str, typer.Option(help="line_art, coloured_drawing or photo.", show_default="the family's")] = "",
    direction: Annotated[str, typer.Option(help="Of two domains' generators: a2b or b2a.")] = "a2b",
    range: Annotated[str, typer.Option(help="-1..1, 0..1 or 0..255.", show_default="the family's")] = "",
    norm: Annotated[str, typer.Option(help="instance or none, of pix2pix and CycleGAN.", show_default="found")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Replace an installed style of the same name.")] = False,
) -> int:
    """Turn a public checkpoint (.pth, .pt, .safetensors, .onnx, ncnn, .npy folder) into one of your styles."""
    request = ImportRequest(
        place, name, family=family, licence=licence, source=source, author=author, wants=wants, direction=direction,
        range=range, norm=norm, on_taken=importing.choice_of(replace=replace),
    )  # fmt: skip
    there = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))  # None: no console
    pack = importing.import_style(
        request,
        _library(),
        tell=lambda text: typer.echo(text, err=True),
        ask=(lambda question: str(typer.prompt(question, err=True))) if there else None,
    )
    typer.echo(f"Imported {pack.id}: {', '.join(entry.id for entry in pack.manifest.styles)}")
    return 0


@styles_app.command("remove")
def remove_style(pack: Annotated[str, typer.Argument(metavar="PACK", help="The pack's id.")]) -> int:
    """Remove a style pack that you installed."""
    _library().remove(pack)
    typer.echo(f"Removed {pack}")
    return 0


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def train(
    context: typer.Context,
    recipe: Annotated[str, typer.Argument(metavar="RECIPE", help="A recipe's file, or the name of one that ships.")],
) -> int:
    """Teach a style from a recipe. Further options go to the trainer: see `python -m trainer --help`."""
    return training.train([recipe, *context.args])


@app.command()
def bench(
    style: Annotated[str | None, typer.Option(help="A style's id.", show_default="the first one")] = None,
    sizes: Annotated[str, typer.Option(help="Side lengths in pixels.")] = "256,512,1024",
    seconds: Annotated[float, typer.Option(min=0.1, max=60.0, help="How long to measure each size.")] = 2.0,
    device: Annotated[str, typer.Option(help="auto, cpu, cuda, mps or torch-cpu.")] = "auto",
) -> int:
    """Measure how fast this computer paints."""
    if not re.fullmatch(r"\d{2,4}(,\d{2,4})*", sizes):
        raise CommandError(f"--sizes takes numbers such as 256,512, not {sizes!r}.")
    library = _library()
    pack = library.find(style)[0] if style is not None else _first_pack(library)
    painting = open_file(resources.sample_drawings()[0]).painting
    typer.echo(f"{'size':>6} {'median':>10} {'p95':>10} {'per second':>11}   device")
    sizes_px = tuple(int(word) for word in sizes.split(","))
    for row in benching.measure(
        pack, painting, sizes_px=sizes_px, seconds=seconds, device=device, cache_dir=paths.cache_dir()
    ):
        rate = 1000 / row.median_ms
        typer.echo(f"{row.size_px:>6} {row.median_ms:>7.1f} ms {row.p95_ms:>7.1f} ms {rate:>11.1f}   {row.device}")
    return 0


@app.command()
def doctor() -> int:
    """Check that everything painting needs is here, and say what is not. Exit code 1 when something is wrong."""
    well = True
    sample = next(iter(resources.sample_drawings()), None)
    for finding in examining.examine(_library(), sample=sample, cache_dir=paths.cache_dir()):
        mark = {True: "ok   ", False: "WRONG", None: "     "}[finding.ok]
        typer.echo(f"{mark} {finding.text}")
        well = well and finding.ok is not False
    typer.echo("Everything needed for painting is here." if well else "Something is wrong: see above.")
    return 0 if well else 1


def parse_palette(text: str) -> Palette:
    """`#rrggbb,#rrggbb...`, one to four colours. Raises CommandError."""
    words = [word.strip() for word in text.split(",")]
    if not 1 <= len(words) <= PALETTE_SIZE or not all(re.fullmatch(r"#?[0-9a-fA-F]{6}", word) for word in words):
        raise CommandError(f"--palette takes one to four colours such as '#ffcc00,#224466', not {text!r}.")
    hexes = [word.removeprefix("#") for word in words]
    return Palette.of(tuple((int(h[0:2], 16), int(h[2:4], 16), int(h[4:6], 16)) for h in hexes))


def parse_blend(text: str) -> tuple[str, float]:
    """`style=share`. Raises CommandError."""
    name, _, share = text.rpartition("=")
    try:
        number = float(share)
    except ValueError:
        number = -1.0
    if not name or not 0 <= number <= 1:
        raise CommandError(f"--blend takes a style and its share from 0 to 1, such as flat=0.4, not {text!r}.")
    return name.strip(), number


def parse_code(text: str) -> tuple[float, ...]:
    """Numbers with commas between them. Raises CommandError."""
    try:
        numbers = tuple(float(word) for word in text.split(","))
    except ValueError:
        numbers = ()
    if not numbers or not all(map(math.isfinite, numbers)):
        raise CommandError(f"--code takes numbers such as 0.5,-1.2,0, not {text!r}.")
    return numbers


def _library() -> StyleLibrary:
    return StyleLibrary(resources.styles_dir(), paths.styles_dir())


def _first_pack(library: StyleLibrary) -> StylePack:
    packs = library.list()
    if not packs:
        raise CommandError("No style is installed.")
    return packs[0]


def _size(pack: StylePack) -> float:
    return sum(path.stat().st_size for path in pack.folder.iterdir() if path.is_file()) / 1e6


def _tell_rows(*rows: tuple[str, str]) -> None:
    for name, value in rows:
        if value:
            typer.echo(f"{name:<12} {value}")


def _complain(text: str) -> None:
    """One line on standard error, whatever the text holds."""
    if sys.stderr is not None:  # no console at all: a Windows program without one
        with contextlib.suppress(BrokenPipeError):
            print(f"sketchart: {' '.join(text.split())}", file=sys.stderr)  # noqa: T201


def _write_any_name() -> None:
    """What the console's code page has no sign for is written as an escape: a file's name must not end the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _reader_gone() -> int:
    """Who reads our output has closed it (`| head`): nothing more to say. The code that shells give for it."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left in the buffer goes there
    return 141
