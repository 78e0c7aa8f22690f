"""One module per room: which rows stand in its tables."""
