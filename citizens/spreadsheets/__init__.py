"""A file with people from the case system: read, planned, written, taken back."""
