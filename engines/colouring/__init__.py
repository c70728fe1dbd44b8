"""Which colours the parts of a drawing have, from what the drawing shows."""
