"""Teaching a style from a person's own pairs: the base style paints, a finishing network learns their hand."""
