"""The list within what a jobcentre has and knows: every filter, every sort, from one narrow table.

However filters and sorts are paired, the largest jobcentre's 42,000 narrow rows are read at most
once for the ids (at most 1,001 of them) and once for the page: a bound, not a hope on the planner.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from companies.queries.filters import NONE, Filters
from companies.queries.word_table import plan_of
from companies.queries.words import LAST, name_prefix, search_terms, words_in
from companies.rules import number_in
from jobcenter.clock import now, today
from jobcenter.models import Membership
from jobcenter.sorting import danish_key
from jobcenter.viewer import Viewer

CAP = 1_000
BATCH = 2_000
_STATUS_ORDER = " ".join(
    f"WHEN '{status}' THEN {place}"
    for place, status in enumerate(("cooperating", "possible", "resting", "declined"))
)
TEXT = 'text COLLATE "C"'
# For each sort its expression upwards and downwards, what is missing last both ways; its type.
_KEYS = {
    "town": ("s.city_key", "s.city_key", TEXT),
    "industry": ("s.industry_code", "s.industry_code", TEXT),
    "employees": ("COALESCE(s.employees, 2147483647)", "COALESCE(s.employees, -1)", "bigint"),
    "contact": (
        "COALESCE(s.last_contact_at, 'infinity')", "COALESCE(s.last_contact_at, '-infinity')",
        "timestamptz",
    ),
    "step": (
        "COALESCE(s.next_step_on, 'infinity')", "COALESCE(s.next_step_on, '-infinity')", "date",
    ),
    "status": (
        f"CASE s.status {_STATUS_ORDER} ELSE 9 END", f"CASE s.status {_STATUS_ORDER} ELSE -1 END",
        "bigint",
    ),
    "segment": ("COALESCE(s.segment, 9)", "COALESCE(s.segment, -1)", "bigint"),
    "owner": ("COALESCE(o.place, 2147483647)", "COALESCE(o.place, -1)", "bigint"),
}  # fmt: skip
_OWNERS = (
    " LEFT JOIN unnest(%(staff)s::bigint[]) WITH ORDINALITY AS o(id, place) ON o.id = s.owner_id"
)


@dataclass(frozen=True)
class Key:
    """What rows are ordered by: an expression, downwards or not, and its type."""

    sql: str
    down: bool
    kind: str


@dataclass
class Question:
    """Filters as SQL over `companies_companystanding s`: conditions, joins, order and values."""

    where: list[str]
    values: dict[str, Any]
    order: list[Key] = field(default_factory=list)
    joins: str = ""

    def sql(self, columns: str, *, limit: bool = True, ordered: bool = True) -> str:
        """Return the statement; names and expressions are this module's own."""
        text = (
            f"SELECT {columns} FROM companies_companystanding s{self.joins}"  # noqa: S608
            f" WHERE {' AND '.join(self.where)}"
        )
        if ordered:
            order = ", ".join(f"{key.sql} DESC" if key.down else key.sql for key in self.order)
            text += f" ORDER BY {order}"
        return text + (" LIMIT %(limit)s" if limit else "")


def staff_in_order(viewer: Viewer) -> list[Membership]:
    """Return everyone who is or was here, in Danish order of name, in one query."""
    rows = Membership.objects.filter(jobcentre_id=viewer.jobcentre_id).only(
        "public_id", "name", "jobcentre_id", "ended_on"
    )
    return sorted(rows.order_by("id"), key=lambda row: (danish_key(row.name), row.pk))


def question(viewer: Viewer, filters: Filters, staff: list[Membership]) -> Question:
    """Return the filters as a question about the jobcentre's standings."""
    asked = Question(["s.jobcentre_id = %(jobcentre)s"], {"jobcentre": viewer.jobcentre_id})
    asked.where.append("s.is_here" if filters.area_used == "here" else "s.is_known")
    _facts(asked, filters)
    _ours(asked, viewer, filters, staff)
    _words(asked, filters)
    _ordered(asked, filters, staff)
    return asked


