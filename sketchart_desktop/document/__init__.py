"""The drawing itself: strokes, operations, history, files and journal. Knows no Qt and no engine."""
