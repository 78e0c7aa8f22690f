"""What the register changed of a company or workplace: found while importing, the newest kept.

Employees are told by the register's interval: the exact number changes every month and says little.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection

from companies.choices import ChangedFact
from jobcenter.clock import today

KEPT = 10
Changes = list[tuple[int, str, str, str, date]]

# What of a stored row is compared, in the order that `told_of` reads it.
COLUMNS = "t.name, t.address, t.postcode, t.city, t.size_class, t.status"


def stored_facts(
    table: str, number: str, numbers: Sequence[str], prints: Sequence[str]
) -> dict[str, dict[str, str]]:
    """Return what is stored of those rows that a new fingerprint will change, by number."""
    with connection.cursor() as cursor:
        cursor.execute(  # names of tables and columns are this room's own
            f"SELECT t.{number}, {COLUMNS} FROM unnest(%s::text[], %s::text[])"  # noqa: S608
            f" AS sent(number, fingerprint) JOIN {table} t ON t.{number} = sent.number"
            " AND t.fingerprint <> sent.fingerprint",
            [list(numbers), list(prints)],
        )
        return {row[0]: told_of(*row[1:]) for row in cursor.fetchall()}


def told_of(
    name: str, address: str, postcode: str, city: str, size_class: int, status: str
) -> dict[str, str]:
    """Return the facts worth telling when they change, as text."""
    place = " ".join(part for part in (postcode, city) if part)
    return {
        ChangedFact.NAME: name,
        ChangedFact.ADDRESS: ", ".join(part for part in (address, place) if part),
        ChangedFact.SIZE: str(size_class),
        ChangedFact.STATUS: status,
    }


def differences(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return (fact, before, after) of what differs, in the order of ChangedFact."""
    return [
        (fact, before[fact][:800], after[fact][:800])
        for fact in ChangedFact.values
        if before[fact] != after[fact]
    ]


def keep_changes(is_workplace: bool, rows: Iterable[tuple[int, list[Any], date | None]]) -> None:
    """Store the changes of companies or workplaces by id, and drop all but the newest ten each."""
    flat = [
        (pk, fact, was, now_is, on or today())
        for pk, found, on in rows
        for fact, was, now_is in found
    ]
    if not flat:
        return
    ids, facts, before, after, days = (list(column) for column in zip(*flat, strict=True))
    subject = "workplace_id" if is_workplace else "company_id"
    alone = "TRUE" if is_workplace else "workplace_id IS NULL"
    source = "JOIN companies_workplace w ON w.id = sent.id" if is_workplace else ""
    picked = "w.company_id, w.id" if is_workplace else "sent.id, NULL"
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO companies_registerchange"  # noqa: S608  the names are this function's own
            " (company_id, workplace_id, fact, before, after, noted_on)"
            f" SELECT {picked}, sent.fact, sent.before, sent.after, sent.noted_on"
            " FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[], %s::date[])"
            f" AS sent(id, fact, before, after, noted_on) {source}",
            [ids, facts, before, after, days],
        )
        cursor.execute(
            "DELETE FROM companies_registerchange WHERE id IN (SELECT id FROM ("  # noqa: S608
            f" SELECT id, row_number() OVER (PARTITION BY {subject}"
            " ORDER BY noted_on DESC, id DESC) AS place"
            f" FROM companies_registerchange WHERE {subject} = ANY(%s) AND {alone}) ranked"
            " WHERE place > %s)",
            [sorted(set(ids)), KEPT],
        )
