"""What the search box finds: companies and workplaces nationwide, contact persons of our own."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from companies.actions.people import SEARCH_KIND
from companies.choices import ContactState
from companies.models import Contact, ContactPerson
from companies.queries.listing import CAP, WALK
from companies.queries.word_table import counting, plan_for
from companies.queries.words import LAST, name_prefix, search_terms, words_in
from companies.rules import number_in
from jobcenter.addresses import reverse
from jobcenter.clock import local_day
from jobcenter.compiled import compiled
from jobcenter.finding import hits_of, with_ids
from jobcenter.registries import FoundRows, Hit
from jobcenter.search import beginnings_of, find_ids, words_of
from jobcenter.viewer import Viewer

RECENT_CONTACTS = 300
_COLUMNS = "r.public_id, r.name, r.{number}, r.address, r.city, r.status"

# Names that begin with the query come first, along the index of names. The others follow in
# order of name: read from the index of words where one word is rare enough (word_table.py), else
# among the first names of the index, where a common word fills the list.
_BY_WORDS = """
SELECT {columns} FROM (
  SELECT DISTINCT f.name_key, f.row_id FROM ({found}) f
   WHERE NOT (f.name_key >= %(first)s AND f.name_key < %(last)s)
   ORDER BY f.name_key, f.row_id LIMIT %(limit)s) found
  JOIN {table} r ON r.id = found.row_id ORDER BY found.name_key, found.row_id
"""
# In one statement: only if the walk did not fill the list is the text index asked.
_WALKED = """
WITH walked AS MATERIALIZED (
  SELECT {columns}, r.name_key, r.id FROM
         (SELECT * FROM {table} ORDER BY name_key, id LIMIT {walk}) r
   WHERE search @@ (to_tsquery('simple', %(prefixes)s) || to_tsquery('danish', %(stems)s))
     AND NOT (name_key >= %(first)s AND name_key < %(last)s)
   ORDER BY name_key, id LIMIT %(limit)s),
full_list AS MATERIALIZED (SELECT count(*) >= %(limit)s AS yes FROM walked),
met AS (
  SELECT id, name_key FROM {table}
   WHERE NOT (SELECT yes FROM full_list)
     AND search @@ (to_tsquery('simple', %(prefixes)s) || to_tsquery('danish', %(stems)s))
     AND NOT (name_key >= %(first)s AND name_key < %(last)s) LIMIT {cap})
SELECT * FROM walked WHERE (SELECT yes FROM full_list)
UNION ALL
(SELECT {columns}, r.name_key, r.id FROM
   (SELECT * FROM met ORDER BY name_key, id LIMIT %(limit)s) few JOIN {table} r ON r.id = few.id
  WHERE NOT (SELECT yes FROM full_list)
  ORDER BY few.name_key, few.id)
"""
_BY_NAME = (
    "SELECT {columns} FROM {table} r WHERE name_key >= %(first)s AND name_key < %(last)s"
    " ORDER BY name_key, id LIMIT %(limit)s"
)
# Names that begin with the query, and if they do not fill the list, how common each word is.
_BEGUN = """
WITH named AS MATERIALIZED ({by_name})
SELECT public_id, name, {number}, address, city, status, NULL::bigint, NULL::text FROM named
 UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, NULL, counted.rows, counted.stem FROM ({counts}) counted
 WHERE (SELECT count(*) < %(limit)s FROM named)
