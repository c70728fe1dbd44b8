"""`sketchart teach`: hands drawings and the base style's folder to the trainer, in a process of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sketchart_desktop.commands import train as training
from sketchart_desktop.commands.console import library_of_styles


def teach(
    material: Annotated[Path, typer.Argument(metavar="SET", help="A set of drawings with their colourings.")],
    base: Annotated[str, typer.Option(help="The style to begin with: a style's or a pack's id.")] = "flagship",
    style: Annotated[
        str, typer.Option(help="Which style of that pack.", show_default="the one that --base names")
    ] = "",
    name: Annotated[str, typer.Option(help="Of the new style.")] = "My style",
    minutes: Annotated[float, typer.Option(min=0.1, help="How long to learn.")] = 5.0,
    steps: Annotated[int | None, typer.Option(min=1, help="Or how many steps.", show_default=False)] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="A folder or a .sketchstyle file.", show_default="NAME.sketchstyle"),
    ] = None,
    run: Annotated[
        Path | None, typer.Option(help="Kept there while it learns, to go on from.", show_default="runs/NAME")
    ] = None,
    licence: Annotated[str, typer.Option(help="Of the drawings, and so of the style.", show_default="the set's")] = "",
    author: Annotated[str, typer.Option(help="Who made the style.")] = "the owner of this computer",
    seed: Annotated[int, typer.Option(min=0, help="The same seed and threads give the same style.")] = 0,
    threads: Annotated[int, typer.Option(min=0, help="Of the processor.", show_default="all")] = 0,
    estimate: Annotated[bool, typer.Option("--estimate", help="Only say what the minutes will give.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Progress for programs: a JSON object a line.")] = False,
) -> int:
    """Teach a style your hand: from drawings and their finished colourings. Ctrl+C stops, and keeps what it learnt."""
    pack, index = library_of_styles().find(base)
    words = [str(material), f"--base={pack.folder}", f"--style={style or pack.manifest.styles[index].id}"]
    words += [f"--name={name}", f"--minutes={minutes}", f"--seed={seed}", f"--threads={threads}"]
    words += [f"--licence={licence}", f"--author={author}"]
    words += [f"--{option}={value}" for option, value in (("steps", steps), ("out", out), ("run", run)) if value]
    words += [word for word, wanted in (("--estimate", estimate), ("--json", as_json)) if wanted]
    return training.train(["teach", *words])
