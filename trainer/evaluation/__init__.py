"""Measures of pictures on held-out material."""