def _facts(asked: Question, filters: Filters) -> None:
    """Narrow by what the register says."""
    if filters.status in {"active", "ceased"}:
        asked.where.append("s.is_active" if filters.status == "active" else "NOT s.is_active")
    if filters.industry:
        asked.where.append("s.industry_group = ANY(%(groups)s)")
        asked.values["groups"] = filters.industry_groups
    if filters.size:
        asked.where.append("s.size_class >= %(size)s")
        asked.values["size"] = int(filters.size)
    if filters.box:
        asked.where.append(
            "s.company_id IN (SELECT w.company_id FROM companies_workplace w"
            " WHERE w.municipality_code = (SELECT code FROM jobcenter_jobcentre"
            " WHERE id = %(jobcentre)s) AND w.latitude >= %(south)s AND w.latitude < %(north)s"
            " AND w.longitude >= %(west)s AND w.longitude < %(east)s)"
        )
        asked.values |= dict(zip(("south", "west", "north", "east"), filters.box, strict=True))
    if filters.town.isascii() and filters.town.isdigit():
        asked.where.append("s.postcode = %(postcode)s")
        asked.values["postcode"] = filters.town
    elif filters.town:
        key = danish_key(filters.town, length=100)
        asked.where.append("s.city_key >= %(town)s AND s.city_key < %(town_end)s")
        asked.values |= {"town": key, "town_end": key + LAST}


def _ours(asked: Question, viewer: Viewer, filters: Filters, staff: list[Membership]) -> None:
    """Narrow by what we know and do."""
    relation = {
        "with": "s.status <> ''",
        NONE: "s.status = ''",
        "mine": "(s.owner_id = %(me)s OR s.deputy_id = %(me)s)",
    }
    if filters.relation:
        asked.where.append(relation.get(filters.relation, "s.status = %(status)s"))
        asked.values |= {"me": viewer.membership_id, "status": filters.relation}
    if filters.owner == NONE:
        asked.where.append("s.is_known AND s.owner_id IS NULL")
    elif filters.owner:
        asked.where.append("s.owner_id = %(owner)s")
        asked.values["owner"] = next(
            (row.pk for row in staff if str(row.public_id) == filters.owner.lower()), 0
        )
    if filters.segment == NONE:
        asked.where.append("s.is_known AND s.segment IS NULL")
    elif filters.segment:
        asked.where.append("s.segment = %(segment)s")
        asked.values["segment"] = int(filters.segment)
    if filters.contact == "never":
        asked.where.append("s.last_contact_at IS NULL")
    elif filters.contact:
        days = int(filters.contact)
        asked.where.append(f"s.last_contact_at {'>=' if days > 0 else '<'} %(since)s")
        asked.values["since"] = now() - timedelta(days=abs(days))
    day = today()
    steps = {
        "late": "s.next_step_on < %(today)s",
        "week": "s.next_step_on BETWEEN %(today)s AND %(week)s",
        "any": "s.next_step_on IS NOT NULL",
        NONE: "s.is_known AND s.next_step_on IS NULL",
    }
    if filters.step:
        asked.where.append(steps[filters.step])
        asked.values |= {"today": day, "week": day + timedelta(days=7)}


def _words(asked: Question, filters: Filters) -> None:
    """Narrow by the query: a number, words of name and town, or the beginning of a name."""
    if not filters.query:
        return
    digits = number_in(filters.query)
    terms = search_terms(filters.query)
    prefix = name_prefix(filters.query)
    asked.values |= {"prefix": prefix, "prefix_end": prefix + LAST}
    begins = "s.name_key >= %(prefix)s AND s.name_key < %(prefix_end)s"
    if 3 <= len(digits) <= 8:
        asked.where.append(
            "s.company_id IN (SELECT c.id FROM companies_company c"
            " WHERE c.cvr >= %(cvr)s AND c.cvr < %(cvr_end)s)"
        )
        asked.values |= {"cvr": digits, "cvr_end": digits + ":"}
    elif len(digits) == 10:
        asked.where.append(
            "s.company_id IN (SELECT w.company_id FROM companies_workplace w"
            " WHERE w.p_number = %(p_number)s)"
        )
        asked.values["p_number"] = digits
    elif terms is not None:
        plan = plan_of("companies_company", words_in(filters.query))
        if plan.is_selective:
            has_words = f"s.company_id IN ({plan.sql()})"
            asked.values |= plan.values
        else:
            has_words = (
                "s.search @@ (to_tsquery('simple', %(prefixes)s)"
                " || to_tsquery('danish', %(stems)s))"
            )
            asked.values |= {"prefixes": terms[0], "stems": terms[1]}
        asked.where.append(f"(({begins}) OR {has_words})")
        if filters.sort == "name":  # names that begin with the words come first
            asked.order.append(Key(f"(NOT ({begins}))", False, "boolean"))
    else:
        asked.where.append(begins if prefix else "false")


