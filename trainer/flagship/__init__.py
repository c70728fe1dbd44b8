"""Training and exporting the bundled styles' generator."""
