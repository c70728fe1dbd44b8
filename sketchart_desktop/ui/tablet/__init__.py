"""Trying and adjusting a pressure pen."""
