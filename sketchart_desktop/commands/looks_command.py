"""`sketchart looks list`, and how `--look` is read."""

from __future__ import annotations

import typer

from engines.errors import EngineError
from engines.look_choice import LookChoice
from engines.looks.table import LOOKS, checked
from sketchart_desktop.commands.errors import CommandError

EVERY_LOOK = "all"

app = typer.Typer(help="Looks: the media an artwork can be rendered in.", no_args_is_help=True)


@app.callback()
def _looks() -> None:
    """Keeps `list` a command of its own, while it is the only one."""


@app.command("list")
def list_looks() -> int:
    """Every look and its sliders, one per line."""
    for entry in LOOKS.values():
        sliders = ", ".join(f"{slider.key}={slider.default:g}" for slider in entry.sliders)
        typer.echo(f"{entry.id:<16} {entry.names['en']:<16} {sliders}")
    return 0


def parse_looks(texts: list[str], *, background: str, seed: int) -> tuple[LookChoice, ...]:
    """`watercolour`, `watercolour:wetness=0.8,edges=0.2`, or `all`. Raises CommandError."""
    choices: list[LookChoice] = []
    for text in texts:
        id, _, settings = text.partition(":")
        values = tuple(_value(text, word) for word in settings.split(",") if word)
        ids = tuple(LOOKS) if id == EVERY_LOOK else (id.strip(),)
        for one in ids:
            choice = LookChoice(one, tuple(sorted(values)), background, seed)
            try:
                checked(choice)
            except EngineError as error:
                raise CommandError(str(error)) from error
            if choice not in choices:
                choices.append(choice)
    return tuple(choices)


def _value(text: str, word: str) -> tuple[str, float]:
    key, _, number = word.partition("=")
    try:
        return key.strip(), float(number)
    except ValueError:
        message = f"--look takes a look and its sliders, such as watercolour:wetness=0.8, not {text!r}."
        raise CommandError(message) from None
