"""What judges quality: tables, trials and contact sheets. What measures time is in benchmarks/."""
