"""The drawing's pixels: layers in tiles, strokes and fills painted into them, and what engines are given of them."""
