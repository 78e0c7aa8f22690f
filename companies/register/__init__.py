"""The CVR register: read, made up for the demo, and brought in."""
