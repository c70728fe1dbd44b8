"""Public checkpoints made into style packs. `order` is for whoever asks and loads no torch; all else runs in a child
process (`python -m engines.importers ORDER.json`) that may die without harm.
"""
