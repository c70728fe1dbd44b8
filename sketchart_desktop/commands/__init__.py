"""What the command line does, one deed per file. Knows no window: everything here runs without a screen."""
