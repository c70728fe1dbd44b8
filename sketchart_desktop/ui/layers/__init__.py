"""The panel of layers: which one is drawn on, and how each one shows."""
