"""The networks of the generator families, one file each; their records are in engines/families. Importing this package
loads no torch.
"""
