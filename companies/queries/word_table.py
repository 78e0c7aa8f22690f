"""Rows of the register by the beginnings of words: a bounded read whatever is typed.

The rarest word leads: its rows are read from the index of words, the others are looked up row by
row. Is even the rarest too common for that, names are walked in their order, and the list fills.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from companies.queries.words import LAST

SELECTIVE = 5_000  # rows of one word that are read rather than walked past
# Of several words each row of the rarest is looked up for the others, some 4 µs a row: beyond
# this many the text index, which gathers whole words, is as fast.
FEW = 1_000
TABLES = {
    "companies_company": "companies_companyword",
    "companies_workplace": "companies_workplaceword",
}
_NAMED = re.compile(r"%\((\w+)\)s")
COUNTS = """
SELECT (SELECT count(*) FROM (SELECT 1 FROM {table} w WHERE w.word >= q.word
          AND w.word < q.word || %(last_of)s LIMIT {most}) few) AS rows,
       (ts_lexize('danish_stem', replace(q.word, 'aa', 'å')))[1] AS stem
  FROM unnest(%(words)s::text[]) WITH ORDINALITY AS q(word, place) ORDER BY q.place
"""


@dataclass(frozen=True)
class WordPlan:
    """How the rows of some words are found: the rarest word first."""

    table: str
    conditions: list[str]
    values: dict[str, Any]
    count: int  # rows of the rarest word, at most SELECTIVE + 1

    @property
    def is_selective(self) -> bool:
        """Whether so few rows have the rarest word that they are read."""
        return self.count <= (SELECTIVE if len(self.conditions) == 1 else FEW)

    def sql(self, columns: str = "w.row_id") -> str:
        """Return the statement for the rows that have every word; a row may come twice.

        `OFFSET 0` keeps the other words a look per row: gathered, a common one is half the table.
        """
        lead, *others = self.conditions
        text = f"SELECT {columns} FROM {self.table} w WHERE {lead.format(alias='w')}"  # noqa: S608
        for other in others:
            text += (
                f" AND EXISTS (SELECT 1 FROM {self.table} o WHERE o.row_id = w.row_id"  # noqa: S608
                f" AND {other.format(alias='o')} OFFSET 0)"
            )
        return text

    def ids(self) -> RawSQL:
        """Return the ids as an expression for `pk__in`, which takes its values by place."""
        sql = self.sql()
        values = [self.values[name] for name in _NAMED.findall(sql)]
        return RawSQL(_NAMED.sub("%s", sql), values)  # noqa: S611  what was typed is in the values


def counting(register: str, words: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """Return the statement that counts the rows of each word, and its values."""
    text = COUNTS.format(table=TABLES[register], most=SELECTIVE + 1)
    return text, {"words": list(words), "last_of": LAST}


def plan_of(register: str, words: Sequence[str]) -> WordPlan:
    """Return the plan for words of a table of the register, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(*counting(register, words))
        return plan_for(register, words, cursor.fetchall())


def plan_for(
    register: str, words: Sequence[str], found: Sequence[tuple[int, str | None]]
) -> WordPlan:
    """Return the plan for words whose rows were counted."""
    table = TABLES[register]
    values: dict[str, Any] = {}
    conditions = []
    for place, (word, (count, stem)) in enumerate(zip(words, found, strict=True)):
        name = f"word{place}"
        values |= {name: word, f"{name}_end": word + LAST}
        condition = f"{{alias}}.word >= %({name})s AND {{alias}}.word < %({name}_end)s"
        if stem and len(stem) < len(word):
            values[f"{name}_stem"] = stem
            condition = f"({condition} OR {{alias}}.word = %({name}_stem)s)"
        conditions.append((count, -len(word), condition))
    conditions.sort(key=lambda each: each[:2])
    return WordPlan(table, [each[2] for each in conditions], values, conditions[0][0])
