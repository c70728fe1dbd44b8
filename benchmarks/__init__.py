"""What measures time. Prints ratios against reference runs of the same process; nothing here passes or fails."""
