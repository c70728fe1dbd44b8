"""How each layer shows: visible or not, how strongly, locked or not. Saved with the drawing, and no undo step.

As in other painting programs, undo is for what the hand drew: an eye closed an hour ago stays closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sketchart_desktop.document import limits
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.stroke import LAYERS

TRACING_OPACITY = 0.5  # of a picture to trace: lines drawn over it can be told from it


@dataclass(frozen=True)
class LayerSetting:
    """`visible`: a hidden layer takes no part in drawing or artwork. `opacity`: 0..1, how strongly it shows.

    `locked`: nothing can be drawn on it.
    """

    visible: bool = True
    opacity: float = 1.0
    locked: bool = False

    def __post_init__(self) -> None:
        limits.flag(self.visible, "visibility")
        object.__setattr__(self, "opacity", limits.number(self.opacity, "opacity", low=0.0, high=1.0))
        limits.flag(self.locked, "lock")

    @property
    def can_be_drawn_on(self) -> bool:
        return self.visible and not self.locked

    def to_json(self) -> dict[str, Any]:
        return {"visible": self.visible, "opacity": self.opacity, "locked": self.locked}

    @staticmethod
    def from_json(value: Any) -> LayerSetting:
        if not isinstance(value, dict) or not set(value) <= {"visible", "opacity", "locked"}:
            raise DrawingFileError("The drawing holds a damaged layer setting.")
        return LayerSetting(**value)


@dataclass(frozen=True)
class LayerStack:
    """One setting for each of the four layers."""

    reference: LayerSetting = field(default_factory=lambda: LayerSetting(opacity=TRACING_OPACITY))
    colour: LayerSetting = field(default_factory=LayerSetting)
    ink: LayerSetting = field(default_factory=LayerSetting)
    mask: LayerSetting = field(default_factory=LayerSetting)

    def __getitem__(self, name: str) -> LayerSetting:
        if name not in LAYERS:
            raise KeyError(name)
        return getattr(self, name)

    def changed(self, name: str, **values: Any) -> LayerStack:
        """The stack with some values of one layer's setting changed. Raises DrawingFileError for impossible ones."""
        return replace(self, **{name: replace(self[name], **values)})

    def with_settings(self, settings: Mapping[str, LayerSetting]) -> LayerStack:
        return replace(self, **settings)

    def to_json(self) -> dict[str, Any]:
        return {name: self[name].to_json() for name in LAYERS}

    @staticmethod
    def from_json(value: Any) -> LayerStack:
        """What `to_json` wrote; layers that are missing get their defaults. Raises DrawingFileError."""
        if not isinstance(value, dict) or not set(value) <= set(LAYERS):
            raise DrawingFileError("The drawing holds a damaged layer setting.")
        return LayerStack(**{name: LayerSetting.from_json(setting) for name, setting in value.items()})
