"""Finding tenant rows by words, along an index that row security does not switch off."""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Exists, OuterRef, QuerySet

from jobcenter.models import SearchWord
from jobcenter.sorting import danish_key

_LAST_CHARACTER = chr(0x10FFFF)
_SPLIT = re.compile(r"[\s,.;:/()\-–]+")


def words_of(text: str) -> list[str]:
    """Return the search words of `text`, normalised, at most 60 characters each."""
    words = (danish_key(part, length=60) for part in _SPLIT.split(text))
    return list(dict.fromkeys(word for word in words if word))


@lru_cache(maxsize=16_384)
def beginnings_of(text: str) -> str:
    """Return the words of `text`, each with a blank before it: `" word" in beginnings_of(text)`.

    For rows that are read anyway and looked at again with each letter typed.
    """
    return "".join(f" {word}" for word in words_of(text))


def index_words(jobcentre_id: int, kind: str, object_id: int, texts: Iterable[str]) -> None:
    """Make the words of `texts` find the object, and no others."""
    wanted = {word for text in texts for word in words_of(text)}
    stored = SearchWord.objects.filter(jobcentre_id=jobcentre_id, kind=kind, object_id=object_id)
    present = set(stored.values_list("word", flat=True))
    if gone := present - wanted:
        stored.filter(word__in=gone).delete()
    SearchWord.objects.bulk_create(
        [
            SearchWord(jobcentre_id=jobcentre_id, kind=kind, object_id=object_id, word=word)
            for word in sorted(wanted - present)
        ],
        ignore_conflicts=True,
    )


def find_ids(jobcentre_id: int, kind: str, query: str) -> QuerySet[SearchWord, int]:
    """Return the ids of objects that have every word of `query` as a prefix.

    The longest word leads, being the rarest as a rule; the others are asked by EXISTS.
    """
    words = sorted(words_of(query), key=len, reverse=True)
    if not words:
        return SearchWord.objects.none().values_list("object_id", flat=True)
    found = SearchWord.objects.filter(
        jobcentre_id=jobcentre_id,
        kind=kind,
        word__gte=words[0],
        word__lt=words[0] + _LAST_CHARACTER,
    )
    for word in words[1:]:
        other = SearchWord.objects.filter(
            jobcentre_id=jobcentre_id,
            kind=kind,
            object_id=OuterRef("object_id"),
            word__gte=word,
            word__lt=word + _LAST_CHARACTER,
        )
        found = found.filter(Exists(other))
    return found.values_list("object_id", flat=True)
