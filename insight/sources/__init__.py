"""Where figures come from: one module each, with the sums for every day and the rows behind."""
