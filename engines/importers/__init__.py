"""Public checkpoints made into style packs. `job` is for whoever asks and loads no torch; all else runs in a child
process (`python -m engines.importers JOB.json`) that may die without harm.
"""
