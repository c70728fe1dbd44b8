"""Work beside the window: threads and the live preview. Knows no widget."""