"""
_BY_NUMBER = (
    "SELECT {columns} FROM {table} r WHERE {number} >= %(first)s AND {number} < %(last)s"
    " ORDER BY {number} LIMIT %(limit)s"
)
Found = tuple[UUID, str, str, str, str, str]


def _find(table: str, number: str, digits: int, query: str, limit: int) -> Sequence[Found]:
    """Return the first rows of a register table for a query of digits, words or one letter."""
    typed = number_in(query)
    prefix = name_prefix(query)
    values: dict[str, Any] = {"limit": limit, "first": prefix, "last": prefix + LAST}
    names = {"table": table, "number": number, "columns": _COLUMNS.format(number=number)}
    with connection.cursor() as cursor:
        if 3 <= len(typed) <= digits:
            cursor.execute(
                _BY_NUMBER.format(**names), {**values, "first": typed, "last": typed + ":"}
            )
            return cursor.fetchall()
        if not prefix:
            return []
        by_name = _BY_NAME.format(**names)
        terms, words = search_terms(query), words_in(query)
        if terms is None:
            cursor.execute(by_name, values)
            return cursor.fetchall()
        counts, more = counting(table, words)
        begun = _BEGUN.format(by_name=by_name, counts=counts, number=number)
        cursor.execute(begun, {**values, **more})
        rows = cursor.fetchall()
        found: list[Found] = [row[:6] for row in rows if row[0] is not None]
        if len(found) == limit:
            return found
        plan = plan_for(table, words, [row[6:] for row in rows if row[0] is None])
        values |= {"limit": limit - len(found), "prefixes": terms[0], "stems": terms[1]}
        if not plan.is_selective:
            cursor.execute(_WALKED.format(walk=WALK, cap=CAP, **names), values)
            return found + [row[:6] for row in cursor.fetchall()]
        having = plan.sql("w.name_key, w.row_id")
        cursor.execute(_BY_WORDS.format(found=having, **names), {**values, **plan.values})
        return found + list(cursor.fetchall())


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


def find_contacts(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Return contacts by the beginnings of words of their purpose: what is planned in the house,
    the next first, and one's own newest, RECENT_CONTACTS of each.

    Older ones are in the company's timeline: five years of purposes are no search's business.
    """
    words = words_of(query)
    if not words:
        return []
    begun = [f" {word}" for word in words]
    found: list[int] = []
    for pk, purpose in _recent(jobcentre=viewer.jobcentre_id, me=viewer.membership_id):
        there = beginnings_of(purpose)
        if all(word in there for word in begun):
            found.append(pk)
            if len(found) == limit:
                break
    house = Contact.objects.filter(jobcentre_id=viewer.jobcentre_id).select_related("company")
    by_id = house.only(*_CONTACT).in_bulk(found) if found else {}
    return [_contact_hit(by_id[pk]) for pk in found]


_CONTACT = (
    "public_id", "purpose", "state", "held_at", "planned_at", "created_at", "company__name",
)  # fmt: skip


@compiled
def _recent(*, jobcentre: int, me: int) -> QuerySet[Contact, Any]:
    house = Contact.objects.filter(jobcentre_id=jobcentre).values_list("pk", "purpose")
    planned = house.filter(state=ContactState.PLANNED).order_by("planned_at", "id")
    mine = house.filter(state=ContactState.HELD, by_id=me).order_by("-held_at", "-id")
    return planned[:RECENT_CONTACTS].union(mine[:RECENT_CONTACTS], all=True)


def _contact_hit(contact: Contact) -> Hit:
    on = local_day(contact.held_at or contact.planned_at or contact.created_at)
    detail = _detail(contact.company.name, contact.get_state_display(), f"{on:%d.%m.%Y}")
    return Hit(contact.purpose, detail, reverse("companies:contact", args=[contact.public_id]))


def find_people(viewer: Viewer, query: str, limit: int) -> list[Hit]:
    """Return our contact persons by words of their name."""
    return hits_of(people_rows(viewer, query, limit))


def people_rows(viewer: Viewer, query: str, limit: int) -> FoundRows | None:
    """Return the same as rows for the search box."""
    if not words_of(query):
        return None
    ids = find_ids(viewer.jobcentre_id, SEARCH_KIND, query)[: 20 * limit]
    people = with_ids(ContactPerson.objects.filter(jobcentre_id=viewer.jobcentre_id), ids)
    facts = {
        "name": "name", "title": "title", "company": "company__name", "id": "company__public_id",
    }  # fmt: skip
    return FoundRows(people.order_by("name_key", "id")[:limit], facts, _person_hit)


def _person_hit(facts: dict[str, Any]) -> Hit:
    url = reverse("companies:company", args=[facts["id"]]) + "#personer"
    return Hit(facts["name"], _detail(facts["title"], facts["company"]), url)
