"""One line of text as people meant it: no line breaks, no marks that turn or hide letters.

Plain Python: no Django.
"""

import unicodedata

# Marks that change the direction of what follows, or are not seen at all: with them a name can
# read as another, or run backwards through the whole page. Zero-width joiners belong to some
# scripts and stay.
_HIDDEN = frozenset(
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def one_line(text: str) -> str:
    """Return `text` on one line, trimmed, without control characters and direction marks."""
    if not text.isprintable():  # none of the marks is; almost every text is
        text = "".join(
            " " if unicodedata.category(letter) == "Cc" else letter
            for letter in text
            if letter not in _HIDDEN
        )
    return " ".join(text.split())
