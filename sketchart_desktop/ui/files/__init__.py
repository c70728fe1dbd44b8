"""Opening, saving, exporting and recovering drawings; the tabs."""
