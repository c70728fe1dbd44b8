"""What the commands share: the styles of this computer, and how they speak to whoever reads the console or a pipe."""

from __future__ import annotations

import contextlib
import io
import os
import sys

import resources
from engines.packs.stylepack import StyleLibrary
from sketchart_desktop.preferences import paths


def library_of_styles() -> StyleLibrary:
    """Those that ship and those of the user."""
    return StyleLibrary(resources.styles_dir(), paths.styles_dir())


def complain(text: str) -> None:
    """One line on standard error, whatever the text holds."""
    if sys.stderr is not None:  # no console at all: a Windows program without one
        with contextlib.suppress(BrokenPipeError):
            print(f"sketchart: {' '.join(text.split())}", file=sys.stderr)  # noqa: T201


def write_any_name() -> None:
    """What the console's code page has no sign for is written as an escape: a file's name must not end the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def reader_gone() -> int:
    """Who reads our output has closed it (`| head`): nothing more to say. The code that shells give for it."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left in the buffer goes there
    return 141
