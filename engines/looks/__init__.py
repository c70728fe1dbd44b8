"""Looks: an artwork rendered in a medium, a stage after the generator. One file per look, one line in `table.py`."""
