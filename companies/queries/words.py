"""A query of words as PostgreSQL's text search understands it."""

import re

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


def text_query(query: str) -> SearchQuery | None:
    """Return the search: every word as a prefix, or all words by their Danish stems.

    None when there is no word of two letters: one letter matches every ApS there is.
    """
    words = words_in(query)
    if not any(len(word) > 1 for word in words):
        return None
    prefixes = " & ".join(f"{word}:*" for word in words)
    plain = SearchQuery(prefixes, config="simple", search_type="raw")
    stems = " & ".join(word.replace("aa", "å") for word in words)
    return plain | SearchQuery(stems, config="danish", search_type="raw")


def by_words(rows: QuerySet, query: str) -> QuerySet:  # type: ignore[type-arg]
    """Filter companies or workplaces by a query; one letter is the beginning of the name."""
    search = text_query(query)
    if search is not None:
        return rows.filter(search=search)
    key = danish_key(query.replace("\x00", "")[:LONGEST])
    if not key:
        return rows.none()
    return rows.filter(Q(name_key__gte=key) & Q(name_key__lt=key + LAST))
