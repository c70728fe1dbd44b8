"""`sketchart stylize`: from its options to artworks, with a bar of how far it is where somebody looks on."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from engines.packs.stylepack import StyleLibrary
from sketchart_desktop.commands import stylize as stylizing
from sketchart_desktop.commands import stylize_options as options
from sketchart_desktop.commands.console import complain, library_of_styles
from sketchart_desktop.commands.errors import CommandError
from sketchart_desktop.commands.looks_command import parse_looks
from sketchart_desktop.preferences import paths
from sketchart_desktop.styling.reference_picture import read_likeness
from sketchart_desktop.styling.upscaling import FACTORS


def stylize(
    inputs: options.Inputs,
    style: options.Style,
    out: options.Out,
    size: options.Size = None,
    seed: options.Seed = 0,
    palette: options.PaletteText = None,
    hints: options.Hints = "auto",
    alpha: options.Alpha = False,
    keep_lines: options.KeepLines = None,
    light: options.Light = None,
    fill_strength: options.FillStrength = 0.5,
    device: options.Device = "auto",
    then: options.Then = None,
    then_strength: options.ThenStrength = None,
    blend: options.BlendText = None,
    like: options.Like = None,
    called: options.Called = None,
    code: options.CodeText = None,
    enlarge: options.Enlarge = 1,
    landmarks: options.Landmarks = None,
    look: options.Looks = None,
    background: options.Background = "",
) -> int:
    """Turn drawings into art: each becomes NAME.png in --out (with several styles or looks, in a folder for each).

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
    if background and not look:
        raise CommandError("--background needs a look: --look.")
    job = stylizing.StylizeJob(
        inputs=tuple(inputs),
        styles=tuple(style),
        out=out,
        size_px=size,
        seed=seed,
        palette=None if palette is None else options.parse_palette(palette),
        use_hints=hints == "auto",
        keep_lines=keep_lines,
        light=light,
        fill_strength=fill_strength,
        alpha=alpha,
        device=device,
        then=tuple(then or ()),
        enlarge=enlarge,
        landmarks=landmarks,
        looks=parse_looks(look or [], background=background or ("clear" if alpha else ""), seed=seed),
        blend=None if blend is None else options.parse_blend(blend),
        then_strength=1.0 if then_strength is None else then_strength,
        style_code=() if code is None else options.parse_code(code),
        like=None if like is None else read_likeness(like),
        called="" if called is None else options.parse_called(called),
    )
    return _paint(job, library_of_styles())


def _paint(job: stylizing.StylizeJob, library: StyleLibrary) -> int:
    """Every artwork's path to standard output, what is wrong to standard error; the exit code."""
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
                    complain(last)
            if not outcome.problem:
                typer.echo(str(outcome.target.path))
                if outcome.note:
                    complain(outcome.note)

        made = stylizing.stylize(job, targets, library=library, cache_dir=paths.cache_dir(), on_done=done)
    skipped = len(targets) - made
    if skipped and len(targets) > 1:
        complain(f"{skipped} of {len(targets)} artworks could not be made.")
    return 0 if not skipped else 1 if made else 2
