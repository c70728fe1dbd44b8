"""Engines: arrays in, arrays out. Knows no Qt; importing this package loads neither torch nor OpenVINO."""
