"""The command line: `sketchart stylize | lines | name | styles | looks | train | curate | teach | bench | doctor`.

Bad input: one line, exit code 2.
A batch of which a part could not be made ends with exit code 1: what was left out is named, and counted at the end.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

import resources
from engines.errors import EngineError, StylePackError
from engines.naming.classifier import SketchClassifier
from engines.packs.stylepack import StyleLibrary, StylePack
from sketchart_desktop.commands import bench as benching
from sketchart_desktop.commands import doctor as examining
from sketchart_desktop.commands import lines as drawing_lines
from sketchart_desktop.commands import looks_command, styles_command
from sketchart_desktop.commands import name as naming
from sketchart_desktop.commands import train as training
from sketchart_desktop.commands.console import complain, library_of_styles, reader_gone, write_any_name
from sketchart_desktop.commands.errors import CommandError
from sketchart_desktop.commands.stylize_command import stylize
from sketchart_desktop.commands.teach import teach
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.files.drawing_files import open_file
from sketchart_desktop.preferences import paths

COMMANDS = frozenset({"stylize", "lines", "name", "styles", "looks", "train", "curate", "teach", "bench", "doctor"})

app = typer.Typer(
    name="sketchart",
    help="Draw, and watch it become art. Without a command, or with a drawing's file, the window opens.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(stylize)
app.command()(teach)
app.add_typer(styles_command.app, name="styles")
app.add_typer(looks_command.app, name="looks")


def run_command_line(argv: Sequence[str]) -> int:
    """Run one command; the process's exit code: 0 done, 1 a part of it (a picture was skipped, something is not well),
    2 nothing (bad input), 130 interrupted.
    """
    write_any_name()
    command = typer.main.get_command(app)
    try:
        code = command.main(args=list(argv), prog_name="sketchart", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()  # here, where a closed pipe can be caught, and not while Python ends
    except BrokenPipeError:
        return reader_gone()
    except SystemExit as leave:  # what typer makes of a closed pipe
        return reader_gone() if isinstance(leave.__context__, BrokenPipeError) else int(leave.code or 0)
    except (CommandError, DrawingFileError, StylePackError, EngineError) as error:
        complain(str(error))
        return 2
    except typer.TyperException as error:
        complain(error.format_message())
        return 2
    except OSError as error:
        # A file or folder that a command did not foresee; the file's name is in the error.
        complain(f"{error.filename}: {error.strerror}." if error.filename else f"{error.strerror or error}.")
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
            complain(one.problem)
        elif not as_json:
            typer.echo(naming.described(one, classifier.vocabulary, language=language, count=count))
    if not any(one.problem for one in found):
        return 0
    return 1 if any(one.figures for one in found) else 2


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def train(
    context: typer.Context,
    recipe: Annotated[str, typer.Argument(metavar="RECIPE", help="A recipe's file, or the name of one that ships.")],
) -> int:
    """Teach a style from a recipe. Further options go to the trainer: see `python -m trainer --help`."""
    return training.train([recipe, *context.args])


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
)
def curate(context: typer.Context) -> int:
    """Make a set to teach a style from, out of drawings, pictures and photos."""
    return training.train(["curate", *context.args], needed={})


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
    library = library_of_styles()
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
    for finding in examining.examine(library_of_styles(), sample=sample, cache_dir=paths.cache_dir()):
        mark = {True: "ok   ", False: "WRONG", None: "     "}[finding.ok]
        typer.echo(f"{mark} {finding.text}")
        well = well and finding.ok is not False
    typer.echo("Everything needed for painting is here." if well else "Something is wrong: see above.")
    return 0 if well else 1


def _first_pack(library: StyleLibrary) -> StylePack:
    packs = library.list()
    if not packs:
        raise CommandError("No style is installed.")
    return packs[0]
