"""How artwork is to look: the chosen style and its values, palettes, a picture to paint like, upscaling."""
