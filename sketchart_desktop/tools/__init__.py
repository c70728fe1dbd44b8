"""What the hand holds: brushes, the toolbox, symmetry."""
