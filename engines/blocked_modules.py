"""Modules that are not to be loaded in this process, as if they were not installed."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import cast


def block(name: str) -> None:
    """Importing `name` fails from now on, unless it is loaded already: a None in its place does that."""
    cast("dict[str, ModuleType | None]", sys.modules).setdefault(name, None)
