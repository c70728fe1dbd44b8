"""Style packs: the manifest, reading a folder or a zip, and the checks that trust nothing."""
