"""Reads an uploaded file, knowing what this room's headers look like."""

from typing import IO

from companies.rules.columns import header_score
from jobcenter.spreadsheets import reading
from jobcenter.spreadsheets.reading import MOST_UNFOLDED, Table

__all__ = ["MOST_UNFOLDED", "read_table"]


def read_table(file: IO[bytes], size: int) -> Table:
    """Return an uploaded file as a table; refuse with a sentence what cannot be read."""
    return reading.read_table(file, size, header_score)
