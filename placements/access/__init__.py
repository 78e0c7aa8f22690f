"""Every read of a place or placement by id, and who may act over the citizen in it."""

from placements.access.placement import (
    MENTOR_DOOR,
    names_seen,
)

__all__ = [
    "MENTOR_DOOR",
    "names_seen",
]
