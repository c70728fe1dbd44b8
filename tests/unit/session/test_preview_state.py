"""What leads from one state of the artwork to another."""

from __future__ import annotations

import pytest

from sketchart_desktop.session.preview_state import TRANSITIONS, PreviewEvent, PreviewState, next_state

IDLE, WORKING, STALE = PreviewState.IDLE, PreviewState.WORKING, PreviewState.STALE
FAILED, PAUSED, EMPTY = PreviewState.FAILED, PreviewState.PAUSED, PreviewState.EMPTY


@pytest.mark.parametrize(
    ("state", "event", "following"),
    [
        (EMPTY, PreviewEvent.OPENING, STALE),
        (FAILED, PreviewEvent.OPENING, STALE),
        (STALE, PreviewEvent.SUBMITTED, WORKING),
        (FAILED, PreviewEvent.SUBMITTED, WORKING),
        (WORKING, PreviewEvent.SUBMITTED, None),  # it is told once, not at each render
        (WORKING, PreviewEvent.RENDERED, IDLE),
        (PAUSED, PreviewEvent.RENDERED, None),  # it was under way when painting was paused
        (FAILED, PreviewEvent.UP_TO_DATE, None),  # asking for the same again would fail again
        (PAUSED, PreviewEvent.UP_TO_DATE, IDLE),
        (IDLE, PreviewEvent.ENGINE_MISSED, STALE),
        (FAILED, PreviewEvent.ENGINE_MISSED, None),  # the reason stays readable
        (WORKING, PreviewEvent.EMPTIED, EMPTY),
    ],
)
def test_a_step(state: PreviewState, event: PreviewEvent, following: PreviewState | None) -> None:
    assert next_state(state, event) == following


def test_every_event_is_known_and_no_state_is_a_dead_end() -> None:
    assert set(TRANSITIONS) == set(PreviewEvent)
    for state in PreviewState:
        reached, before = {state}, set()
        while reached != before:
            before = set(reached)
            reached |= {n for s in before for e in PreviewEvent if (n := next_state(s, e)) is not None}
        assert reached >= set(PreviewState) - {PreviewState.NO_STYLE}, state
