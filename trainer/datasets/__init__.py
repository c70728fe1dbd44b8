"""Training material: where it comes from, how it is checked, and how a batch is made of it."""
