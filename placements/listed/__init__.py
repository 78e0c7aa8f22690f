"""The room's lists as jobcenter/lists.py wants them described: columns, files, what is asked."""

from placements.listed.placements import (
    PLACEMENTS,
    PLACES,
)

__all__ = [
    "PLACEMENTS",
    "PLACES",
]
