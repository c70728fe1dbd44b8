"""Choosing and adjusting a brush, and the drawing aids."""
