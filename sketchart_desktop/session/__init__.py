"""The drawings that are open: their logs, undo, strokes in progress, tabs."""
