"""Errors of the engines that a user can be told about; each text is one plain sentence fit for the status line."""

from __future__ import annotations

from resources.messages import UserError


class StylePackError(UserError):
    """A style pack cannot be read, is damaged, or is not what it says it is."""


class StyleTakenError(StylePackError):
    """Another style has that id already: to replace it has to be asked for, and is possible where `replaceable`."""

    replaceable = True


class EngineError(UserError):
    """An engine cannot be opened on the device asked for, or a render failed."""
