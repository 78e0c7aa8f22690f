"""A query of words as PostgreSQL's text search understands it."""

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet

from companies.models.register import SEPARATORS
from jobcenter.sorting import danish_key

LONGEST = 100
MOST_WORDS = 6
LAST = chr(0x10FFFF)
_SIGNS = str.maketrans(SEPARATORS, " " * len(SEPARATORS))
_NO_WORD = re.compile(r"[^\w]+", re.UNICODE)


def words_in(query: str) -> list[str]:
    """Return the words of a query as the generated column holds them: lower case, å as aa."""
    text = query.replace("\x00", "")[:LONGEST].translate(_SIGNS).lower().replace("å", "aa")
    words = (_NO_WORD.sub("", part) for part in text.split())
    return [word for word in words if word][:MOST_WORDS]


def search_terms(query: str) -> tuple[str, str] | None:
    """Return the query as two tsquery texts: every word as a prefix, all words as they are.

    None when there is no word of two letters: one letter matches every ApS there is. The words
    hold letters, digits and _ only, so no operator can come in by the query.
    """
    words = words_in(query)
    if not any(len(word) > 1 for word in words):
        return None
    prefixes = " & ".join(f"{word}:*" for word in words)
    stems = " & ".join(word.replace("aa", "å") for word in words)
    return prefixes, stems


def name_prefix(query: str) -> str:
    """Return the beginning of a name as names are sorted."""
    return danish_key(query.replace("\x00", "")[:LONGEST])


def by_words(rows: QuerySet[Any], query: str) -> QuerySet[Any]:
    """Filter companies or workplaces by a query; one letter is the beginning of the name."""
    terms = search_terms(query)
    if terms is not None:
        prefixes, stems = terms
        plain = SearchQuery(prefixes, config="simple", search_type="raw")
        return rows.filter(search=plain | SearchQuery(stems, config="danish", search_type="raw"))
    key = name_prefix(query)
    if not key:
        return rows.none()
    return rows.filter(Q(name_key__gte=key) & Q(name_key__lt=key + LAST))
