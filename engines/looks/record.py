"""What a look is to the rest of the program: its names, sliders and function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engines.looks.look_input import LookInput, Rendered


@dataclass(frozen=True)
class LookSlider:
    """0..1. `names`: by language code, `en` always there."""

    key: str
    names: Mapping[str, str]
    default: float = 0.5


@dataclass(frozen=True)
class LookEntry:
    """One line of the table. `render`: from what a look is told, the sliders' values and a seed, what it makes."""

    id: str
    names: Mapping[str, str]
    sliders: tuple[LookSlider, ...]
    render: Callable[[LookInput, Mapping[str, float], int], Rendered]
    background: str = "own"

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names["en"]
