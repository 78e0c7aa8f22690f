"""One line of text as people meant it: no line breaks, no marks that turn or hide letters."""

import unicodedata
from typing import Any

from django import forms

# Marks that change the direction of what follows, or are not seen at all: with them a name can
# read as another, or run backwards through the whole page. A soft hyphen and joiners inside a
# word are not seen either, but zero-width joiners belong to some scripts and stay.
_HIDDEN = frozenset(
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def one_line(text: str) -> str:
    """Return `text` on one line, trimmed, without control characters and direction marks."""
    kept = (
        " " if unicodedata.category(letter) == "Cc" else letter
        for letter in text
        if letter not in _HIDDEN
    )
    return " ".join("".join(kept).split())


class LineField(forms.CharField):
    """A text field of one line; what is neither seen nor meant is taken out while reading."""

    def to_python(self, value: Any) -> str:
        """Return the line; one that held nothing but marks is empty."""
        text = super().to_python(value) or ""
        return text if "\0" in text else one_line(text)  # refused, not repaired
