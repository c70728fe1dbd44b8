"""Teaching a style from the window: which drawings, what they are worth, how it learns, whether to keep it."""
