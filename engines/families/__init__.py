"""Generator families, one record each: what is known of them without torch."""
