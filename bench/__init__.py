"""Speed, printed as ratios to a named reference in the same run (the machine is noisy, so nothing here is a test)."""
