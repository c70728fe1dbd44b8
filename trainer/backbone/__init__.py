"""Teaches one of torchvision's classification networks tags for pictures: one of several, or any number of them."""
