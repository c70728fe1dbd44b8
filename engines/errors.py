"""Errors of the engines that a user can be told about; each text is one plain sentence fit for the status line."""

from __future__ import annotations


class StylePackError(Exception):
    """A style pack cannot be read, is damaged, or is not what it says it is."""


class EngineError(Exception):
    """An engine cannot be opened on the device asked for, or a render failed."""
