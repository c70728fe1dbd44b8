"""Draws the bundled samples again."""
