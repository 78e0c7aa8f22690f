"""The words profiles and barriers choose from: everybody's list, and what a jobcentre made of it.

Everybody's words stand in `words.toml`. A jobcentre's own, and those of everybody's it has used or
taken off its list, are rows of its own.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from citizens.models import ProfileWord
from citizens.models.law import in_language

FILE = Path(__file__).parent / "words.toml"


@dataclass(frozen=True)
class Word:
    """A word to choose."""

    kind: str
    code: str
    name_da: str
    name_en: str
    place: int

    @property
    def name(self) -> str:
        """The word in the language of the page."""
        return in_language(self.name_da, self.name_en)


@lru_cache(maxsize=1)
def everybodys() -> dict[tuple[str, str], Word]:
    """Return the words of the file by list and code, in their order."""
    lists = tomllib.loads(FILE.read_text())
    return {
        (kind, code): Word(kind, code, danish, english, place)
        for kind, rows in lists.items()
        for place, (code, (danish, english)) in enumerate(rows.items(), start=1)
    }


def words_offered(jobcentre_id: int, kind: str) -> list[Word]:
    """Return the words of a list in their order, the jobcentre's own last: one query."""
    offered = {code: word for (of, code), word in everybodys().items() if of == kind}
    for row in ProfileWord.objects.filter(jobcentre_id=jobcentre_id, kind=kind):
        if row.is_offered:
            offered[row.code] = Word(kind, row.code, row.name_da, row.name_en, row.place)
        else:
            offered.pop(row.code, None)
    return sorted(offered.values(), key=lambda word: (word.place, word.name_da))


def as_rows(jobcentre_id: int, words: Iterable[Word]) -> list[ProfileWord]:
    """Return everybody's words as a jobcentre's rows, not saved."""
    return [
        ProfileWord(
            jobcentre_id=jobcentre_id, kind=word.kind, code=word.code,
            name_da=word.name_da, name_en=word.name_en, place=word.place,
        )
        for word in words
    ]  # fmt: skip


def row_of(jobcentre_id: int, kind: str, code: str) -> ProfileWord | None:
    """Return the row of a word that is offered, made when one of everybody's is first used.

    For actions, inside theirs.
    """
    rows = ProfileWord.objects.filter(jobcentre_id=jobcentre_id, kind=kind, code=code)
    found = rows.order_by().first()
    if found is None and (word := everybodys().get((kind, code))):
        # two at once: the second waits, and finds the first one's
        ProfileWord.objects.bulk_create(as_rows(jobcentre_id, [word]), ignore_conflicts=True)
        found = rows.order_by().first()
    return found if found is not None and found.is_offered else None


def words_listed(jobcentre_id: int, kind: str) -> list[tuple[Word, bool]]:
    """Return every word of a list and whether it is offered, those taken off last: one query."""
    listed = {code: (word, True) for (of, code), word in everybodys().items() if of == kind}
    for row in ProfileWord.objects.filter(jobcentre_id=jobcentre_id, kind=kind):
        word = Word(kind, row.code, row.name_da, row.name_en, row.place)
        listed[row.code] = (word, row.is_offered)
    return sorted(listed.values(), key=lambda pair: (not pair[1], pair[0].place, pair[0].name_da))
