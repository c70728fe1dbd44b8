"""Training picture-to-picture generators by any of the objectives."""
