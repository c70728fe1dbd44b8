"""Sketchart, the desktop program: a window to draw in, and the artwork beside it."""
