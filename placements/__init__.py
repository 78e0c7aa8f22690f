"""Places, matching, placements and what follows from them."""
