"""The options of `sketchart stylize`: what the help says of each, and how the ones that are written texts are read."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Annotated

import typer

from engines.naming.vocabulary import read_vocabulary
from engines.palette import PALETTE_SIZE, Palette
from sketchart_desktop.commands import stylize as stylizing
from sketchart_desktop.commands.errors import CommandError

Inputs = Annotated[list[Path], typer.Argument(metavar="IN...", help="Drawings (.ora), pictures, or folders.")]
Style = Annotated[list[str], typer.Option(help="A style's id, or 'all'. May be given several times.")]
Out = Annotated[Path, typer.Option(readable=False, help="The folder for the artworks.")]
Size = Annotated[
    int | None,
    typer.Option(min=32, max=stylizing.MAX_SIZE_PX, help="Long side in pixels.", show_default="the drawing's own"),
]
Seed = Annotated[int, typer.Option(min=0, help="Which palette, and which variant of a style that has several.")]
PaletteText = Annotated[str | None, typer.Option(help="One to four colours, largest area first: '#ffcc00,#224466'.")]
Hints = Annotated[str, typer.Option(help="'auto' follows the drawing's colours, 'none' ignores them.")]
Alpha = Annotated[bool, typer.Option("--alpha", help="Keep the background transparent.")]
KeepLines = Annotated[
    float | None,
    typer.Option(min=0.0, max=1.0, help="How much of the ink is laid over.", show_default="the style's own"),
]
Light = Annotated[
    float | None,
    typer.Option(min=0.0, max=1.0, help="How strongly light falls on it.", show_default="the style's own"),
]
FillStrength = Annotated[
    float,
    typer.Option(min=0.0, max=1.0, help="How far open outlines are filled: 0 only closed ones, 1 whatever could be."),
]
Looks = Annotated[
    list[str] | None,
    typer.Option(
        "--look", help="A medium to render it in, 'watercolour' or 'watercolour:wetness=0.8'; 'all'. See: looks list."
    ),
]
Background = Annotated[
    str, typer.Option(help="Behind a look: own, white, scene or clear.", show_default="the look's choice")
]
Device = Annotated[str, typer.Option(help="auto, cpu, cuda, mps or torch-cpu.")]
Then = Annotated[
    list[str] | None, typer.Option(help="A style that paints the artwork again. May be given several times.")
]
ThenStrength = Annotated[
    float | None,
    typer.Option(min=0.0, max=1.0, help="How much each --then paints over.", show_default="1"),
]
BlendText = Annotated[
    str | None, typer.Option(help="A second style of the same pack and its share, 0 to 1: 'flat=0.4'.")
]
Called = Annotated[
    str | None, typer.Option(help="What the drawings show, in English or Korean: they get the colours of such things.")
]
Like = Annotated[Path | None, typer.Option(help="A picture: its style, where the style reads one, else its colours.")]
CodeText = Annotated[str | None, typer.Option(help="The very numbers of a style that has variants: '0.5,-1.2,0,...'.")]
Enlarge = Annotated[int, typer.Option(help="1, 2 or 4 times, by an upscaler among your styles, else smoothly.")]
Landmarks = Annotated[
    Path | None, typer.Option(help="A folder with NAME.json or NAME.npy, for styles that read landmarks.")
]


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


def parse_called(name: str) -> str:
    """The id of the thing of that name. Raises CommandError where no thing is called so."""
    vocabulary = read_vocabulary()
    found = vocabulary.search(name)
    if not found:
        raise CommandError(f"--called: nothing is known that is called {name!r}.")
    return found[0].id