def _ordered(asked: Question, filters: Filters, staff: list[Membership]) -> None:
    """Sort by the column asked for, then by name; the id makes every place its own."""
    down = filters.sort.startswith("-")
    code = filters.sort.removeprefix("-")
    if code in _KEYS:
        upwards, downwards, kind = _KEYS[code]
        asked.order.append(Key(downwards if down else upwards, down, kind))
    by_name_down = down and code == "name"
    asked.order += [
        Key("s.name_key", by_name_down, TEXT), Key("s.company_id", by_name_down, "bigint")
    ]  # fmt: skip
    if code == "owner":
        asked.joins = _OWNERS
        asked.values["staff"] = [row.pk for row in staff]


def page_of(asked: Question, after: str, size: int) -> tuple[list[int], int | None, bool]:
    """Return up to size + 1 companies' ids after one, how many there are (None: more than CAP),
    and whether this is the first page.
    """
    with connection.cursor() as cursor:
        start = _start(asked, after, cursor)
        cursor.execute(asked.sql("s.company_id", ordered=False), {**asked.values, "limit": CAP + 1})
        found = [pk for (pk,) in cursor.fetchall()]
        if len(found) <= CAP:  # so few that the rest is about them alone
            narrowed = Question(
                [asked.where[0], "s.company_id = ANY(%(found)s)"],
                {**asked.values, "found": found}, asked.order, asked.joins,
            )  # fmt: skip
        else:
            narrowed = Question([*asked.where], {**asked.values}, asked.order, asked.joins)
        rows: list[int] = []
        for part, behind in _parts(narrowed, start, is_long=len(found) > CAP):
            if behind is not None:
                part.where.append(_after(part.order, behind, part.values))
            values = {**part.values, "limit": size + 1 - len(rows)}
            cursor.execute(part.sql("s.company_id"), values)
            rows += [pk for (pk,) in cursor.fetchall()]
            if len(rows) > size:
                break
    return rows, None if len(found) > CAP else len(found), start is None


Start = tuple[Any, ...] | None


def _parts(asked: Question, start: Start, *, is_long: bool) -> list[tuple[Question, Start]]:
    """Return what a page is read from. Names that begin with the words and the others are two
    parts, where there are many: each stops early along the index of names.
    """
    first = asked.order[0]
    if not is_long or first.kind != "boolean":
        return [(asked, start)]
    rest = None if start is None else start[1:]
    begins, others = (
        Question([*asked.where, condition], {**asked.values}, asked.order[1:], asked.joins)
        for condition in (f"NOT {first.sql}", first.sql)
    )
    if start is not None and start[0] == "true":
        return [(others, rest)]
    return [(begins, rest), (others, None)]


def _start(asked: Question, after: str, cursor: Any) -> Start:
    """Return the keys of the row a page comes after; the address holds its public id only."""
    try:
        public_id = UUID(after)
    except ValueError:
        return None
    keys = ", ".join(f"({key.sql})::text" for key in asked.order)
    at = Question(
        [
            asked.where[0],
            "s.company_id = (SELECT id FROM companies_company WHERE public_id = %(at)s)",
        ],
        {**asked.values, "at": public_id}, [], asked.joins,
    )  # fmt: skip
    cursor.execute(at.sql(keys, limit=False, ordered=False), at.values)
    return cursor.fetchone()


def _after(order: list[Key], start: tuple[Any, ...], values: dict[str, Any]) -> str:
    """Return the condition of all rows behind `start`; its values travelled as text."""
    sent = [f"%(key{place})s::{key.kind}" for place, key in enumerate(order)]
    values |= {f"key{place}": value for place, value in enumerate(start)}
    branches = []
    for place, key in enumerate(order):
        same = [f"{order[other].sql} = {sent[other]}" for other in range(place)]
        beyond = f"{key.sql} {'<' if key.down else '>'} {sent[place]}"
        branches.append("(" + " AND ".join([*same, beyond]) + ")")
    return "(" + " OR ".join(branches) + ")"


def ids_of(asked: Question) -> Iterator[list[int]]:
    """Yield all ids in order, in batches, from a cursor of the server's."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(asked.sql("s.company_id", limit=False), asked.values)
        while rows := cursor.fetchmany(BATCH):
            yield [pk for (pk,) in rows]


def first_ids(asked: Question, limit: int) -> list[int]:
    """Return the first ids in order."""
    with connection.cursor() as cursor:
        cursor.execute(asked.sql("s.company_id"), {**asked.values, "limit": limit})
        return [pk for (pk,) in cursor.fetchall()]


def count_of(asked: Question, cap: int) -> int:
    """Return how many there are; counting stops after `cap`."""
    with connection.cursor() as cursor:
        inner = asked.sql("1", ordered=False)
        cursor.execute(
            f"SELECT count(*) FROM ({inner}) found",  # noqa: S608  this module's own words
            {**asked.values, "limit": cap + 1},
        )
        return int(cursor.fetchone()[0])
