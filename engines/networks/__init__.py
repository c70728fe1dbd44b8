"""Generator families: one file each, named in table.py. Importing this package loads no torch."""
