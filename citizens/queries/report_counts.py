"""What the report of the range counts: in the database, or exactly where that is not enough.

A cell is small by how many persons it is about. The database tells each cell's persons as bits, 62
kinds of them: five kinds or more are at least five persons, and fewer than five referrals are fewer
than five. Whatever lies between – one person behind five referrals – is counted person by person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from citizens.choices.range import TO_A_JOB, OfferKind
from citizens.models import Offer, OfferStay
from citizens.range_sources import moves_of as placements_began
from citizens.range_sources import moves_sql
from citizens.rules.report import JOB, PLACE, PROJECT, SMALL, TOTAL, Spell, moves_of
from jobcenter.viewer import Viewer

ITSELF, OUTSIDE = "itself", "outside"
AT_COMPANIES = (OfferKind.CENTRE, OfferKind.PLACE)
Cell = tuple[Any, Any]

_KIND_OF_PERSON = "1::bigint << (citizen_id %% 62)::int"
# What a citizen began, one after another: `following` tells whether the next was at a company.
_COUNTED = """
WITH s AS MATERIALIZED (
  SELECT id, citizen_id, offer_id, target_group_id, started_on, lower_reason,
         CASE WHEN by_itself THEN 0 ELSE COALESCE(LEAST(priority, 4), 5) END AS col,
         outcome = ANY(%s) AS job, {who} AS who
    FROM citizens_offerstay
   WHERE jobcentre_id = %s AND referred_on >= %s AND referred_on <= %s),
began(citizen_id, number, day, job) AS MATERIALIZED ({began}),
spells AS (
  SELECT citizen_id, FALSE AS placed, target_group_id AS grp, started_on AS day,
         offer_id = ANY(%s) AS at_company, job, who, id FROM s WHERE started_on IS NOT NULL
  UNION ALL SELECT citizen_id, TRUE, number, day, TRUE, job, {who}, 0 FROM began),
moved AS (
  SELECT placed, grp, at_company, job, who, lead(at_company) OVER (
    PARTITION BY citizen_id ORDER BY day, placed, id) AS following FROM spells)
SELECT 'spread', FALSE, target_group_id, col, '', FALSE, FALSE, FALSE, count(*), bit_or(who)
  FROM s GROUP BY 3, 4
UNION ALL SELECT 'spread', TRUE, number, 0, '', FALSE, FALSE, FALSE, count(*), bit_or({who})
  FROM began GROUP BY 3
UNION ALL SELECT 'reasons', FALSE, 0, 0, lower_reason, FALSE, FALSE, FALSE, count(*), bit_or(who)
  FROM s WHERE lower_reason <> '' GROUP BY 5
UNION ALL SELECT 'movement', placed, grp, 0, '', at_company, job, following, count(*), bit_or(who)
  FROM moved WHERE job OR following IS NOT NULL GROUP BY 2, 3, 6, 7, 8
"""
_COLUMNS = (ITSELF, "1", "2", "3", "4", OUTSIDE)


def column_of(priority: int | None, *, itself: bool = False) -> str:
    """Return the column of a referral."""
    if itself:
        return ITSELF
    return OUTSIDE if priority is None else str(min(priority, 4))


@dataclass(frozen=True)
class Counted:
    """A table's cells, and by cell and total how many persons it is about, SMALL being enough."""

    cells: Mapping[Cell, int]
    people: Mapping[Cell, int]


@dataclass(frozen=True)
class Counts:
    """The three tables."""

    spread: Counted
    reasons: Counted
    movement: Counted


def counted_there(
    viewer: Viewer, since: date, until: date, columns: Mapping[int, str], numbers: Mapping[int, int]
) -> Counts | None:
    """Return what the database counts: two queries. None if who is behind it must be looked at.

    `columns` tells the column of placements by the number of a target group, `numbers` the number
    of a target group by its id.
    """
    at_companies = Offer.objects.filter(jobcentre_id=viewer.jobcentre_id, kind__in=AT_COMPANIES)
    began, params = moves_sql(viewer.jobcentre_id, since, until)
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNTED.format(began=began, who=_KIND_OF_PERSON),
            [
                [code.value for code in TO_A_JOB], viewer.jobcentre_id, since, until, *params,
                list(at_companies.order_by("pk").values_list("pk", flat=True)),
            ],
        )  # fmt: skip
        rows = cursor.fetchall()
    tables: dict[str, dict[Cell, list[int]]] = {"spread": {}, "reasons": {}, "movement": {}}
    for table, placed, group, col, reason, at_company, job, following, number, who in rows:
        row: Any = group if placed else numbers.get(group)
        if table == "spread":
            if placed and row not in columns:
                continue
            cell: Cell = (row, columns[row] if placed else _COLUMNS[col])
        elif table == "reasons":
            cell = (reason, "n")
        else:
            cell = (row, (_kind(at_company), JOB if job else _kind(following)))
        known = tables[table].setdefault(cell, [0, 0])
        known[0] += number
        known[1] |= who
    found = [_told(cells) for cells in tables.values()]
    spread, reasons, movement = found
    if spread is None or reasons is None or movement is None:
        return None
    return Counts(spread, reasons, movement)


def _kind(at_company: bool) -> str:
    return PLACE if at_company else PROJECT


def _told(cells: dict[Cell, list[int]]) -> Counted | None:
    """Return a table with how many persons each cell is at least about; None if that is open."""
    every: dict[Cell, list[int]] = {}
    for (row, column), (number, who) in cells.items():
        for key in ((row, column), (row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            known = every.setdefault(key, [0, 0])
            known[0] += number
            known[1] |= who
    people = {key: min(number, who.bit_count()) for key, (number, who) in every.items()}
    if any(people[key] < SMALL <= number for key, (number, _who) in every.items()):
        return None
    return Counted({key: number for key, (number, _who) in cells.items()}, people)


def counted_here(viewer: Viewer, since: date, until: date, columns: Mapping[int, str]) -> Counts:
    """Return the same, row by row: two queries."""
    stays = list(
        OfferStay.objects.filter(
            jobcentre_id=viewer.jobcentre_id, referred_on__gte=since, referred_on__lte=until
        )
        .order_by("pk")
        .values_list(
            "citizen_id", "target_group__number", "priority", "by_itself", "lower_reason",
            "started_on", "offer__kind", "outcome",
        )
    )  # fmt: skip
    began = placements_began(viewer.jobcentre_id, since, until)
    spread = [
        (citizen, group, column_of(priority, itself=itself))
        for citizen, group, priority, itself, *_rest in stays
    ]
    spread += [(each[0], each[1], columns[each[1]]) for each in began if each[1] in columns]
    reasons = [(stay[0], stay[4], "n") for stay in stays if stay[4]]
    spells = [
        Spell(citizen, group, day, PLACE if kind in AT_COMPANIES else PROJECT, out in TO_A_JOB)
        for citizen, group, _priority, _itself, _reason, day, kind, out in stays if day
    ]  # fmt: skip
    spells += [Spell(citizen, group, day, PLACE, job) for citizen, group, day, job in began]
    return Counts(_counted(spread), _counted(reasons), _counted(moves_of(spells)))


def _counted(found: Iterable[tuple[int, Any, Any]]) -> Counted:
    cells: dict[Cell, int] = {}
    who: dict[Cell, set[int]] = {}
    for citizen, row, column in found:
        cells[row, column] = cells.get((row, column), 0) + 1
        for key in ((row, column), (row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            who.setdefault(key, set()).add(citizen)
    return Counted(cells, {key: len(them) for key, them in who.items()})
