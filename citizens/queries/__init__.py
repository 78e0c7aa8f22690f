"""What the pages of citizens read: lists by key, the dated facts of one, who looked."""

from citizens.queries.citizen import (
    Row,
    colleagues,
    dated_facts,
    looks_at,
    rows_of,
    target_in_words,
)

__all__ = [
    "Row",
    "colleagues",
    "dated_facts",
    "looks_at",
    "rows_of",
    "target_in_words",
]
