"""A drawing: the size of its paper and the operations done on it, oldest first. Frozen; it *is* its operation log."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sketchart_desktop.document import limits
from sketchart_desktop.document.errors import DrawingFileError
from sketchart_desktop.document.operations import Operation


@dataclass(frozen=True)
class Drawing:
    """`width`, `height` in pixels; `background`: the paper's (r, g, b)."""

    width: int
    height: int
    operations: tuple[Operation, ...] = ()
    background: tuple[int, int, int] = (255, 255, 255)

    def __post_init__(self) -> None:
        whole_width = limits.whole(self.width, "width", low=0, high=2**31)
        limits.check_size(whole_width, limits.whole(self.height, "height", low=0, high=2**31))
        object.__setattr__(self, "operations", tuple(self.operations))
        object.__setattr__(self, "background", limits.colour(self.background))
        if len(self.operations) > limits.MAX_OPERATIONS:
            raise DrawingFileError("The drawing holds too many operations.")

    def with_operation(self, operation: Operation) -> Drawing:
        """The drawing after one more operation (shares everything with this one)."""
        return replace(self, operations=(*self.operations, operation))
