"""How the artwork stands to the drawing, and what leads from one state to another.

        opening                     submitted                rendered
    any ------> STALE (no engine) ------------> WORKING ----------------> IDLE (the artwork is of this drawing)
    any ------> PAUSED, EMPTY, FAILED           (a failure stays until something else is asked for)

The worker that paints and the widgets that tell of it share this; neither knows the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum, auto


class PreviewState(StrEnum):
    IDLE = "idle"  # the artwork is of this drawing
    WORKING = "working"
    STALE = "stale"  # waiting for an engine
    FAILED = "failed"
    PAUSED = "paused"
    EMPTY = "empty"  # nothing is drawn
    NO_STYLE = "no_style"  # there is nothing to paint with


class PreviewEvent(Enum):
    OPENING = auto()  # another engine is asked for
    ENGINE_MISSED = auto()  # there is something to paint, and no engine yet
    SUBMITTED = auto()
    RENDERED = auto()  # and nothing else is under way
    UP_TO_DATE = auto()  # what would be asked for is what was answered last
    FAILED = auto()
    PAUSED = auto()
    EMPTIED = auto()


_ANY = frozenset(PreviewState)
# Event -> the states in which it counts, and the one that follows. In others it changes nothing.
TRANSITIONS: Mapping[PreviewEvent, tuple[frozenset[PreviewState], PreviewState]] = {
    PreviewEvent.OPENING: (_ANY, PreviewState.STALE),
    PreviewEvent.ENGINE_MISSED: (_ANY - {PreviewState.FAILED, PreviewState.STALE}, PreviewState.STALE),
    PreviewEvent.SUBMITTED: (_ANY - {PreviewState.WORKING}, PreviewState.WORKING),
    PreviewEvent.RENDERED: (frozenset({PreviewState.WORKING}), PreviewState.IDLE),
    PreviewEvent.UP_TO_DATE: (_ANY - {PreviewState.FAILED, PreviewState.IDLE}, PreviewState.IDLE),
    PreviewEvent.FAILED: (_ANY, PreviewState.FAILED),
    PreviewEvent.PAUSED: (_ANY, PreviewState.PAUSED),
    PreviewEvent.EMPTIED: (_ANY, PreviewState.EMPTY),
}


def next_state(state: PreviewState, event: PreviewEvent) -> PreviewState | None:
    """The state after `event`; None where it does not count in `state`."""
    counts, following = TRANSITIONS[event]
    return following if state in counts else None
