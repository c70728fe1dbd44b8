"""Says what a drawing shows: figures found in the ink, a label with its probability for each, and an embedding."""
