"""The grid: the drawing in every style at once."""
