"""The one error of drawings that a user is told about; each text is one plain sentence."""

from __future__ import annotations

from resources.messages import UserError


class DrawingFileError(UserError):
    """A drawing, a picture or a part of one cannot be read, is damaged, or is larger than what the program accepts."""
