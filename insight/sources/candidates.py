"""Candidates at companies: citizens with a started placement around the day."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Least

from citizens.models import CitizenMatch
from insight.cells import Cell
from insight.populations import Population
from insight.sources.rows import Item, RowQuery, Rows, describe_placements
from insight.sources.started import STARTED
from placements.models import Placement

# The placements of the period once, then each day picks its own: no row per day is read twice
# from the table. The index on state and last agreed day bounds the reading to what matters.
_AT_COMPANIES = """
WITH days AS (
    SELECT generate_series(%(first)s::date, %(last)s::date, interval '1 day')::date AS day
), started AS MATERIALIZED (
    SELECT p.citizen_id, p.starts_on, LEAST(p.ended_on, p.ends_on) AS last_day, m.team_id
    FROM placements_placement p
    JOIN jobcenter_membership m ON m.id = p.consultant_id AND m.jobcentre_id = p.jobcentre_id
    WHERE p.jobcentre_id = %(jobcentre)s AND p.state = ANY(%(states)s)
      AND p.ends_on >= %(first)s AND p.starts_on <= %(last)s
)
SELECT days.day, s.team_id, GROUPING(s.team_id) = 1 AS is_whole, '' AS key,
       COUNT(DISTINCT s.citizen_id)
FROM days JOIN started s ON s.starts_on <= days.day AND s.last_day >= days.day
GROUP BY GROUPING SETS ((days.day), (days.day, s.team_id))
UNION ALL
SELECT days.day, NULL, false, population.key, COUNT(DISTINCT s.citizen_id)
FROM days
JOIN started s ON s.starts_on <= days.day AND s.last_day >= days.day
JOIN citizens_citizenmatch c ON c.jobcentre_id = %(jobcentre)s AND c.citizen_id = s.citizen_id
     AND c.from_on <= days.day AND (c.to_on IS NULL OR c.to_on > days.day)
JOIN unnest(%(keys)s::text[], %(groups)s::bigint[]) AS population(key, group_id)
     ON population.group_id = c.group_id
GROUP BY days.day, population.key
"""


def compute(
    jobcentre_id: int, first: date, last: date, populations: Sequence[Population]
) -> Iterator[Cell]:
    """Yield the candidates of every day: in all (also nobody), by team, by population."""
    days = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
    wanted = [p for p in populations if p.group_ids]
    pairs = [(p.key, group_id) for p in wanted for group_id in sorted(p.group_ids)]
    found = {(key, day): 0 for key in {"", *(p.key for p in wanted)} for day in days}
    with connection.cursor() as cursor:
        cursor.execute(
            _AT_COMPANIES,
            {
                "jobcentre": jobcentre_id, "first": first, "last": last,
                "states": [str(state) for state in STARTED],
                "keys": [key for key, _ in pairs], "groups": [group for _, group in pairs],
            },
        )  # fmt: skip
        for day, team_id, is_whole, key, count in cursor.fetchall():
            if is_whole or key:
                found[key, day] = count
            elif team_id is not None:
                yield Cell(day, count, team_id=team_id)
    for (key, day), count in found.items():
        yield Cell(day, count, breakdown=key)


def items(query: RowQuery) -> list[Item]:
    """Return the placements of candidates at companies on the day, who leaves first on top."""
    found = Placement.objects.filter(
        jobcentre_id=query.viewer.jobcentre_id,
        state__in=STARTED,
        ends_on__gte=query.day,
        starts_on__lte=query.day,
    )
    if query.team_id is not None:
        found = found.filter(consultant__team_id=query.team_id)
    if query.population.group_ids:
        held = CitizenMatch.objects.filter(
            Q(to_on__isnull=True) | Q(to_on__gt=query.day),
            jobcentre_id=query.viewer.jobcentre_id,
            citizen_id=OuterRef("citizen_id"),
            group_id__in=query.population.group_ids,
            from_on__lte=query.day,
        )
        found = found.filter(Exists(held))
    last_day = Least("ended_on", "ends_on")
    there = found.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=query.day))
    return [Item(pk) for pk in there.order_by(last_day, "id").values_list("id", flat=True)]


rows = Rows(
    items=items,
    describe=describe_placements(
        lambda placement, item: "there" if placement.is_open else "ended_since"
    ),
    columns=("who", "workplace", "by", "period", "state"),
)
