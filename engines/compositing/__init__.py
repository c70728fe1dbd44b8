"""What is done with an artwork after the generator: light, kept lines and masks, clean outlines, upscaling."""
