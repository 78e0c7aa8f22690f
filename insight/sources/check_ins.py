"""Check-ins on time: which were asked for, and which came before the consultant had to step in.

A check-in exists as a row only when it is given; which weeks need one is the rhythm's to say.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from insight.cells import Cell
from insight.populations import Population
from insight.sources.rows import Item, RowQuery, Rows, describe_placements
from insight.sources.started import Rolling, Started, started_between
from jobcenter.calendar import monday_of
from jobcenter.clock import local_day
from placements.models import CheckIn
from placements.rules.rhythm import CheckInWeek, check_in_week_of

WINDOW = 7
# The deadline of a week lies at most this long after its Monday: Friday, two working days on,
# and the five days without one that Christmas or Easter can put between.
LATEST_DECISION = timedelta(days=14)


class Due(NamedTuple):
    """A check-in that was asked for: decided on its deadline."""

    placement: Started
    week: date
    decided_on: date
    answered_on: date | None

    @property
    def on_time(self) -> bool:
        """Whether it came before the deadline."""
        return self.answered_on is not None and self.answered_on < self.decided_on


def due_between(
    jobcentre_id: int, first: date, last: date, *, team_id: int | None = None
) -> list[Due]:
    """Return the check-ins whose deadline lies from `first` to `last`."""
    earliest = monday_of(first - LATEST_DECISION)
    placements = started_between(jobcentre_id, earliest, last, team_id=team_id)
    if not placements:
        return []
    asked = []
    whole_weeks: dict[tuple[date, date], CheckInWeek | None] = {}
    for placement in placements:
        monday = max(earliest, monday_of(placement.starts_on))
        until = min(last, placement.last_day)
        while monday <= until:
            week = _week_of(placement, monday, whole_weeks)
            if week is not None and first <= week.escalate_on <= last:
                asked.append((placement, monday, week.escalate_on))
            monday += timedelta(weeks=1)
    given = {
        (placement_id, week): moment
        for placement_id, week, moment in CheckIn.objects.filter(
            jobcentre_id=jobcentre_id, week_starts_on__in={monday for _p, monday, _on in asked}
        )
        .order_by()
        .values_list("placement_id", "week_starts_on", "answered_at")
    }
    due = []
    for placement, monday, decided_on in asked:
        moment = given.get((placement.placement_id, monday))
        due.append(Due(placement, monday, decided_on, local_day(moment) if moment else None))
    return due


def _week_of(
    placement: Started, monday: date, known: dict[tuple[date, date], CheckInWeek | None]
) -> CheckInWeek | None:
    """Return the check-in of a week; after a placement's first week it is the same for many."""
    if placement.starts_on >= monday:
        return check_in_week_of(monday, placement.starts_on, placement.last_day)
    key = monday, min(placement.last_day, monday + timedelta(days=6))
    if key not in known:
        known[key] = check_in_week_of(monday, placement.starts_on, placement.last_day)
    return known[key]


def compute(
    jobcentre_id: int, first: date, last: date, populations: Sequence[Population]
) -> Iterator[Cell]:
    """Yield check-ins on time, of those decided in the last seven days, by day and team."""
    rolling = Rolling(first, last, days=WINDOW)
    for due in due_between(jobcentre_id, first - timedelta(days=WINDOW - 1), last):
        rolling.add(due.placement.team_id, due.decided_on, done=due.on_time)
    for day, team_id, done, of in rolling.sums():
        yield Cell(day, done, of, team_id=team_id)


def missing_by_workplace(jobcentre_id: int, day: date) -> dict[int | None, Counter[int]]:
    """Return by team, and for the jobcentre, how many are missing at each workplace."""
    missing: dict[int | None, Counter[int]] = {}
    for each in due_between(jobcentre_id, day - timedelta(days=WINDOW - 1), day):
        if not each.on_time:
            for team_id in {None, each.placement.team_id}:
                missing.setdefault(team_id, Counter())[each.placement.workplace_id] += 1
    return missing


def items(query: RowQuery) -> list[Item]:
    """Return the check-ins of the figure: the missing first, workplace by workplace."""
    first = query.day - timedelta(days=WINDOW - 1)
    found = due_between(query.viewer.jobcentre_id, first, query.day, team_id=query.team_id)
    missing = Counter(due.placement.workplace_id for due in found if not due.on_time)
    ordered = sorted(
        found,
        key=lambda due: (
            due.on_time, -missing[due.placement.workplace_id], due.placement.workplace_id,
            due.placement.placement_id, due.week,
        ),
    )  # fmt: skip
    return [
        Item(due.placement.placement_id, not due.on_time, due.week, due.placement.workplace_id)
        for due in ordered
    ]


rows = Rows(
    items=items,
    describe=describe_placements(
        lambda placement, item: "missing_check_in" if item.missing else "on_time"
    ),
    columns=("who", "workplace", "by", "week", "state"),
    missing_state="missing_check_in",
)
