"""Small windows that ask one question each."""
