"""Small parts that several panels use; they know no feature."""
