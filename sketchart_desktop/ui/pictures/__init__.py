"""Bringing pictures into a drawing, and making ink of them."""
