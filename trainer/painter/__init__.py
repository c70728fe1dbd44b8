"""Teaching the Painter its brush strokes."""
