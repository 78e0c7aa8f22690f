"""What is kept for how long, and how it is erased for good: previewed, approved, certified."""
