"""Choosing colours: wheel, hex field, history and palettes."""
