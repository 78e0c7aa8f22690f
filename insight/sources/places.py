"""Places in use: of those open on a day, how many someone holds."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Max, Q
from django.db.models.functions import Least

from insight.cells import Cell
from insight.populations import Population
from insight.sources.rows import BehindRow, Item, RowQuery, Rows
from insight.sources.started import STARTED
from jobcenter.clock import today
from placements.models import Place, Placement

# The day a place was closed stands in its history; it was open up to the day before.
# What is open today needs no history: `present` leaves the closed ones out at once.
_OPEN_PLACES = """
    SELECT p.id, p.workplace_id, p.sort_key, p.open_from, m.team_id,
           LEAST(p.open_to, closed.last_day) AS open_to
    FROM placements_place p
    LEFT JOIN jobcenter_membership m
         ON m.id = p.opened_by_id AND m.jobcentre_id = p.jobcentre_id
    LEFT JOIN LATERAL (
        SELECT MIN(h.pgh_created_at AT TIME ZONE 'Europe/Copenhagen')::date - 1 AS last_day
        FROM placements_placeevent h
        WHERE p.state = 'closed' AND h.jobcentre_id = p.jobcentre_id AND h.pgh_obj_id = p.id
          AND h.state = 'closed'
    ) closed ON p.state = 'closed'
    WHERE p.jobcentre_id = %(jobcentre)s AND p.open_from <= %(last)s
      AND (p.open_to IS NULL OR p.open_to >= %(first)s)
      AND (p.state = 'open'
           OR NOT %(present)s AND closed.last_day >= GREATEST(%(first)s, p.open_from))
"""

_IN_USE = f"""
WITH days AS (
    SELECT generate_series(%(first)s::date, %(last)s::date, interval '1 day')::date AS day
), place AS MATERIALIZED ({_OPEN_PLACES}
), held AS MATERIALIZED (
    SELECT p.place_id, p.starts_on, LEAST(p.ended_on, p.ends_on) AS last_day
    FROM placements_placement p
    WHERE p.jobcentre_id = %(jobcentre)s AND p.state = ANY(%(states)s)
      AND p.ends_on >= %(first)s AND p.starts_on <= %(last)s
), used AS MATERIALIZED (
    SELECT DISTINCT days.day, held.place_id
    FROM days JOIN held ON held.starts_on <= days.day AND held.last_day >= days.day
)
SELECT days.day, place.team_id, GROUPING(place.team_id) = 1 AS is_whole,
       COUNT(used.place_id), COUNT(*)
FROM days
JOIN place ON place.open_from <= days.day AND COALESCE(place.open_to, 'infinity') >= days.day
LEFT JOIN used ON used.day = days.day AND used.place_id = place.id
GROUP BY GROUPING SETS ((days.day), (days.day, place.team_id))
"""  # noqa: S608  no value is pasted in

_OPEN_ON = f"""
SELECT open.id, open.workplace_id FROM ({_OPEN_PLACES}) open
WHERE %(team)s::bigint IS NULL OR open.team_id = %(team)s
ORDER BY open.sort_key, open.id
"""  # noqa: S608  no value is pasted in


def compute(
    jobcentre_id: int, first: date, last: date, populations: Sequence[Population]
) -> Iterator[Cell]:
    """Yield places in use, of open ones, by day and team; nothing on days without an open place."""
    with connection.cursor() as cursor:
        cursor.execute(
            _IN_USE,
            {
                "jobcentre": jobcentre_id, "first": first, "last": last,
                "present": first == today(), "states": [str(state) for state in STARTED],
            },
        )  # fmt: skip
        for day, team_id, is_whole, used, of in cursor.fetchall():
            if is_whole or team_id is not None:
                yield Cell(day, used, of, team_id=None if is_whole else team_id)


def items(query: RowQuery) -> list[Item]:
    """Return the places open on the day: the empty ones first, each part by workplace and title."""
    held = set(
        Placement.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=query.day),
            jobcentre_id=query.viewer.jobcentre_id,
            state__in=STARTED,
            ends_on__gte=query.day,
            starts_on__lte=query.day,
        ).values_list("place_id", flat=True)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            _OPEN_ON,
            {
                "jobcentre": query.viewer.jobcentre_id, "first": query.day, "last": query.day,
                "present": query.day == today(), "team": query.team_id,
            },
        )  # fmt: skip
        ids = cursor.fetchall()
    everything = [Item(pk, missing=pk not in held, workplace_id=where) for pk, where in ids]
    return sorted(everything, key=lambda item: not item.missing)


def describe(query: RowQuery, part: Sequence[Item]) -> list[BehindRow]:
    """Describe places, the empty ones with how many days nobody has held them."""
    ids = [item.object_id for item in part]
    found = (
        Place.objects.filter(jobcentre_id=query.viewer.jobcentre_id, id__in=ids)
        .select_related("workplace", "opened_by__team")
        .in_bulk()
    )
    last_held = dict(
        Placement.objects.filter(
            jobcentre_id=query.viewer.jobcentre_id,
            place_id__in=[item.object_id for item in part if item.missing],
            state__in=STARTED,
            starts_on__lte=query.day,
        )
        .order_by()
        .values_list("place_id")
        .annotate(until=Max(Least("ended_on", "ends_on")))
    )
    return [
        _row(found[item.object_id], item, query.day, last_held.get(item.object_id))
        for item in part
        if item.object_id in found
    ]


def _row(place: Place, item: Item, day: date, last_held: date | None) -> BehindRow:
    opener: Any = place.opened_by
    since = max(place.open_from, last_held) if last_held else place.open_from
    return BehindRow(
        public_id=place.public_id,
        kind="place",
        state="empty" if item.missing else "in_use",
        workplace=place.workplace.name,
        what=place.title,
        by=opener.name if opener else "",
        team=opener.team.name if opener and opener.team else "",
        from_on=place.open_from,
        to_on=place.open_to,
        days=(day - since).days if item.missing else None,
    )


rows = Rows(
    items=items,
    describe=describe,
    columns=("what", "workplace", "by", "period", "state"),
    missing_state="empty",
)
