"""Which column of somebody's spreadsheet is which of a room's fields, guessed from its header."""

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass


def plain_header(text: str) -> str:
    """Return a header in lower case with nothing but letters and digits."""
    return re.sub(r"[\W_]+", "", text.lower())


def fingerprint(headers: list[str]) -> str:
    """Return what the same spreadsheet of next month has in common with this one."""
    text = "\x1f".join(plain_header(header) for header in headers)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Columns:
    """A room's fields in the order they are guessed, and the headers people write for each.

    Headers are in lower case and without signs.
    """

    fields: tuple[str, ...]
    headers: Mapping[str, Collection[str]]

    def guess_field(self, header: str) -> str:
        """Return the field a header names, or ''."""
        plain = plain_header(header)
        return next((field for field in self.fields if plain in self.headers[field]), "")

    def guess_mapping(self, headers: list[str]) -> list[str]:
        """Return a field or '' per column; the first column that names a field keeps it."""
        taken: set[str] = set()
        mapping = []
        for header in headers:
            field = self.guess_field(header)
            mapping.append("" if field in taken else field)
            taken.add(field)
        return mapping

    def header_score(self, cells: list[str]) -> int:
        """Return how many cells of a row look like headers."""
        return sum(1 for cell in cells if self.guess_field(cell))
