"""Drawings on disk: opening, saving, other programs' files, thumbnails, the gallery. QtCore and QtGui only."""
