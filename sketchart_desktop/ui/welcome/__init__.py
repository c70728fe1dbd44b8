"""What is seen first: a page of things to start with."""
