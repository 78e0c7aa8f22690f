"""Visits on time: of the placements that needed a visit in the last full week, how many got it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from insight.cells import Cell
from insight.populations import Population
from insight.sources.rows import Item, RowQuery, Rows, describe_placements
from insight.sources.started import STARTED, Rolling, Started, started_between
from jobcenter.calendar import monday_of, working_days_of_week
from placements.models import Visit
from placements.rules.rhythm import visit_weeks, weeks_between_visits

WEEK = timedelta(weeks=1)


class Needed(NamedTuple):
    """A week of a placement that needed a visit."""

    placement: Started
    week: date
    held: bool


def needed_between(
    jobcentre_id: int, first: date, last: date, *, team_id: int | None = None
) -> list[Needed]:
    """Return the weeks that needed a visit, by their Mondays from `first` to `last`."""
    end = last + WEEK - timedelta(days=1)
    placements = started_between(jobcentre_id, first, end, team_id=team_id)
    if not placements:
        return []
    held = {
        (placement_id, monday_of(day))
        for placement_id, day in Visit.objects.filter(
            jobcentre_id=jobcentre_id,
            placement__jobcentre_id=jobcentre_id,
            placement__state__in=STARTED,
            placement__ends_on__gte=first,
            placement__starts_on__lte=end,
            held_on__gte=first,
            held_on__lte=end,
        )
        .order_by()
        .values_list("placement_id", "held_on")
        if day is not None
    }
    return [
        Needed(placement, week, (placement.placement_id, week) in held)
        for placement in placements
        for week in _weeks(placement, first, last)
    ]


def _weeks(placement: Started, first: date, last: date) -> Iterator[date]:
    """Yield the Mondays from `first` to `last` whose week needs a visit.

    With a visit every week, a week needs one when it has a working day of the placement: that
    is asked of the week alone, as the figures do it for every running placement.
    """
    if weeks_between_visits() != 1:
        for week in visit_weeks(placement.starts_on, placement.last_day):
            if first <= week.week_starts_on <= last:
                yield week.week_starts_on
        return
    monday = max(first, monday_of(placement.starts_on))
    until = min(last, placement.last_day)
    while monday <= until:
        days = working_days_of_week(monday)
        if days and placement.starts_on <= days[-1] and placement.last_day >= days[0]:
            yield monday
        monday += WEEK


def compute(
    jobcentre_id: int, first: date, last: date, populations: Sequence[Population]
) -> Iterator[Cell]:
    """Yield visits held in the last full week, of those needed, by day and team."""
    rolling = Rolling(first, last, days=WEEK.days)
    weeks = monday_of(first) - WEEK, monday_of(last) - WEEK
    for needed in needed_between(jobcentre_id, *weeks):
        rolling.add(needed.placement.team_id, needed.week + WEEK, done=needed.held)
    for day, team_id, done, of in rolling.sums():
        yield Cell(day, done, of, team_id=team_id)


def missing_by_workplace(jobcentre_id: int, day: date) -> dict[int | None, Counter[int]]:
    """Return by team, and for the jobcentre, how many are missing at each workplace."""
    missing: dict[int | None, Counter[int]] = {}
    for each in needed_between(jobcentre_id, monday_of(day) - WEEK, monday_of(day) - WEEK):
        if not each.held:
            for team_id in {None, each.placement.team_id}:
                missing.setdefault(team_id, Counter())[each.placement.workplace_id] += 1
    return missing


def items(query: RowQuery) -> list[Item]:
    """Return the placements of the last full week: those without a visit first, by workplace."""
    week = monday_of(query.day) - WEEK
    found = needed_between(query.viewer.jobcentre_id, week, week, team_id=query.team_id)
    missing = Counter(n.placement.workplace_id for n in found if not n.held)
    ordered = sorted(
        found,
        key=lambda n: (
            n.held, -missing[n.placement.workplace_id], n.placement.workplace_id,
            n.placement.placement_id,
        ),
    )  # fmt: skip
    return [
        Item(n.placement.placement_id, not n.held, n.week, n.placement.workplace_id)
        for n in ordered
    ]


rows = Rows(
    items=items,
    describe=describe_placements(
        lambda placement, item: "missing_visit" if item.missing else "visited"
    ),
    columns=("who", "workplace", "by", "week", "state"),
    missing_state="missing_visit",
)
