"""Choosing, mixing and importing styles."""
