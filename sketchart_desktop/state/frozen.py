"""A painting as it was at one moment, for another thread to read while one draws on. Nothing is copied yet."""

from __future__ import annotations

import copy

from sketchart_desktop.state.painting import Painting


class FrozenPainting:
    """What `painting` shows now, whatever is drawn on it later. Make it where the painting is drawn on."""

    def __init__(self, painting: Painting) -> None:
        self._shell = copy.copy(painting)
        self.stack = painting.stack
        self._undo = painting.undo_spans()
        self._layers = painting.frozen_layers()

    def thawed(self) -> Painting:
        """A painting of one's own. From any thread, once."""
        return self._shell.with_layers(self._layers.thawed(), self._undo)

    def close(self) -> None:
        """Not needed any more."""
        self._layers.close()
