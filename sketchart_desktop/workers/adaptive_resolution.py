"""How large the artwork is painted: at the working size, and smaller while the pen moves where the engine is slow.

Pure Python, no Qt. Sizes are (width, height) in pixels.
"""

from __future__ import annotations

from engines.sizes import scaled_size

WORKING_SIZE_PX = 512
SMALLEST_SIZE_PX = 256
TIERS = (1.0, 0.75, 0.5)  # of the working size; few, because engines prepare themselves for each size
LIVE_BUDGET_MS = 50.0  # a slower engine paints smaller while the pen is down
SHARE_OF_NEWEST = 0.3

Size = tuple[int, int]


class AdaptiveResolution:
    """Learns from each render what a pixel costs."""

    def __init__(self) -> None:
        self._working_size_px = WORKING_SIZE_PX
        self._ms_per_px = 0.0
        self._prepared: set[Size] = set()

    def set_working_size(self, long_side_px: int) -> None:
        self._working_size_px = max(long_side_px, SMALLEST_SIZE_PX)

    def forget(self) -> None:
        """Another engine paints now."""
        self._ms_per_px = 0.0
        self._prepared.clear()

    def is_prepared(self, size: Size) -> bool:
        """Has the engine painted at this size? The first time it prepares itself, which takes longer."""
        return size in self._prepared

    def note_prepared(self, size: Size) -> None:
        self._prepared.add(size)

    def measure(self, size: Size, elapsed_ms: float) -> None:
        """A render of this size took so long."""
        if size not in self._prepared:
            self._prepared.add(size)  # this one paid for getting ready
            return
        cost = elapsed_ms / (size[0] * size[1])
        if self._ms_per_px == 0:
            self._ms_per_px = cost
        else:
            self._ms_per_px += SHARE_OF_NEWEST * (cost - self._ms_per_px)

    def full_side(self, drawing: Size) -> int:
        """The long side when the pen rests."""
        return min(max(drawing), self._working_size_px)

    def size(self, drawing: Size, *, moving: bool) -> Size:
        """What to paint at now. `moving`: the pen is down and draws."""
        width, height = drawing
        long_side = self.full_side(drawing)
        scale = long_side / max(drawing)
        expected_ms = self._ms_per_px * width * height * scale**2
        if moving and expected_ms > LIVE_BUDGET_MS:
            tiers = [t for t in TIERS if t * long_side >= SMALLEST_SIZE_PX] or [1.0]
            scale *= next((t for t in tiers if expected_ms * t * t <= LIVE_BUDGET_MS), tiers[-1])
        return scaled_size(drawing, scale)
