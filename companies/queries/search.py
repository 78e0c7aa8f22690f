"""What the search box finds: companies and workplaces nationwide, contact persons of our own."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.urls import reverse

from companies.actions.people import SEARCH_KIND
from companies.models import ContactPerson
from companies.queries.listing import CAP, WALK
from companies.queries.words import LAST, name_prefix, search_terms
from companies.rules import number_in
from jobcenter.registries import Hit
from jobcenter.search import find_ids
from jobcenter.viewer import Viewer

_COLUMNS = "public_id, name, {number}, address, city, status"

# Names that begin with the query come first, along the index of names. Then the first names are
# read along the same index: a common word fills the list there. What is too rare for that is
# found by the text index. Append runs its branches one after the other and stops when it has
# enough, so only a rare word reaches the last.
_BY_WORDS = """
WITH asked AS MATERIALIZED (
  SELECT to_tsquery('simple', %(prefixes)s) || to_tsquery('danish', %(stems)s) AS q
), edge AS MATERIALIZED (
  SELECT COALESCE((SELECT name_key FROM {table} ORDER BY name_key, id OFFSET {walk} LIMIT 1),
                  %(end)s) AS key
)
SELECT * FROM (
  (SELECT {columns} FROM {table} WHERE name_key >= %(first)s AND name_key < %(last)s
   ORDER BY name_key, id LIMIT %(limit)s)
  UNION ALL
  (SELECT {columns} FROM (
     SELECT * FROM {table} WHERE name_key <= (SELECT key FROM edge)
     ORDER BY name_key, id OFFSET 0) near
    WHERE search @@ (SELECT q FROM asked)
      AND NOT (name_key >= %(first)s AND name_key < %(last)s)
    LIMIT %(limit)s)
  UNION ALL
  (SELECT {columns} FROM (
     SELECT * FROM {table} WHERE search @@ (SELECT q FROM asked)
        AND name_key > (SELECT key FROM edge)
        AND NOT (name_key >= %(first)s AND name_key < %(last)s) LIMIT {cap}) far
   ORDER BY name_key, id LIMIT %(limit)s)
) found LIMIT %(limit)s
"""
_BY_NAME = (
    "SELECT {columns} FROM {table} WHERE name_key >= %(first)s AND name_key < %(last)s"
    " ORDER BY name_key, id LIMIT %(limit)s"
)
_BY_NUMBER = (
    "SELECT {columns} FROM {table} WHERE {number} >= %(first)s AND {number} < %(last)s"
    " ORDER BY {number} LIMIT %(limit)s"
)
Found = tuple[UUID, str, str, str, str, str]


def _find(table: str, number: str, digits: int, query: str, limit: int) -> Sequence[Found]:
    """Return the first rows of a register table for a query of digits, words or one letter."""
    typed = number_in(query)
    values: dict[str, Any] = {"limit": limit}
    terms = search_terms(query)
    if 3 <= len(typed) <= digits:
        sql = _BY_NUMBER
        values |= {"first": typed, "last": typed + ":"}
    elif terms is not None:
        sql = _BY_WORDS
        prefix = name_prefix(query)
        values |= {"prefixes": terms[0], "stems": terms[1], "end": LAST}
        values |= {"first": prefix, "last": prefix + LAST}
    elif prefix := name_prefix(query):
        sql = _BY_NAME
        values |= {"first": prefix, "last": prefix + LAST}
    else:
        return []
    columns = _COLUMNS.format(number=number)
    with connection.cursor() as cursor:
        cursor.execute(
            sql.format(table=table, number=number, columns=columns, cap=CAP, walk=WALK),
            values,
        )
        return cursor.fetchall()


def _detail(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def find_companies(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Return companies by exact or beginning CVR number, or by words of the name and town."""
    return [
        Hit(name, _detail(f"CVR {cvr}", city), reverse("companies:company", args=[public_id]))
        for public_id, name, cvr, _address, city, _status in _find(
            "companies_company", "cvr", 8, query, limit
        )
    ]


def find_workplaces(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Return workplaces by exact or beginning P number, or by words of the name and town."""
    return [
        Hit(
            name,
            _detail(f"P {p_number}", address, city),
            reverse("companies:workplace", args=[public_id]),
        )
        for public_id, name, p_number, address, city, _status in _find(
            "companies_workplace", "p_number", 10, query, limit
        )
    ]


def find_people(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Return our contact persons by words of their name."""
    ids = find_ids(viewer.jobcentre_id, SEARCH_KIND, query)[: 20 * limit]
    people = (
        ContactPerson.objects.select_related("company")
        .filter(jobcentre_id=viewer.jobcentre_id, pk__in=ids)
        .order_by("name_key", "id")[:limit]
    )
    return [
        Hit(
            person.name,
            _detail(person.title, person.company.name),
            reverse("companies:company", args=[person.company.public_id]) + "#personer",
        )
        for person in people
    ]
