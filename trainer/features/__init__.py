"""The small feature network behind perceptual distances: its form, its training."""
