"""In which look an artwork is to be rendered, and how that is set. The looks themselves: engines.looks."""

from __future__ import annotations

from dataclasses import dataclass

BACKGROUNDS = ("own", "white", "scene", "clear")


@dataclass(frozen=True)
class LookChoice:
    """A look and how it is set: `values` of the sliders that were moved; `background`: one of BACKGROUNDS, "" the
    look's own choice; `seed`: where the medium's accidents fall."""

    id: str
    values: tuple[tuple[str, float], ...] = ()
    background: str = ""
    seed: int = 0

    def with_value(self, key: str, value: float) -> LookChoice:
        rest = tuple(pair for pair in self.values if pair[0] != key)
        moved = tuple(sorted((*rest, (key, min(max(value, 0.0), 1.0)))))
        return LookChoice(self.id, moved, self.background, self.seed)
