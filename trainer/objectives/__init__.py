"""Objectives: what a generator is asked to get right, one file per method."""
