"""The one error of the command line's own: what the user asked for cannot be done."""

from __future__ import annotations


class CommandError(Exception):
    """One plain sentence for standard error; the process ends with exit code 2."""
