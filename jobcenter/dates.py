"""Days and hours in the reader's language, from one format for all languages."""

import re
from datetime import date, datetime
from functools import cache

from django.utils.formats import date_format
from django.utils.translation import get_language

_CLOCK = re.compile(r"H[.:]i(?!:s)")
_SHORT_MONTH = re.compile(r"(?<![A-Z_\\])[MNb](?![A-Z_])")


@cache
def spoken(pattern: str, language: str) -> str:
    """Return a Danish format (“j. F Y H.i”) as the language writes it; named formats as they are.

    Danish “22. nov. 2026 10.30” is English “22 Nov 2026 10:30”.
    """
    if pattern.isupper():
        return pattern
    if language.startswith("da"):
        return _CLOCK.sub("H.i", _SHORT_MONTH.sub("N", pattern))
    return _CLOCK.sub("H:i", _SHORT_MONTH.sub("M", pattern.replace("j.", "j")))


def say(value: date | datetime, pattern: str) -> str:
    """Return a day or a moment in the reader's language; `pattern` is written as in Danish."""
    return date_format(value, spoken(pattern, get_language() or "da"))
