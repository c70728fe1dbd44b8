"""Which render request is under way, which came back last, and which answers come too late. Pure Python, no Qt."""

from __future__ import annotations

from dataclasses import replace

from engines.api import RenderRequest


class RequestLedger:
    """One request runs at a time."""

    def __init__(self) -> None:
        self.running: RenderRequest | None = None
        self.settled_key = ""  # of the last request that came back, well or failed; "": ask anew whatever was asked
        self._next_id = 1
        self._valid_from = 1
        self._composed: RenderRequest | None = None  # the last one: an equal one takes over its key

    def new_id(self) -> int:
        number, self._next_id = self._next_id, self._next_id + 1
        return number

    def known(self, request: RenderRequest) -> RenderRequest:
        """The request, with the key of the one before where both ask for the same picture."""
        if self._composed is not None and request.asks_the_same(self._composed):
            request = replace(request, key=self._composed.key)
        self._composed = request
        return request

    def settle(self, request_id: int) -> RenderRequest | None:
        """The request that came back, or None where it was asked of an engine or a drawing that is gone."""
        running = self.running
        if running is None or request_id < self._valid_from or request_id != running.request_id:
            return None
        self.running = None
        return running

    def forget_running(self) -> None:
        """Whatever was asked so far is of no use any more."""
        self._valid_from = self._next_id
        self.running = None
        self.settled_key = ""
